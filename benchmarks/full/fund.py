"""Spec K, the full fund: what the project's own kernel computes, with its optional mechanisms off.

Five statuses of which four are used, two sexes, 101 ages, 6 services. In a year people survive, are born, migrate, change
status by seven moves one after another, and retire; the mean of start and end by cell is weighed for each service and for
employees, residents and the assisted; care costs by use, price and level; then come the months of four pools with a lag of
bills and interest on what is not owed. There is no deductible, cap, layer, budget, stabiliser or long-term care, and
take-up does not move. Six levels differ by draw and year: LEVELS.

The fund lies here as the kernel takes it, sealed arrays with the rows of `actuary.kernel.rows`. Whoever is timed shows
first that it computes two sets of draws as `by_kernel` does.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel.years import Array, Books, Demography, Prices, Rules, project_money, project_people

STATUSES, SEXES, AGES, SERVICES, POOLS, LAG = 5, 2, 101, 6, 4, 3
ACTIVE, FLEXIBLE, RETIRED, RESIDENT, ASSISTED = range(STATUSES)
"""Nobody is flexible: nobody begins so, and no move leads there."""
LEVELS = ("wages", "use", "price_employee", "price_resident", "births", "deaths")
WAGES, USE, PRICE, BIRTHS, DEATHS = 0, 1, 2, 4, 5
MEASURES = ("income", "spending", "balance")
NAMES_OF_POOLS = ("employee", "account", "resident", "maternity")
SERIES = (*(f"{pool} {measure}" for pool in NAMES_OF_POOLS for measure in MEASURES), "births")
TAKE_UP = 0.95
NEAR = 1e-9
"""How far others may be from the kernel, as a share of the largest amount of a series."""


class Fund(NamedTuple):
    """Everything that all draws share."""

    years: int
    start: Array
    rules: Rules
    demography: Demography
    prices: Prices
    books: Books


@cache
def laid_out(years: int) -> Fund:
    """The fund over so many years."""
    start = _people()
    rules = Rules(_law_year(years), _law_month(years), _basis_year(years), _fixed(), _roles())
    return Fund(years, start, rules, _demography(years), _prices(), _books(start, rules))


def levels(draws: int, years: int, seed: int) -> Array:
    """[draw, year, level]: all around 1, wages, use and prices wandering off."""
    shocks = np.random.default_rng(seed).standard_normal((draws, years, len(LEVELS)))
    shocks[:, :, :BIRTHS] = 0.02 * np.cumsum(shocks[:, :, :BIRTHS], axis=1)
    shocks[:, :, BIRTHS:] *= 0.05
    return np.exp(shocks)


def by_kernel(fund: Fund, drawn: Array) -> Array:
    """[draw, year, series] by the kernel, a draw at a time."""
    return np.stack([_one(fund, draw) for draw in drawn])


def check(theirs: Array, right: Array) -> None:
    """Raises AssertionError unless every series of every draw agrees."""
    for i, name in enumerate(SERIES):
        near = NEAR * np.abs(right[:, :, i]).max()
        np.testing.assert_allclose(theirs[:, :, i], right[:, :, i], rtol=NEAR, atol=near, err_msg=name)


def _one(fund: Fund, drawn: Array) -> Array:
    rules, demography = fund.rules, fund.demography
    years, basis = slice(1, fund.years + 1), rules.basis_year.copy()
    dying = demography.survival.copy()
    dying[years] = 1.0 - np.minimum(1.0, (1.0 - dying[years]) * drawn[:, DEATHS, None, None])
    bearing = demography.fertility.copy()
    bearing[years] *= drawn[:, BIRTHS, None]
    basis[r.WAGE, years] *= drawn[:, WAGES]
    basis[r.BIRTH_COST, years] *= drawn[:, PRICE]
    for p in range(2):
        use, price = (r.USE + block * 2 * SERVICES + p * SERVICES for block in range(2))
        basis[use : use + SERVICES, years] *= drawn[:, USE]
        basis[price : price + SERVICES, years] *= drawn[:, PRICE + p]
    rules, demography = rules._replace(basis_year=basis), demography._replace(survival=dying, fertility=bearing)
    people = project_people(fund.start, 1, fund.years, rules, demography)
    ledger = project_money(fund.books, 1, fund.years, rules, fund.prices, people)
    flows = ledger.flows.reshape(fund.years, 12, r.POOLS, r.LINES).sum(axis=1)[:, :POOLS]
    told = np.empty((fund.years, len(SERIES)))
    told[:, 0:12:3] = flows[:, :, : r.INCOME_LINES].sum(axis=-1)
    told[:, 1:12:3] = flows[:, :, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum(axis=-1)
    told[:, 2:12:3] = ledger.stocks[11::12, :POOLS, r.BALANCE]
    told[:, 12] = people.vital[:, r.BIRTHS]
    return told


def _people() -> Array:
    """[s, x, a] persons: the working at work, the old retired, children and the rest residents."""
    ages = np.arange(AGES)
    everybody = 8000 * np.where(ages < 60, 1.0, np.exp(-(((ages - 60) / 16) ** 2)))
    people = np.zeros((STATUSES, SEXES, AGES))
    people[ACTIVE] = 0.5 * everybody * ((ages >= 20) & (ages < 60))
    people[RETIRED] = 0.5 * everybody * (ages >= 60)
    people[ASSISTED] = 0.05 * everybody
    people[RESIDENT] = everybody - people.sum(axis=0)
    return people


def _demography(years: int) -> Demography:
    ages = np.arange(AGES)
    death = np.stack([2.8e-5 * np.exp(0.1 * ages), 2e-5 * np.exp(0.1 * ages)]) + 0.003 * np.exp(-ages)
    calmer = 0.985 ** np.arange(years + 2)
    migrants = 40 * np.exp(-(((ages - 25) / 8) ** 2)) - 15 * np.exp(-(((ages - 45) / 12) ** 2))
    bearing = np.where((ages >= 15) & (ages < 50), 0.09 * np.exp(-(((ages - 28) / 6.5) ** 2)), 0.0)
    working = ((ages >= 16) & (ages < 65)).astype(float)
    moves = (
        (ACTIVE, RESIDENT, 0.03 * working), (ACTIVE, ASSISTED, 0.005 * working), (RESIDENT, ACTIVE, 0.05 * working),
        (ASSISTED, ACTIVE, 0.04 * working), (ASSISTED, RESIDENT, 0.1 + 0 * ages), (RESIDENT, ASSISTED, 0.01 + 0 * ages),
        (RETIRED, RESIDENT, 0.001 * (ages > 60)),
    )  # fmt: skip
    rates = np.stack([np.stack([rate] * SEXES) for _, _, rate in moves])
    return Demography(
        survival=1.0 - np.minimum(1.0, death * calmer[:, None, None]),
        fertility=np.repeat(bearing[None], years + 2, axis=0),
        newborn=np.repeat([[0.53, 0.995, 0.996]], years + 2, axis=0),
        migrants=np.repeat(np.stack([migrants] * SEXES)[None], years + 2, axis=0),
        move_from=np.array([out_of for out_of, _, _ in moves]),
        move_to=np.array([into for _, into, _ in moves]),
        move_rate=np.repeat(rates[None], years + 2, axis=0),
        relativity=_relativity(),
        student_age=np.zeros(AGES),
    )


def _relativity() -> Array:
    """[k, x, a] need of each service: high for the newborn, rising with age."""
    ages = np.arange(AGES)
    need = 0.3 + 2 / (1 + ages) + 6 * np.exp((ages - 85) / 22)
    return np.stack([np.stack([need**power, 1.1 * need**power]) for power in (0.8, 1.0, 1.2, 0.6, 0.9, 1.1)])


def _law_year(years: int) -> Array:
    law = np.zeros((r.LAW_YEAR_ROWS, years + 2))
    later = np.arange(years + 2)
    law[r.RETIREMENT_AGE_MEN] = np.minimum(60 + later / 4, 63)
    law[r.RETIREMENT_AGE_WOMEN] = np.minimum(50 + later / 2, 55)
    law[r.RETIREMENT_AGE_WOMEN_CADRES] = np.minimum(55 + later / 4, 58)
    law[r.RESIDENT_PREMIUM], law[r.RESIDENT_PREMIUM_RISE] = 400, 16
    law[r.RESIDENT_SUBSIDY], law[r.RESIDENT_SUBSIDY_RISE] = 670, 28.8
    law[r.MATERNITY_LEAVE_DAYS] = 158
    law[r.DELIVERY_LIMIT] = law[r.ANTENATAL_LIMIT] = np.inf
    for p, ratios in enumerate(((0.85, 0.88, 0.9, 0.92, 0.6, 0.7), (0.6, 0.7, 0.75, 0.8, 0.5, 0.55))):
        ratio = r.DEDUCTIBLE + p * r.PAYER_ROWS + SERVICES
        law[ratio : ratio + SERVICES] = np.array(ratios)[:, None]
        law[ratio + SERVICES : ratio + 2 * SERVICES] = np.inf
    return law


def _law_month(years: int) -> Array:
    law = np.zeros((r.LAW_MONTH_ROWS, 12 * (years + 2)))
    for row, value in (
        (r.EMPLOYER_RATE, 0.08), (r.EMPLOYEE_RATE, 0.02), (r.MATERNITY_RATE, 0.005), (r.COLLECTION_RATE, 1.0),
        (r.DEFERRAL_MONTHS, 1), (r.ARREARS_MONTHS, 1), (r.DECLARED_BASE, 0.9), (r.BASE_CAP, np.inf),
        (r.FLEXIBLE_DECLARED, 1.0), (r.FLEXIBLE_RATE, 1.0), (r.ACCOUNT_EMPLOYEE_SHARE, 1.0),
        (r.ACCOUNT_RETIRED_CREDIT, 80.0), (r.INTEREST_RATE, 0.02),
    ):  # fmt: skip
        law[row] = value
    return law


def _basis_year(years: int) -> Array:
    later = np.arange(years + 2)
    basis = np.ones((r.USE + r.INDICES * 2 * SERVICES, years + 2))
    basis[r.WAGE] = 60_000 * 1.04**later
    basis[r.INCOME_BEFORE] = 25_000 * 1.04**later
    basis[[r.PREMIUM_GROWTH, r.SUBSIDY_GROWTH, r.ELSEWHERE, r.TAKE_UP_SHIFT, r.LOST_WITH_CARE, r.LOST_WITHOUT_CARE]] = (
        0.0
    )
    basis[r.BIRTH_COST] = 8000 * 1.03**later
    basis[r.USE : r.USE + 2 * SERVICES] = 1.01**later
    basis[r.USE + 2 * SERVICES : r.USE + 4 * SERVICES] = 1.03**later
    return basis


def _fixed() -> Array:
    fixed = np.zeros(r.FIXED_ROWS)
    for row, value in (
        (r.PAYROLL_LEVEL, 1.0), (r.MATERNITY_LEVEL, 1.0), (r.ACCOUNT_CREDIT_LEVEL, 1.0), (r.ACCOUNT_DRAW, 0.8),
        (r.RESIDENT_INCOME_LEVEL, 1.0), (r.COST_LEVEL, 0.8), (r.COST_LEVEL_OF_RESIDENTS, 0.6), (r.MATERNITY_CLAIMS, 0.8),
        (r.TAKE_UP_LOGIT, np.log(TAKE_UP / (1 - TAKE_UP))), (r.BASE_TAKE_UP, TAKE_UP), (r.SELECTION, 1.0),
        (r.FLEXIBLE_BASE, 0.6), (r.ANTENATAL_SHARE, 0.1), (r.CADRE_SHARE, 0.4), (r.PENSIONED_SHARE, 0.85),
        (r.TAKE_UP_CEILING, 1.0), (r.LENGTH_OF_STAY, 9.0), (r.LENGTH_OF_STAY + 1, 9.0),
    ):  # fmt: skip
        fixed[row] = value
    return fixed


def _roles() -> Array:
    roles = np.zeros((r.ROLES, STATUSES))
    roles[r.PAYER, [RESIDENT, ASSISTED]] = 1
    roles[r.EMPLOYED, ACTIVE] = 1
    roles[r.PAYS_ON_WAGE, [ACTIVE, FLEXIBLE]] = 1
    roles[r.ASSISTED, ASSISTED] = 1
    roles[[r.RETIRES_TO, r.LAPSES_TO]] = -1
    roles[r.RETIRES_TO, [ACTIVE, FLEXIBLE]] = RETIRED
    roles[r.LAPSES_TO, [ACTIVE, FLEXIBLE]] = RESIDENT
    roles[r.BORN_INTO] = RESIDENT
    return roles


def _prices() -> Prices:
    services = np.zeros((2, SERVICES, r.SERVICE_ROWS))
    services[:, :, r.FREQUENCY] = (0.05, 0.06, 0.02, 0.01, 1.0, 1.0)
    services[:, :, r.COST] = (14_000, 7000, 3000, 2000, 600, 500)
    services[:, :, r.SCOPE] = 1.0
    services[:, 4:, r.BY_YEAR] = 1.0
    nothing_cut = np.array([[1.0, 0.0], [1.0, 0.0]])
    return Prices(
        services=services,
        curves=np.tile(nothing_cut, (2, SERVICES, 1, 1)),
        wage_curve=nothing_cut,
        grid=np.array([-1.0, 1.0]),
        lag=np.array([0.5, 0.3, 0.2]),
        premium_timing=np.array([0.2, 0.2, 0.3, 0.2, 0.06, 0.04] + [0.0] * 10),
        subsidy_timing=np.array([0.0, 0.0, 0.3, 0.0, 0.0, 0.4, 0.0, 0.0, 0.3, 0.0, 0.0, 0.0]),
        annual_curve=nothing_cut,
        serves=np.zeros((r.LAYERS, 2)),
    )


def _books(start: Array, rules: Rules) -> Books:
    """Opening balances, no open bills; what is collected of the first year's premiums before it begins."""
    standing = np.zeros(r.STANDING)
    heads = TAKE_UP * start[RESIDENT:].sum()
    premium = rules.law_year[r.RESIDENT_PREMIUM, 1]
    standing[r.PREMIUM_NOW], standing[r.SUBSIDY_NOW] = premium, rules.law_year[r.RESIDENT_SUBSIDY, 1]
    standing[r.TAKE_UP_NOW] = standing[r.ASSISTED_TAKE_UP_NOW] = TAKE_UP
    standing[r.HEADS_NOW], standing[r.ASSISTED_NOW] = heads, TAKE_UP * start[ASSISTED].sum()
    standing[r.PREPAID_NOW] = premium * heads * _prices().premium_timing[:4].sum()
    balances = np.array([3e9, 1e9, 5e8, 2e7, 0.0])
    return Books(balances, np.zeros((r.POOLS, r.LAGGED_LINES, LAG)), np.zeros(12), standing)
