"""Rates, growth and ratios of payment, by hand and of runs."""

import numpy as np
import pytest

from actuary.axes import SERVICES, TIERS
from actuary.indicators import INDICATORS, OF_FUNDS, OF_PEOPLE, _amounts
from actuary.kernel import rows as r
from actuary.labels import label
from actuary.results import Results
from tests.runs import BASELINES, ran


def base() -> Results:
    return ran("meishan")


def test_a_fund_by_hand() -> None:
    """Income 100 then 110, spending 80 then 100, 10 insured, a wage of 50."""
    fund = {"income": np.array([100.0, 110]), "spending": np.array([80.0, 100]), "surplus": np.array([20.0, 10])}
    found = _amounts(fund, np.array([10.0, 10]), np.array([50.0, 50]))
    np.testing.assert_allclose(found["surplus_rate"], [0.2, 1 / 11])
    np.testing.assert_allclose(found["income_growth"], [np.nan, 0.1])
    np.testing.assert_allclose(found["spending_growth"], [np.nan, 0.25])
    np.testing.assert_allclose(found["income_per_insured"], [10, 11])
    np.testing.assert_allclose(found["spending_per_insured"], [8, 10])
    np.testing.assert_allclose(found["income_over_wage"], [0.2, 0.22])


def test_where_nothing_comes_in_there_is_no_rate() -> None:
    nothing = np.zeros(2)
    found = _amounts({"income": nothing, "spending": nothing, "surplus": nothing}, nothing, np.ones(2))
    assert all(np.isnan(values).all() for values in found.values())


@pytest.mark.parametrize("name", BASELINES)
def test_every_fund_has_its_indicators_for_every_year(name: str) -> None:
    found = ran(name)
    assert set(found.indicators["resident"]) == set(found.indicators["employee_scheme"]) == set(OF_FUNDS)
    assert set(OF_FUNDS) - set(found.indicators["all"]) == {
        "policy_ratio", "overall_ratio", "point_value", "hospitals_kept", "hospitals_kept_amount",
    }  # fmt: skip
    assert set(OF_PEOPLE) <= set(found.yearly)
    known = np.isfinite(found.funds["resident"]["balance"]).all()
    for one in OF_FUNDS:
        values = found.indicators["resident"][one]
        assert values.shape == (len(found.years),)
        assert np.isfinite(values[1:]).all() == (known or one not in ("free_reserve_months", "backed_months"))


def test_a_surplus_over_income_is_that_of_the_published_books() -> None:
    """Jingzhou 2020: 63.85 - 59.12 of 63.85."""
    assert ran("jingzhou").indicators["all"]["surplus_rate"][0] == pytest.approx((63.85 - 59.12) / 63.85)


def test_months_that_are_set_aside_are_not_free() -> None:
    """Two months of the pool's spending, less than two of pool and account; one of the residents'; both over all spending."""
    held = ran(
        "meishan",
        "levers.emergency_reserve.months.employee.2027=2 months",
        "levers.emergency_reserve.months.resident.2027=1 month",
    )
    at, funds = 2030 - 2019, held.funds
    aside = {
        group: funds[group]["reserve_months"][at] - held.indicators[group]["free_reserve_months"][at]
        for group in ("employee_scheme", "resident", "all")
    }
    employee, resident = (funds[pool]["spending"][at] for pool in ("employee", "resident"))
    assert aside["resident"] == pytest.approx(1)
    assert aside["employee_scheme"] == pytest.approx(2 * employee / funds["employee_scheme"]["spending"][at])
    assert aside["all"] == pytest.approx((2 * employee + resident) / funds["all"]["spending"][at])
    np.testing.assert_array_equal(held.funds["resident"]["balance"], base().funds["resident"]["balance"])


def test_months_are_all_free_where_nothing_is_set_aside_and_need_no_line_of_their_own() -> None:
    for group in ("employee_scheme", "resident", "all"):
        np.testing.assert_array_equal(
            base().indicators[group]["free_reserve_months"], base().funds[group]["reserve_months"]
        )
    assert "free_reserve_months" not in base().indicators_told
    set_aside = ran("meishan", "levers.emergency_reserve.months.resident.2027=1 month")
    assert set_aside.indicators_told == tuple(name for name in INDICATORS if name != "backed_months")


