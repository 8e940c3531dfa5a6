"""What the fund pays of a cost."""

import math

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.payment import expected_payment, limited, treat
from actuary.severity import LOG_LOW, LOG_STEP, POINTS, curve

GRID = np.array([LOG_LOW, LOG_STEP])
PARETO = curve("pareto", math.sqrt(2))
LOGNORMAL = curve("lognormal", 1.5)


def pareto_limited(mean: float, limit: float) -> float:
    """Shape 4, scale 3 x mean."""
    return mean * (1 - (3 * mean / (3 * mean + limit)) ** 3)


@pytest.mark.parametrize("limit", [0.5, 100.0, 8000.0, 123_456.0, 5e8])
def test_limited_is_the_limited_expected_value(limit: float) -> None:
    assert limited(PARETO, GRID, 8000.0, limit) == pytest.approx(pareto_limited(8000, limit), rel=1e-9)


def test_limited_at_a_point_of_the_grid_is_the_point() -> None:
    i = 2000
    at = math.exp(LOG_LOW + i * LOG_STEP)
    assert limited(PARETO, GRID, 1.0, at) == pytest.approx(PARETO[i, 0], rel=1e-13)


def test_limited_beyond_the_grid() -> None:
    assert limited(PARETO, GRID, 1.0, 1e-11) == 1e-11
    assert limited(PARETO, GRID, 7.0, 1e11) == 7 * PARETO[POINTS - 1, 0]


@pytest.mark.parametrize(("mean", "limit"), [(0.0, 5.0), (5.0, 0.0), (-1.0, 5.0), (5.0, -1.0)])
def test_nothing_is_limited_to_nothing(mean: float, limit: float) -> None:
    assert limited(PARETO, GRID, mean, limit) == 0


def test_expected_payment_counts_the_loss_up_to_the_cap_on_the_payment() -> None:
    """660 are the patient's, then 65 % are paid, at most 60,000: that is a loss of 660 + 60,000 / 0.65."""
    upper = 660 + 60_000 / 0.65
    wanted = 0.65 * (pareto_limited(8000, upper) - pareto_limited(8000, 660))
    assert expected_payment(PARETO, GRID, 8000.0, 660.0, 0.65, 60_000.0) == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize(
    ("deductible", "ratio", "cap", "paid"),
    [(0.0, 1.0, 1e15, 8000), (0.0, 0.5, 1e15, 4000), (0.0, 0.0, 1e6, 0), (100.0, 0.8, 0.0, 0), (1e12, 0.8, 1e6, 0)],
)
def test_expected_payment_at_its_ends(deductible: float, ratio: float, cap: float, paid: float) -> None:
    found = expected_payment(LOGNORMAL, GRID, 8000.0, deductible, ratio, cap)
    assert found == pytest.approx(paid, rel=1e-12, abs=1e-9)


def a_year(by_year: float) -> dict[str, np.ndarray]:
    """Two payers with one service each, of which the second payer's is used 1.5 as much and costs twice as much."""
    services = np.zeros((2, 1, r.SERVICE_ROWS))
    services[1, 0] = [0.2, 1000, 0.8, by_year]
    basis = np.ones((r.USE + 2 * r.INDICES, 2))
    basis[r.USE + 1, 1], basis[r.USE + 3, 1] = 1.5, 2
    law = np.zeros((r.DEDUCTIBLE + 2 * r.PAYER_ROWS, 2))
    law[r.DEDUCTIBLE + r.PAYER_ROWS : r.DEDUCTIBLE + r.PAYER_ROWS + 3, 1] = [100, 0.7, 50_000]
    return {"law": law, "basis": basis, "services": services}


def treated(by_year: float, persons: float, take_up: float, sick: float) -> list[float]:
    """Cases, cost and payment of the second payer in the second year, need 120 and a unit cost of 1.1 times the nation's."""
    year, care = a_year(by_year), np.zeros((3, 2, 1))
    curves = np.stack([LOGNORMAL, PARETO])[:, None].copy()
    treat(
        1, 1, year["law"], year["basis"], year["services"], curves, GRID, np.array([120.0]), persons, sick, take_up,
        1.1, 0.0, care,
    )  # fmt: skip
    assert not care[:, 0].any()
    return care[:, 1, 0].tolist()


def payment_of(mean: float) -> float:
    return 0.7 * (pareto_limited(mean, 100 + 50_000 / 0.7) - pareto_limited(mean, 100))


def test_treat_by_admission() -> None:
    cases = 0.2 * 1.5 * 120 * 0.9
    wanted = [cases, cases * 1.1 * 2000, cases * payment_of(0.8 * 1.1 * 2000)]
    assert treated(0.0, 100.0, 0.95, 0.9) == pytest.approx(wanted, rel=1e-9)


def test_treat_by_year_spreads_the_cases_over_all_insured() -> None:
    """Deductible and cap meet the cost of a year: 95 insured, each with their share of all cases."""
    insured = 100 * 0.95
    yearly = 1.1 * 2000 * 0.2 * 1.5 * 120 * 0.9 / insured
    wanted = [insured, insured * yearly, insured * payment_of(0.8 * yearly)]
    assert treated(1.0, 100.0, 0.95, 0.9) == pytest.approx(wanted, rel=1e-9)


def test_treat_nobody() -> None:
    assert treated(1.0, 0.0, 1.0, 0.0) == [0, 0, 0]
