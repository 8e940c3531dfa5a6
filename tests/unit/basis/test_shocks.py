"""Shocks of made-up books, each by hand, and those of the nation as they are written among the figures."""

import math

import pytest

from actuary.basis.shocks import Estimate, shocks_of
from actuary.figures.history import nation
from actuary.figures.single import figure, figures
from tests.unit.basis.made import AREA, Series, history

CHI_SQUARE = {2: (0.102587, 5.991465)}
"""5 % lie below and 5 % beyond, by degrees of freedom (printed in every table of it)."""


def grown(rates: dict[int, float], first: int = 2012) -> Series:
    """Levels from 100 in the year before the first rate, each a log growth on the year before."""
    levels = {first: 100.0}
    for year, rate in rates.items():
        levels[year] = levels[year - 1] * math.exp(rate)
    return levels


def books(income: Series, **others: Series) -> dict[tuple[str, str], Series]:
    """Employees of whom a fifth is retired, with this income; spending is what they take in."""
    heads = dict.fromkeys(income, 1000.0)
    return {
        ("employee", "insured"): heads,
        ("employee", "retired_insured"): dict.fromkeys(income, 200.0),
        ("employee", "income"): income,
        ("employee", "spending"): others.get("spending", income),
    }


def estimated(name: str, year: int, series: dict[tuple[str, str], Series]) -> Estimate:
    return {one.name: one for one in shocks_of(history(series), year)}[name]


def test_half_the_mean_square_of_successive_differences() -> None:
    """Growth of 10, 6, 9 and 7 %: differences -4, 3 and -2, variance (16 + 9 + 4) / 3 / 2 = 4.8333, in points."""
    found = estimated("shock_wages", 2016, books(grown({2013: 0.10, 2014: 0.06, 2015: 0.09, 2016: 0.07})))
    assert found.value == pytest.approx(math.sqrt(29 / 6) / 100, rel=1e-9)
    assert (found.place, found.year, found.years) == (AREA, 2016, (2014, 2015, 2016))


def test_a_drift_of_the_trend_is_no_shock() -> None:
    """10, 9, 8 and 7 %: each a point less, half of whose square is left, where the spread about a mean is 1.29 points."""
    found = estimated("shock_wages", 2016, books(grown({2013: 0.10, 2014: 0.09, 2015: 0.08, 2016: 0.07})))
    assert found.value == pytest.approx(0.01 / math.sqrt(2), rel=1e-9)


def test_years_of_epidemic_and_the_next_are_one_step_of_two_years() -> None:
    """6, 8 and 5 % in 2017 to 2019, then 2 years of 7 % a year: variances of a difference 2 s^2, 2 s^2 and 1.5 s^2."""
    rates = {2017: 0.06, 2018: 0.08, 2019: 0.05, 2020: -0.02, 2021: 0.16}
    found = estimated("shock_wages", 2021, books(grown(rates, 2016)))
    assert found.value == pytest.approx(math.sqrt((4 / 2 + 9 / 2 + 4 / 1.5) / 3) / 100, rel=1e-9)
    assert found.years == (2018, 2019, 2021)


def test_the_interval_is_chi_square_on_what_the_differences_are_worth() -> None:
    """n rates are worth 2 (n - 1)^2 / (3 n - 4) degrees of freedom: 4 are worth 2.25, 3 are worth 1.6."""
    rates = {2013: 0.10, 2014: 0.06, 2015: 0.09, 2016: 0.07}
    found = estimated("shock_wages", 2016, books(grown(rates)))
    low, high = (found.value * math.sqrt(2 / quantile) for quantile in reversed(CHI_SQUARE[2]))
    assert low < found.low < found.value < found.high < high


def test_what_returns_is_told_by_what_the_regression_leaves() -> None:
    """Log shares 0, 4, 0, 4, 2 points: changes 4, -4, 4, -2 on levels 0, 4, 0, 4: a line through 4 and -3, leaving
    0, -1, 0 and 1: variance 2 / (4 - 2) = 1.
    """
    income = dict.fromkeys(range(2012, 2017), 1000.0)
    spending = {2012 + i: 1000 * math.exp(log / 100) for i, log in enumerate([0, 4, 0, 4, 2])}
    found = estimated("shock_use", 2016, books(income, spending=spending))
    assert found.value == pytest.approx(0.01, rel=1e-9)


def test_what_came_later_is_not_seen() -> None:
    rates = {2013: 0.10, 2014: 0.06, 2015: 0.09, 2016: 0.07}
    later = books(grown(rates | {2017: 0.5}))
    assert estimated("shock_wages", 2016, later) == estimated("shock_wages", 2016, books(grown(rates)))


def test_short_books_tell_nothing() -> None:
    assert "shock_wages" not in {one.name for one in shocks_of(history(books(grown({2013: 0.1, 2014: 0.06}))), 2014)}


def test_no_epidemic_is_told_before_there_was_one_and_a_year_after_it() -> None:
    told = {year: {one.name for one in shocks_of(nation(), year)} for year in (2019, 2020, 2021)}
    assert "epidemic_use" not in told[2019] | told[2020]
    assert "epidemic_use" in told[2021]


def test_an_epidemic_is_the_year_against_the_years_around_it() -> None:
    """2020 and 2022 of both pools, 亿元; two years of the 28 from 1998 to 2025."""
    found = {one.name: one for one in shocks_of(nation(), 2025)}
    years = [
        (12_867, 12_663, 14_746.7),
        (15_243.8, 14_746.7, 17_750.7),
        (8_165, 8_191, 9_296.4),
        (9_353.4, 9_296.4, 10_457.6),
    ]
    falls = [math.log(year / math.sqrt(before * after)) for year, before, after in years]
    assert found["epidemic_use"].value == pytest.approx(sum(falls) / 4, abs=2e-4)
    assert found["epidemic_chance"].value == pytest.approx(2 / 28)


@pytest.mark.parametrize("one", shocks_of(nation(), 2025), ids=lambda one: one.name)
def test_a_written_shock_is_what_the_books_to_2025_tell(one: Estimate) -> None:
    row = figure(one.name, "china", 2025)
    assert (row.status, row.place, row.year) == ("estimated", one.place, one.year)
    assert [row.value, row.low, row.high] == pytest.approx([one.value, one.low, one.high], rel=6e-4)
    assert row.note.startswith(one.method)


def test_no_other_shock_is_written() -> None:
    written = {one.name for one in figures() if one.name.startswith(("shock_", "epidemic_")) and one.year == 2025}
    assert written == {one.name for one in shocks_of(nation(), 2025)}
