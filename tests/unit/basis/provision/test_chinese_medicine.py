"""A better ratio and pay by outcome for Chinese medicine."""

import numpy as np

from actuary.basis.provision.chinese_medicine import factors
from tests.unit.basis.provision.made import RATIOS, law


def test_a_bonus_is_points_on_the_ratio_of_a_part_of_care() -> None:
    """5 points on 65 % for a tenth of the cost: 1 + 0.1 x 5 / 65. Outpatients of employees have no ratio in 2019."""
    payment = np.asarray(factors(law(chinese_medicine_bonus=[0, 0.05, 0.05]), 0.1).payment)
    np.testing.assert_allclose(payment[1, :4, 1], 1 + 0.1 * 0.05 / np.array(RATIOS["resident"]))
    np.testing.assert_array_equal(payment[..., 0], 1)
    assert payment[0, 4, 1] == 1


def test_no_ratio_is_more_than_all() -> None:
    """20 points on 92 % are 8."""
    payment = np.asarray(factors(law(chinese_medicine_bonus=[0, 0.2, 0.2]), 0.1).payment)
    np.testing.assert_allclose(payment[0, 3, 1], 1 + 0.1 * 0.08 / 0.92)


def test_pay_by_outcome_is_a_higher_price() -> None:
    found = factors(law(chinese_medicine_pay=[0, 0.2, 0.2]), 0.1)
    np.testing.assert_allclose(found.price, [1, 1.02, 1.02])
    np.testing.assert_array_equal(found.payment, 1)
