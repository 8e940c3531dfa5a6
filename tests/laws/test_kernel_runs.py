"""What holds for whole runs: cut in two, repeated, doubled, and of funds at the edge of what there is."""

from typing import Any

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from actuary.kernel import rows as r
from actuary.kernel.years import Ledger, Population, project_money, project_people
from tests.laws.bounds import Plain
from tests.laws.funds import funds
from tests.laws.packing import Packed, packed


def assert_identical(one: Any, other: Any) -> None:
    """Bit for bit, tuple by tuple and array by array."""
    if isinstance(one, np.ndarray):
        np.testing.assert_array_equal(one, other)
        return
    for a, b in zip(one, other, strict=True):
        if isinstance(a, tuple | np.ndarray):
            assert_identical(a, b)


@given(funds(), st.data())
def test_a_run_may_stop_after_any_year_and_go_on(fund: Plain, data: st.DataObject) -> None:
    """0..n = 0..k, then k..n."""
    assume(fund["last"] > 1)
    whole = packed(fund)
    stop = data.draw(st.integers(1, whole.last - 1))
    population, ledger = whole.run()
    early_people, early = whole._replace(last=stop).run()
    late_people = project_people(early_people.people[-1], stop + 1, whole.last, whole.rules, whole.demography)
    late = project_money(early.books, stop + 1, whole.last, whole.rules, whole.prices, late_people)
    for name in ("people", "heads"):
        both = [getattr(early_people, name), getattr(late_people, name)[1:]]
        np.testing.assert_array_equal(np.concatenate(both), getattr(population, name))
    for name in ("vital", "exposure", "need", "births"):
        both = [getattr(early_people, name), getattr(late_people, name)]
        np.testing.assert_array_equal(np.concatenate(both), getattr(population, name))
    for name in ("flows", "memo", "stocks", "yearly"):
        np.testing.assert_array_equal(
            np.concatenate([getattr(early, name), getattr(late, name)]), getattr(ledger, name)
        )
    assert_identical(late.books, ledger.books)


@given(funds())
def test_the_same_fund_twice_is_the_same_and_stays_as_it_was(fund: Plain) -> None:
    """Two runs agree bit for bit, and a run writes in none of its inputs."""
    whole, untouched = packed(fund), packed(fund)
    assert_identical(whole.run(), whole.run())
    assert_identical(whole, untouched)


def twice(fund: Packed) -> Packed:
    """Twice the people, twice the money in the opening books, and twice what comes and goes whoever is there."""
    size = np.full(r.STANDING, 2.0)
    size[[r.PREMIUM_NOW, r.SUBSIDY_NOW, r.TAKE_UP_NOW, r.ASSISTED_TAKE_UP_NOW, r.SHIFT_NOW, r.SHIFT_NOW + 1]] = 1.0
    books, law_month = fund.books, fund.rules.law_month.copy()
    law_month[r.EMPLOYEE_OTHER_INCOME : r.RESIDENT_OTHER_SPENDING + 1] *= 2
    basis_year = fund.rules.basis_year.copy()
    basis_year[r.LOST_WITH_CARE : r.LOST_WITHOUT_CARE + 1] *= 2
    return fund._replace(
        rules=fund.rules._replace(law_month=law_month, basis_year=basis_year),
        start=2 * fund.start,
        demography=fund.demography._replace(migrants=2 * fund.demography.migrants),
        books=books._replace(
            balances=2 * books.balances, queue=2 * books.queue, owed=2 * books.owed, standing=size * books.standing
        ),
    )


@given(funds())
def test_twice_the_people_have_twice_the_money_and_the_same_ratios(fund: Plain) -> None:
    """Doubling is exact in binary: so are the results."""
    whole = packed(fund)
    (population, ledger), (people, money) = whole.run(), twice(whole).run()
    for name in population._fields:
        np.testing.assert_array_equal(getattr(people, name), 2 * getattr(population, name))
    for name in ("flows", "memo", "stocks"):
        np.testing.assert_array_equal(getattr(money, name), 2 * getattr(ledger, name))
    ratios = [r.PREMIUM, r.SUBSIDY_PER_HEAD, r.TAKE_UP, r.TAKE_UP_OF_ASSISTED]
    np.testing.assert_array_equal(money.yearly[:, ratios], ledger.yearly[:, ratios])
    amounts = np.delete(np.arange(ledger.yearly.shape[1]), ratios)
    np.testing.assert_array_equal(money.yearly[:, amounts], 2 * ledger.yearly[:, amounts])


