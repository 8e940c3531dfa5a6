"""A target as it is written: what is read, and what is told where it cannot be."""

import numpy as np
import pytest

from actuary.analysis.choices.target import Chance, Target, is_chance, read_chance, read_target
from tests.runs import ran

YEARS = range(2020, 2036)


def read(text: str) -> Target:
    found, wrong = read_target(text, YEARS)
    assert wrong == []
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "series", "years", "sign", "level"),
    [
        ("resident.reserve_months[2030] >= 6", "resident.reserve_months", (2030, 2030), ">=", 6.0),
        ("resident.reserve_months[2030] ≥ 6 months", "resident.reserve_months", (2030, 2030), ">=", 6.0),
        ("employee.surplus[2028]=0", "employee.surplus", (2028, 2028), "=", 0.0),
        ("surplus[2028] = 0", "all.surplus", (2028, 2028), "=", 0.0),
        ("resident.balance[2026..2030] >= 3 亿元", "resident.balance", (2026, 2030), ">=", 3e8),
        ("resident.surplus[2026 to 2030] >= -2,000 万元", "resident.surplus", (2026, 2030), ">=", -2e7),
        ("take_up[2030] >= 90 %", "take_up", (2030, 2030), ">=", 0.9),
        ("resident.spending_growth[2030] <= 5 %", "resident.spending_growth", (2030, 2030), "<=", 0.05),
    ],
)
def test_a_target_is_read_in_the_unit_of_its_measure(
    text: str, series: str, years: tuple[int, int], sign: str, level: float
) -> None:
    found = read(text)
    assert (found.series, (found.first, found.last), found.sign) == (series, years, sign)
    assert found.level == pytest.approx(level, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("resident.reserve_months >= 6", "", "a measure, its year in brackets"),
        ("resident.reserve_month[2030] >= 6", "resident.reserve_month", "did you mean resident.reserve_months?"),
        ("pensions.whatever[2030] >= 6", "pensions.whatever", "the funds are employee, "),
        ("resident.reserve_months[2040] >= 6", "2040", "one of the years that this run projects: 2020 to 2035"),
        ("resident.months[2030] >= 6", "resident.months", "did you mean resident.reserve_months?"),
        ("resident.reserve_months[2019] >= 6", "2019", "one of the years that this run projects: 2020 to 2035"),
        ("resident.reserve_months[soon] >= 6", "soon", "a year, or the first and the last"),
        ("resident.reserve_months[2026..2030] = 6", "2026..2030", "one year: = cannot hold in several"),
        ("resident.reserve_months[2030] >= 6 %", "6 %", "a number of months"),
        ("resident.surplus[2030] >= 3", "3", "an amount of money needs 元"),
        ("take_up[2030] >= 0.9", "0.9", "not 0.9: a share needs %"),
    ],
)
def test_a_mistake_is_told_with_what_would_be_right(text: str, wrong: str, right: str) -> None:
    found, mistakes = read_target(text, YEARS)
    assert found is None
    assert len(mistakes) == 1
    assert mistakes[0].wrong == (f"--until {text}: {wrong}" if wrong else f"--until {text}")
    assert right in mistakes[0].right


def test_all_mistakes_are_told_at_once() -> None:
    _, mistakes = read_target("resident.reserve_months[2040] >= 3 %", YEARS)
    assert [one.wrong.rpartition(": ")[2] for one in mistakes] == ["2040", "3 %"]


def test_of_several_years_the_worst_counts() -> None:
    results = ran("meishan")
    months = results.funds["resident"]["reserve_months"][2026 - 2019 : 2030 - 2019 + 1]
    low, high = read("resident.reserve_months[2026..2030] >= 6"), read("resident.reserve_months[2026..2030] <= 6")
    assert low.value(results) == np.min(months)
    assert high.value(results) == np.max(months)
    assert low.over(7.5) == 1.5
    assert high.over(7.5) == -1.5
    assert (low.met(6.0), low.met(5.9), high.met(6.0), high.met(6.1)) == (True, False, True, False)
    assert read("resident.reserve_months[2026] = 6").met(6.1) is False


@pytest.mark.parametrize(
    ("text", "years", "sign", "level"),
    [
        ("P(employee.reserve_months >= 6, 2026..2035) >= 90 %", (2026, 2035), ">=", 0.9),
        ("P(employee.reserve_months ≥ 6 months, 2030) ≥ 90%", (2030, 2030), ">=", 0.9),
        ("p( employee.reserve_months[2026..2030] >= 6 ) <= 5 %", (2026, 2030), "<=", 0.05),
    ],
)
def test_a_chance_is_a_target_and_a_share(text: str, years: tuple[int, int], sign: str, level: float) -> None:
    found, wrong = read_chance(text, YEARS)
    assert wrong == []
    assert isinstance(found, Chance)
    assert is_chance(text)
    assert (found.target.series, found.target.level) == ("employee.reserve_months", 6.0)
    assert ((found.target.first, found.target.last), found.sign, found.level) == (years, sign, level)
    assert found.over(1.0) == pytest.approx(1.0 - level if sign == ">=" else level - 1.0)


def test_money_in_a_chance_may_have_its_thousands_grouped() -> None:
    found, _ = read_chance("P(resident.balance >= 1,000 万元, 2030) >= 80 %", YEARS)
    assert found is not None
    assert found.target.level == pytest.approx(1e7, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "wrongs"),
    [
        ("P(employee.reserve_months >= 6) >= 90 %", ["P( a measure"]),
        ("P(employee.reserve_months = 6, 2030) >= 90 %", [">= or <=: no draw has just that"]),
        ("P(employee.reserve_months >= 6, 2040) = 9", ["projects: 2020 to 2035", "goes by steps", "a share needs %"]),
        ("P(employee.reserve_months >= 6, 2030) >= 120 %", ["100 %"]),
    ],
)
def test_every_mistake_in_a_chance_is_told(text: str, wrongs: list[str]) -> None:
    found, mistakes = read_chance(text, YEARS)
    assert found is None
    assert len(mistakes) == len(wrongs)
    assert all(right in one.right for right, one in zip(wrongs, mistakes, strict=True))
