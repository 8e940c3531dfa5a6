"""The full fund in plain Python: lists and loops, a draw at a time."""

from actuary.kernel.years import Array
from benchmarks.full.fund import AGES, POOLS, SERVICES, SEXES
from benchmarks.full.in_numpy import ACTIVE, ASSISTED, RESIDENT, RETIRED
from benchmarks.full.shared import CELLS, USED, Shared, Year

GROUPS = ((ACTIVE, RETIRED), (RESIDENT,), (ASSISTED,))


def run(same: Shared, drawn: Array) -> list[list[list[float]]]:
    """[draw][year][series]"""
    cells = [list(zip(*(part[t].tolist() for part in same.cells), strict=True)) for t in range(len(same.years))]
    years = [Year(*(part.tolist() if hasattr(part, "tolist") else part for part in year)) for year in same.years]
    lists = same._replace(start=same.start.tolist(), weights=same.weights.tolist(), lag=same.lag.tolist(), years=years)
    return [_one(lists, cells, draw) for draw in drawn.tolist()]


def _one(same, cells, levels):  # type: ignore[no-untyped-def]
    people, told = [list(cell) for cell in same.start], []
    balances, insured = same.opening.tolist(), same.insured
    waiting = [[0.0] * (len(same.lag) - 1) for _ in range(POOLS)]
    for year, of_year, level in zip(same.years, cells, levels, strict=True):
        before, (people, births, of_active) = people, _live(people, of_year, year, level)
        told.append(_settle(same, year, level, before, people, insured, of_active, balances, waiting))
        insured = sum(cell[RESIDENT] + cell[ASSISTED] for cell in people)
        told[-1].append(births)
    return told


def _live(before, cells, year, level):  # type: ignore[no-untyped-def]
    """People[j][s] a year later, births, and births to the active."""
    _, _, _, _, more_births, more_deaths = level
    people = [[0.0] * len(USED) for _ in range(CELLS)]
    births = of_active = 0.0
    for j, (dying, oldest, bearing, *_) in enumerate(cells):
        if j % AGES:
            stay = 1 - min(1.0, dying * more_deaths)
            people[j] = [persons * stay for persons in before[j - 1]]
        if oldest:
            stay = 1 - min(1.0, oldest * more_deaths)
            people[j] = [younger + persons * stay for younger, persons in zip(people[j], before[j], strict=True)]
        if bearing:
            births += bearing * (sum(before[j]) + sum(people[j])) * more_births
            of_active += bearing * (before[j][ACTIVE] + people[j][ACTIVE]) * more_births
    for x, share in zip(range(SEXES), (year.boys, year.girls), strict=True):
        people[x * AGES][RESIDENT] = share * births
    for j, (_, _, _, migrants, changes, mix) in enumerate(cells):
        present = sum(people[j])
        moved = max(migrants, -present)
        if present > 0:
            people[j] = [persons * (1 + moved / present) for persons in people[j]]
        else:
            people[j][RESIDENT] += moved
        if changes:
            people[j] = [sum(share * persons for share, persons in zip(to, people[j], strict=True)) for to in mix]
    return people, births, of_active


def _settle(same, year, level, before, people, insured, of_active, balances, waiting):  # type: ignore[no-untyped-def]
    """The months of all pools: (income, spending, balance) of each, one after another."""
    wages, use, price_employee, price_resident, _, _ = level
    exposed = [[(a + b) / 2 for a, b in zip(*both, strict=True)] for both in zip(before, people, strict=True)]
    care = []
    for group, costs in zip(GROUPS, year.care, strict=True):
        need = [0.0] * SERVICES
        for cell, weights in zip(exposed, same.weights, strict=True):
            persons = sum(cell[s] for s in group)
            for k in range(SERVICES):
                need[k] += persons * weights[k]
        care.append(use * sum(cost * persons for cost, persons in zip(costs, need, strict=True)))
    active, retired = (sum(cell[s] for cell in exposed) for s in (ACTIVE, RETIRED))
    allowance = year.birth_allowance * wages
    billed = [
        care[0] * price_employee, 0.0, (care[1] + care[2]) * price_resident,
        of_active * (year.birth_care * price_employee + allowance),
    ]  # fmt: skip
    told = []
    for p in range(POOLS):
        earned = spent = 0.0
        at_first = year.drawn / 12 * balances[p]
        for month in range(12):
            income = (active * wages * year.of_active[p] + retired * year.of_retired[p]) / 12
            if p == 2:
                income = insured * year.of_insured[month]
            paid = same.lag[0] * billed[p] / 12
            paid += sum(share * bills for share, bills in zip(same.lag[1:], waiting[p], strict=True))
            if p == 1:
                paid = year.drawn * income + at_first
            waiting[p] = [billed[p] / 12, *waiting[p][:-1]]
            income += max(balances[p], 0.0) * year.interest
            balances[p] += income - paid
            earned += income
            spent += paid
        told += [earned, spent, balances[p]]
    return told
