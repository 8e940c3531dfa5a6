"""The breadth of chronic outpatient care, and the drugs of two diseases."""

import numpy as np
import pytest

from actuary.axes import SERVICES
from actuary.basis.known import Known
from actuary.basis.provision.chronic_cover import Figures, factors, read
from actuary.scenario.loading import load
from tests.unit.basis.provision.made import CALENDAR, law

CHRONIC = SERVICES.index("chronic_outpatient")
SAME = np.full(3, 0.06)


def test_a_longer_list_brings_patients_to_chronic_care_alone() -> None:
    """Meishan went from 27 diseases to 40: 13 more at 1 % each."""
    use = np.asarray(factors(law(chronic_diseases_added=[0, 13, 13]), Figures(0.01, SAME, 0.25)).use)
    np.testing.assert_allclose(use[:, CHRONIC], np.broadcast_to([1, 1.13, 1.13], (2, 3)))
    np.testing.assert_array_equal(np.delete(use, CHRONIC, axis=1), 1)


def test_a_better_ratio_of_two_diseases_is_paid_on_their_part() -> None:
    """From 50 to 60 %, a fifth more of a quarter of the payments; residents alone."""
    payment = np.asarray(factors(law(two_disease_ratio=[0.5, 0.6, 0.6]), Figures(0.01, SAME, 0.25)).payment)
    np.testing.assert_allclose(payment[1, CHRONIC], [1, 1.05, 1.05])
    np.testing.assert_array_equal(payment[0], 1)


def test_more_members_with_two_diseases_are_paid_for() -> None:
    """From 6 to 9 %: half as much again of a quarter."""
    payment = np.asarray(factors(law(), Figures(0.01, np.array([0.06, 0.09, 0.09]), 0.25)).payment)
    np.testing.assert_allclose(payment[1, CHRONIC], [1, 1.125, 1.125])


def test_where_nothing_is_paid_of_two_diseases_in_the_base_year_nothing_can_grow() -> None:
    payment = np.asarray(factors(law(two_disease_ratio=[0, 0.6, 0.6]), Figures(0.01, SAME, 0.25)).payment)
    np.testing.assert_array_equal(payment, 1)


def test_members_with_two_diseases_are_jingzhous_count_over_its_insured() -> None:
    """32 of 543.93 (万): 5.9 %."""
    found = read(Known("jingzhou", {}), load("jingzhou"), CALENDAR.laid_out)
    np.testing.assert_allclose(found.members, 32 / 543.93, rtol=1e-9)
    assert found.members[0] == pytest.approx(0.059, abs=0.0005)
