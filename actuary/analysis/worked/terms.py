"""Numbers that know how they were reached: a formula is written once, and is the one that was computed.

A term is one number, or one for each service, month or age. Terms of different lengths meet as a number and a row do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from actuary.law import Array
from actuary.severity import Severity

SUM, PRODUCT, POWER, ATOM = range(4)
"""How firmly a formula holds together: what is looser than its surroundings stands in brackets."""


@dataclass(frozen=True)
class Term:
    """A value with the formula that gave it."""

    text: str
    value: Array
    """A number, or a row of numbers."""
    rank: int = ATOM

    def __add__(self, other: Term | float) -> Term:
        return _joined(self, " + ", of(other), SUM, SUM, self.value + of(other).value)

    def __sub__(self, other: Term | float) -> Term:
        return _joined(self, " - ", of(other), SUM, PRODUCT, self.value - of(other).value)

    def __mul__(self, other: Term | float) -> Term:
        return _joined(self, " x ", of(other), PRODUCT, PRODUCT, self.value * of(other).value)

    def __truediv__(self, other: Term | float) -> Term:
        return _joined(self, " / ", of(other), PRODUCT, POWER, self.value / of(other).value)

    def __pow__(self, other: Term | float) -> Term:
        return _joined(self, "^", of(other), POWER, ATOM, self.value ** of(other).value)

    def __radd__(self, other: float) -> Term:
        return of(other) + self

    def __rsub__(self, other: float) -> Term:
        return of(other) - self

    def __rmul__(self, other: float) -> Term:
        return of(other) * self

    def __rtruediv__(self, other: float) -> Term:
        return of(other) / self

    def __neg__(self) -> Term:
        return Term(f"-{_bracketed(self, POWER)}", -self.value, PRODUCT)


def of(value: Term | float) -> Term:
    """A plain number as a term; a term as it is."""
    return value if isinstance(value, Term) else said(f"{value:g}", value)


def said(text: str, value: Array | float) -> Term:
    """A value whose formula is said in words."""
    return Term(text, np.asarray(value, dtype=np.float64))


def lesser(one: Term, other: Term) -> Term:
    """The lesser of two."""
    return said(f"min({one.text}, {other.text})", np.minimum(one.value, other.value))


def total(*terms: Term) -> Term:
    """The sum of several terms."""
    first, *others = terms
    for other in others:
        first = first + other
    return first


def exp(term: Term) -> Term:
    """The exponential function."""
    return Term(f"exp({term.text})", np.exp(term.value))


def added_up(term: Term, over: str) -> Term:
    """The sum of a row, named by what it runs over."""
    return replace(said(f"sum over {over} of {term.text}", term.value.sum()), rank=SUM)


def over_year(monthly: Term) -> Term:
    """The year's amount of what comes month by month."""
    return added_up(monthly, "months") if monthly.value.ndim else 12 * monthly


def limited(severity: Severity, mean: Term, limit: Term) -> Term:
    """LEV(u) = E[min(S, u)] = m g(u / m) of a cost with mean m, by the formula of its law; 0 where m is none."""

    def level(m: float, u: float) -> float:
        return m * severity.limited(u / m) if m > 0.0 else 0.0

    return Term(f"LEV({limit.text})", _each(level, mean.value, limit.value))


def _each(function: Callable[[float, float], float], one: Array, other: Array) -> Array:
    pairs = np.broadcast(one, other)
    return np.array([function(float(a), float(b)) for a, b in pairs]).reshape(pairs.shape)


def _joined(left: Term, sign: str, right: Term, rank: int, of_right: int, value: Array) -> Term:
    return Term(_bracketed(left, rank) + sign + _bracketed(right, of_right), value, rank)


def _bracketed(term: Term, rank: int) -> str:
    return term.text if term.rank >= rank else f"({term.text})"
