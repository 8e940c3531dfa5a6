"""How hospitals are paid, pulled in Meishan: who has less, who has more, and when."""

import numpy as np
import pytest

from actuary.axes import LINES
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.results import Results
from tests.pulls import (
    AT_ONCE,
    BED_DAYS,
    BY_INCOME,
    FROZEN_BUDGET,
    HEADS,
    HELD_BACK,
    PREPAID,
    QUALITY,
    SHARED_OVERRUN,
    Pull,
)
from tests.runs import ran

BUDGET = "levers.budget.set.resident_inpatient.2027=yes"
COVERED = "levers.payment_method.covered.resident_inpatient.2027=100 %"
GROUPED = "levers.payment_method.grouping.resident_inpatient.2027=100 %"


def base() -> Results:
    return ran("meishan")


def of_hospitals(results: Results, row: int, line: str) -> Array:
    """A row of the ledger for a line of care, by projected year."""
    return np.asarray(results.ledger.yearly[:, row + LINES.index(line)])


def more(one: Results, group: str, measure: str) -> Array:
    return np.asarray(one.series(f"{group}.{measure}") - base().series(f"{group}.{measure}"))


def cost(results: Results, line: str) -> Array:
    """What hospitals are due for a line, by projected year."""
    return of_hospitals(results, r.DUE, line)


def test_a_frozen_budget_binds_and_hospitals_bear_the_rest() -> None:
    """Covered care costs the budget, no more; what it costs by its terms is as it was, and so are patients' ratios."""
    found = FROZEN_BUDGET.run()
    line, at = "resident_inpatient", 2027 - 2020
    np.testing.assert_allclose(
        of_hospitals(found, r.COVERED_DUE, line)[at:], of_hospitals(found, r.BUDGET, line)[at:], rtol=1e-12
    )
    np.testing.assert_allclose(
        of_hospitals(found, r.BY_TERMS, line), of_hospitals(base(), r.BY_TERMS, line), rtol=1e-12
    )
    assert (np.diff(found.indicators["resident"]["point_value"][2027 - 2019 :]) < 0).all()
    assert (found.indicators["resident"]["hospitals_kept"][2027 - 2019 :] < 0).all()
    np.testing.assert_array_equal(
        found.indicators["resident"]["overall_ratio"], base().indicators["resident"]["overall_ratio"]
    )
    assert (more(found, "resident", "balance")[2027 - 2019 :] > 0).all()
    np.testing.assert_array_equal(found.funds["employee"]["spending"], base().funds["employee"]["spending"])


def test_payments_and_what_hospitals_bear_or_keep_are_the_cost() -> None:
    """Of the covered care: due - kept + borne = cost, whichever side of the budget it is on."""
    for one, line in ((SHARED_OVERRUN, "resident_inpatient"), (BY_INCOME, "employee_inpatient")):
        found = one.run()
        covered, due, budget = (of_hospitals(found, row, line) for row in (r.COVERED, r.COVERED_DUE, r.BUDGET))
        law = [
            getattr(found.law, name)[LINES.index(line), 1:-1]
            for name in ("surplus_kept", "overrun_shared", "overrun_limit")
        ]
        kept = law[0] * np.maximum(budget - covered, 0)
        over = np.maximum(covered - budget, 0)
        borne = over - law[1] * np.minimum(over, law[2] * budget)
        set_in = covered > 0
        assert set_in.any()
        np.testing.assert_allclose((due - kept + borne)[set_in], covered[set_in], rtol=1e-12)
        rest = of_hospitals(found, r.BY_TERMS, line) - covered
        np.testing.assert_allclose(cost(found, line), rest + np.where(set_in, due, 0.0), rtol=1e-12)


def test_a_shared_overrun_costs_the_pool_more_than_a_hard_budget_and_less_than_none() -> None:
    strict = ran("meishan", BUDGET, "levers.budget.growth.resident_inpatient.2027== -10 %")
    first = 2027 - 2020
    amounts = [cost(one, "resident_inpatient")[first] for one in (strict, SHARED_OVERRUN.run(), base())]
    assert amounts == sorted(amounts)
    assert amounts[0] < amounts[1] < amounts[2]


def test_a_generous_budget_by_income_pays_hospitals_their_share_of_the_surplus() -> None:
    found = BY_INCOME.run()
    at = 2028 - 2019
    assert found.indicators["employee_scheme"]["point_value"][at] > 1
    assert more(found, "employee", "spending")[at] > 0
    budget = of_hospitals(found, r.BUDGET, "employee_inpatient")[at - 1]
    covered = 0.84 * 0.92
    assert budget == pytest.approx(covered * 0.8 * found.funds["employee"]["income"][at - 1])


