"""Whether the nation's past intervals would have held, and F5: the spread of growth is not less than what was published."""

from functools import cache

import numpy as np
import pytest

from actuary.analysis.past.coverage import Coverage, Held, coverage_of
from actuary.draws import drawn, draws_of
from actuary.figures.history import nation
from actuary.figures.single import figure
from actuary.scenario.loading import load

pytestmark = pytest.mark.slow_without_jit

DRAWS = 1000
YEAR_ENDS = range(2015, 2024 + 1)


@cache
def covered() -> Coverage:
    return coverage_of(nation(), YEAR_ENDS, DRAWS)


def held(pool: str, measure: str) -> Held:
    """All horizons together."""
    return next(one for one in covered().held() if (one.pool, one.measure, one.horizon) == (pool, measure, None))


def test_forty_outcomes_of_total_spending_are_counted() -> None:
    """10 a year ahead, 9 two years ahead, to 6 five years ahead."""
    counts = [one.cases for one in covered().held() if (one.pool, one.measure) == ("all", "spending") and one.horizon]
    assert counts == [10, 9, 8, 7, 6]


def test_intervals_of_total_spending_hold_for_people_counted_alike() -> None:
    """70 to 90 % of outcomes within the middle 80 % of the draws, 90 % or more within the middle 95 %.

    All 40 lie within the latter; of 40 that are independent, all would in one case of eight (0.95^40 = 0.13), and these
    overlap.
    """
    eighty, ninety_five = held("all", "spending").alike
    assert 0.70 <= eighty <= 0.90
    assert ninety_five >= 0.90


def test_so_do_intervals_of_total_income() -> None:
    eighty, ninety_five = held("all", "income").alike
    assert 0.70 <= eighty <= 0.90
    assert 0.85 <= ninety_five <= 0.99


def test_what_was_printed_lies_outside_where_the_rural_scheme_came_in() -> None:
    """Nothing before 2017 could tell that the residents would double: every miss of the 95 % crosses 2017 or 2018."""
    cases = [one for one in covered().cases if (one.pool, one.measure) == ("all", "spending")]
    missed = [one for one in cases if not one.holds(1, alike=False)]
    assert 5 <= len(missed) <= 11
    assert all(one.origin < 2018 <= one.year or one.origin < 2017 <= one.year for one in missed)
    assert held("all", "spending").published[1] < 0.9


def test_the_width_of_the_figures_is_what_the_errors_tell() -> None:
    """To a tenth, since it is measured on a thousand draws; its interval is that of the origins left out in turn."""
    row = figure("uncertainty_width", "china")
    assert row.low is not None and row.high is not None
    assert covered().width == pytest.approx(row.value, rel=0.1)
    widths = covered().widths.values()
    assert [min(widths), max(widths)] == pytest.approx([row.low, row.high], rel=0.1)


def test_f5_growth_of_total_spending_spreads_by_three_points_and_more() -> None:
    """F5: 6.5 points were published of 2020-25, three is the least that can be honest; and not beyond what was published."""
    values = drawn(draws_of(load("china"), seed=1), 0, DRAWS)["all", "spending"]
    growth = 100 * (values[1:] / values[:-1] - 1)
    spread = growth.std(axis=1)
    assert (spread >= 3).all()
    assert (spread <= 9).all()
    within_a_draw = growth[:5].std(axis=0, ddof=1)
    assert np.median(within_a_draw) >= 2
