"""The direction in which levers on collection, treasuries and enrolment move money."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.law import Array
from actuary.results import Results
from tests.pulls import (
    ASSISTED,
    BETTER_YIELD,
    CLEANED,
    COLLECTED,
    FLEXIBLE_BASE,
    FLEXIBLE_RATE,
    FROM_TREASURY,
    IN_ARREARS,
    LATE,
    SPLIT,
    WON,
    Pull,
    pull,
)
from tests.runs import ran


def base() -> Results:
    return ran("meishan")


def line(one: Pull, pool: str, name: str) -> Array:
    """What a lever adds to a line, year by year."""
    return one.run().lines[pool][name] - base().lines[pool][name]


def since(one: Pull) -> slice:
    """The years from a lever's first one on."""
    return slice(one.first[0] - base().base, None)


def test_better_collection_brings_its_part_more_of_what_is_due() -> None:
    """3 % more of everything on wages, maternity with it; what the pool credits to the retired is no part of it."""
    whole = slice(2028 - base().base, None)
    came, before = (
        sum(
            found.lines[pool][f"contributions_{name}"][whole]
            for pool in ("employee", "employee_account")
            for name in ("employer", "own")
        )
        for found in (COLLECTED.run(), base())
    )
    np.testing.assert_allclose(came, 1.03 * before, rtol=1e-9)
    assert (line(COLLECTED, "employee_account", "contributions_own")[whole] > 0).all()


def test_worse_collection_loses_what_is_not_recovered_and_says_so() -> None:
    lost = -(line(IN_ARREARS, "employee", "contributions_employer") + line(IN_ARREARS, "employee", "contributions_own"))
    assert (lost[since(IN_ARREARS)] > 0).all()
    assert (line(IN_ARREARS, "employee", "arrears")[since(IN_ARREARS)] > 0).all()


def test_contributions_that_come_in_two_months_late_are_owed_and_not_lost() -> None:
    """Two months of a tenth stand open; what is earned is the same to the yuan."""
    late, unmoved = LATE.run().ledger, base().ledger
    earned = [ledger.flows[:, [r.EMPLOYEE, r.ACCOUNT], r.INCURRED_INCOME].sum() for ledger in (late, unmoved)]
    interest = [ledger.flows[:, [r.EMPLOYEE, r.ACCOUNT], r.INTEREST].sum() for ledger in (late, unmoved)]
    np.testing.assert_allclose(earned[0] - interest[0], earned[1] - interest[1], rtol=1e-12)
    owed = late.stocks[-1, r.EMPLOYEE, r.RECEIVABLE]
    np.testing.assert_allclose(owed, 2 * late.flows[-1, r.EMPLOYEE, r.ARREARS], rtol=1e-9)
    assert interest[0] < interest[1]


def test_a_better_yield_is_interest_on_all_that_is_held() -> None:
    whole = slice(2028 - base().base, None)
    for pool in ("employee", "employee_account", "resident"):
        assert (line(BETTER_YIELD, pool, "interest")[whole] > 0).all()
    assert not line(BETTER_YIELD, "employee", "contributions_employer").any()


def test_the_treasury_pays_for_every_retired_member_into_the_pool() -> None:
    exposure = base().population.exposure[:, 2]
    paid = line(FROM_TREASURY, "employee", "subsidy")[1:]
    whole = slice(2029 - base().base - 1, None)
    np.testing.assert_allclose(paid[whole], 12 * 20 * exposure[whole], rtol=1e-9)
    assert not line(FROM_TREASURY, "employee_account", "contributions_employer").any()


def test_a_new_split_of_the_subsidy_moves_who_pays_and_no_balance() -> None:
    """The centre pays 20 points less, the province 20 more; city and county as before."""
    moved = {level: line(SPLIT, "resident", f"subsidy_{level}") for level in ("central", "province", "local")}
    subsidy = base().lines["resident"]["subsidy"][since(SPLIT)]
    np.testing.assert_allclose(moved["central"][since(SPLIT)], -0.2 * subsidy, rtol=1e-9)
    np.testing.assert_allclose(moved["province"][since(SPLIT)], 0.2 * subsidy, rtol=1e-9)
    np.testing.assert_allclose(moved["local"], 0, atol=1)
    np.testing.assert_array_equal(SPLIT.run().funds["resident"]["balance"], base().funds["resident"]["balance"])


