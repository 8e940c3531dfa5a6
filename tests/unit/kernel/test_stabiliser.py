"""Benefits that move with the months of reserve."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.stabiliser import shifted, stabilise, stepped_on


@pytest.mark.parametrize(
    ("shift", "months", "found"),
    [
        (0.0, 5.0, -0.02),
        (0.0, 6.0, 0.0),
        (0.03, 9.0, 0.03),
        (0.03, 9.5, 0.05),
        (0.045, 20.0, 0.05),
        (-0.05, 1.0, -0.05),
    ],
)
def test_a_step_down_below_the_band_a_step_up_above_it_and_no_further_than_the_limit(
    shift: float, months: float, found: float
) -> None:
    """Band 6 to 9 months, steps of 2 points, 5 at most."""
    assert stepped_on(shift, months, 6.0, 9.0, 0.02, 0.05) == pytest.approx(found)


@pytest.mark.parametrize(("ratio", "shift", "found"), [(0.7, 0.1, 0.8), (0.95, 0.1, 1), (0.05, -0.1, 0), (0, 0.1, 0)])
def test_a_ratio_stays_a_share_and_what_is_not_paid_is_not_paid(ratio: float, shift: float, found: float) -> None:
    assert shifted(ratio, shift) == pytest.approx(found)


def stabilised(spent: float) -> tuple[list[float], list[float]]:
    """Employees hold 100 and residents 30; each spent so much, and stood at +1 point: shifts, and what is kept of them."""
    law, standing, after, shift = (
        np.zeros((r.LAW_YEAR_ROWS, 1)),
        np.zeros(r.STANDING),
        np.zeros(r.STANDING),
        np.zeros(2),
    )
    for row, value in (
        (r.STABILISER_LOW, 6),
        (r.STABILISER_HIGH, 9),
        (r.STABILISER_STEP, 0.02),
        (r.STABILISER_LIMIT, 1),
    ):
        law[row : row + 2] = value
    standing[r.SPENDING_BEFORE : r.SPENDING_BEFORE + 2], standing[r.SHIFT_NOW : r.SHIFT_NOW + 2] = spent, 0.01
    stabilise(0, law, np.array([100.0, 0, 30, 0]), standing, after, shift)
    return shift.tolist(), after[r.SHIFT_NOW : r.SHIFT_NOW + 2].tolist()


def test_each_pool_goes_by_its_own_months_and_the_shift_is_kept() -> None:
    """12 x 100 / 80 = 15 months, 12 x 30 / 80 = 4.5 months."""
    shift, kept = stabilised(80.0)
    assert shift == pytest.approx([0.03, -0.01])
    assert kept == shift


def test_without_spending_there_are_no_months_and_no_step() -> None:
    assert stabilised(0.0)[0] == [0.01, 0.01]
