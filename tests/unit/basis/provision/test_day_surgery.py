"""Operations within one day cost less."""

import numpy as np

from actuary.basis.provision.day_surgery import factors
from tests.unit.basis.provision.made import law


def test_a_day_costs_less_than_days_in_bed() -> None:
    """10 % more of the admissions at 60 % of the cost: 1 - 0.1 x 0.4. Nobody else's cost moves."""
    price = np.asarray(factors(law(day_surgery_share=[0, 0.1, 0.1]), 0.6).price)
    np.testing.assert_allclose(price[:, :4], np.broadcast_to([1, 0.96, 0.96], (2, 4, 3)))
    np.testing.assert_array_equal(price[:, 4:], 1)
