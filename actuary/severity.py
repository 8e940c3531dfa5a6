"""Limited expected values of the severity laws.

All four laws are scale families: with mean m, LEV(u) = E[min(S, u)] = m g(u / m), so g is tabulated once for a law and a
coefficient of variation (Klugman, Panjer, Willmot, Loss Models, appendix A).
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LOG_LOW, LOG_STEP, POINTS = math.log(1e-6), math.log(10) / 400, 12 * 400 + 1
"""The grid of u / m: from a millionth to a million of the mean, 400 points to a factor of ten."""


class Severity(NamedTuple):
    """A cost with mean 1: E[min(S, x)] and P(S > x)."""

    limited: Callable[[float], float]
    beyond: Callable[[float], float]


def _normal(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def lognormal(cv: float) -> Severity:
    """exp of a normal with variance log(1 + cv^2)."""
    sigma = math.sqrt(math.log1p(cv * cv))
    mu = -0.5 * sigma * sigma

    def beyond(x: float) -> float:
        return _normal((mu - math.log(x)) / sigma)

    def limited(x: float) -> float:
        return _normal((math.log(x) - mu) / sigma - sigma) + x * beyond(x)

    return Severity(limited, beyond)


def gamma(cv: float) -> Severity:
    """Shape 1 / cv^2."""
    from scipy.special import gammainc, gammaincc

    shape = 1.0 / (cv * cv)

    def beyond(x: float) -> float:
        return float(gammaincc(shape, x * shape))

    def limited(x: float) -> float:
        return float(gammainc(shape + 1.0, x * shape)) + x * beyond(x)

    return Severity(limited, beyond)


def pareto(cv: float) -> Severity:
    """Pareto II (Lomax), whose cv is above 1: shape 2 cv^2 / (cv^2 - 1)."""
    if cv <= 1.0:
        raise ValueError("a Pareto law has a coefficient of variation above 1")
    shape = 2.0 * cv * cv / (cv * cv - 1.0)
    scale = shape - 1.0

    def beyond(x: float) -> float:
        return float((scale / (scale + x)) ** shape)

    def limited(x: float) -> float:
        return float(1.0 - (scale / (scale + x)) ** (shape - 1.0))

    return Severity(limited, beyond)


def weibull(cv: float) -> Severity:
    """Shape k solves 1 + cv^2 = G(1 + 2 / k) / G(1 + 1 / k)^2."""
    from scipy.optimize import brentq
    from scipy.special import gammainc, gammaln

    def excess(shape: float) -> float:
        return float(gammaln(1.0 + 2.0 / shape) - 2.0 * gammaln(1.0 + 1.0 / shape)) - math.log1p(cv * cv)

    shape = brentq(excess, 0.05, 100.0, xtol=1e-14)
    scale = math.exp(-float(gammaln(1.0 + 1.0 / shape)))

    def beyond(x: float) -> float:
        return math.exp(-((x / scale) ** shape))

    def limited(x: float) -> float:
        return float(gammainc(1.0 + 1.0 / shape, (x / scale) ** shape)) + x * beyond(x)

    return Severity(limited, beyond)


LAWS: dict[str, Callable[[float], Severity]] = {
    "lognormal": lognormal,
    "gamma": gamma,
    "pareto": pareto,
    "weibull": weibull,
}


def curve(law: str, cv: float) -> Array:
    """Table of g and dg / dlog x = x P(S > x) on the grid, [point, 2], for the kernel's cubic interpolation."""
    severity = LAWS[law](cv)
    xs = [math.exp(LOG_LOW + LOG_STEP * i) for i in range(POINTS)]
    return np.array([(severity.limited(x), x * severity.beyond(x)) for x in xs])
