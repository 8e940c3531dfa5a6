"""Stress: figures together at their worse ends, by hand."""

import math
from collections.abc import Mapping

import pytest

from actuary.analysis.stress import HALVINGS, Hit, Worse, stress_of
from actuary.figures.single import Figure

GROWTH = Figure("growth", "china", 2026, 0.04, "4 %", "%", 0.01, 0.06, "assumed", "own_assumption", "by hand", 2)
FADES = GROWTH._replace(name="fades", year=None, value=2035.0, unit="year", low=2030.0, high=2045.0)
WORSE = (Worse(GROWTH, 0.06), Worse(FADES, 2030.0))
BEFORE = Hit(10.0, None, None)


def ask(values: Mapping[Figure, float]) -> Hit:
    """Ten months less 600 for each unit of growth and 0.2 for each year less: 10 - 12 - 1 = -3 at the ends."""
    left = 10.0 - 600 * (values[GROWTH] - 0.04) - 0.2 * (2035 - values[FADES])
    return Hit(left, 2027, 2030 if left < 0 else None)


def test_all_at_their_ends() -> None:
    found = stress_of(WORSE, BEFORE, 2030, ask)
    assert found.hit == Hit(pytest.approx(-3.0), 2027, 2030)
    assert found.worse == WORSE


def test_the_way_is_the_first_hundredth_at_which_the_fund_is_empty() -> None:
    asked: list[Mapping[Figure, float]] = []

    def counted(values: Mapping[Figure, float]) -> Hit:
        asked.append(values)
        return ask(values)

    found = stress_of(WORSE, BEFORE, 2030, counted)
    # 10 - 12 w - 0.2 x years: at 77 % four years, 10 - 9.24 - 0.8 = -0.04; at 76 % four too, 10 - 9.12 - 0.8 = 0.08
    assert found.way == 0.77
    assert len(asked) <= 1 + HALVINGS


def test_years_are_whole_on_the_way() -> None:
    assert WORSE[1].at(0.77) == 2031.0
    assert WORSE[0].at(0.5) == pytest.approx(0.05)


def test_there_is_no_way_where_the_ends_do_not_empty_it_or_it_is_empty_anyway() -> None:
    assert stress_of(WORSE, BEFORE, 2029, ask).way is None
    anyway = stress_of(WORSE, Hit(1.0, 2027, 2029), 2030, ask)
    assert (anyway.way, anyway.empty_anyway) == (None, True)
    assert stress_of(WORSE, BEFORE, 2030, lambda _: Hit(math.nan, None, None)).way is None
