"""Limited expected values, their tables, and the payments that follow from them."""

import math

import numpy as np
import pytest
from scipy.integrate import quad

from actuary.kernel.payment import expected_payment, limited
from actuary.severity import LAWS, LOG_LOW, LOG_STEP, POINTS, Severity, curve

GRID = np.array([LOG_LOW, LOG_STEP])
SPREADS = [(law, cv) for law in LAWS for cv in (0.3, 0.6, 0.9, 1.2, 1.5, 2.0, 3.0, 4.0) if law != "pareto" or cv > 1]


def between(severity: Severity, low: float, high: float) -> float:
    """E[min(S, high)] - E[min(S, low)] = integral of P(S > x) over x, done in log x."""
    return quad(
        lambda y: math.exp(y) * severity.beyond(math.exp(y)), math.log(low), math.log(high), epsabs=1e-13, limit=500
    )[0]


@pytest.mark.parametrize(("law", "cv"), SPREADS)
def test_limited_is_the_integral_of_the_tail(law: str, cv: float) -> None:
    severity = LAWS[law](cv)
    for low, high in ((1e-6, 0.01), (0.01, 0.5), (0.5, 1.5), (1.5, 10), (10, 1000)):
        wanted = between(severity, low, high)
        assert severity.limited(high) - severity.limited(low) == pytest.approx(wanted, abs=1e-11)


@pytest.mark.parametrize(("law", "cv"), SPREADS)
def test_mean_is_one(law: str, cv: float) -> None:
    """What lies below a millionth is at most a millionth, and what lies above a million of the mean next to nothing."""
    severity = LAWS[law](cv)
    assert severity.limited(1e12) == pytest.approx(1, abs=1e-12 if law != "pareto" else 1e-10)


@pytest.mark.parametrize(("law", "cv"), [pair for pair in SPREADS if pair[0] != "pareto"])
def test_coefficient_of_variation(law: str, cv: float) -> None:
    """E[S^2] = integral of 2 x P(S > x); Pareto's tail is too long to be integrated so."""
    severity = LAWS[law](cv)
    second = quad(
        lambda y: 2 * math.exp(2 * y) * severity.beyond(math.exp(y)),
        -30,
        16,
        epsabs=1e-10,
        limit=1000,
        points=[-5, 0, 5],
    )[0]
    assert math.sqrt(second - 1) == pytest.approx(cv, rel=1e-7)


@pytest.mark.parametrize("cv", [1.1, 1.5, 3.0])
def test_coefficient_of_variation_of_pareto(cv: float) -> None:
    """From the shape its tail shows: P(S > x) falls as x^-shape, and cv^2 = shape / (shape - 2)."""
    beyond = LAWS["pareto"](cv).beyond
    shape = -math.log(beyond(2e9) / beyond(1e9)) / math.log(2)
    assert shape / (shape - 2) == pytest.approx(cv**2, rel=1e-6)


def test_pareto_cannot_be_narrow() -> None:
    with pytest.raises(ValueError, match="above 1"):
        LAWS["pareto"](1.0)


def error(law: str, cv: float, table: np.ndarray, grid: np.ndarray) -> float:
    """The largest error of the kernel's interpolation, at the middle of every interval, over the mean."""
    severity = LAWS[law](cv)
    middles = [math.exp(grid[0] + grid[1] * (i + 0.5)) for i in range(len(table) - 1)]
    return max(abs(limited(table, grid, 1.0, x) - severity.limited(x)) for x in middles)


@pytest.mark.parametrize(("law", "cv"), SPREADS)
def test_interpolation_is_exact_to_a_ten_billionth(law: str, cv: float) -> None:
    """1e-10 of the mean cost; the narrowest laws bend more and reach six times that."""
    assert error(law, cv, curve(law, cv), GRID) < 1e-10


@pytest.mark.parametrize("law", LAWS)
def test_interpolation_is_cubic(law: str) -> None:
    """With steps four times as wide the error is 4^4 = 256 times as large."""
    table = curve(law, 1.5)
    fine, coarse = error(law, 1.5, table, GRID), error(law, 1.5, table[::4].copy(), np.array([LOG_LOW, 4 * LOG_STEP]))
    assert coarse / fine == pytest.approx(256, rel=0.1)


@pytest.mark.parametrize("law", LAWS)
def test_a_table_holds_value_and_slope(law: str) -> None:
    table = curve(law, 2.0)
    severity = LAWS[law](2.0)
    assert table.shape == (POINTS, 2)
    for i in (0, 1000, POINTS - 1):
        x = math.exp(LOG_LOW + i * LOG_STEP)
        assert table[i].tolist() == [severity.limited(x), x * severity.beyond(x)]
    slopes = np.gradient(table[:, 0], LOG_STEP)
    np.testing.assert_allclose(slopes[1:-1], table[1:-1, 1], atol=1e-4)


@pytest.mark.parametrize(("law", "cv"), [("lognormal", 1.5), ("gamma", 0.8), ("pareto", 2.0), ("weibull", 1.2)])
@pytest.mark.parametrize(("deductible", "ratio", "cap"), [(660, 0.65, 60_000), (150, 0.9, 5_000), (5_000, 0.5, 1e6)])
def test_expected_payment_is_the_integral_of_payments(
    law: str, cv: float, deductible: float, ratio: float, cap: float
) -> None:
    """E[min(a (S - d)+, C)] = integral of P(payment > y) from 0 to C, the payment exceeding y where S > d + y / a."""
    severity, mean = LAWS[law](cv), 8000.0
    wanted = quad(
        lambda y: severity.beyond((deductible + y / ratio) / mean),
        0,
        cap,
        epsrel=1e-12,
        limit=2000,
        points=[cap / 100, cap / 10],
    )[0]
    found = expected_payment(curve(law, cv), GRID, mean, float(deductible), ratio, float(cap))
    assert found == pytest.approx(wanted, rel=1e-8)
