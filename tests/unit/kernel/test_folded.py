"""A folded year: interest on what is not negative, and what is told of a year."""

from typing import NamedTuple
from unittest.mock import patch

import numpy as np
import pytest

from actuary.kernel import folded
from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.compiler import compiled
from actuary.kernel.folded import book_by_response
from actuary.kernel.lanes import LANES, blocks, numbers_in, vectors_in
from actuary.kernel.response import Answers, Response, Term, packed

SIX = np.array([*[1.0] * 6, *[0.0] * 6])


def response(*answers: tuple[int, np.ndarray], merged: int | None = None, rate: float = 0.12) -> Response:
    """Year 1 of a fund whose answers go by one driver each, in turn, twice: (answer, course)."""
    months = np.zeros(24, dtype=np.int64)
    if merged is not None:
        months[12 + merged] = 1
    driven: Answers = {}
    for row, (answer, course) in enumerate(sorted(answers, key=lambda one: one[0])):
        driven.setdefault((1, answer), []).append(Term(1, row, 2.0 * course))
    return packed(driven, np.ones((2, r.POOLS), dtype=np.int64), months, np.full((2, 12), rate / 12))


def booked(law: Response, drivers: list[float], balances: list[float], rate: float = 0.12) -> tuple[np.ndarray, ...]:
    """A year at 1 % a month: told[row], balances[pool], after[row]."""
    law_month = np.zeros((r.LAW_MONTH_ROWS, 24))
    law_month[r.INTEREST_RATE] = rate
    every = np.full((2, r.DRIVERS), np.nan)
    every[1, : len(drivers)] = drivers
    now, after, told = np.array(balances), np.zeros(r.STANDING), np.full(d.TOLD, np.nan)
    book_by_response(
        1, law_month, law, every, now, after, np.full(len(law.course), np.nan), np.full((2, r.POOLS, 12), np.nan), told
    )
    return told, now, after


def test_a_debt_bears_no_interest_and_what_is_left_after_it_does() -> None:
    """-100 and 50 a month for half a year: 0 after two months; then 50, 100, 150 and 200 bear 1 %, and so on."""
    told, now, after = booked(response((d.CASH_OF, SIX), (d.INCOME_OF, SIX)), [25.0, 150.0], [-100.0, 0, 0, 0, 0])
    balance, interest = -100.0, 0.0
    for month in range(12):
        earned = max(balance, 0.0) * 0.01
        balance, interest = balance + (50.0 if month < 6 else 0.0) + earned, interest + earned
    assert now[r.EMPLOYEE] == pytest.approx(balance)
    assert told[d.INCOME_OF] == pytest.approx(300 + interest)
    assert after[r.INCOME_BEFORE_OF_POOL] == told[d.INCOME_OF]
    assert not now[1:].any()


@pytest.mark.parametrize("opening", [-10.0, 590.0, 610.0])
@pytest.mark.parametrize("rate", [0.12, -0.012])
def test_a_year_at_once_is_its_months_wherever_it_crosses_zero(opening: float, rate: float) -> None:
    """50 a month for half a year, less 100 all year round, from a balance that lasts the year or does not."""
    course = 50.0 * SIX - 100.0
    law = response((d.CASH_OF, course / 2), (d.INCOME_OF, 50.0 * SIX), (d.SPENDING_OF, np.full(12, 100.0)), rate=rate)
    told, now, _ = booked(law, [1.0, 3.0, 6.0], [opening, 0, 0, 0, 0], rate)
    balance, interest = opening, 0.0
    for month in range(12):
        earned = max(balance, 0.0) * rate / 12
        balance, interest = balance + course[month] + earned, interest + earned
    assert now[r.EMPLOYEE] == pytest.approx(balance)
    assert told[d.INCOME_OF] == pytest.approx(300 + interest)
    assert told[d.SPENDING_OF] == pytest.approx(1200)


@pytest.mark.parametrize("opening, months_are_gone_through", [(-5000.0, 0), (-330.0, 0), (-320.0, 1), (-40.0, 1)])
def test_a_pool_in_debt_all_year_goes_through_no_months(opening: float, months_are_gone_through: int) -> None:
    """50 a month for half a year, and 30 on the first of each month for that month: 330 at most bear interest besides it."""
    law = response((d.CASH_OF, SIX), (d.BEARING_OF, np.ones(12)), (d.INCOME_OF, SIX))
    with patch.object(folded, "roll", wraps=folded.roll) as gone_through:
        told, now, _ = booked(law, [25.0, 15.0, 150.0], [opening, 0, 0, 0, 0])
    assert gone_through.call_count == months_are_gone_through
    balance, interest = opening, 0.0
    for month in range(12):
        earned = max(balance + 30.0, 0.0) * 0.01
        balance, interest = balance + (50.0 if month < 6 else 0.0) + earned, interest + earned
    assert (interest > 0) == (months_are_gone_through > 0)
    assert now[r.EMPLOYEE] == pytest.approx(balance, rel=1e-12)
    assert told[d.INCOME_OF] == pytest.approx(300 + interest, rel=1e-12)


