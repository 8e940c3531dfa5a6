"""People of many draws: a year of everybody in one pass over the cells, the oldest first, in place.

What people do is the same in every draw but for two things: how many die and how many are born. So all the rest of a year
is laid out once, cell by cell, by the steps of people.py themselves: a change of status takes the people of a cell, and
what becomes of five statuses is a matrix. A draw then reads a cell, works on it in registers and writes it back.
"""

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.compiler import inlined, part
from actuary.kernel.lanes import fused, over, scratch, where
from actuary.kernel.people import move, retire


def lay_out(years, rules, demography):
    """What a year does to every cell: cells[t, x, a, row], rows in rows.py; years 0 and beyond the last stay empty."""
    ages = demography.student_age.size
    cells = np.zeros((years + 1, 2, ages, d.CELL_ROWS))
    elsewhere = rules.basis_year[r.ELSEWHERE]
    for t in range(1, years + 1):
        cells[t, :, 1:, d.CELL_DYING] = 1.0 - demography.survival[t, :, :-1]
        cells[t, :, -1, d.CELL_DYING_OLDEST] = 1.0 - demography.survival[t, :, -1]
        cells[t, 1, :, d.CELL_BEARING] = 0.5 * demography.fertility[t]
        cells[t, :, :, d.CELL_MIGRANTS] = demography.migrants[t]
        cells[t, :, :, d.CELL_HERE] = 1.0 - elsewhere[t] * demography.student_age
        mixed, let_in = changes(t, rules, demography)
        cells[t, :, :, d.CELL_MIX : d.CELL_MIX + r.STATUSES**2] = mixed
        cells[t, :, :, d.CELL_LET_IN : d.CELL_LET_IN + r.STATUSES] = let_in
        cells[t, :, :, d.CELL_CHANGES] = (mixed != np.eye(r.STATUSES).ravel()).any(axis=-1)
        cells[t, :, :, d.CELL_RECOGNISES] = let_in.any(axis=-1)
    return cells


def changes(t, rules, demography):
    """Where those of each status are after the changes of year t, and who retires on years that are recognised.

    Returns mixed[x, a, to x from] and let_in[x, a, from], shares of those there before: the steps of a year on one person
    of each status in turn.
    """
    sexes, ages = demography.migrants.shape[1:]
    mixed = np.zeros((sexes, ages, r.STATUSES, r.STATUSES))
    let_in = np.zeros((sexes, ages, r.STATUSES))
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
        let_in[:, :, status] = _recognised(at_work, one, rules.roles, pensioned, recognised)
    return mixed.reshape(sexes, ages, -1), let_in


def _recognised(before, after, roles, pensioned, recognised):
    """Of those who left work, the share that retired on years that were recognised; persons[x, a]."""
    retiring = [s for s in range(r.STATUSES) if roles[r.RETIRES_TO, s] >= 0]
    leavers = sum(before[s] - after[s] for s in retiring)
    return leavers * (1.0 - pensioned) * recognised


@part
def begin(people, start, roles, student_age, elsewhere, heads):
    """The people of the base date, the same in every draw: people[x, a, s] from start[s, x, a], and heads[s] insured here."""
    for s in range(r.STATUSES):
        heads[s] = 0.0
        for x in range(people.shape[0]):
            for a in range(people.shape[1]):
                people[x, a, s] = start[s, x, a]
                here = 1.0 - elsewhere * student_age[a] if roles[r.PAYER, s] == 1.0 else 1.0
                heads[s] = heads[s] + start[s, x, a] * here


@part
def live(people, cells, newborn, dying, bearing, born_into, heads, exposure, births, exposed):
    """People[x, a, s] at the end of a year from those at its start; returns (births, persons whose years are recognised).

    cells[x, a, row] of the year; dying and bearing = death rates and births of the draw over those laid out; heads[s] of the
    date before becomes that of this one. Writes exposure[s] and births[s] by the mother's status, person-years and
    persons, and exposed[x, a, group], twice the person-years of employees and of each status of residents.
    """
    oldest = people.shape[1] - 1
    for s in range(r.STATUSES):
        exposure[s] = heads[s] if s < r.EMPLOYEE_STATUSES else 0.0
        heads[s] = 0.0
        births[s] = 0.0
    let_in = 0.0
    for x in range(people.shape[0]):
        for younger in range(oldest - 1, -1, -1):
            a = younger + 1
            let_in = let_in + age(
                people[x, younger], people[x, a], a == oldest, cells[x, a], dying, born_into, births, heads, exposure,
                exposed[x, a],
            )  # fmt: skip
    total = 0.0
    for s in range(r.STATUSES):
        births[s] = births[s] * bearing
        total = total + births[s]
    for x in range(people.shape[0]):
        share = newborn[0] * newborn[1] if x == 0 else (1.0 - newborn[0]) * newborn[2]
        cell = scratch(dying)
        for s in range(r.STATUSES):
            cell[s] = 0.0
        cell[born_into] = total * share
        let_in = let_in + settle(cell, people[x, 0], cells[x, 0], born_into, heads, exposure, exposed[x, 0])
    for s in range(r.STATUSES):
        exposure[s] = 0.5 * (exposure[s] + heads[s]) if s < r.EMPLOYEE_STATUSES else 0.5 * exposure[s]
    return total, let_in


