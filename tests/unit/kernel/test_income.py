"""Contribution base, take-up, and amounts that go on beyond the law."""

import math

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.income import declared, next_amount, sick, taken_up
from actuary.severity import LOG_LOW, LOG_STEP, curve

GRID = np.array([LOG_LOW, LOG_STEP])
PARETO = curve("pareto", math.sqrt(2))  # shape 4, scale 3: E[min(X, u)] = 1 - (3 / (3 + u))^3 for a mean of 1


def fixed(**values: float) -> np.ndarray:
    row = np.zeros(r.FIXED_ROWS)
    for name, value in values.items():
        row[getattr(r, name)] = value
    return row


def test_declared_base_between_floor_and_cap() -> None:
    below_cap = 1 - (3 / (3 + 3.0)) ** 3
    below_floor = 1 - (3 / (3 + 0.6)) ** 3
    assert declared(PARETO, GRID, 1.0, 0.6, 3.0) == pytest.approx(0.6 + below_cap - below_floor, rel=1e-10)


def test_declared_base_of_half_the_truth() -> None:
    """Half the wages against the same bounds are all the wages against bounds twice as wide, halved."""
    half, whole = declared(PARETO, GRID, 0.5, 0.6, 3.0), declared(PARETO, GRID, 1.0, 1.2, 6.0)
    assert half == pytest.approx(whole / 2, rel=1e-12)


@pytest.mark.parametrize(("floor", "cap", "base"), [(0.0, 1e12, 0.9), (0.7, 0.7, 0.7), (0.0, 0.0, 0.0)])
def test_declared_base_where_the_bounds_do_all_or_nothing(floor: float, cap: float, base: float) -> None:
    assert declared(PARETO, GRID, 0.9, floor, cap) == pytest.approx(base, rel=1e-9)


def test_take_up_falls_with_the_premium() -> None:
    known = fixed(TAKE_UP_LOGIT=math.log(19) + 0.9, TAKE_UP_RESPONSE=-90)
    assert taken_up(400.0, 40_000.0, 0.0, known) == pytest.approx(0.95)
    assert taken_up(800.0, 40_000.0, 0.0, known) == pytest.approx(1 / (1 + math.exp(0.9) / 19))


def test_take_up_where_nothing_is_earned() -> None:
    assert taken_up(400.0, 0.0, 0.0, fixed(BASE_TAKE_UP=0.95, TAKE_UP_LOGIT=-3)) == 0.95


def test_those_who_leave_need_less() -> None:
    known = fixed(BASE_TAKE_UP=0.9, SELECTION=0.6)
    assert sick(0.9, known) == 0.9
    assert sick(0.8, known) == pytest.approx(0.9 * (0.8 / 0.9) ** 0.6)
    assert sick(0.9 - 1e-7, known) == pytest.approx(0.9 - 0.6 * 1e-7, abs=1e-13)
    assert sick(0.0, known) == 0
    assert sick(0.8, fixed(BASE_TAKE_UP=0.9, SELECTION=1)) == pytest.approx(0.8)


def test_an_amount_follows_income_until_the_law_sets_another() -> None:
    assert next_amount(400.0, 400.0, 400.0, 0.5, 0.06, 0.0) == pytest.approx(400 * 1.03)
    assert next_amount(412.0, 400.0, 400.0, 0.5, 0.06, 0.0) == pytest.approx(412 * 1.03)
    assert next_amount(412.0, 400.0, 420.0, 0.5, 0.06, 0.0) == 420
    assert next_amount(412.0, 400.0, 400.0, 0.0, 0.06, 0.0) == 412


def test_an_amount_rises_by_so_much_a_year_until_the_law_sets_another() -> None:
    assert next_amount(400.0, 400.0, 400.0, 0.0, 0.06, 16.0) == 400 + 16
    assert next_amount(416.0, 400.0, 400.0, 0.0, 0.06, 16.0) == 400 + 2 * 16
    assert next_amount(416.0, 400.0, 450.0, 0.0, 0.06, 16.0) == 450


def test_a_rise_comes_on_top_of_what_follows_income() -> None:
    assert next_amount(400.0, 400.0, 400.0, 0.5, 0.06, 16.0) == pytest.approx(400 * 1.03 + 16)
    assert next_amount(400.0, 400.0, 400.0, 1.0, -0.05, 16.0) == pytest.approx(380 + 16)