def nobody(fund: Plain) -> None:
    fund["people"] = dict.fromkeys(fund["people"], 0.0)
    for year in fund["years"]:
        year["migrants"] = dict.fromkeys(year["migrants"], 0.0)


def paid_by_cost(fund: Plain) -> Plain:
    """The same fund where hospitals have no budget and no price besides, and nothing of last year waits for them."""
    for year in fund["years"]:
        year |= {name: 0.0 for name in year if name.startswith(("budget_set", "bed_day_share", "capitation_share"))}
    fund["books"]["held"] = dict.fromkeys(fund["books"]["held"], 0.0)
    return fund


def everybody_retired(fund: Plain) -> None:
    for year in fund["years"]:
        year["years_price"] = 0.0
    for nature in fund["statuses"].values():
        nature |= {"payer": "employee", "employed": False, "on_wage": False, "assisted": False}


def everybody_dies(fund: Plain) -> None:
    for year in fund["years"]:
        year["lived"] = {sex: [1e-20**age for age in range(fund["oldest"] + 1)] for sex in year["lived"]}


def falling_wages(fund: Plain) -> None:
    for t, year in enumerate(fund["years"]):
        year |= {"wage": 50 * 0.5**t, "premium_growth": -0.5, "subsidy_growth": -0.5}


def no_income(fund: Plain) -> None:
    for year in fund["years"]:
        year |= {"wage": 0.0, "income_before": 0.0, "premium": 0.0, "subsidy": 0.0}


def negative_interest(fund: Plain) -> None:
    for month in fund["months"]:
        month["interest_rate"] = -0.5


def nothing_paid(fund: Plain) -> None:
    for year in fund["years"]:
        year["ratio"] = dict.fromkeys(year["ratio"], 0.0)


def nothing_costs(fund: Plain) -> None:
    for service in fund["services"].values():
        service["cost"] = dict.fromkeys(service["cost"], 0.0)


EDGES = [
    nobody, everybody_retired, everybody_dies, falling_wages, no_income, negative_interest, nothing_paid, nothing_costs
]  # fmt: skip


def run_at(edge: Any, fund: Plain) -> tuple[Population, Ledger]:
    edge(fund)
    return packed(fund).run()


@given(st.sampled_from(EDGES), funds())
def test_a_fund_at_the_edge_has_finite_books(edge: Any, fund: Plain) -> None:
    population, ledger = run_at(edge, fund)
    for part in (*population, *ledger[:-1], *ledger.books):
        assert np.isfinite(part).all()


@given(funds())
def test_nobody_costs_nothing_and_pays_nothing(fund: Plain) -> None:
    """But for what the law of the month says comes and goes without anybody."""
    _, ledger = run_at(nobody, paid_by_cost(fund))
    flows = ledger.flows[:, [r.EMPLOYEE, r.RESIDENT]]
    assert not flows[..., [r.WAIVED, r.DEFERRED]].any()
    np.testing.assert_array_equal(flows[..., r.INCURRED_COST], flows[..., r.OTHER_SPENDING])
    assert not ledger.yearly[:, r.PAYROLL : r.LAYER_FUNDS].any()
    assert not ledger.yearly[:, r.TO_PATIENTS : r.FOR_PREMIUMS].any()
    assert not ledger.yearly[:, r.GROUP_HEADS :].any()


@given(funds())
def test_the_retired_bring_in_their_own_share_of_their_base_and_nothing_else(fund: Plain) -> None:
    """Where nobody buys contribution years."""
    for year in fund["years"]:
        year["years_price"] = 0.0
    people, ledger = run_at(everybody_retired, fund)
    assert not ledger.yearly[:, r.PAYROLL].any()
    assert not ledger.flows[:, r.ACCOUNT, r.CONTRIBUTIONS_OWN].any()
    for m, month in enumerate(fund["months"][12 : 12 * (fund["last"] + 1)]):
        base = month["retired_base"] * fund["years"][1 + m // 12]["wage"] / 12 * people.exposure[m // 12].sum()
        np.testing.assert_allclose(
            ledger.flows[m, r.EMPLOYEE, r.CONTRIBUTIONS_OWN], month["retired_rate"] * base, rtol=1e-9, atol=1e-9
        )


@given(funds())
def test_where_the_fund_pays_no_share_it_pays_only_old_bills(fund: Plain) -> None:
    _, ledger = run_at(nothing_paid, paid_by_cost(fund))
    assert not ledger.flows[len(fund["lag"]) - 1 :, :, [r.INPATIENT, r.OUTPATIENT]].any()