def test_a_higher_base_of_flexible_workers_brings_more_and_a_lower_rate_less() -> None:
    assert (line(FLEXIBLE_BASE, "employee", "contributions_own")[since(FLEXIBLE_BASE)] > 0).all()
    assert (line(FLEXIBLE_RATE, "employee", "contributions_own")[since(FLEXIBLE_RATE)] < 0).all()
    for one in (FLEXIBLE_BASE, FLEXIBLE_RATE):
        assert not line(one, "resident", "contributions_own").any()


def test_enrolment_work_closes_half_the_gap_and_brings_income_and_need() -> None:
    """Those who are won need less than those already there, so spending rises by less than heads."""
    years = since(WON)
    won, before = WON.run().yearly["take_up"][years], base().yearly["take_up"][years]
    np.testing.assert_allclose(won, before + 0.5 * (0.95 - before), rtol=1e-12)
    heads = won / before
    funds, unmoved = WON.run().funds["resident"], base().funds["resident"]
    later = slice(years.start + 1, None)
    assert (funds["spending"][later] > unmoved["spending"][later]).all()
    assert (funds["spending"][later] / unmoved["spending"][later] < heads[1:]).all()
    assert (line(WON, "resident", "contributions_own")[later] > 0).all()


def test_all_of_the_assisted_are_insured() -> None:
    people = ASSISTED.run().people["assisted"]
    index = 4
    np.testing.assert_allclose(
        people[since(ASSISTED)], ASSISTED.run().population.heads[since(ASSISTED), index], rtol=1e-12
    )
    assert (line(ASSISTED, "resident", "own_assisted")[since(ASSISTED)] > 0).all()


def test_a_clean_up_takes_heads_premiums_and_subsidies_and_leaves_care_as_it_was() -> None:
    years = since(CLEANED)
    found, before = CLEANED.run(), base()
    np.testing.assert_allclose(
        found.yearly["insured_residents"][years], 0.98 * before.yearly["insured_residents"][years]
    )
    np.testing.assert_array_equal(found.funds["resident"]["spending"], before.funds["resident"]["spending"])
    for name in ("contributions_own", "subsidy"):
        ratio = found.lines["resident"][name][years] / before.lines["resident"][name][years]
        np.testing.assert_allclose(ratio, 0.98, rtol=1e-9)
    assert (found.yearly["coverage_rate"][years] < before.yearly["coverage_rate"][years]).all()


def test_newborns_bring_the_premium_and_subsidy_of_their_year_in_every_month() -> None:
    """Half of the year's births, at the level that makes the base year's income come out; heads and care stay."""
    one = pull("newborn_cover", "enrolled.2027=50 %", first=(2027, 1))
    run, at = one.run(), 2027 - 2019
    heads = run.basis.fixed[r.RESIDENT_INCOME_LEVEL] * 0.5 * run.population.births[at - 1].sum()
    assert line(one, "resident", "contributions_own")[at] == pytest.approx(heads * run.yearly["premium"][at])
    assert line(one, "resident", "subsidy")[at] == pytest.approx(heads * run.yearly["subsidy"][at])
    months = slice(12 * (at - 1), 12 * at)
    own = [flows[months, r.RESIDENT, r.CONTRIBUTIONS_OWN] for flows in (run.ledger.flows, base().ledger.flows)]
    np.testing.assert_allclose(own[0] - own[1], heads * run.yearly["premium"][at] / 12)
    np.testing.assert_array_equal(run.yearly["insured_residents"], base().yearly["insured_residents"])
    np.testing.assert_array_equal(run.funds["resident"]["spending"], base().funds["resident"]["spending"])
