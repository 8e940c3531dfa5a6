"""People of age groups spread over single ages."""

import numpy as np

from actuary.axes import CLOSING_AGE, OLDEST
from actuary.demography.cells import Ages
from actuary.law import Array


def people_of_single_ages(counts: Array, groups: tuple[Ages, ...], lived: Array) -> Array:
    """Persons by single age [sex, age] from persons of age groups [sex, group]; every group keeps its sum.

    Within a group a straight line runs as the neighbours do; an open group spreads as the survivors of a life table do,
    whose years lived are lived[sex, age] up to the closing age.
    """
    people = np.zeros((len(counts), CLOSING_AGE + 1))
    closed = [group for group in groups if not group.open]
    widths = np.array([group.end - group.first for group in closed])
    middles = np.array([(group.first + group.end) * 0.5 for group in closed])
    for sex, sizes in enumerate(counts):
        density = sizes[: len(closed)] / widths
        slope = np.gradient(density, middles) if len(closed) > 1 else np.zeros(len(closed))
        for i, group in enumerate(closed):
            ages = np.arange(group.first, group.end)
            line = np.maximum(density[i] + slope[i] * (ages - ages.mean()), 0)
            people[sex, ages] = sizes[i] * line / line.sum() if sizes[i] > 0 else 0
        for i in range(len(closed), len(groups)):
            tail = lived[sex, groups[i].first :]
            people[sex, groups[i].first :] = sizes[i] * tail / tail.sum()
    return _with_oldest(people)


def evenly_over_ages(counts: Array, groups: tuple[Ages, ...], lived: Array) -> Array:
    """The same for what may be negative, as net migrants [.., sex, group]: groups are even, an open one as above."""
    people = np.zeros((*counts.shape[:-1], CLOSING_AGE + 1))
    for i, group in enumerate(groups):
        weights = lived[..., group.first :] if group.open else np.ones(group.end - group.first)
        people[..., group.first : group.end] = counts[..., i, None] * weights / weights.sum(axis=-1, keepdims=True)
    return _with_oldest(people)


def rates_of_single_ages(rates: Array, groups: tuple[Ages, ...]) -> Array:
    """Rates by single age [.., age] from rates of age groups [.., group]: every age has its group's, all others none."""
    single = np.zeros((*rates.shape[:-1], OLDEST + 1))
    for i, group in enumerate(groups):
        single[..., group.first : group.end] = rates[..., i, None]
    return single


def in_age_groups(people: Array, width: int) -> Array:
    """Single ages [.., age] added up to groups of a width, [.., group]; the last is open and begins at the oldest age."""
    closed = people[..., :OLDEST].reshape(*people.shape[:-1], OLDEST // width, width).sum(axis=-1)
    return np.concatenate([closed, people[..., OLDEST:].sum(axis=-1, keepdims=True)], axis=-1)


def _with_oldest(people: Array) -> Array:
    """Everybody beyond the oldest age in the open group there."""
    return in_age_groups(people, 1)
