"""How numbers are spread: held against numpy on the draws themselves."""

import numpy as np
import pytest

from actuary.futures.spread import LOWEST, PERCENTS, Spread, plain, statistic_name, tidy_spread, unit_of
from actuary.tally import Tally

NAMES = [("resident", "reserve_months"), ("", "wage")]
VALUES = np.array([[0.0, 4.0, 8.0, 12.0], [6.0, 6.0, 2.0, 2.0], [1.0, 2.0, 3.0, 4.0], [np.nan] * 4])
"""Two years of each: months in four draws, then wages, of which those of the second year are not defined."""
LEVELS = [6.0, 6.0, 0.0, 0.0]


def spread() -> Spread:
    tally = Tally.of(VALUES, np.array(LEVELS), NAMES, 2)
    tally.add(0, VALUES)
    return Spread(tally, (2030, 2031))


def test_quantiles_and_means_are_those_of_the_draws() -> None:
    found = spread()
    assert found.count == 4
    assert found.rank_error == 0
    expected = np.quantile(VALUES[:2], np.array(PERCENTS) / 100, axis=1)
    np.testing.assert_array_equal(found.quantiles("resident", "reserve_months"), expected)
    np.testing.assert_array_equal(found.mean("resident", "reserve_months"), [6.0, 4.0])
    assert found.mean("", "wage")[0] == 2.5
    assert PERCENTS == (2.5, 5, 10, 25, 50, 75, 90, 95, 97.5)


def test_the_lowest_twentieth_of_four_draws_is_the_lowest() -> None:
    assert LOWEST == 0.05
    np.testing.assert_array_equal(spread().shortfall("resident", "reserve_months"), [0.0, 2.0])


def test_months_are_held_against_the_band_and_what_is_undefined_against_nothing() -> None:
    found = spread()
    np.testing.assert_array_equal(found.share_below("resident", "reserve_months"), [0.5, 0.5])  # 0 and 4; 2 and 2
    below = found.share_below("", "wage")
    assert below[0] == 0.0
    assert np.isnan(below[1])


def test_when_it_happens_first() -> None:
    # draws 0 and 1 are below six months in 2030, draws 2 and 3 in 2031 only
    assert spread().first("resident", "reserve_months") == {2030: 0.5, 2031: 0.5, None: 0.0}


def test_what_a_second_pass_found_is_what_is_told() -> None:
    again = np.arange(36.0).reshape(9, 4)
    found = Spread(spread().tally, (2030, 2031), again)
    np.testing.assert_array_equal(found.quantiles("", "wage"), again[:, 2:])
    assert found.rank_error == 0


def test_every_statistic_has_a_row_for_each_year() -> None:
    rows = list(tidy_spread(spread()))
    assert len(rows) == 2 * 12 * 2  # two series, twelve statistics, two years
    assert (2031, "resident", "reserve_months", "quantile_50", 4.0, "months") in rows
    assert {row[5] for row in rows} == {"months", "yuan"}
    assert spread().nested()["yearly"]["wage"]["mean"] == [2.5, None]


@pytest.mark.parametrize(
    ("pair", "unit"),
    [
        (("all", "income"), "yuan"), (("all", "reserve_months"), "months"), (("", "take_up"), "share"),
        (("", "births"), "persons"),
    ],
)  # fmt: skip
def test_units(pair: tuple[str, str], unit: str) -> None:
    assert unit_of(*pair) == unit


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ("quantile_97.5", "97.5 % quantile", "97.5%分位数"),
        ("mean_of_lowest_5", "mean of the lowest 5 of 100", "最低5%情形的均值"),
        ("first_run_dry", "first balance below zero in the year", "累计结余首次为负在当年的概率"),
        ("mean", "mean", "均值"),
    ],
)
def test_statistics_have_names_in_both_languages(name: str, en: str, zh: str) -> None:
    assert (statistic_name(name, "en"), statistic_name(name, "zh")) == (en, zh)


def test_what_is_not_defined_is_none_for_another_program() -> None:
    assert plain(np.array([1.5, np.nan, -np.inf])) == [1.5, None, None]
