"""People of many draws: a year of everybody in one pass over the cells, the oldest first, in place.

What people do is the same in every draw but for two things: how many die and how many are born. So all the rest of a year
is laid out once, cell by cell, by the steps of people.py themselves: a change of status takes the people of a cell, and
what becomes of five statuses is a matrix. A draw then reads a cell, works on it in registers and writes it back.
"""

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.compiler import inlined, part
from actuary.kernel.lanes import fused, over, scratch, some, where
from actuary.kernel.people import move, retire


def lay_out(years, rules, demography):
    """What a year does to every cell: cells[t, x, a, row] and recognised[t, x, a, s]; the base year stays empty.

    recognised = share of those from a status who retire on years that are recognised; there are no statuses where nobody
    does. It is told apart since what is read everywhere should be short.
    """
    ages = demography.student_age.size
    cells = np.zeros((years + 1, 2, ages, d.CELL_ROWS))
    recognised = np.zeros((years + 1, 2, ages, r.STATUSES))
    elsewhere = rules.basis_year[r.ELSEWHERE]
    for t in range(1, years + 1):
        cells[t, :, 1:, d.CELL_DYING] = 1.0 - demography.survival[t, :, :-1]
        cells[t, :, -1, d.CELL_DYING_OLDEST] = 1.0 - demography.survival[t, :, -1]
        cells[t, 1, 1:, d.CELL_BEARING] = 0.5 * demography.fertility[t, 1:]  # nobody bears at age 0
        cells[t, :, :, d.CELL_MIGRANTS] = demography.migrants[t]
        cells[t, :, :, d.CELL_HERE] = 1.0 - elsewhere[t] * demography.student_age
        mixed, recognised[t] = changes(t, rules, demography)
        cells[t, :, :, d.CELL_MIX : d.CELL_MIX + r.STATUSES**2] = mixed
    return cells, recognised if recognised.any() else recognised[..., :0].copy()


def changes(t, rules, demography):
    """Where those of each status are after the changes of year t, and who retires on years that are recognised.

    Returns mixed[x, a, to x from] and recognised[x, a, from], shares of those there before: the steps of a year on one
    person of each status in turn.
    """
    sexes, ages = demography.migrants.shape[1:]
    mixed = np.zeros((sexes, ages, r.STATUSES, r.STATUSES))
    shares = np.zeros((sexes, ages, r.STATUSES))
    ages_of_law = rules.law_year[r.RETIREMENT_AGE_MEN : r.RETIREMENT_AGE_WOMEN_CADRES + 1].T
    cadres, pensioned = rules.fixed[r.CADRE_SHARE], rules.fixed[r.PENSIONED_SHARE]
    recognised = rules.law_year[r.YEARS_RECOGNISED, t]
    for status in range(r.STATUSES):
        one = np.zeros((r.STATUSES, sexes, ages))
        one[status] = 1.0
        move(one, demography.move_from, demography.move_to, demography.move_rate[t])
        at_work = one.copy()
        retire(one, rules.roles, ages_of_law[t - 1], ages_of_law[t], cadres, pensioned, recognised)
        mixed[:, :, :, status] = np.moveaxis(one, 0, -1)
        shares[:, :, status] = _recognised(at_work, one, rules.roles, pensioned, recognised)
    return mixed.reshape(sexes, ages, -1), shares


def _recognised(before, after, roles, pensioned, recognised):
    """Of those who left work, the share that retired on years that were recognised; persons[x, a]."""
    retiring = [s for s in range(r.STATUSES) if roles[r.RETIRES_TO, s] >= 0]
    leavers = sum(before[s] - after[s] for s in retiring)
    return leavers * (1.0 - pensioned) * recognised


@part
def begin(people, start, already, heads):
    """The people of the base date, the same in every draw: people[x, a, s] from start[x, a, s], heads[s] from already[s]."""
    for x in range(people.shape[0]):
        for a in range(people.shape[1]):
            for s in range(r.STATUSES):
                people[x, a, s] = start[x, a, s]
    for s in range(r.STATUSES):
        heads[s] = already[s]


