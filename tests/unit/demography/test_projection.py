"""People by themselves, step after step."""

from pathlib import Path

import numpy as np
import pytest

from actuary.axes import OLDEST
from actuary.demography.projection import moved, people_at, projected, younger
from actuary.demography.vital import Vital, vital_of
from actuary.law import Array
from tests.unit.demography.files import small


def still(steps: int = 1, groups: int = OLDEST + 1, width: int = 1) -> Vital:
    """Nobody dies, is born or moves."""
    shape = steps, 2, groups
    return Vital(
        2020.0, width, np.ones(shape), np.zeros((steps, groups)), np.tile([0.5, 1.0, 1.0], (steps, 1)), None,
        np.zeros(shape), np.zeros((steps, 2)),
    )  # fmt: skip


def test_migrants_of_a_year_come_at_its_end_at_the_age_they_then_have() -> None:
    vital = still(groups=4)
    vital.migrants[0, 1, 2] = 10
    found = projected(np.zeros((2, 4)), vital._replace(survival=np.full((1, 2, 4), 0.5)))
    np.testing.assert_array_equal(found.people[1], [[0, 0, 0, 0], [0, 0, 10, 0]])
    assert found.migrants.tolist() == [10]
    assert found.deaths.tolist() == [0]


def test_migrants_of_five_years_come_half_at_the_start_and_half_at_the_end() -> None:
    """Of 10 who come at the first age 5 are there for the whole step: half of them die, the others grow older."""
    vital = still(groups=4, width=5)._replace(survival=np.full((1, 2, 4), 0.5))
    vital.migrants[0, 1, 1] = 10
    found = projected(np.zeros((2, 4)), vital)
    np.testing.assert_array_equal(found.people[1, 1], [0, 5, 2.5, 0])
    assert found.migrants.tolist() == [10]
    assert found.deaths.tolist() == [2.5]


def test_nobody_leaves_who_is_not_there_and_what_is_told_is_who_left() -> None:
    vital = still(groups=4, width=5)
    vital.migrants[0, 0, 1] = -100
    found = projected(np.array([[0.0, 30, 0, 0], [0.0, 0, 0, 0]]), vital)
    assert found.people[1].sum() == 0
    assert found.migrants.tolist() == [-30]


def test_published_births_come_out_as_published() -> None:
    start = np.ones((2, OLDEST + 1))
    found = projected(start, still(2)._replace(births=np.array([7.0, 9.0])))
    np.testing.assert_allclose(found.births, [7, 9])
    np.testing.assert_allclose(found.people[1, :, 0], 3.5)
    assert found.fertility[0, 30] == pytest.approx(7 / (OLDEST + 1))


def test_where_there_are_no_women_nobody_is_born() -> None:
    start = np.ones((2, 3))
    start[1] = 0
    assert projected(start, still(groups=3)._replace(births=np.array([5.0]))).births.tolist() == [0]


def test_a_year_back_and_a_year_on_are_the_same_people_but_for_the_newborn(tmp_path: Path) -> None:
    tables = small(tmp_path, migration=["2020,both,0-99,500", "2020,both,100+,1"])
    vital = vital_of(tables, 2020.0, 1)
    people = people_at(tables, 2021.0) + 10
    again = projected(younger(people, vital), vital._replace(births=np.zeros(1))).people[1]
    np.testing.assert_allclose(again[:, 1:], people[:, 1:], rtol=1e-9)


def test_people_are_moved_to_another_date_on_a_straight_line_within_the_year(tmp_path: Path) -> None:
    tables = small(tmp_path, births=["2020,100"])
    at: dict[float, Array] = {date: people_at(tables, date) for date in (2021.0, 2022.0, 2022.25, 2023.0)}
    np.testing.assert_allclose(at[2022.25], 0.75 * at[2022.0] + 0.25 * at[2023.0])
    np.testing.assert_allclose(at[2021.0].sum(), 20_000)
    assert at[2022.0].sum() < at[2021.0].sum()


def test_people_of_a_date_between_years_are_the_same_by_either_way(tmp_path: Path) -> None:
    """From the end of 2020 to the middle of 2020: half of the way back."""
    tables = small(tmp_path, births=["2020,100"])
    people = people_at(tables, 2021.0)
    half = moved(people, tables, 2021.0, 2020.5)
    np.testing.assert_allclose(half, 0.5 * people + 0.5 * moved(people, tables, 2021.0, 2020.0))


def test_of_an_age_that_nobody_survives_nobody_is_known() -> None:
    people = np.full((2, 4), 8.0)
    survival = np.tile([1.0, 0.0, 0.5, 0.5], (1, 2, 1))
    found = younger(people, still(groups=4)._replace(survival=survival))
    np.testing.assert_array_equal(found[0], [8, 0, 16 - 8, 8])
