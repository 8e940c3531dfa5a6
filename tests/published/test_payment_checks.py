"""What is published of how hospitals are paid, worked through the fund."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.purchasing import purchase

YUAN_OF_A_POINT_BY_COST = 120.0
"""The care of the check costs a fifth more than its budget: 1,000 万 points at 120 yuan are 12 亿."""


def bought(budget: float, points: float) -> tuple[np.ndarray, np.ndarray]:
    """A year of residents' hospitals under a budget that is their cost of the year before: bought, yearly."""
    law, fixed, roles = np.zeros((r.LAW_YEAR_ROWS, 1)), np.zeros(r.FIXED_ROWS), np.zeros((r.ROLES, 1))
    line = 2
    for rule in (r.COVERED_SHARE, r.GROUPING_RATE, r.BUDGET_SET, r.SURPLUS_KEPT):
        law[rule + line] = 1
    care, services = np.zeros((r.CARE_BLOCKS, 2, 1)), np.zeros((2, 1, r.SERVICE_ROWS))
    care[1:, 1, 0] = points * YUAN_OF_A_POINT_BY_COST
    standing, found, yearly = np.zeros(r.STANDING), np.zeros((r.BOUGHT_ROWS, r.CARE_LINES)), np.zeros(r.CARE)
    standing[r.DUE_BEFORE + line] = budget
    purchase(0, law, fixed, roles, services, np.zeros(1), standing, care, found, yearly)
    return found[:, line], yearly[line + np.array([r.COVERED, r.COVERED_DUE])]


def test_s6_a_thousand_million_over_ten_million_points_is_a_hundred_yuan_a_point() -> None:
    """Check S6: 10 亿 over 1,000 万 points: 100 yuan a point, and the payments add up to the budget."""
    budget, points = 10e8, 1000e4
    payments, (cost, due) = bought(budget, points)
    value = due / cost
    assert value * YUAN_OF_A_POINT_BY_COST == pytest.approx(100)
    assert payments.sum() == pytest.approx(budget)
    assert points * value * YUAN_OF_A_POINT_BY_COST == pytest.approx(budget)


def test_s6_more_points_are_worth_less_and_no_more_is_paid() -> None:
    """A tenth more points over the same budget: 90.9 yuan each."""
    payments, (cost, due) = bought(10e8, 1100e4)
    assert due / cost * YUAN_OF_A_POINT_BY_COST == pytest.approx(100 / 1.1)
    assert payments.sum() == pytest.approx(10e8)
