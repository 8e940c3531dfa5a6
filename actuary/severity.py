"""Severity laws: how the cost of a case spreads around its mean, and what a policy pays of it.

All four laws are scale families: with mean m, LEV(u) = E[min(S, u)] = m g(u / m), so g is tabulated once for a law and a
coefficient of variation (Klugman, Panjer, Willmot, Loss Models, appendix A; policies: chapter 8).
"""

import math
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LOG_LOW, LOG_STEP, POINTS = math.log(1e-10), math.log(10) / 400, 20 * 400 + 1
"""The grid of u / m: 400 points to a factor of ten, and so wide that beyond it g is u / m, or 1, to 1e-10 for any law."""


class Severity(NamedTuple):
    """A cost with mean 1."""

    cv: float
    """Its coefficient of variation: E[S^2] = 1 + cv^2."""
    below: Callable[[int, float], float]
    """The share of E[S^n] that costs up to x make up: n = 0, 1, 2."""
    beyond: Callable[[float], float]
    """P(S > x)."""

    def limited(self, x: float, order: int = 1) -> float:
        """E[min(S, x)^n] = E[S^n] below(n, x) + x^n P(S > x), n = 1 or 2, for x from 0 to infinity."""
        moment = 1.0 if order == 1 else 1.0 + self.cv**2
        if x <= 0.0:
            return 0.0
        if x == math.inf:
            return moment
        return moment * self.below(order, x) + math.pow(x, order) * self.beyond(x)


