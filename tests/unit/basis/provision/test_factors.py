"""What several policies make of care together."""

import numpy as np

from actuary.axes import PAYERS, SERVICES
from actuary.basis.provision.factors import Factors, combined

ONE = (len(PAYERS), len(SERVICES), 3)


def test_nothing_makes_nothing_of_care() -> None:
    for factor in combined(3, []):
        np.testing.assert_array_equal(factor, np.ones(ONE))


def test_policies_multiply_and_the_base_year_is_one() -> None:
    dearer = Factors(price=np.array([1.1, 1.1, 1.32]))
    fewer = Factors(use=np.array([1.0, 0.9, 0.9]), price=np.array([1.0, 0.5, 0.5]))
    use, price, scope, payment = combined(3, [dearer, fewer])
    np.testing.assert_allclose(price, np.broadcast_to([1, 0.5, 0.6], ONE))
    np.testing.assert_allclose(use, np.broadcast_to([1, 0.9, 0.9], ONE))
    assert (scope == 1).all()
    assert (payment == 1).all()
