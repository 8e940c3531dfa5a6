"""What all draws of the full fund share, worked out beforehand: for whoever is written by hand."""

from typing import NamedTuple

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel.years import Array
from benchmarks.full.fund import ACTIVE, AGES, ASSISTED, POOLS, RESIDENT, RETIRED, SERVICES, SEXES, TAKE_UP, Fund
from benchmarks.reference.in_numpy import retire

USED = (ACTIVE, RETIRED, RESIDENT, ASSISTED)
"""The statuses that anybody has."""
CELLS = SEXES * AGES
"""Men by age, then women."""


class Cells(NamedTuple):
    """What becomes of those who enter a cell, by year and cell: [t, j]."""

    dying: Array
    """Share of those a year younger."""
    dying_oldest: Array
    """Share of those of the open age, on its row."""
    bearing: Array
    """Births of a woman present at one of the two dates."""
    migrants: Array
    changes: Array
    """1 where anybody changes status."""
    mix: Array
    """[t, j, to, from] shares of a status who end in another."""


class Moves(NamedTuple):
    """The same changes of status as the law says them: moves, one after another, then retirement."""

    moves: list[tuple[int, int, Array]]
    """Status left, status entered, [t, j] share that moves."""
    leaving: Array
    """[t, j] share of the active who leave work."""
    pensioned: float
    """Of them, the share that retires; the rest become residents."""


class Year(NamedTuple):
    """Amounts of a year, yuan, before the levels of the draw."""

    of_active: Array
    """[pool] contributions of a person-year, in a year's wages."""
    of_retired: Array
    """[pool]"""
    of_insured: Array
    """[month] of a resident."""
    care: Array
    """[group, k] paid for a person-year of mean need of employees, residents, the assisted."""
    birth_care: float
    birth_allowance: float
    """Of a birth to the active, in a year's wages."""
    boys: float
    girls: float
    """Of a birth, alive at the end of the year."""
    interest: float
    """Of a month."""
    drawn: float
    """Share of the accounts that members draw."""


class Shared(NamedTuple):
    """The fund for those who are written by hand."""

    start: Array
    """[j, s] of the statuses used."""
    cells: Cells
    moves: Moves
    years: list[Year]
    weights: Array
    """[j, k] need of a service."""
    lag: Array
    opening: Array
    """[pool] balances."""
    insured: float
    """Residents of the base date."""


def shared(fund: Fund) -> Shared:
    """What all draws share."""
    years = range(1, fund.years + 1)
    by_cell = np.moveaxis(fund.start[list(USED)], 0, -1).reshape(CELLS, len(USED))
    return Shared(
        start=np.ascontiguousarray(by_cell),
        cells=Cells(*map(np.stack, zip(*(_cells(fund, t) for t in years), strict=True))),
        moves=_moves(fund),
        years=[_year(fund, t) for t in years],
        weights=np.ascontiguousarray(fund.demography.relativity.reshape(SERVICES, CELLS).T),
        lag=fund.prices.lag,
        opening=fund.books.balances[:POOLS].copy(),
        insured=float(fund.start[RESIDENT:].sum()),
    )


def _cells(fund: Fund, t: int) -> Cells:
    """One year's."""
    demography = fund.demography
    dying, oldest, bearing = np.zeros((3, SEXES, AGES))
    dying[:, 1:] = 1.0 - demography.survival[t, :, :-1]
    oldest[:, -1] = 1.0 - demography.survival[t, :, -1]
    bearing[1] = 0.5 * demography.fertility[t]
    mix = _mix(fund, t)
    changes = (mix != np.eye(len(USED))).any(axis=(1, 2)).astype(float)
    return Cells(dying.ravel(), oldest.ravel(), bearing.ravel(), demography.migrants[t].ravel(), changes, mix)


def _mix(fund: Fund, t: int) -> Array:
    """[j, to, from]: the moves of a year, one after another, and retirement, of one person of each status in turn."""
    demography, mix = fund.demography, np.zeros((CELLS, len(USED), len(USED)))
    for i, status in enumerate(USED):
        one = np.zeros_like(fund.start)
        one[status] = 1.0
        for out_of, into, rate in zip(demography.move_from, demography.move_to, demography.move_rate[t], strict=True):
            moved = one[out_of] * rate
            one[out_of] -= moved
            one[into] += moved
        retire(one, t, fund.rules)
        mix[:, :, i] = one[list(USED)].reshape(len(USED), CELLS).T
    return mix


