"""The law in force laid out by month and year, and the levers of a scenario on it."""

import numpy as np
import pytest

from actuary.axes import SERVICES, Calendar
from actuary.enactment import law_in_force, law_of, pulled, values_in_force
from actuary.errors import Mistakes
from actuary.law import RULES
from actuary.scenario.loading import load

CALENDAR = Calendar(2019, 2021)
"""Laid out over 2019 to 2022: one year more than is projected, whose premium is collected before it begins."""


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_value_for_every_month_or_year_and_nobody_can_write_to_it(rule: str) -> None:
    array = getattr(law_in_force("meishan", CALENDAR), rule)
    length = 48 if RULES[rule].period == "month" else 4
    assert array.shape == ((len(SERVICES), length) if RULES[rule].by_service else (length,))
    assert not array.flags.writeable
    assert np.isfinite(array).all()


def test_the_relief_of_2020_month_by_month() -> None:
    """The nation: half from February to June. Meishan: then 1.5 of 6 points to December."""
    nation, city = (law_in_force(area, CALENDAR).employer_relief[12:36] for area in ("china", "meishan"))
    assert nation.tolist() == [0] + [0.5] * 5 + [0] * 18
    assert city.tolist() == [0] + [0.5] * 5 + [0.25] * 6 + [0] * 12


def test_ages_and_premiums_year_by_year() -> None:
    law = law_in_force("china", Calendar(2023, 2026))
    np.testing.assert_allclose(law.retirement_age_men, [60, 60, 60.2, 60.4, 60.6])
    assert law.resident_premium.tolist() == [350, 380, 400, 400, 400]


def test_the_nearest_place_holds_for_each_rule_by_itself() -> None:
    """Meishan has deductibles of its own, and the nation's caps."""
    city, nation = law_in_force("meishan", CALENDAR), law_in_force("china", CALENDAR)
    assert city.resident_deductible[:4, 0].tolist() == [660, 460, 360, 150]
    assert nation.resident_deductible[:4, 0].tolist() == [800, 500, 300, 150]
    np.testing.assert_array_equal(city.resident_cap, nation.resident_cap)


def test_every_month_has_its_source() -> None:
    values = values_in_force("employer_relief", "meishan", CALENDAR)
    assert len(values) == 48
    assert {value.source for value in values[18:24]} == {"meishan_report_2020"}


def test_a_scenario_without_levers_is_under_the_law_in_force() -> None:
    law, calendar = law_of(load("meishan"))
    assert calendar == Calendar(2019, 2035)
    for rule, array in zip(RULES, law_in_force("meishan", calendar), strict=True):
        assert getattr(law, rule) is array


def test_a_lever_is_pulled_from_its_month_on() -> None:
    law, _ = law_of(load("meishan_rate_cut"))
    np.testing.assert_allclose(law.employer_rate[:24], 0.06)
    np.testing.assert_allclose(law.employer_rate[24:], 0.045)


def test_every_lever_that_leaves_the_bounds_is_a_mistake_where_it_is_written() -> None:
    settings = ("levers.contribution_rate.employer=-7 pp", "levers.declared_base.cap=-250 pp", "to=2030")
    scenario = load("meishan", *settings)
    with pytest.raises(Mistakes) as found:
        pulled(law_in_force("meishan", Calendar(2019, 2030)), scenario, Calendar(2019, 2030))
    assert [mistake.wrong for mistake in found.value.mistakes] == [
        "contribution_rate.employer: -7 pp",
        "declared_base.cap: -250 pp",
    ]
    assert found.value.mistakes[0].right == "a share of covered wages, from 0 % to 30 %, after the change"
    assert all(mistake.place for mistake in found.value.mistakes)
