"""What is not tested again is not paid for."""

import numpy as np

from actuary.basis.provision.recognised_tests import Figures, factors
from tests.unit.basis.provision.made import law


def test_cost_falls_by_the_tests_that_are_not_repeated() -> None:
    """A tenth of 20 % of an admission, and of 30 % of a visit; a pharmacy tests nobody."""
    price = np.asarray(factors(law(recognised_test_share=[0, 0, 0.1]), Figures(0.2, 0.3)).price)[0, :, 2]
    np.testing.assert_allclose(price, [0.98, 0.98, 0.98, 0.98, 0.97, 0.97, 1])
