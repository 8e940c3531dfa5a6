"""People of age groups spread over single ages."""

import numpy as np

from actuary.axes import CLOSING_AGE, OLDEST
from actuary.demography.cells import ages_of
from actuary.demography.splitting import (
    evenly_over_ages,
    in_age_groups,
    people_of_single_ages,
    rates_of_single_ages,
)

FLAT = np.ones((2, CLOSING_AGE + 1))


def test_a_group_leans_as_its_neighbours_do() -> None:
    """Densities 3, 2, 1: a slope of -1 / 5 a year in the middle group: 2.4, 2.2, 2.0, 1.8, 1.6."""
    groups = tuple(map(ages_of, ["0-4", "5-9", "10-14", "15+"]))
    found = people_of_single_ages(np.array([[15.0, 10, 5, 0]]), groups, FLAT[:1])
    np.testing.assert_allclose(found[0, 5:10], [2.4, 2.2, 2.0, 1.8, 1.6])


def test_an_open_group_spreads_as_its_survivors_do() -> None:
    """Half survive each year from 98 on: 1, 1/2, and 1/4 + 1/8 + ... = 1/2 at 100 and over."""
    lived = 0.5 ** np.arange(CLOSING_AGE + 1)[None]
    found = people_of_single_ages(np.array([[0.0, 8]]), (ages_of("0-97"), ages_of("98+")), lived)
    np.testing.assert_allclose(found[0, 98:], [4, 2, 2], rtol=1e-6)


def test_groups_beyond_the_oldest_age_are_added_to_it() -> None:
    groups = tuple(map(ages_of, ["0-99", "100-104", "105+"]))
    found = people_of_single_ages(np.array([[100.0, 7, 3]]), groups, FLAT[:1])
    assert found.shape == (1, OLDEST + 1)
    np.testing.assert_allclose(found[0, OLDEST], 10)


def test_migrants_are_even_within_a_group_and_may_leave() -> None:
    groups = tuple(map(ages_of, ["0-4", "5-99", "100+"]))
    found = evenly_over_ages(np.array([[[-10.0, 95, 2]]]), groups, FLAT[None, :1])
    np.testing.assert_allclose(found[0, 0, [0, 4, 5, 99, 100]], [-2, -2, 1, 1, 2])


def test_a_rate_holds_at_every_age_of_its_group() -> None:
    found = rates_of_single_ages(np.array([[0.1, 0.2]]), (ages_of("15-19"), ages_of("20-24")))[0]
    np.testing.assert_array_equal(found[[14, 15, 19, 20, 24, 25]], [0, 0.1, 0.1, 0.2, 0.2, 0])


def test_single_ages_add_up_to_groups() -> None:
    people = np.arange(OLDEST + 1.0)
    found = in_age_groups(people, 5)
    assert len(found) == 21
    np.testing.assert_array_equal(found[[0, 19, 20]], [0 + 1 + 2 + 3 + 4, 95 + 96 + 97 + 98 + 99, 100])
