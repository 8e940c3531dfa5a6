"""People whom policy brings, from the law alone."""

import numpy as np
import pytest

from actuary.axes import Calendar
from actuary.basis.joining import arriving, joined, lost
from actuary.enactment import law_in_force
from actuary.law import Law
from tests.runs import ran

CALENDAR = Calendar(2019, 2035)


def law(**rules: float) -> Law:
    """The law in force with some rules at a value in all years."""
    found = law_in_force("meishan", CALENDAR)
    return found._replace(**{name: np.full_like(getattr(found, name), value) for name, value in rules.items()})


def test_nobody_comes_and_nobody_joins_under_the_law_in_force() -> None:
    basis = ran("meishan").basis
    assert joined(basis.demography, law(), basis.known) is basis.demography


def test_who_comes_is_spread_evenly_over_both_sexes_and_the_ages() -> None:
    """1,200 over the ages 30, 31 and 32 are 200 of each age and sex."""
    came = arriving(law(arriving_people=1200.0, arriving_age_from=30.0, arriving_age_to=32.0))
    assert came.shape[1:] == (2, 101)
    np.testing.assert_allclose(came[:, :, 30:33], 200)
    assert came.sum(axis=(1, 2)) == pytest.approx(1200)


def test_who_joins_is_a_share_of_those_who_did_not_move_anyway() -> None:
    basis = ran("meishan").basis
    before = basis.demography.move_rate
    after = joined(basis.demography, law(joining_flexible=0.1), basis.known).move_rate
    np.testing.assert_array_equal(after[:, 0], before[:, 0])
    np.testing.assert_allclose(1 - after[:, 1, :, 20:50], 0.9 * (1 - before[:, 1, :, 20:50]))
    np.testing.assert_array_equal(after[:, 1, :, 50:], before[:, 1, :, 50:])


def test_who_leaves_is_gone_for_good_from_the_second_year_on() -> None:
    with_care, without_care = lost(law(residents_lost=100.0, lost_care_stays=0.25))
    assert with_care[:4].tolist() == [0, 0, 75, 150]
    assert without_care[:4].tolist() == [0, 0, 25, 50]
