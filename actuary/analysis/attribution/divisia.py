"""The change of a product, divided among its factors: the logarithmic mean Divisia index.

In its additive form (LMDI-I): B. W. Ang, The LMDI approach to decomposition analysis: a practical guide, Energy Policy 33
(2005) 867-871. The parts add up to the change, whatever the order of the factors, and change sign with the years.
"""

import math
from collections.abc import Mapping

BEGUN = "begun_or_ended"
"""The driver of a product that is nothing in one of the years: no factor of it can be told from another."""

ROUNDING = 1e-13
"""A factor that moves by less of itself than this has not moved."""


def log_mean(one: float, other: float) -> float:
    """Logarithmic mean (b - a) / ln(b / a) of two amounts above zero; of equal ones the amount itself."""
    low, high = min(one, other), max(one, other)
    return low if low == high else (high - low) / math.log1p((high - low) / low)


def divided(first: Mapping[str, float], last: Mapping[str, float]) -> dict[str, float]:
    """The change of a product of factors, factor by factor: L(V1, V2) x ln(x2 / x1), V the product.

    A factor that does not move, but for rounding, has 0. Where the product is nothing in one of the years, all of the
    change is the driver `begun_or_ended`, and the factors have 0: logarithms know no zero, and no small number stands in
    for it.
    """
    before, after = math.prod(first.values()), math.prod(last.values())
    if before > 0 and after > 0:
        mean = log_mean(before, after)
        return {name: mean * _growth(value, last[name]) for name, value in first.items()} | {BEGUN: 0.0}
    return dict.fromkeys(first, 0.0) | {BEGUN: after - before}


def _growth(first: float, last: float) -> float:
    return 0.0 if math.isclose(first, last, rel_tol=ROUNDING) else math.log(last / first)
