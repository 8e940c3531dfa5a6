"""Which inputs change from one forecast to the next, and projections between the two."""

import pytest

from actuary.analysis.attribution.bridge_mixes import (
    ASSUMPTIONS,
    DATA,
    EXPERIENCE,
    LAW,
    LEVERS,
    Between,
    Mixed,
    group_of,
    mixed,
    otherwise,
)
from actuary.errors import Mistakes
from actuary.figures.single import ANY_YEAR, filed
from actuary.scenario.loading import load
from tests.unit.analysis.changed_inputs import inputs, with_figure, with_rule

BASES = (2019, 2025)
TO = "to=2027"


@pytest.mark.parametrize(
    ("year", "reach", "group"),
    [
        (2018, 2025, DATA),
        (2019, 2025, DATA),
        (2020, 2025, EXPERIENCE),
        (2025, 2025, EXPERIENCE),
        (2026, 2026, ASSUMPTIONS),
        (2020, 2026, ASSUMPTIONS),
        (ANY_YEAR, ANY_YEAR, ASSUMPTIONS),
    ],
)
def test_a_figure_belongs_to_a_group_by_its_year(year: int, reach: int, group: str) -> None:
    assert group_of(year, reach, BASES) == group


def test_each_year_is_seen_as_the_one_or_the_other_knew_it() -> None:
    today = filed("employee_income", "china")
    old = {year: one._replace(value=-1.0) for year, one in today.items()}
    key = ("employee_income", "china")
    seen = Mixed({key: old}, {key: today}, BASES, frozenset({EXPERIENCE})).seen(*key)
    assert (seen[2019], seen[2025]) == (old[2019], today[2025])
    assert Mixed({key: old}, {key: today}, BASES, frozenset({DATA, EXPERIENCE, ASSUMPTIONS})).seen(*key) == today


def test_a_figure_that_was_not_there_comes_with_its_group() -> None:
    key = ("employee_income", "china")
    today = filed(*key)
    before = {year: one for year, one in today.items() if year <= 2019}
    assert 2025 not in Mixed({key: before}, {key: today}, BASES, frozenset({DATA})).seen(*key)
    assert 2025 in Mixed({key: before}, {key: today}, BASES, frozenset({EXPERIENCE})).seen(*key)


def test_what_is_otherwise_is_told_by_group() -> None:
    now = inputs("china", TO, "levers.contribution_rate.employer.2026=7 %", "figures.inflation=3 %")
    before = inputs("china", TO)
    before = with_figure(with_rule(before, "flexible_rate", 0.9), "wage_growth", 2026, 2.0)
    found = otherwise(with_figure(before, "employee_income", 2025, 0.5), now)
    told = {group: tuple(sorted(what)) for group, what in found.items()}
    assert set(told) == {DATA, ASSUMPTIONS, LAW, LEVERS}
    income = filed("employee_income", "china")[2025]
    assert told[DATA] == (f"employee_income 2025: {income.value / 2e8:.6f} 亿元 -> {income.text}",)
    assert [one.split(":")[0] for one in told[ASSUMPTIONS]] == ["figures.inflation", "wage_growth 2026"]
    assert told[ASSUMPTIONS][0] == "figures.inflation: - -> 3 %"
    assert (told[LAW], told[LEVERS]) == (("flexible_rate",), ("contribution_rate",))
    assert otherwise(now, now) == {}


def test_another_base_year_is_experience() -> None:
    assert otherwise(inputs("china_2019", TO), inputs("china", TO)) == {EXPERIENCE: ("2019 -> 2025",)}


def test_a_scenario_between_two_has_each_part_of_one_of_them() -> None:
    old, new = load("china_2019", "figures.inflation=2 %"), load("china", "levers.contribution_rate.employer.2027=7 %")
    between = mixed(old, new, 2035, frozenset({EXPERIENCE}))
    assert (between.base, between.figures, between.levers) == (2025, old.figures, {})
    assert mixed(old, new, new.last, frozenset({DATA, EXPERIENCE, ASSUMPTIONS, LAW, LEVERS})).levers == new.levers


@pytest.mark.slow_without_jit
def test_a_lever_of_before_the_later_base_year_cannot_go_with_it() -> None:
    old = inputs("china_2019", TO, "levers.contribution_rate.employer.2021=7 %")
    between = Between(old, inputs("china", TO))
    assert between.run(frozenset()).scenario.levers
    with pytest.raises(Mistakes, match="a date after the base year 2025"):
        between.run(frozenset({EXPERIENCE}))
    assert between.run(frozenset({EXPERIENCE, LEVERS})).scenario.levers == {}
