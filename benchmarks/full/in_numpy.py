"""The full fund with numpy: over draws, some hundreds at a time, in arrays that are made once; or a draw at a time."""

from typing import NamedTuple

import numpy as np

from actuary.kernel.years import Array
from benchmarks.full.fund import AGES, BIRTHS, DEATHS, POOLS, PRICE, SERIES, SEXES, USE, WAGES
from benchmarks.full.shared import USED, Cells, Moves, Shared, Year

TOGETHER = 256
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


def run(same: Shared, drawn: Array, together: int = TOGETHER, mixed: bool = False) -> Array:
    """[draw, year, series]; statuses change move by move, or `mixed`, by a matrix for each cell."""
    some = [drawn[first : first + together] for first in range(0, len(drawn), together)]
    return np.concatenate([_some(same, draws, mixed) for draws in some])


def _some(same: Shared, drawn: Array, mixed: bool) -> Array:
    levels = np.ascontiguousarray(drawn.transpose(1, 2, 0))
    draws = levels.shape[2]
    people = np.repeat(same.start[:, :, None], draws, axis=2)
    room, told = np.empty_like(people), np.empty((len(same.years), len(SERIES), draws))
    balances = np.repeat(same.opening[:, None], draws, axis=1)
    waiting = np.zeros((same.lag.size - 1, POOLS, draws))
    insured = np.full(draws, same.insured)
    for t, year in enumerate(same.years):
        cells = Cells(*(part[t] for part in same.cells))
        grow_older(people, room, cells, levels[t])
        births, births_of_active = bear(people, room, cells, year, levels[t])
        migrate(room, cells)
        if mixed:
            room[:] = np.matmul(cells.mix, room)
        else:
            move(room, same.moves, t)
        lived = lived_through(people, room, births, births_of_active, same.weights)
        people, room = room, people
        settle(year, lived, levels[t], insured, balances, waiting, same.lag, told[t])
        told[t, 12], insured = lived.births, lived.residents
    return told.transpose(2, 0, 1)


def grow_older(before: Array, after: Array, cells: Cells, level: Array) -> None:
    """Those who survive a year, people[j, s, draw], into `after`; nobody is newborn yet."""
    stay = 1.0 - np.minimum(1.0, cells.dying[:, None] * level[DEATHS])
    np.multiply(before[:-1], stay[1:, None], out=after[1:])
    stay_oldest = 1.0 - np.minimum(1.0, cells.dying_oldest[OLDEST, None] * level[DEATHS])
    after[OLDEST] += before[OLDEST] * stay_oldest[:, None]
    after[NEWBORN] = 0.0


def bear(before: Array, after: Array, cells: Cells, year: Year, level: Array) -> tuple[Array, Array]:
    """The newborn into `after`; births, and births to the active, [draw]."""
    fertile = np.flatnonzero(cells.bearing)
    mothers, bearing = before[fertile] + after[fertile], cells.bearing[fertile]
    births = level[BIRTHS] * (bearing @ mothers.sum(axis=1))
    after[NEWBORN, RESIDENT] = np.array([[year.boys], [year.girls]]) * births
    return births, level[BIRTHS] * (bearing @ mothers[:, ACTIVE])


def migrate(people: Array, cells: Cells) -> None:
    """Net migrants have the statuses of their age; nobody leaves who is not there. In place."""
    present = people.sum(axis=1)
    moved = np.maximum(cells.migrants[:, None], -present)
    empty = present <= 0.0
    people *= (1.0 + moved / np.where(empty, 1.0, present))[:, None]
    people[:, RESIDENT] += np.where(empty, moved, 0.0)


def move(people: Array, law: Moves, t: int) -> None:
    """Changes of status, one after another, and retirement. In place."""
    for out_of, into, rate in law.moves:
        moved = people[:, out_of] * rate[t, :, None]
        people[:, out_of] -= moved
        people[:, into] += moved
    leavers = people[:, ACTIVE] * law.leaving[t, :, None]
    people[:, ACTIVE] -= leavers
    people[:, RETIRED] += leavers * law.pensioned
    people[:, RESIDENT] += leavers * (1.0 - law.pensioned)


def lived_through(before: Array, after: Array, births: Array, births_of_active: Array, weights: Array) -> Lived:
    """What the money sees of a year from its two ends."""
    exposed = 0.5 * (before + after)
    groups = (exposed[:, ACTIVE] + exposed[:, RETIRED], exposed[:, RESIDENT], exposed[:, ASSISTED])
    return Lived(
        active=exposed[:, ACTIVE].sum(axis=0),
        retired=exposed[:, RETIRED].sum(axis=0),
        births=births,
        births_of_active=births_of_active,
        residents=after[:, RESIDENT:].sum(axis=(0, 1)),
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