def _normal(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def lognormal(cv: float) -> Severity:
    """exp of a normal with variance log(1 + cv^2)."""
    sigma = math.sqrt(math.log1p(cv * cv))
    mu = -0.5 * sigma * sigma

    def below(order: int, x: float) -> float:
        return _normal((math.log(x) - mu) / sigma - order * sigma)

    def beyond(x: float) -> float:
        return _normal((mu - math.log(x)) / sigma)

    return Severity(cv, below, beyond)


def gamma(cv: float) -> Severity:
    """Shape 1 / cv^2."""
    from scipy.special import gammainc, gammaincc

    shape = 1.0 / (cv * cv)

    def below(order: int, x: float) -> float:
        return float(gammainc(shape + order, x * shape))

    def beyond(x: float) -> float:
        return float(gammaincc(shape, x * shape))

    return Severity(cv, below, beyond)


def pareto(cv: float) -> Severity:
    """Pareto II (Lomax): shape 2 cv^2 / (cv^2 - 1). ValueError for a cv of 1 or less, which it cannot have."""
    from scipy.special import betainc

    if cv <= 1.0:
        raise ValueError("a Pareto law has a coefficient of variation above 1")
    shape = 2.0 * cv * cv / (cv * cv - 1.0)
    scale = shape - 1.0

    def below(order: int, x: float) -> float:
        return float(betainc(order + 1.0, shape - order, x / (scale + x)))

    def beyond(x: float) -> float:
        return math.pow(scale / (scale + x), shape)

    return Severity(cv, below, beyond)


def weibull(cv: float) -> Severity:
    """Shape k solves 1 + cv^2 = G(1 + 2 / k) / G(1 + 1 / k)^2; it lies below 1 + 2 / cv."""
    from scipy.optimize import brentq
    from scipy.special import gammainc, gammaln

    def excess(shape: float) -> float:
        return float(gammaln(1.0 + 2.0 / shape) - 2.0 * gammaln(1.0 + 1.0 / shape)) - math.log1p(cv * cv)

    shape = brentq(excess, 0.05, 1.0 + 2.0 / cv, xtol=1e-14)
    scale = math.exp(-float(gammaln(1.0 + 1.0 / shape)))

    def below(order: int, x: float) -> float:
        return float(gammainc(1.0 + order / shape, (x / scale) ** shape))

    def beyond(x: float) -> float:
        return math.exp(-((x / scale) ** shape))

    return Severity(cv, below, beyond)


LAWS: dict[str, Callable[[float], Severity]] = {
    "lognormal": lognormal,
    "gamma": gamma,
    "pareto": pareto,
    "weibull": weibull,
}


@cache
def curve(law: str, cv: float) -> Array:
    """Table of g and dg / dlog x = x P(S > x) on the grid, [point, 2], for the kernel's cubic interpolation; read-only."""
    severity = LAWS[law](cv)
    xs = [math.exp(LOG_LOW + LOG_STEP * i) for i in range(POINTS)]
    result = np.array([(severity.limited(x), x * severity.beyond(x)) for x in xs])
    result.setflags(write=False)
    return result


class Policy(NamedTuple):
    """What is paid of a loss: a ratio of what exceeds the deductible, of a loss that counts up to a limit.

    The limit is on the loss, the cap on the payment: a cap C limits the loss to u = d + C / a. A franchise deductible,
    once exceeded, is paid as well. The cost is inflated first; deductible, cap and limit are not.
    """

    deductible: float = 0.0
    ratio: float = 1.0
    cap: float = math.inf
    limit: float = math.inf
    franchise: bool = False
    inflation: float = 0.0

    @property
    def kept(self) -> float:
        """What is kept of a loss before the ratio applies: the deductible, with a franchise nothing."""
        return 0.0 if self.franchise else self.deductible

    @property
    def upper(self) -> float:
        """The loss beyond which nothing more is paid."""
        reach = self.kept + self.cap / self.ratio if self.ratio > 0.0 else 0.0
        return max(self.kept, min(self.limit, reach))

    def paid(self, loss: float) -> float:
        """What is paid of one loss, inflation included: a [min(S, u) - kept] of a loss above the deductible."""
        return self.ratio * (min(loss, self.upper) - self.kept) if loss > self.deductible else 0.0


class Payment(NamedTuple):
    """What a policy pays of a random loss."""

    probability: float
    """That anything is paid."""
    per_loss: float
    """Expected payment of a loss, paid for or not."""
    second_moment: float
    """Expected square of the payment of a loss, paid for or not."""

    @property
    def per_payment(self) -> float:
        """Expected payment where anything is paid; not a number where nothing ever is."""
        return self.per_loss / self.probability if self.probability > 0.0 else math.nan

    @property
    def variance(self) -> float:
        """Of the payment of a loss, paid for or not."""
        return self.second_moment - self.per_loss**2


def payment_under(policy: Policy, severity: Severity, mean: float) -> Payment:
    """What a policy pays of a cost with a law and a mean above 0, before inflation.

    With P = P(S > d), k = kept and M(n) = E[min(S, u)^n; S > d] = LEV_n(max(u, d)) - LEV_n(d) + min(u, d)^n P:
    payment = a [M(1) - k P], its square = a^2 [M(2) - 2 k M(1) + k^2 P] (Loss Models, theorems 8.7 and 8.8).
    """
    unit = mean * (1.0 + policy.inflation)
    start, kept, upper = policy.deductible / unit, policy.kept / unit, policy.upper / unit
    if upper <= kept:
        return Payment(0.0, 0.0, 0.0)
    beyond = severity.beyond(start) if start > 0.0 else 1.0
    first, second = (
        severity.limited(max(upper, start), n) - severity.limited(start, n) + math.pow(min(upper, start), n) * beyond
        for n in (1, 2)
    )
    paid = policy.ratio * unit
    square = second - 2.0 * kept * first + kept * kept * beyond
    return Payment(beyond, paid * (first - kept * beyond), paid * paid * square)


def share_paid_up_to(amount: float, policy: Policy, severity: Severity, mean: float) -> float:
    """P(payment <= amount) over all losses of a cost with a law and a mean above 0, before inflation."""
    if amount < 0.0 or amount >= policy.ratio * (policy.upper - policy.kept):
        return float(amount >= 0.0)
    loss = max(policy.deductible, policy.kept + amount / policy.ratio)
    return 1.0 - severity.beyond(loss / (mean * (1.0 + policy.inflation))) if loss > 0.0 else 0.0
