"""Life tables: death rates of any age groups -> rates of single ages -> years lived -> survival from age to age."""

from functools import cache, lru_cache

import numpy as np

from actuary.axes import CLOSING_AGE
from actuary.demography.cells import Ages
from actuary.figures.tables import column, table
from actuary.law import Array

CHILDHOOD = 5
"""Before this age death rates fall too steeply for a straight line between groups: there a group is flat."""
STRETCH = 5
"""Years over which the slope of the last line is taken, so that one crooked single age does not bend it."""
STEEPEST = 1.0
"""Of that slope; of people it is a seventh."""
ROUNDS, CLOSE = 100, 1e-12
"""Scaling a group shifts who lives to its older ages, so it is repeated until nothing moves."""
FAINT = 1e-30
"""Keeps a mean over ages that nobody reaches from being a division by nobody."""


def hazards_of_single_ages(rates: Array, groups: tuple[Ages, ...]) -> Array:
    """Death rates by single age up to the closing age [.., age] from rates of age groups [.., group].

    Between the middles of the groups the logarithm of a rate moves on a straight line, beyond the last closed group along
    the same line (Gompertz); within each group it is scaled so that people who die at these rates have the group's own.
    The result is not to be written to: who asks again, as one run after another does, is given the same.
    """
    return _of_single_ages(rates.tobytes(), rates.shape, groups)


@lru_cache(maxsize=64)
def _of_single_ages(content: bytes, shape: tuple[int, ...], groups: tuple[Ages, ...]) -> Array:
    rates = np.frombuffer(content).reshape(shape)
    inner = [i for i, group in enumerate(groups) if group.end > CHILDHOOD and not group.open]
    middles = np.array([(groups[i].first + groups[i].end) * 0.5 for i in inner])
    hazard = np.ones((*rates.shape[:-1], CLOSING_AGE + 1))
    for cell in np.ndindex(rates.shape[:-1]):
        known = rates[cell][inner] > 0
        if known.any():
            hazard[cell] = np.exp(_line(middles[known], np.log(rates[cell][inner][known])))
    for i, group in enumerate(groups):
        part = hazard[..., group.first : group.end]
        if group.end <= CHILDHOOD or group.end == group.first + 1:
            part[...] = rates[..., i, None]
        else:
            part[...] = _scaled(part, rates[..., i, None])
    hazard.setflags(write=False)
    return hazard


def _line(at: Array, logarithms: Array) -> Array:
    """Logarithms of rates by single age: straight between the points, rising beyond the last as it did towards it."""
    back = max(np.searchsorted(at, at[-1] - STRETCH, side="right") - 1, 0)
    slope = np.clip((logarithms[-1] - logarithms[back]) / max(at[-1] - at[back], STRETCH), 0, STEEPEST)
    ages = np.arange(CLOSING_AGE + 1) + 0.5
    return np.asarray(np.interp(ages, at, logarithms) + slope * np.maximum(ages - at[-1], 0))


def _scaled(part: Array, rate: Array) -> Array:
    """Rates of the ages of a group [.., age] in the same proportions, so that those who die at them have its rate."""
    for _ in range(ROUNDS):
        lived = _lived(part, np.full(part.shape, 0.5)) + FAINT
        mean = (part * lived).sum(axis=-1, keepdims=True) / lived.sum(axis=-1, keepdims=True)
        factor = np.divide(rate, mean, out=np.zeros_like(mean), where=mean > 0)
        moving = (np.abs(factor - 1) >= CLOSE) & ((rate > 0) | (mean > 0))
        if not moving.any():
            break
        part = np.where(moving, part * factor, part)  # a year that is done waits for no other: it must not hang on them
    return part


def years_lived(hazard: Array) -> Array:
    """Person-years L(a) lived at each age by one newborn, [.., sex, age]: l(a + 1) + a(a) d(a), q = m / (1 + (1 - a) m).

    The dead of the first year have lived the Coale-Demeny West time, all others half a year (Preston, Heuveline, Guillot
    2001, ch. 3).
    """
    time = np.full(hazard.shape, 0.5)
    time[..., 0] = infant_time(hazard[..., 0])
    return _lived(hazard, time)


def _lived(hazard: Array, time: Array) -> Array:
    dying = np.minimum(hazard / (1 + (1 - time) * hazard), 1.0)
    alive = np.cumprod(1 - dying, axis=-1)
    begin = np.concatenate([np.ones_like(alive[..., :1]), alive[..., :-1]], axis=-1)
    return np.asarray(alive + time * (begin - alive))


def life_expectancy(hazard: Array) -> Array:
    """Years lived by a newborn, [.., sex], from hazards [.., sex, age]."""
    return np.asarray(years_lived(hazard).sum(axis=-1))


def infant_time(rate: Array) -> Array:
    """Years lived by those who die in the first year of life, by sex [.., sex] (Coale and Demeny, West)."""
    low, slope, high, bound = _west()
    return np.asarray(np.where(rate < bound, low + slope * rate, high))


@cache
def _west() -> tuple[Array, ...]:
    rows = table("infant_time")
    return tuple(np.array(column(rows, name)) for name in ("constant", "slope", "above", "bound"))


def survival_of(lived: Array) -> Array:
    """L(g + 1) / L(g) of age groups, [.., group]; the last two T(A) / (L(A - 1) + T(A)), since the last group is open.

    `lived` holds L by group, the last of them T (Preston, Heuveline, Guillot 2001, ch. 6).
    """
    result = np.empty_like(lived)
    result[..., :-1] = _ratio(lived[..., 1:], lived[..., :-1])
    result[..., -2] = result[..., -1] = _ratio(lived[..., -1], lived[..., -2] + lived[..., -1])
    return result


def _ratio(above: Array, below: Array) -> Array:
    """Nobody survives where nobody lives."""
    return np.divide(above, below, out=np.zeros_like(below), where=below > 0)