def test_a_budget_that_is_not_cut_leaves_lower_prices_to_hospitals() -> None:
    """Prices fall in 2028 (集采). Paid by cost the pool saves it all; under the budget of 2027 nothing, or what is not kept."""
    cheaper = "figures.inflation.2028== -40 %"
    line, at, covered = "resident_inpatient", 2028 - 2020, 0.84 * 0.92

    def due(*settings: str) -> float:
        return float(cost(ran("meishan", cheaper, BUDGET, *settings), line)[at])

    by_cost = cost(ran("meishan", cheaper), line)[at]
    last_year = cost(ran("meishan", cheaper, BUDGET), line)[at - 1]
    assert by_cost < last_year
    kept = due("levers.budget.surplus_kept.resident_inpatient.2028=100 %")
    assert kept == pytest.approx((1 - covered) * by_cost + covered * last_year)
    assert due("levers.budget.surplus_kept.resident_inpatient.2028=0 %") == pytest.approx(by_cost)


def test_more_care_under_a_tight_budget_is_less_spending() -> None:
    few, all_of_it = FROZEN_BUDGET.run(), ran("meishan", BUDGET, COVERED, GROUPED)
    at = slice(2027 - 2020, None)
    assert (cost(all_of_it, "resident_inpatient")[at] < cost(few, "resident_inpatient")[at]).all()


def test_each_line_may_have_a_budget_of_its_own() -> None:
    """Outpatient care frozen, hospitals not: only its own line is cheaper."""
    found = ran("meishan", "levers.budget.set.resident_outpatient.2027=yes")
    assert (more(found, "resident", "outpatient")[2028 - 2019 :] < 0).all()
    np.testing.assert_array_equal(more(found, "resident", "inpatient"), 0)


@pytest.mark.parametrize(
    ("one", "line", "price"), [(BED_DAYS, "employee_inpatient", 250), (HEADS, "resident_outpatient", 60)]
)
def test_a_price_replaces_the_cost_of_its_share(one: Pull, line: str, price: float) -> None:
    """The rest is paid by its cost; a price twice as high adds its share again."""
    found = one.run()
    dearer = ran(
        "meishan",
        *(f"levers.{one.name}.{setting.replace(f'={price} 元', f'={2 * price} 元')}" for setting in one.settings),
    )
    first = one.first[0] - 2020
    share = float(one.settings[0].partition("=")[2].removesuffix(" %")) / 100
    once, twice, by_terms = (
        each[first:] for each in (cost(found, line), cost(dearer, line), of_hospitals(base(), r.BY_TERMS, line))
    )
    np.testing.assert_allclose(once, (1 - share) * by_terms + (twice - once), rtol=1e-9)
    assert (twice > once).all()


def test_heads_times_the_amount() -> None:
    """Half of the insured residents at 60 yuan."""
    found = HEADS.run()
    insured = found.ledger.yearly[:, r.CARE :].reshape(-1, r.CARE_BLOCKS, 2, 7)[:, 0, 1, 4]
    line, first = "resident_outpatient", 2027 - 2020
    priced = cost(found, line) - 0.5 * of_hospitals(found, r.BY_TERMS, line)
    np.testing.assert_allclose(priced[first:], 0.5 * insured[first:] * 60, rtol=1e-9)


def test_bills_paid_at_once_are_paid_earlier_and_cost_the_same() -> None:
    found = AT_ONCE.run()
    at = 2027 - 2019
    np.testing.assert_array_equal(cost(found, "resident_outpatient"), cost(base(), "resident_outpatient"))
    assert more(found, "resident", "outpatient")[at] > 0
    stocks = found.ledger.stocks[:, r.RESIDENT, r.PAYABLE] - base().ledger.stocks[:, r.RESIDENT, r.PAYABLE]
    assert (stocks[12 * (at - 1) :] < 0).all()
    assert not stocks[: 12 * (at - 1)].any()


def test_what_is_held_back_is_paid_at_the_clearing_of_the_next_year_and_nothing_is_lost() -> None:
    """A tenth of the bills of 2027-29 waits until June of the next year; without interest only time has moved."""
    found = HELD_BACK.run()
    first = 2027 - 2019
    moved = more(found, "employee", "inpatient")
    assert moved[first] < 0
    tenth = 0.1 * cost(found, "employee_inpatient")[first - 1]
    flows = found.ledger.flows[:, r.EMPLOYEE, r.INPATIENT] - base().ledger.flows[:, r.EMPLOYEE, r.INPATIENT]
    june = 12 * first + 5
    assert flows[june] - flows[june - 1] == pytest.approx(tenth, rel=1e-6)
    assert flows.sum() == pytest.approx(0, abs=1)
    np.testing.assert_array_equal(cost(found, "employee_inpatient"), cost(base(), "employee_inpatient"))


