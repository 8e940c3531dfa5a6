"""A pool without money, by hand: who pays each month, within which limits, and what comes back."""

import numpy as np
import pytest

from actuary.axes import Calendar
from actuary.deficit import Backing, Payments, backing_months, backing_of, payments_of
from actuary.enactment import law_in_force

NOTHING = dict.fromkeys(Backing._fields, 0.0)


def paid(opening: float, income: list[float], spending: list[float], **terms: float) -> Payments:
    """The same terms in every month; what is not named is nothing."""
    backing = Backing(**{name: np.full(len(income), value) for name, value in {**NOTHING, **terms}.items()})
    return payments_of(opening, np.array(income), np.array(spending), backing)


def test_own_money_pays_first_then_the_others_each_to_its_limit() -> None:
    """10 in hand, 100 a month due, nothing comes in: 90 missing, then 100 and 100."""
    found = paid(
        10, [0, 0, 0], [100, 100, 100], adjustment_share=0.5, adjustment_limit=60, adjustment_size=1000, advance_limit=70,
        overdue_limit=40,
    )  # fmt: skip
    np.testing.assert_allclose(found.own, [10, 0, 0])
    np.testing.assert_allclose(found.adjustment, [45, 15, 0])  # half of 90, then what is left of 60 a year
    np.testing.assert_allclose(found.advance, [45, 25, 0])  # 70 in all
    np.testing.assert_allclose(found.overdue, [0, 40, 0])
    np.testing.assert_allclose(found.unpaid, [0, 20, 100])
    np.testing.assert_allclose(found.balance, 0)


def test_what_is_over_pays_bills_that_wait_first_then_the_treasury() -> None:
    """Short of 100, of which 60 advanced and 40 wait; then 70 over: 40 to hospitals and 30 back; then 50: 30 back, 20 kept."""
    found = paid(0, [0, 70, 50], [100, 0, 0], advance_limit=60, overdue_limit=100, advance_repaid=1)
    np.testing.assert_allclose(found.settled, [0, 40, 0])
    np.testing.assert_allclose(found.repaid, [0, 30, 30])
    np.testing.assert_allclose(found.advanced, [60, 30, 0])
    np.testing.assert_allclose(found.waiting, [40, 0, 0])
    np.testing.assert_allclose(found.balance, [0, 0, 20])


def test_a_subsidy_is_kept_and_half_an_advance_goes_back_by_halves() -> None:
    kept = paid(0, [0, 70], [100, 0], advance_limit=100)
    halves = paid(0, [0, 70], [100, 0], advance_limit=100, advance_repaid=0.5)
    assert (kept.repaid[1], kept.balance[1]) == (0, 70)
    assert (halves.repaid[1], halves.balance[1]) == (35, 35)


def test_hospitals_may_wait_before_the_treasury_advances() -> None:
    found = paid(0, [0], [100], advance_limit=100, overdue_limit=30, overdue_first=1)
    assert (found.overdue[0], found.advance[0], found.unpaid[0]) == (30, 70, 0)


def test_the_adjustment_fund_pays_anew_each_january_until_it_is_used_up() -> None:
    """20 a year and 50 in all: 20, 20 and 10 over three years of 10 missing each month."""
    found = paid(0, [0] * 36, [10] * 36, adjustment_share=1, adjustment_limit=20, adjustment_size=50)
    np.testing.assert_allclose(found.adjustment.reshape(3, 12).sum(axis=1), [20, 20, 10])
    np.testing.assert_allclose(found.adjustment[12:14], [10, 10])


def test_a_balance_below_zero_is_bills_that_wait_already() -> None:
    found = paid(-30, [50], [10])
    assert (found.own[0], found.settled[0], found.balance[0]) == (10, 30, 10)


def test_money_that_flows_the_wrong_way_is_on_the_other_side() -> None:
    found = paid(0, [-20], [-50])
    assert (found.due[0], found.own[0], found.balance[0]) == (20, 20, 30)


def test_limits_are_months_of_the_mean_spending_of_the_twelve_months_before() -> None:
    """12 a month in the base year, 24 in the next two: 12 in January, half-way in July, 24 a year later; three months of it."""
    law = law_in_force("china", Calendar(2025, 2027))
    law = law._replace(adjustment_share=law.adjustment_share + 0.25)
    backing = backing_of(law, "resident", np.array([12.0] * 12 + [24.0] * 24))
    np.testing.assert_allclose(backing.advance_limit[[0, 6, 12, 23]], [36, 54, 72, 72])
    np.testing.assert_allclose(backing.adjustment_limit[[0, 12]], [12, 24])
    np.testing.assert_allclose(backing.adjustment_share, 0.25)
    assert all(len(one) == 24 for one in backing)


@pytest.mark.parametrize(("share", "months"), [(0.0, 3 + 3), (0.5, 3 + 3 + 3)])
def test_an_adjustment_fund_that_pays_no_share_stands_behind_nothing(share: float, months: float) -> None:
    law = law_in_force("china", Calendar(2025, 2027))
    law = law._replace(adjustment_share=np.full_like(law.adjustment_share, share))
    np.testing.assert_allclose(backing_months(law), months)