def test_paid_of_cost_in_scope_is_more_than_paid_of_all_cost_by_the_share_in_scope() -> None:
    for p, group in enumerate(("employee_scheme", "resident")):
        found = base().indicators[group]
        scope = base().basis.prices.services[p, 0, r.SCOPE]
        np.testing.assert_allclose(found["overall_ratio"], found["policy_ratio"] * scope)
        assert (found["policy_ratio"] < 1).all()


def test_a_longer_catalogue_is_below_both_lines_and_moves_paid_of_cost_in_scope_by_deductibles_alone() -> None:
    """Five points more than the 87 or 88 % in scope: paid over it rises by what deductibles no longer take, under a point."""
    wider = ran("meishan", *(f"levers.catalogue.scope.inpatient_{tier}.2028=+5 pp" for tier in TIERS))
    first = 2028 - 2019
    for p, group in enumerate(("employee_scheme", "resident")):
        before, after = base().indicators[group], wider.indicators[group]
        scope = base().basis.prices.services[p, 0, r.SCOPE]
        np.testing.assert_array_equal(after["policy_ratio"][:first], before["policy_ratio"][:first])
        np.testing.assert_allclose(after["overall_ratio"][first:], after["policy_ratio"][first:] * (scope + 0.05))
        assert (after["overall_ratio"][first:] > before["overall_ratio"][first:] + 0.03).all()
        assert (after["policy_ratio"][first:] < before["policy_ratio"][first:] + 0.01).all()
        assert (after["policy_ratio"] < 1).all()


def test_ratios_of_payment_are_of_the_four_tiers_of_hospitals_alone() -> None:
    """Meishan's residents: their row of cost and of payment, tier by tier; 65 to 90 % are paid above a deductible."""
    first, found = base().ledger.yearly[0, r.CARE :], base().indicators["resident"]
    tiers = [len(SERVICES) + k for k, name in enumerate(SERVICES) if name.startswith("inpatient")]
    assert tiers == [7, 8, 9, 10]
    cost, paid = (sum(first[block * 2 * len(SERVICES) + k] for k in tiers) for block in (1, 2))
    assert found["overall_ratio"][1] == pytest.approx(paid / cost)
    assert found["policy_ratio"][1] < 0.90


def test_what_hospitals_are_due_over_cost_is_the_value_of_a_point() -> None:
    """Nothing under a budget: at cost. A budget frozen at the year before: its amount over the cost, and all care's besides."""
    for group in ("employee_scheme", "resident"):
        assert (base().indicators[group]["point_value"] == 1).all()
        np.testing.assert_allclose(base().indicators[group]["hospitals_kept"], 0, atol=1e-12)
    frozen = ran("meishan", "levers.budget.set.resident_inpatient.2027=yes")
    row = frozen.ledger.yearly[2030 - 2020]
    value = row[r.BUDGET + 2] / row[r.COVERED + 2]
    found = frozen.indicators["resident"]
    assert 0.5 < value < 1
    assert found["point_value"][2030 - 2019] == pytest.approx(value)
    both = [row[first + 2] + row[first + 3] for first in (r.DUE, r.BY_TERMS)]
    assert found["hospitals_kept"][2030 - 2019] == pytest.approx(both[0] / both[1] - 1)
    assert found["hospitals_kept_amount"][2030 - 2019] == pytest.approx(both[0] - both[1])
    assert both[0] - both[1] < -1e6
    assert (found["point_value"][: 2027 - 2019] == 1).all()


def test_coverage_has_the_enrolment_base_below_it() -> None:
    found = base()
    insured = found.yearly["insured_employees"] + found.yearly["insured_residents"]
    assert found.yearly["coverage_rate"][0] == pytest.approx(insured[0] / 343.7044745e4)
    np.testing.assert_allclose(found.yearly["coverage_rate"], insured / found.yearly["population"])


def test_every_indicator_is_named_and_defined_in_both_languages() -> None:
    for name, one in INDICATORS.items():
        assert label(name, "en") != label(name, "zh")
        assert one.en and one.zh
        assert one.unit in {"share", "ratio", "yuan", "months", "amount"}