def test_of_the_quality_reserve_the_pool_keeps_what_the_score_does_not_give_back() -> None:
    found, first = QUALITY.run(), 2027 - 2020
    np.testing.assert_allclose(
        cost(found, "employee_inpatient")[first:], 0.99 * cost(base(), "employee_inpatient")[first:], rtol=1e-12
    )
    assert found.indicators["employee_scheme"]["hospitals_kept"][-1] < 0


def test_money_paid_ahead_is_no_spending_and_costs_interest() -> None:
    found = PREPAID.run()
    at = 2028 - 2019
    np.testing.assert_array_equal(more(found, "resident", "spending"), 0)
    ahead = 0.1 * cost(base(), "resident_inpatient")[at - 2]
    assert more(found, "resident", "interest")[at] == pytest.approx(-0.011 * ahead, rel=1e-2)
    advanced = found.ledger.stocks[:, r.RESIDENT, r.ADVANCED].reshape(-1, 12)
    np.testing.assert_allclose(advanced[at - 1], [*[ahead] * 11, 0], rtol=1e-12)


# --- how hospitals answer, off unless a scenario turns it on

TIGHT = (BUDGET, COVERED, GROUPED, "levers.budget.growth.resident_inpatient.2027== -10 %")


def cases(results: Results) -> Array:
    """Residents' admissions, by projected year."""
    return np.asarray(results.ledger.yearly[:, r.CARE :].reshape(-1, r.CARE_BLOCKS, 2, 7)[:, 0, 1, :4].sum(axis=1))


def test_nobody_answers_unless_the_scenario_says_so() -> None:
    np.testing.assert_array_equal(cases(ran("meishan", *TIGHT)), cases(base()))


def test_hospitals_treat_more_for_less_as_the_budget_falls_short() -> None:
    """Cases go up by 0.3 of what lacks, the cost of one falls by half of it."""
    found = ran("meishan", *TIGHT, "behaviour.hospital_response=on")
    at = 2027 - 2020
    lacking = (
        1
        - of_hospitals(found, r.BUDGET, "resident_inpatient")[at]
        / of_hospitals(base(), r.BY_TERMS, "resident_inpatient")[at]
    )
    assert lacking > 0
    assert cases(found)[at] == pytest.approx(cases(base())[at] * (1 + 0.3 * lacking))
    by_terms = of_hospitals(found, r.BY_TERMS, "resident_inpatient")[at]
    before = of_hospitals(base(), r.BY_TERMS, "resident_inpatient")[at]
    assert by_terms == pytest.approx(before * (1 + 0.3 * lacking) * (1 - 0.5 * lacking))
    np.testing.assert_array_equal(cases(found)[:at], cases(base())[:at])


def test_patients_are_refused_as_the_budget_is_used_up_and_the_pool_saves_nothing_by_it() -> None:
    """A hard budget is paid in full either way; fewer are treated for it."""
    found, without = ran("meishan", *TIGHT, "behaviour.refusals=on"), ran("meishan", *TIGHT)
    at = slice(2027 - 2020, None)
    assert (cases(found)[at] < cases(base())[at]).all()
    np.testing.assert_allclose(
        cost(found, "resident_inpatient")[at], cost(without, "resident_inpatient")[at], rtol=1e-12
    )


def test_a_layer_by_points_pays_hospitals_what_a_point_is_worth_and_patients_as_before() -> None:
    """Half of what critical illness insurance pays; the point lost value under the frozen budget. Hospitals bear the rest."""
    found = ran("meishan", BUDGET, "levers.payment_method.layers.critical_illness.2028=50 %")
    by_cost, at = FROZEN_BUDGET.run(), 2028 - 2019
    before, after = (one.layers["critical_illness"] for one in (by_cost, found))
    value = found.indicators["resident"]["point_value"][at:]
    np.testing.assert_allclose(after["spending"][at:], before["spending"][at:] * (1 + 0.5 * (value - 1)), rtol=1e-9)
    assert (after["by_points"][at:] < 0).all()
    assert not after["by_points"][:at].any()
    assert (after["balance"][at:] > before["balance"][at:]).all()
    np.testing.assert_array_equal(after["to_patients"], before["to_patients"])
    np.testing.assert_array_equal(found.ledger.flows, by_cost.ledger.flows)


def test_without_a_budget_no_layer_goes_by_points() -> None:
    found = ran("meishan", "levers.payment_method.layers.critical_illness.2028=50 %")
    assert not found.layers["critical_illness"]["by_points"].any()
    np.testing.assert_array_equal(found.ledger.yearly, base().ledger.yearly)