@inlined
def age(younger, there, open_group, row, dying, born_into, births, heads, exposure, exposed):
    """Those a year younger survive and take the place of those of an age, there[s]; the oldest stay with them."""
    cell = scratch(dying)
    stay = 1.0 - min(row[d.CELL_DYING] * dying, 1.0)
    for s in range(r.STATUSES):
        cell[s] = younger[s] * stay
    if open_group:
        stay = 1.0 - min(row[d.CELL_DYING_OLDEST] * dying, 1.0)
        for s in range(r.STATUSES):
            cell[s] = cell[s] + there[s] * stay
    if row[d.CELL_BEARING] > 0.0:
        for s in range(r.STATUSES):
            births[s] = fused(row[d.CELL_BEARING], there[s] + cell[s], births[s])
    return settle(cell, there, row, born_into, heads, exposure, exposed)


@inlined
def settle(cell, there, row, born_into, heads, exposure, exposed):
    """Migrants come and go, statuses change, and cell[s] takes the place of there[s]; returns those recognised, persons."""
    let_in = 0.0
    if row[d.CELL_MIGRANTS] != 0.0:
        arrive(cell, row[d.CELL_MIGRANTS], born_into)
    if row[d.CELL_RECOGNISES] > 0.0:
        for s in range(r.STATUSES):
            let_in = fused(cell[s], row[d.CELL_LET_IN + s], let_in)
    if row[d.CELL_CHANGES] > 0.0:
        change(cell, row)
    both = there[0] + cell[0]
    for s in range(1, r.EMPLOYEE_STATUSES):
        both = both + (there[s] + cell[s])
    exposed[0] = both
    for s in range(r.EMPLOYEE_STATUSES):
        heads[s] = heads[s] + cell[s]
    for s in range(r.EMPLOYEE_STATUSES, r.STATUSES):
        mean = (there[s] + cell[s]) * row[d.CELL_HERE]
        exposure[s] = exposure[s] + mean
        exposed[s - r.EMPLOYEE_STATUSES + 1] = mean
        heads[s] = fused(cell[s], row[d.CELL_HERE], heads[s])
    for s in range(r.STATUSES):
        there[s] = cell[s]
    return let_in


@inlined
def arrive(cell, migrants, born_into):
    """Net migrants have the statuses of their age; those who leave are never more than those who are there."""
    present = cell[0]
    for s in range(1, r.STATUSES):
        present = present + cell[s]
    moved = max(-present, migrants)
    factor = 1.0 + over(moved, present, 0.0)
    for s in range(r.STATUSES):
        cell[s] = cell[s] * factor
    cell[born_into] = cell[born_into] + where(present > 0.0, 0.0, moved)


@inlined
def change(cell, row):
    """The changes of status of a year: each status gets its share of every other."""
    after = scratch(cell[0])
    for s in range(r.STATUSES):
        place = d.CELL_MIX + s * r.STATUSES
        mixed = cell[0] * row[place]
        for other in range(1, r.STATUSES):
            mixed = fused(cell[other], row[place + other], mixed)
        after[s] = mixed
    for s in range(r.STATUSES):
        cell[s] = after[s]


@part
def weigh(exposed, weights, need):
    """need[group, k] = sum over cells of exposed[cell, group] x weights[cell, k], three sums at a time in registers."""
    count = weights.shape[1]
    for group in range(r.NEEDY_GROUPS):
        for k in range(0, count - 2, 3):
            one, two, three = 0.0, 0.0, 0.0
            for i in range(exposed.shape[0]):
                persons, weight = exposed[i, group], weights[i]
                one = fused(persons, weight[k], one)
                two = fused(persons, weight[k + 1], two)
                three = fused(persons, weight[k + 2], three)
            need[group, k], need[group, k + 1], need[group, k + 2] = one, two, three
    for k in range(count - count % 3, count):
        one, two, three = 0.0, 0.0, 0.0
        for i in range(exposed.shape[0]):
            persons, weight = exposed[i], weights[i, k]
            one = fused(persons[0], weight, one)
            two = fused(persons[1], weight, two)
            three = fused(persons[2], weight, three)
        need[0, k], need[1, k], need[2, k] = one, two, three
