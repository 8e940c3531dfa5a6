"""The full fund with numpy: over draws, some hundreds at a time, in arrays that are made once; or a draw at a time."""

from typing import NamedTuple

import numpy as np

from actuary.kernel.years import Array
from benchmarks.full.fund import AGES, BIRTHS, DEATHS, POOLS, PRICE, SERIES, SEXES, USE, WAGES
from benchmarks.full.shared import USED, Cells, Shared, Year

TOGETHER = 128
"""Draws at a time: as many as suit the cache."""
ACTIVE, RETIRED, RESIDENT, ASSISTED = range(len(USED))
OLDEST = [x * AGES + AGES - 1 for x in range(SEXES)]
NEWBORN = [x * AGES for x in range(SEXES)]


class Lived(NamedTuple):
    """A year of people, [draw]: person-years of the active and retired, births, residents at the end."""

    active: Array
    retired: Array
    births: Array
    births_of_active: Array
    residents: Array
    need: Array
    """[group, k, draw]"""


def run(same: Shared, drawn: Array, together: int = TOGETHER) -> Array:
    """[draw, year, series]"""
    return np.concatenate([_some(same, drawn[first : first + together]) for first in range(0, len(drawn), together)])


def _some(same: Shared, drawn: Array) -> Array:
    levels = np.ascontiguousarray(drawn.transpose(1, 2, 0))
    draws = levels.shape[2]
    people = np.repeat(same.start[:, :, None], draws, axis=2)
    room, told = np.empty_like(people), np.empty((len(same.years), len(SERIES), draws))
    balances = np.repeat(same.opening[:, None], draws, axis=1)
    waiting = np.zeros((same.lag.size - 1, POOLS, draws))
    insured = np.full(draws, same.insured)
    for t, year in enumerate(same.years):
        cells = Cells(*(part[t] for part in same.cells))
        lived = live(people, room, cells, year, levels[t], same.weights)
        people, room = room, people
        settle(year, lived, levels[t], insured, balances, waiting, same.lag, told[t])
        told[t, 12], insured = lived.births, lived.residents
    return told.transpose(2, 0, 1)


def live(before: Array, after: Array, cells: Cells, year: Year, level: Array, weights: Array) -> Lived:
    """People[j, s, draw] a year later, into `after`."""
    stay = 1.0 - np.minimum(1.0, cells.dying[:, None] * level[DEATHS])
    np.multiply(before[:-1], stay[1:, None], out=after[1:])
    stay_oldest = 1.0 - np.minimum(1.0, cells.dying_oldest[OLDEST, None] * level[DEATHS])
    after[OLDEST] += before[OLDEST] * stay_oldest[:, None]
    after[NEWBORN] = 0.0
    fertile = np.flatnonzero(cells.bearing)
    mothers = before[fertile] + after[fertile]
    bearing = cells.bearing[fertile]
    births_of_active = level[BIRTHS] * (bearing @ mothers[:, ACTIVE])
    births = level[BIRTHS] * (bearing @ mothers.sum(axis=1))
    after[NEWBORN, RESIDENT] = np.array([[year.boys], [year.girls]]) * births
    present = after.sum(axis=1)
    moved = np.maximum(cells.migrants[:, None], -present)
    empty = present <= 0.0
    after *= (1.0 + moved / np.where(empty, 1.0, present))[:, None]
    after[:, RESIDENT] += np.where(empty, moved, 0.0)
    after[:] = np.matmul(cells.mix, after)
    exposed = 0.5 * (before + after)
    groups = (exposed[:, ACTIVE] + exposed[:, RETIRED], exposed[:, RESIDENT], exposed[:, ASSISTED])
    at_the_end = after[:, RESIDENT:].sum(axis=0)
    return Lived(
        active=exposed[:, ACTIVE].sum(axis=0),
        retired=exposed[:, RETIRED].sum(axis=0),
        births=births,
        births_of_active=births_of_active,
        residents=at_the_end.sum(axis=0),
        need=np.stack([weights.T @ group for group in groups]),
    )


def settle(
    year: Year, lived: Lived, level: Array, insured: Array, balances: Array, waiting: Array, lag: Array, told: Array
) -> None:
    """The months of all pools. Balances[pool, draw] and the bills that wait[n, pool, draw] change in place."""
    care = np.einsum("gk,gkd->gd", year.care, lived.need) * level[USE]
    allowance = year.birth_allowance * level[WAGES]
    nothing = np.zeros_like(insured)
    billed = np.stack(
        [
            care[0] * level[PRICE],
            nothing,
            (care[1] + care[2]) * level[PRICE + 1],
            lived.births_of_active * (year.birth_care * level[PRICE] + allowance),
        ]
    )
    billed /= 12
    wages = lived.active * level[WAGES]
    contributed = (year.of_active[:, None] * wages + year.of_retired[:, None] * lived.retired) / 12
    at_first = year.drawn / 12 * balances[1]
    earned, spent = np.zeros_like(balances), np.zeros_like(balances)
    for month in range(12):
        contributed[2] = insured * year.of_insured[month]
        income = contributed + np.maximum(balances, 0.0) * year.interest
        paid = lag[0] * billed + np.tensordot(lag[1:], waiting, axes=1)
        paid[1] = year.drawn * contributed[1] + at_first
        waiting[1:] = waiting[:-1].copy()
        waiting[0] = billed
        balances += income - paid
        earned += income
        spent += paid
    told[0:12:3], told[1:12:3], told[2:12:3] = earned, spent, balances
