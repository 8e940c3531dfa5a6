"""People by themselves, without statuses: one step after another, each the kernel's own."""

from typing import NamedTuple

import numpy as np

from actuary.demography.vital import SAME_TIME, AreaTables, Vital, people_counted, vital_of
from actuary.kernel import rows as r
from actuary.kernel.people import migrate, one_year
from actuary.law import Array, closed


class PeoplePath(NamedTuple):
    """People at n + 1 dates, and what happened in the n steps between them."""

    people: Array
    """[n + 1, sex, age] persons."""
    births: Array
    """[n] children born."""
    deaths: Array
    """[n] persons."""
    migrants: Array
    """[n] net, persons."""
    fertility: Array
    """[n, age] births per woman: the tables' own, or what published births come to."""


def projected(start: Array, vital: Vital) -> PeoplePath:
    """People [sex, age] carried through every step of `vital`.

    Migrants of a single year arrive at its end, at the age they then have; those of longer steps half at the start and half
    at the end. Published births are divided over all women, so that they come out as published.
    """
    steps = len(vital.survival)
    early = 0.0 if vital.width == 1 else 0.5
    people = np.zeros((steps + 1, 1, *start.shape))
    counts = np.zeros((steps, r.VITAL_ROWS))
    fertility = np.array(vital.fertility)
    people[0, 0] = start
    idle = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros((0, *start.shape))
    roles = np.full((r.ROLES, 1), -1.0)
    roles[r.BORN_INTO] = 0
    idle, roles, fixed = tuple(map(closed, idle)), closed(roles), closed(np.zeros(r.FIXED_ROWS))
    ages, births = np.zeros(3), np.zeros(1)
    for i in range(steps):
        before = people[i].copy()
        arrived = migrate(before, early * vital.migrants[i], 0) if early else 0.0
        if vital.births is not None:
            fertility[i] = _per_woman(vital.births[i], before[0, 1], vital.survival[i, 1])
        rates = vital.survival[i], fertility[i], vital.newborn[i], (1 - early) * vital.migrants[i]
        one_year(before, *map(closed, rates), *idle, roles, ages, ages, 0.0, fixed, people[i + 1], births, counts[i])
        counts[i, 2] += arrived
    return PeoplePath(people[:, 0], counts[:, 0], counts[:, 1], counts[:, 2], fertility)


def people_at(tables: AreaTables, date: float) -> Array:
    """The people counted in a table, [sex, age], moved to another date."""
    return moved(people_counted(tables), tables, tables.date, date)


def moved(people: Array, tables: AreaTables, begin: float, end: float) -> Array:
    """People of single ages [sex, age] from one date to a later or an earlier one; on a straight line within a year."""
    whole = int(np.floor(end - begin + SAME_TIME))
    rest = end - begin - whole
    earlier = _whole_years(people, tables, begin, whole)
    if abs(rest) < SAME_TIME:
        return earlier
    return np.asarray((1 - rest) * earlier + rest * _whole_years(people, tables, begin, whole + 1))


def _whole_years(people: Array, tables: AreaTables, begin: float, years: int) -> Array:
    if years >= 0:
        return np.asarray(projected(people, vital_of(tables, begin, years)).people[-1])
    vital = vital_of(tables, begin + years, -years)
    for i in reversed(range(-years)):
        people = younger(people, vital.steps(i, i + 1))
    return people


def younger(people: Array, vital: Vital) -> Array:
    """Who must have lived at the start of the first step: the open group is shared between its two ages as it survives.

    Of an age that nobody survives nobody is known.
    """
    survival, stayed = vital.survival[0], np.maximum(people - vital.migrants[0], 0)
    lived = np.divide(np.roll(stayed, -1, axis=1), survival, out=np.zeros_like(people), where=survival > 0)
    oldest = np.divide(stayed[:, -1], survival[:, -1], out=np.zeros(len(people)), where=survival[:, -1] > 0)
    lived[:, -1] = oldest * survival[:, -1]
    lived[:, -2] = oldest - lived[:, -1]
    return np.asarray(lived)


def _per_woman(births: float, women: Array, survival: Array) -> Array:
    """Births per woman of any age that come to so many births of the mean of women at start and end."""
    years = 0.5 * (women.sum() + (women * survival).sum())
    return np.full(len(women), births / years if years > 0 else 0.0)
