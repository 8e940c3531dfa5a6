"""Wages and incomes: published to today, then growing as estimated and assumed, before as the nation's."""

import numpy as np
import pytest

from actuary.basis.known import Known
from actuary.basis.macro import Macro, macro_of
from actuary.figures.single import figure

YEARS = range(2017, 2037)


def macro(area: str) -> Macro:
    return macro_of(Known(area, {}), YEARS)


def wage(area: str, year: int) -> float:
    found = macro(area)
    return float(found.at(found.wage, range(year, year + 1))[0])


def test_a_published_wage_is_twelve_months_of_it() -> None:
    assert wage("meishan", 2021) == 12 * 6785
    assert wage("kaizhou", 2020) == 12 * 6165


def test_after_the_last_published_year_it_grows_as_estimated_then_as_assumed() -> None:
    """In 2026 as estimated of the nation; in 2027 a ninth of the way to the 4 % of 2035."""
    lately = figure("wage_growth", "china", 2026).value
    assert wage("meishan", 2026) == pytest.approx(12 * 7831 * (1 + lately))
    assert wage("meishan", 2027) == pytest.approx(12 * 7831 * (1 + lately) * (1 + lately + (0.04 - lately) / 9))


def test_before_the_first_published_year_it_moved_as_the_nations() -> None:
    """Jiangxi begins in 2020; the nation had 5,638.525 in 2018 and 6,627.966667 in 2020."""
    assert wage("jiangxi", 2018) == pytest.approx(12 * 5548 * 5638.525 / 6627.966667)
    assert wage("jiangxi", 2017) == wage("jiangxi", 2018)


def test_income_is_the_nations_where_the_area_has_none() -> None:
    found = macro("meishan")
    income = found.at(found.disposable_income, range(2024, 2027))
    lately = figure("disposable_income_growth", "china", 2026).value
    np.testing.assert_allclose(income, [41_314, 43_379.7, 43_379.7 * (1 + lately)])


def test_inflation_is_what_is_assumed() -> None:
    found = macro("meishan")
    assert found.at(found.inflation, range(2026, 2027)).tolist() == [0.005]
    assert found.inflation[-1] == pytest.approx(0.015)