TILE = 20
"""Ages that are worked through, counted and weighed at a time: what they need stays in the nearest cache."""
COLUMNS = 6
"""Services weighed at a time: as many sums as registers hold."""


@part
def live(
    people, cells, let_in, newborn, dying, bearing, born_into, heads, exposure, births, recognised, exposed, weights, need
):  # fmt: skip
    """People[x, a, s] at the end of a year from those at its start.

    cells[x, a, row] and let_in[x, a, s] of the year, the second without statuses where no years are recognised; dying and
    bearing = death rates and births of the draw over those laid out; heads[s] of the date before becomes that of this one.
    Writes exposure[s] and births[s] by the mother's status, person-years and persons; recognised[0], persons who retire on
    years that are recognised; need[group, k] of employees and of each status of residents by the weights[cell, k].
    exposed[TILE, group] is room.
    """
    oldest = people.shape[1] - 1
    for s in range(r.STATUSES):
        exposure[s] = heads[s] if s < r.EMPLOYEE_STATUSES else 0.0
        heads[s] = 0.0
        births[s] = 0.0
    for group in range(need.shape[0]):
        for k in range(need.shape[1]):
            need[group, k] = 0.0
    recognised[0] = 0.0
    for x in range(people.shape[0]):
        for above in range(people.shape[1], 1, -TILE):
            first = max(above - TILE, 1)
            for ahead in range(above - first):
                a = above - 1 - ahead
                age(
                    people[x, a - 1], people[x, a], a == oldest, cells[x, a], let_in[x, a], dying, born_into, births,
                    recognised, exposed[a - first],
                )  # fmt: skip
            count(people[x], cells[x], exposed, first, above, heads, exposure)
            weigh(exposed, above - first, weights, x * people.shape[1] + first, need)
    total = 0.0
    for s in range(r.STATUSES):
        births[s] = births[s] * bearing
        total = total + births[s]
    for x in range(people.shape[0]):
        share = newborn[0] * newborn[1] if x == 0 else (1.0 - newborn[0]) * newborn[2]
        bring(total * share, people[x, 0], cells[x, 0], let_in[x, 0], born_into, recognised, exposed[0])
        count(people[x], cells[x], exposed, 0, 1, heads, exposure)
        weigh(exposed, 1, weights, x * people.shape[1], need)
    for s in range(r.STATUSES):
        exposure[s] = 0.5 * (exposure[s] + heads[s]) if s < r.EMPLOYEE_STATUSES else 0.5 * exposure[s]


@inlined
def age(younger, there, open_group, row, let_in, dying, born_into, births, recognised, exposed):
    """Those a year younger survive and take the place of those of an age, there[s]; the oldest stay with them."""
    cell = scratch(dying)
    stay = 1.0 - min(row[d.CELL_DYING] * dying, 1.0)
    if row[d.CELL_BEARING] > 0.0:
        for s in range(r.STATUSES):
            births[s] = fused(row[d.CELL_BEARING], fused(younger[s], stay, there[s]), births[s])
    present = everybody(younger)
    if open_group or some(present * stay <= 0.0):
        for s in range(r.STATUSES):
            cell[s] = younger[s] * stay
        if open_group:
            stay = 1.0 - min(row[d.CELL_DYING_OLDEST] * dying, 1.0)
            for s in range(r.STATUSES):
                cell[s] = cell[s] + there[s] * stay
                births[s] = fused(row[d.CELL_BEARING], there[s] * stay, births[s])
        arrive(cell, row[d.CELL_MIGRANTS], born_into)
    else:  # the same, worked out before it is known who survives
        stay = max(stay + row[d.CELL_MIGRANTS] / present, 0.0)
        for s in range(r.STATUSES):
            cell[s] = younger[s] * stay
    settle(cell, there, row, let_in, recognised, exposed)


