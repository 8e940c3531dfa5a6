"""A year's care of both payers."""

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel.care import care_of_all, of_payer
from actuary.severity import LOG_LOW, LOG_STEP, curve

ROLES = np.zeros((r.ROLES, 4))
ROLES[r.PAYER] = [0, 1, 1, -1]


def test_of_payer() -> None:
    """Persons and needs of the statuses for whose care a payer pays; what stood in `needed` before is gone."""
    exposure, needed = np.array([1.0, 10, 100, 1000]), np.array([7.0, 7])
    need = np.array([[2.0, 3], [20, 30], [200, 300], [2000, 3000]])
    assert of_payer(exposure, need, ROLES, 0, needed) == 1
    assert needed.tolist() == [2, 3]
    assert of_payer(exposure, need, ROLES, 1, needed) == 110
    assert needed.tolist() == [220, 330]


def test_employees_are_all_insured_and_residents_by_take_up() -> None:
    """Half of all cost is paid, without deductible or cap, a quarter more for residents by the months of their fund."""
    services = np.zeros((2, 2, r.SERVICE_ROWS))
    services[:, :, r.FREQUENCY], services[:, :, r.COST], services[:, :, r.SCOPE] = 0.1, 50, 1
    law = np.zeros((r.DEDUCTIBLE + 2 * r.PAYER_ROWS, 1))
    for payer in (0, 1):
        first = r.DEDUCTIBLE + payer * r.PAYER_ROWS
        law[first + 2 : first + 4], law[first + 4 : first + 6] = 0.5, 1e9
    fixed = np.zeros(r.FIXED_ROWS)
    fixed[[r.BASE_TAKE_UP, r.SELECTION]] = 0.9, 0.6
    fixed[[r.COST_LEVEL, r.COST_LEVEL + 1]] = 2, 3
    curves = np.tile(curve("lognormal", 1.0), (2, 2, 1, 1))
    need = np.array([[100.0, 200], [10, 20], [30, 40], [1e6, 1e6]])
    care, nursing = np.zeros((3, 2, 2)), np.zeros((2, r.NURSING_ROWS))
    care_of_all(
        0, law, np.ones((r.USE + 4 * r.INDICES, 1)), fixed, ROLES, services, curves, np.array([LOG_LOW, LOG_STEP]),
        need.sum(axis=1), need, 0.8, np.array([0.0, 0.25]), np.zeros(2), care, nursing,
    )  # fmt: skip
    insured_need = 0.9 * (0.8 / 0.9) ** 0.6
    cases = np.array([[0.1 * 100, 0.1 * 200], [0.1 * 40 * insured_need, 0.1 * 60 * insured_need]])
    cost = cases * 50 * np.array([[2], [3]])
    np.testing.assert_allclose(care, [cases, cost, cost * np.array([[0.5], [0.75]])], rtol=1e-12)
