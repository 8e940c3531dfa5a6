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


class Step(NamedTuple):
    """What a search over whole steps found."""

    step: int | None
    """The step nearest to today's value at which the target is met and beside which it is missed; None where there is none."""
    missed: int | None
    """The one beside it."""
    best: int
    """The step that comes nearest to meeting it; the one found where there is one."""
    monotone: bool
    crossings: int
    everywhere: bool


def nearest_step(over: Callable[[int], float], low: int, high: int, today: float) -> Step:
    """By how much a target is met as a function of a number of steps; where it begins to be met, nearest to `today`.

    NaN is a step that cannot be tried: probes that are, are passed over, and nothing is met there.
    """
    known = _tried(over, sorted({round(one) for one in np.linspace(low, high, PROBES)}))
    if not known:
        return Step(None, None, low, True, 0, False)
    while not any(by >= 0 for by in known.values()):
        best, steps = max(known, key=lambda one: known[one]), sorted(known)
        at = steps.index(best)
        between = steps[max(at - 1, 0)], steps[min(at + 1, len(steps) - 1)]
        more = {round(one) for one in np.linspace(*between, PROBES)} - {*known}
        if at in (0, len(steps) - 1) or not more:
            break
        known |= _tried(over, sorted(more))
        if not more & {*known}:
            break
    steps = sorted(known)
    rises = [known[after] - known[before] for before, after in pairwise(steps)]
    monotone = all(rise >= 0 for rise in rises) or all(rise <= 0 for rise in rises)
    found = [
        _met_first(over, *(pair if known[pair[0]] < 0 else pair[::-1]))
        for pair in pairwise(steps)
        if (known[pair[0]] < 0) != (known[pair[1]] < 0)
    ]
    if not found:
        best = max(known, key=lambda one: known[one])
        return Step(None, None, best, monotone, 0, all(by >= 0 for by in known.values()))
    missed, met = min(found, key=lambda one: abs(one[1] - today))
    return Step(met, missed, met, monotone, len(found), False)


def _tried(over: Callable[[int], float], steps: list[int]) -> dict[int, float]:
    return {one: by for one in steps if math.isfinite(by := over(one))}


def _met_first(over: Callable[[int], float], missed: int, met: int) -> tuple[int, int]:
    """Two steps side by side between a missed and a met one, of which the first misses and the second meets."""
    while abs(met - missed) > 1:
        middle = (missed + met) // 2
        missed, met = (missed, middle) if over(middle) >= 0 else (middle, met)
    return missed, met


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
