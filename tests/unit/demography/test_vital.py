"""What people do by themselves, read from tables at the steps of a run."""

from pathlib import Path

import numpy as np
import pytest

from actuary.demography.vital import hazards, people_counted, uncovered, vital_of
from tests.unit.demography.files import made, small

AGES = ("0", "1-99", "100+")


def mortality(**by_year: float) -> list[str]:
    """The same death rate at every age of a year."""
    return [f"{year[1:].replace('_', '-')},both,{age},{rate}" for year, rate in by_year.items() for age in AGES]


def test_a_step_from_july_to_july_has_the_mean_of_two_calendar_years(tmp_path: Path) -> None:
    tables = small(tmp_path, births=["2020,100", "2021,200", "2022,400"])
    vital = vital_of(tables, 2020.5, 2)
    assert vital.births is not None
    np.testing.assert_allclose(vital.births, [150, 300])


def test_a_period_is_spread_evenly_over_its_years(tmp_path: Path) -> None:
    """500 from the middle of 2020 to that of 2025, 100 a year: a calendar year across the border has half of each."""
    tables = small(tmp_path, births=["2020-2025,500", "2025-2030,1000"])
    births = vital_of(tables, 2024.0, 3).births
    assert births is not None
    np.testing.assert_allclose(births, [100, 150, 200])
    five = vital_of(tables, 2020.5, 2, 5).births
    assert five is not None
    np.testing.assert_allclose(five, [500, 1000])


def test_between_two_periods_death_rates_move_on_a_line_of_their_logarithm(tmp_path: Path) -> None:
    """0.04 in the middle of 2023-01 and 0.01 five years on: 0.02 half way between; outside nothing moves."""
    tables = small(tmp_path, mortality=mortality(y2020_2025=0.04, y2025_2030=0.01))
    found = hazards(tables, np.array([2021.0, 2023.0, 2025.5, 2028.0, 2030.0]))
    np.testing.assert_allclose(found[:, 0, 0], [0.04, 0.04, 0.02, 0.01, 0.01])


def test_a_rate_that_begins_at_zero_moves_on_a_straight_line(tmp_path: Path) -> None:
    tables = small(tmp_path, mortality=mortality(y2020=0.0, y2021=0.01))
    np.testing.assert_allclose(hazards(tables, np.array([2021.0]))[0, :, 0], 0.005)


def test_rates_of_a_single_year_always_hold(tmp_path: Path) -> None:
    vital = vital_of(small(tmp_path, births=["2020,7"], migration=["2020,both,0+,5"]), 2050.0, 2)
    assert vital.births is not None
    np.testing.assert_allclose(vital.births, 7)
    np.testing.assert_allclose(vital.migrants.sum(axis=(1, 2)), 5)
    np.testing.assert_allclose(vital.survival[0], vital.survival[1])


def test_five_year_steps_have_five_years_of_births_and_migrants(tmp_path: Path) -> None:
    """0.1 births a woman and year between 15 and 49: half a child in five years, in seven groups."""
    tables = small(tmp_path, fertility=["2020,15-49,0.1"], migration=["2020,both,0+,5"])
    vital = vital_of(tables, 2021.0, 1, 5)
    np.testing.assert_allclose(vital.fertility[0], [0] * 3 + [0.5] * 7 + [0] * 11)
    assert vital.migrants.sum() == pytest.approx(25)


def test_both_sexes_together_are_two_halves(tmp_path: Path) -> None:
    tables = small(tmp_path, population=["2020-12-31,both,0-99,1000", "2020-12-31,both,100+,8"])
    people = people_counted(tables)
    np.testing.assert_allclose(people[0], people[1])
    assert people.sum() == pytest.approx(1008)


def test_factors_act_on_all_rates(tmp_path: Path) -> None:
    tables = small(tmp_path, fertility=["2020,15-49,0.1"])
    more = vital_of(tables._replace(mortality_factor=2.0, fertility_factor=0.5), 2021.0, 1)
    np.testing.assert_allclose(more.fertility, 0.5 * vital_of(tables, 2021.0, 1).fertility)
    np.testing.assert_allclose(hazards(tables._replace(mortality_factor=2.0), np.array([2021.0]))[0, :, :99], 0.02)


def test_boys_and_girls_are_born_by_the_sex_ratio_and_survive_to_the_end_of_the_step(tmp_path: Path) -> None:
    """1.25 boys a girl: 5 / 9 boys; at a death rate of 0.01 L(0) is between 0.99 and 1."""
    boys, of_boys, of_girls = vital_of(small(tmp_path, sex_ratio=["2020,1.25"]), 2021.0, 1).newborn[0]
    assert boys == pytest.approx(5 / 9)
    assert 0.99 < of_girls < 1 and 0.99 < of_boys < 1


def test_steps_are_cut_out_of_all(tmp_path: Path) -> None:
    vital = vital_of(small(tmp_path, births=["2020,1", "2021,2", "2022,3"]), 2020.0, 3)
    part = vital.steps(1, 3)
    assert part.begin == 2021
    assert part.births is not None
    np.testing.assert_allclose(part.births, [2, 3])
    assert len(part.survival) == len(part.newborn) == 2


def test_tables_that_end_too_soon_are_named(tmp_path: Path) -> None:
    tables = small(tmp_path, births=["2020,1", "2021,2"])
    assert list(uncovered(tables, 2020.0, 2022.0)) == []
    assert [(one.kind, years) for one, years in uncovered(tables, 2020.0, 2022.5)] == [("births", "2020 to 2021")]
    assert [one.kind for one, _ in uncovered(tables, 2019.5, 2021.0)] == ["births"]


def test_the_date_of_a_table_is_that_of_its_people(tmp_path: Path) -> None:
    tables = small(tmp_path)
    assert tables.date == 2021
    later = made(tmp_path, "population", "2025-07-01,both,0+,1")
    assert tables._replace(population=later).date == 2025.5
