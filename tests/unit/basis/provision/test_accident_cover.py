"""Accidental injury that the funds pay for."""

import numpy as np

from actuary.basis.provision.accident_cover import factors
from tests.unit.basis.provision.made import law


def test_what_is_not_paid_for_is_its_share_of_hospital_care() -> None:
    """A fifth of 6 %."""
    payment = np.asarray(factors(law(accident_paid_share=[1, 0.8, 0.8]), 0.06).payment)
    np.testing.assert_allclose(payment[:, :4], np.broadcast_to([1, 0.988, 0.988], (2, 4, 3)))
    np.testing.assert_array_equal(payment[:, 4:], 1)