def test_what_is_paid_ahead_bears_nothing() -> None:
    told, now, _ = booked(response((d.BEARING_OF + r.RESIDENT, -np.ones(12))), [200.0], [0.0, 0, 1000, 0, 0])
    first = (1000 - 400) * 0.01
    assert now[r.RESIDENT] == pytest.approx(1000 + 600 * (1.01**12 - 1))
    assert told[d.INCOME_OF + r.RESIDENT] == pytest.approx(now[r.RESIDENT] - 1000)
    assert told[d.INCOME_OF + r.RESIDENT] > 12 * first


def test_maternity_is_handed_over_with_its_interest_and_bears_it_there() -> None:
    """On the first of April: three months of interest on 100 in its own books, nine in the employee pool's."""
    told, now, _ = booked(response((d.INCOME_OF, SIX), merged=3), [0.0], [1000.0, 0, 0, 100, 0])
    handed = 100 * 1.01**3
    assert told[d.HANDED_OVER] == pytest.approx(handed)
    assert told[d.SPENDING_OF + r.MATERNITY] == pytest.approx(handed)
    assert told[d.INCOME_OF + r.MATERNITY] == pytest.approx(handed - 100)
    assert now[r.MATERNITY] == 0
    assert now[r.EMPLOYEE] == pytest.approx(1100 * 1.01**12)
    assert told[d.INCOME_OF + r.EMPLOYEE] == pytest.approx(now[r.EMPLOYEE] - 1000)


def test_the_next_year_knows_what_it_goes_by() -> None:
    law = response((d.SPENDING_OF + r.RESIDENT, SIX), (d.PREPAID_OF, SIX))
    told, _, after = booked(law, [30.0, 40.0], [0.0] * 5, rate=0.0)
    assert after[r.SPENDING_BEFORE : r.SPENDING_BEFORE + 2].tolist() == [0, 60]
    assert after[r.PREPAID_NOW] == told[d.PREPAID_OF] == 80


class Eight(NamedTuple):
    """Eight draws of a year: what they have, what they are told, and room."""

    drivers: np.ndarray
    balances: np.ndarray
    after: np.ndarray
    sums: np.ndarray
    months: np.ndarray
    told: np.ndarray


@compiled
def a_year_of_eight(law_month, response, draws):  # type: ignore[no-untyped-def]
    """The books of year 1, eight draws side by side."""
    of = vectors_in(draws)
    book_by_response(1, law_month, numbers_in(response), of.drivers, of.balances, of.after, of.sums, of.months, of.told)


def side_by_side(law: Response, drivers: list[float], openings: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """A year at 1 % a month of an employee pool that opens with each of eight balances: closing, income."""
    shapes = (2, r.DRIVERS), (r.POOLS,), (r.STANDING,), (len(law.course),), (2, r.POOLS, 12), (d.TOLD,)
    eight = Eight(*(blocks(shape) for shape in shapes))
    eight.drivers[1, : len(drivers)] = np.array(drivers)[:, None]
    eight.balances[r.EMPLOYEE] = openings
    law_month = np.zeros((r.LAW_MONTH_ROWS, 24))
    law_month[r.INTEREST_RATE] = 0.12
    a_year_of_eight(law_month, law, eight)
    return eight.balances[r.EMPLOYEE], eight.told[d.INCOME_OF]


@pytest.mark.slow_without_jit
def test_who_stands_beside_a_draw_changes_no_bit_of_it() -> None:
    """In debt all year, or for some of it, or never: as among eight of its kind, and as alone."""
    cash = 50.0 * SIX - 40.0
    law = response((d.CASH_OF, cash / 2), (d.INCOME_OF, 50.0 * SIX), (d.SPENDING_OF, np.full(12, 40.0)))
    drivers, openings = [1.0, 0.5, 0.5], [-5000.1, -60.0, -59.9, -10.3, 0.0, 120.7, 180.0, 5000.1]
    assert len(openings) == LANES
    closing, income = side_by_side(law, drivers, openings)
    for lane, opening in enumerate(openings):
        same = side_by_side(law, drivers, [opening] * LANES)
        assert (closing[lane], income[lane]) == (same[0][lane], same[1][lane])
        told, now, _ = booked(law, drivers, [opening, 0, 0, 0, 0])
        assert closing[lane] == pytest.approx(now[r.EMPLOYEE], rel=1e-12)
        assert income[lane] == pytest.approx(told[d.INCOME_OF], rel=1e-12)