def _moves(fund: Fund) -> Moves:
    demography, years = fund.demography, range(1, fund.years + 1)
    rates = demography.move_rate[1 : fund.years + 1].reshape(fund.years, -1, CELLS)
    leaving = []
    for t in years:
        one = np.zeros_like(fund.start)
        one[ACTIVE] = 1.0
        retire(one, t, fund.rules)
        leaving.append(1.0 - one[ACTIVE].ravel())
    return Moves(
        moves=[
            (USED.index(out_of), USED.index(into), np.ascontiguousarray(rates[:, i]))
            for i, (out_of, into) in enumerate(zip(demography.move_from, demography.move_to, strict=True))
        ],
        leaving=np.stack(leaving),
        pensioned=float(fund.rules.fixed[r.PENSIONED_SHARE]),
    )


def _year(fund: Fund, t: int) -> Year:
    """One year's."""
    law, month = fund.rules.law_year[:, t], fund.rules.law_month[:, 12 * t]
    basis, fixed = fund.rules.basis_year[:, t], fund.rules.fixed
    covered_wage = basis[r.WAGE] * month[r.DECLARED_BASE] * fixed[r.PAYROLL_LEVEL]
    both_rates = month[r.EMPLOYER_RATE] + month[r.EMPLOYEE_RATE]
    to_account = covered_wage * month[r.EMPLOYEE_RATE] * month[r.ACCOUNT_EMPLOYEE_SHARE]
    credit = 12 * month[r.ACCOUNT_RETIRED_CREDIT]
    boys, boys_alive, girls_alive = fund.demography.newborn[t]
    return Year(
        of_active=np.array(
            [covered_wage * both_rates - to_account, to_account, 0.0, covered_wage * month[r.MATERNITY_RATE]]
        ),
        of_retired=np.array([-credit, credit, 0.0, 0.0]),
        of_insured=_of_insured(fund, t),
        care=_care(fund, t),
        birth_care=fixed[r.MATERNITY_CLAIMS] * basis[r.BIRTH_COST],
        birth_allowance=fixed[r.MATERNITY_CLAIMS] * basis[r.WAGE] / 360 * law[r.MATERNITY_LEAVE_DAYS],
        boys=boys * boys_alive,
        girls=(1.0 - boys) * girls_alive,
        interest=month[r.INTEREST_RATE] / 12,
        drawn=fixed[r.ACCOUNT_DRAW] * basis[r.ACCOUNT_USE],
    )


def _of_insured(fund: Fund, t: int) -> Array:
    """[month] of a resident, before take-up: premium, that of the months before the year in January, and subsidy."""
    law, prices = fund.rules.law_year, fund.prices
    ahead = prices.premium_timing.size - 12
    premiums = prices.premium_timing[ahead:].copy()
    premiums[0] += prices.premium_timing[:ahead].sum()
    premium = law[r.RESIDENT_PREMIUM, t] + (t - 1) * law[r.RESIDENT_PREMIUM_RISE, t]
    subsidy = law[r.RESIDENT_SUBSIDY, t] + (t - 1) * law[r.RESIDENT_SUBSIDY_RISE, t]
    money: Array = TAKE_UP * (premium * premiums + subsidy * prices.subsidy_timing)
    return money


def _care(fund: Fund, t: int) -> Array:
    """[group, k] paid for a person-year of mean need: frequency x use x cost x price x ratio, of residents by take-up."""
    law, basis, services = fund.rules.law_year[:, t], fund.rules.basis_year[:, t], fund.prices.services
    of_payer = []
    for p, insured in enumerate((1.0, TAKE_UP)):
        use, price = (r.USE + block * 2 * SERVICES + p * SERVICES for block in range(2))
        ratio = r.DEDUCTIBLE + p * r.PAYER_ROWS + SERVICES
        cost = services[p, :, r.COST] * basis[price : price + SERVICES] * fund.rules.fixed[r.COST_LEVEL + p]
        cases = insured * services[p, :, r.FREQUENCY] * basis[use : use + SERVICES]
        of_payer.append(cases * cost * law[ratio : ratio + SERVICES])
    employees, residents = of_payer
    return np.stack([employees, residents, residents])
