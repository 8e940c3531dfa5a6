"""Levers that bring people: how many come, who joins the employee scheme, and what that moves."""

import numpy as np

from actuary.axes import STATUS_NAMES
from actuary.results import Results
from tests.pulls import ARRIVING, JOINING, LEAVING, LEFT_BEHIND, RECOGNISED, WAITING
from tests.runs import ran

FLEXIBLE, RESIDENT = STATUS_NAMES.index("flexible"), STATUS_NAMES.index("resident")


def base() -> Results:
    return ran("meishan")


def test_those_who_come_are_there_at_the_end_of_the_year_at_their_ages() -> None:
    end = 2027 - base().base
    more = (ARRIVING.run().people_by_age[end] - base().people_by_age[end]).sum(axis=0)
    np.testing.assert_allclose(more.sum(), 2000, rtol=1e-9)
    np.testing.assert_allclose(more[:, 20:50], 2000 / 2 / 30, rtol=1e-9)
    assert not more[:, :20].any()
    assert not more[:, 50:].any()


def test_those_who_come_pay_and_need() -> None:
    later = slice(2028 - base().base, None)
    for group, measure in (("employee", "income"), ("employee", "spending"), ("resident", "income")):
        assert (ARRIVING.run().funds[group][measure][later] > base().funds[group][measure][later]).all()


def test_a_hundredth_of_the_residents_of_working_age_become_flexible_workers() -> None:
    """Of those who would be residents at the end of the year, so many more are flexible workers, and nobody else moves."""
    end = 2027 - base().base
    before, after = base().people_by_age[end], JOINING.run().people_by_age[end]
    gone = (before - after)[RESIDENT]
    np.testing.assert_allclose(gone[:, 20:50], 0.01 * before[RESIDENT][:, 20:50], rtol=1e-9)
    np.testing.assert_allclose((after - before)[FLEXIBLE][:, :50], gone[:, :50], atol=1e-6)
    assert not gone[:, 51:].any()


def test_who_joins_pays_on_a_wage_and_no_longer_a_premium() -> None:
    later = slice(2028 - base().base, None)
    own = [found.lines["employee"]["contributions_own"][later] for found in (JOINING.run(), base())]
    premiums = [found.lines["resident"]["contributions_own"][later] for found in (JOINING.run(), base())]
    assert (own[0] > own[1]).all()
    assert (premiums[0] < premiums[1]).all()


def test_a_wait_lowers_what_is_paid_and_keeps_people_only_where_they_answer() -> None:
    """Three months more of 2 %: half a percent of what is incurred; with the answer on, take-up and premiums rise."""
    paid = WAITING.run().ledger.yearly[-1, -7:].sum() / base().ledger.yearly[-1, -7:].sum()
    np.testing.assert_allclose(paid, (1 - 0.02 * 6 / 12) / (1 - 0.02 * 3 / 12), rtol=1e-9)
    later = slice(2027 - base().base, None)
    np.testing.assert_array_equal(WAITING.run().yearly["take_up"], base().yearly["take_up"])
    answered = ran("meishan", "behaviour.continuity=on", "levers.continuous_cover.waiting.2027=6 months")
    before, after = base().yearly["take_up"][later], answered.yearly["take_up"][later]
    np.testing.assert_allclose(np.log(after / (1 - after)) - np.log(before / (1 - before)), 3 * 0.03, rtol=1e-9)


def test_half_of_those_short_of_years_retire_and_bring_their_price() -> None:
    """Who is let in leaves the residents for the retired, and the pool receives 30,000 for each of them."""
    end = 2027 - base().base
    before, after = (found.people_by_age[end].sum(axis=(1, 2)) for found in (base(), RECOGNISED.run()))
    retired = STATUS_NAMES.index("retired")
    let_in = after[retired] - before[retired]
    assert let_in > 0
    np.testing.assert_allclose(after[RESIDENT] - before[RESIDENT], -let_in, rtol=1e-9)
    np.testing.assert_allclose(RECOGNISED.run().population.vital[end - 1, 3], let_in, rtol=1e-6)
    more = (
        RECOGNISED.run().lines["employee"]["contributions_own"][end]
        - base().lines["employee"]["contributions_own"][end]
    )
    np.testing.assert_allclose(more, 30_000 * let_in, rtol=1e-6)


def test_whose_years_are_recognised_needs_care_from_the_employee_pool() -> None:
    later = slice(2028 - base().base, None)
    more = RECOGNISED.run().lines["employee"]["inpatient"][later] - base().lines["employee"]["inpatient"][later]
    assert (more > 0).all()


def test_who_leaves_pays_no_more_and_leaves_behind_the_share_of_care_that_is_written() -> None:
    """20,000 a year from 2027: gone at the end of 2028 are 40,000. With all their care left behind, spending stays."""
    at, before = 2028 - base().base, base()
    for one, close in ((LEAVING, 0.02), (LEFT_BEHIND, 1e-9)):
        gone = before.yearly["insured_residents"][at] - one.run().yearly["insured_residents"][at]
        np.testing.assert_allclose(gone, 40_000, rtol=close)  # of take-up, which goes on with the year's people
    spent = [run.funds["resident"]["spending"][at] for run in (LEAVING.run(), LEFT_BEHIND.run(), before)]
    assert spent[0] < spent[1] == spent[2]
    came = [run.lines["resident"]["subsidy"][at] for run in (LEAVING.run(), LEFT_BEHIND.run(), before)]
    np.testing.assert_allclose(came[0], came[1], rtol=1e-9)
    assert came[0] < came[2]