@part
def bring(newborn, there, row, let_in, born_into, recognised, exposed):
    """The newborn take the place of those who were before their first birthday."""
    cell = scratch(newborn)
    for s in range(r.STATUSES):
        cell[s] = newborn if s == born_into else newborn * 0.0
    arrive(cell, row[d.CELL_MIGRANTS], born_into)
    settle(cell, there, row, let_in, recognised, exposed)


@inlined
def everybody(cell):
    """Persons of all statuses."""
    present = cell[0]
    for s in range(1, r.STATUSES):
        present = present + cell[s]
    return present


@inlined
def arrive(cell, migrants, born_into):
    """Net migrants have the statuses of their age; those who leave are never more than those who are there."""
    present = everybody(cell)
    moved = max(-present, migrants)
    factor = 1.0 + over(moved, present, 0.0)
    for s in range(r.STATUSES):
        cell[s] = cell[s] * factor
        if s == born_into:
            cell[s] = cell[s] + where(present > 0.0, 0.0, moved)


@inlined
def settle(cell, there, row, let_in, recognised, exposed):
    """Statuses change, and cell[s] takes the place of there[s].

    Adds to recognised[0], persons; writes exposed[group], twice the person-years of the cell.
    """
    if let_in.shape[0] > 0:
        for s in range(r.STATUSES):
            recognised[0] = fused(cell[s], let_in[s], recognised[0])
    change(cell, row)
    both = there[0] + cell[0]
    for s in range(1, r.EMPLOYEE_STATUSES):
        both = both + (there[s] + cell[s])
    exposed[0] = both
    for s in range(r.EMPLOYEE_STATUSES, r.STATUSES):
        exposed[s - r.EMPLOYEE_STATUSES + 1] = (there[s] + cell[s]) * row[d.CELL_HERE]
    for s in range(r.STATUSES):
        there[s] = cell[s]


@inlined
def change(cell, row):
    """The changes of status of a year: each status gets its share of every other."""
    after = scratch(cell[0])
    for s in range(r.STATUSES):
        after[s] = cell[s] * row[d.CELL_MIX + s * r.STATUSES + s]
    for leaving in range(r.STATUSES):
        if row[d.CELL_MIX + leaving * r.STATUSES + leaving] != 1.0:
            for s in range(r.STATUSES):
                if s != leaving:
                    after[s] = fused(cell[leaving], row[d.CELL_MIX + s * r.STATUSES + leaving], after[s])
    for s in range(r.STATUSES):
        cell[s] = after[s]


@part
def count(people, cells, exposed, first, above, heads, exposure):
    """Add the ages from `first` to below `above` to heads[s], and to twice the person-years of residents, exposure[s]."""
    total, lived = scratch(heads[0]), scratch(heads[0])
    for s in range(r.STATUSES):
        total[s], lived[s] = heads[s], exposure[s]
    for a in range(first, above):
        for s in range(r.EMPLOYEE_STATUSES):
            total[s] = total[s] + people[a, s]
        for s in range(r.EMPLOYEE_STATUSES, r.STATUSES):
            total[s] = fused(people[a, s], cells[a, d.CELL_HERE], total[s])
            lived[s] = lived[s] + exposed[a - first, s - r.EMPLOYEE_STATUSES + 1]
    for s in range(r.STATUSES):
        heads[s], exposure[s] = total[s], lived[s]


@part
def weigh(exposed, ages, weights, first, need):
    """Add to need[group, k] the sum over the ages of a tile of exposed[age, group] x weights[first + age, k]."""
    columns = weights.shape[1]
    together = columns - columns % COLUMNS
    for group in range(r.NEEDY_GROUPS):
        for k in range(0, together, COLUMNS):
            total = scratch(need[group, k])
            for j in range(COLUMNS):
                total[j] = need[group, k + j]
            for i in range(ages):
                persons = exposed[i, group]
                for j in range(COLUMNS):
                    total[j] = fused(persons, weights[first + i, k + j], total[j])
            for j in range(COLUMNS):
                need[group, k + j] = total[j]
        for k in range(together, columns):
            alone = need[group, k]
            for i in range(ages):
                alone = fused(exposed[i, group], weights[first + i, k], alone)
            need[group, k] = alone
