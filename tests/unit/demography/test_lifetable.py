"""From death rates of age groups to the survival of single ages."""

import numpy as np
import pytest

from actuary.axes import CLOSING_AGE
from actuary.demography.cells import ages_of
from actuary.demography.lifetable import (
    hazards_of_single_ages,
    infant_time,
    life_expectancy,
    survival_of,
    years_lived,
)
from actuary.law import Array

GROUPS = tuple(map(ages_of, ["0", "1-4", *(f"{a}-{a + 4}" for a in range(5, 100, 5)), "100+"]))


def flat(rate: float) -> Array:
    """One year, both sexes, the same death rate at every age."""
    return np.full((1, 2, CLOSING_AGE + 1), rate)


def rates() -> Array:
    return np.array([[np.linspace(0.001, 0.3, len(GROUPS)), np.geomspace(0.0005, 0.4, len(GROUPS))]])


def test_where_nobody_dies_everybody_lives_to_the_closing_age() -> None:
    np.testing.assert_allclose(life_expectancy(flat(0)), CLOSING_AGE + 1)


def test_years_lived_by_hand() -> None:
    """m = 0.02: q = 0.02 / 1.01 after infancy; of l(1) alive at 1, L(1) = l(1) (1 - q / 2)."""
    lived = years_lived(flat(0.02))[0]
    time = 0.045 + 2.684 * 0.02, 0.053 + 2.8 * 0.02
    for sex in (0, 1):
        dying = 0.02 / (1 + (1 - time[sex]) * 0.02)
        alive = 1 - dying
        assert lived[sex, 0] == pytest.approx(alive + time[sex] * dying)
        q = 0.02 / 1.01
        assert lived[sex, 1] == pytest.approx(alive * (1 - q / 2))
        assert lived[sex, 2] == pytest.approx(alive * (1 - q) * (1 - q / 2))


def test_infants_of_a_high_rate_die_as_the_old_tables_say() -> None:
    """Coale and Demeny, West: 0.33 and 0.35 of the first year above a rate of 0.107."""
    np.testing.assert_allclose(infant_time(np.array([[0.2, 0.2], [0.01, 0.01]])), [[0.33, 0.35], [0.07184, 0.081]])


def test_people_who_die_at_single_ages_have_the_rate_of_their_group() -> None:
    hazard = hazards_of_single_ages(rates(), GROUPS)
    lived = years_lived(hazard)
    for i, group in enumerate(GROUPS[2:], 2):
        ages = slice(group.first, group.end)
        dead = (hazard * lived)[..., ages].sum(axis=2)
        np.testing.assert_allclose(dead / lived[..., ages].sum(axis=2), rates()[..., i], rtol=1e-9)


def test_the_hazard_rises_inside_old_groups_and_beyond_the_last() -> None:
    hazard = hazards_of_single_ages(rates(), GROUPS)
    assert (np.diff(hazard[0, 1, 80:100]) > 0).all()
    steps = np.diff(np.log(hazard[0, 1, 100:]))
    np.testing.assert_allclose(steps, np.log(rates()[0, 1, -2] / rates()[0, 1, -3]) / 5)


def test_single_ages_stay_as_they_are_and_go_on_along_their_line() -> None:
    """Rates that double every 7 years, to 99 without an open group: so they do beyond."""
    ages = np.arange(CLOSING_AGE + 1)
    true = 1e-4 * 2 ** (ages / 7)
    groups = tuple(ages_of(str(age)) for age in range(100))
    found = hazards_of_single_ages(true[None, None, :100], groups)[0, 0]
    np.testing.assert_allclose(found, true)


def test_a_rate_of_zero_is_kept_and_does_no_harm_to_its_neighbours() -> None:
    some = rates()
    some[0, 0, 5] = 0
    hazard = hazards_of_single_ages(some, GROUPS)
    assert not hazard[0, 0, GROUPS[5].first : GROUPS[5].end].any()
    assert hazard[0, 1, GROUPS[5].first : GROUPS[5].end].all()
    assert np.isfinite(hazard).all()
    neighbour = hazard[0, 0, GROUPS[6].first : GROUPS[6].end]
    assert some[0, 0, 6] / 2 < neighbour.min() and neighbour.max() < 2 * some[0, 0, 6]


def test_where_only_the_open_group_dies_it_dies_at_its_rate() -> None:
    some = np.zeros((1, 2, len(GROUPS)))
    some[..., -1] = 0.5
    hazard = hazards_of_single_ages(some, GROUPS)
    assert not hazard[..., :100].any()
    np.testing.assert_allclose(hazard[..., 100:], 0.5)


def test_an_age_that_nobody_survives_leaves_nobody() -> None:
    hazard = flat(0.1)
    hazard[..., 90:] = 2
    lived = years_lived(hazard)
    survival = survival_of(lived)
    assert np.isfinite(survival).all()
    assert not survival[..., 91:-2].any()


def test_survival_by_hand() -> None:
    """L = 10, 8 and T = 4: 8 / 10, then 4 / (8 + 4) for both of the last."""
    np.testing.assert_allclose(survival_of(np.array([[10.0, 8.0, 4.0]])), [[0.8, 1 / 3, 1 / 3]])
