"""Where a function of one value crosses zero: first on a grid, so that nothing is missed in silence, then to the last digit."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

PROBES = 9
"""How many values are tried before anything is said: both ends of the range and seven between."""

FINE = 1e-12
"""How narrow the last bracket is, as a part of the range."""


class Found(NamedTuple):
    """What a search found between two ends."""

    value: float | None
    """The crossing nearest to today's value, on the side where the target is met; None where there is none."""
    best: float
    """The probe that comes nearest to meeting it; the crossing itself where there is one."""
    rising: bool
    """Whether a higher value does more for the target, near the crossing."""
    monotone: bool
    """Whether every probe does more than the one before, or every one less."""
    crossings: int
    everywhere: bool
    """Whether every probe meets the target, so that there is nothing to solve."""


def nearest_crossing(
    over: Callable[[float], float], low: float, high: float, today: float, equal: bool = False
) -> Found:
    """By how much a target is met as a function of a value; where it is met just so, nearest to `today`.

    A value that cannot be tried gives NaN and is passed over. `equal`: the target is to be met exactly, and a value at which
    the function jumps over it does not count.
    """
    probes = [float(value) for value in np.linspace(low, high, PROBES)]
    known = [(value, over(value)) for value in probes]
    known = [(value, by) for value, by in known if math.isfinite(by)]
    if not known:
        return Found(None, math.nan, True, True, 0, False)
    if equal or not any(by >= 0 for _, by in known):
        known = _with_peak(over, known)
    rises = [after[1] - before[1] for before, after in pairwise(known)]
    monotone = all(rise >= 0 for rise in rises) or all(rise <= 0 for rise in rises)
    found = [
        (_crossing(over, *(pair if pair[0][1] < 0 else pair[::-1]), FINE * (high - low)), pair[1][1] > pair[0][1])
        for pair in pairwise(known)
        if (pair[0][1] < 0) != (pair[1][1] < 0)
    ]
    found = [one for one in found if not equal or abs(over(one[0])) <= _little(known)]
    best = min(known, key=lambda one: abs(one[1])) if equal else max(known, key=lambda one: one[1])
    everywhere = all(by == 0.0 if equal else by >= 0 for _, by in known)
    if not found:
        return Found(None, best[0], True, monotone, 0, everywhere)
    value, rising = min(found, key=lambda one: abs(one[0] - today))
    return Found(value, value, rising, monotone, len(found), False)


def _with_peak(over: Callable[[float], float], known: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The probes, and where all of them miss and the best lies between two others, also the best value near it."""
    from scipy.optimize import minimize_scalar

    signs = {by > 0 for _, by in known}
    best = min(range(len(known)), key=lambda at: abs(known[at][1]))
    if len(signs) > 1 or not 0 < best < len(known) - 1 or known[best][1] == 0.0:
        return known
    around = known[best - 1][0], known[best + 1][0]
    peak = float(minimize_scalar(lambda value: _miss(over(value)), bounds=around, method="bounded").x)
    by = over(peak)
    return sorted([*known, (peak, by)]) if math.isfinite(by) and peak not in dict(known) else known


def _miss(by: float) -> float:
    return abs(by) if math.isfinite(by) else math.inf


def _crossing(
    over: Callable[[float], float], missed: tuple[float, float], met: tuple[float, float], fine: float
) -> float:
    """The value between a missed and a met one at which the target is just met."""
    from scipy.optimize import brentq

    if met[1] == 0.0:
        return met[0]
    root = float(brentq(over, missed[0], met[0], xtol=fine, rtol=4 * np.finfo(float).eps))
    if over(root) >= 0:
        return root
    step = math.copysign(fine, met[0] - missed[0])
    while abs(root - missed[0]) < abs(met[0] - missed[0]):
        root += step
        step *= 2
        if over(root) >= 0:
            return root
    return met[0]


def _little(known: list[tuple[float, float]]) -> float:
    """What is no jump: a millionth of all that the probes differ by."""
    sizes = [by for _, by in known]
    return 1e-6 * (max(sizes) - min(sizes))
