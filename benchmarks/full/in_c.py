"""The full fund in C, by hand for vectors (fund.c): what is alike in all draws, laid out as the C reads it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel.years import Array
from benchmarks.full.fund import (
    ACTIVE, AGES, ASSISTED, LEVELS, POOLS, RESIDENT, RETIRED, SERIES, SERVICES, SEXES, TAKE_UP, Fund,
)  # fmt: skip
from benchmarks.gcc import address, aligned, beside_each_other, built, one_after_another
from benchmarks.reference.in_numpy import retire

SOURCE = Path(__file__).with_name("fund.c")
USED = (ACTIVE, RETIRED, RESIDENT, ASSISTED)
"""The statuses that anybody has."""
Call = Callable[[], None]


class Shared(NamedTuple):
    """What all draws share, in the order in which the C takes it."""

    start: Array
    """[x, a, s]"""
    cells: Array
    """[t, x, a, row]"""
    years: Array
    """[t, row]"""
    weights: Array
    """[x, a, k]"""
    lag: Array
    opening: Array
    """[pool]"""
    insured: float
    """Residents insured in the first year, over take-up."""


def shared(fund: Fund) -> Shared:
    """The fund as the C reads it."""
    return Shared(
        start=np.ascontiguousarray(np.moveaxis(fund.start[list(USED)], 0, -1)),
        cells=np.stack([_cells(fund, t) for t in range(1, fund.years + 1)]),
        years=np.stack([_year(fund, t) for t in range(1, fund.years + 1)]),
        weights=np.ascontiguousarray(np.moveaxis(fund.demography.relativity, 0, -1)),
        lag=fund.prices.lag,
        opening=fund.books.balances[:POOLS].copy(),
        insured=float(fund.start[RESIDENT:].sum()),
    )


def run(fund: Fund, drawn: Array, abreast: int, flags: tuple[str, ...]) -> Array:
    """[draw, year, series]"""
    call, told = started(fund, drawn, abreast, flags)
    call()
    return one_after_another(told, len(drawn))


def started(fund: Fund, drawn: Array, abreast: int, flags: tuple[str, ...]) -> tuple[Call, Array]:
    """The bare call, and where it writes told[block, year, series, lane]."""
    library, same = built(SOURCE, abreast, flags), shared(fund)
    laid_out = beside_each_other(drawn, library.lanes())
    told = aligned(len(laid_out), fund.years, len(SERIES), library.lanes())
    assert laid_out.shape[2] == len(LEVELS)
    arrays = [address(part) for part in same[:-1]]

    def call() -> None:
        library.run(
            *arrays, _double(same.insured), address(laid_out), address(told), len(laid_out), fund.years
        )

    return call, told


def _double(value: float):  # type: ignore[no-untyped-def]
    from ctypes import c_double

    return c_double(value)


def _cells(fund: Fund, t: int) -> Array:
    """[x, a, row] of a year: dying, dying at the open age, bearing, migrants, whether statuses change, and how."""
    demography, rules = fund.demography, fund.rules
    cells = np.zeros((SEXES, AGES, 5 + len(USED) ** 2))
    cells[:, 1:, 0] = 1.0 - demography.survival[t, :, :-1]
    cells[:, -1, 1] = 1.0 - demography.survival[t, :, -1]
    cells[1, :, 2] = 0.5 * demography.fertility[t]
    cells[:, :, 3] = demography.migrants[t]
    for i, status in enumerate(USED):
        one = np.zeros_like(fund.start)
        one[status] = 1.0
        for out_of, into, rate in zip(demography.move_from, demography.move_to, demography.move_rate[t], strict=True):
            moved = one[out_of] * rate
            one[out_of] -= moved
            one[into] += moved
        retire(one, t, rules)
        cells[:, :, 5 + i :: len(USED)] = np.moveaxis(one[list(USED)], 0, -1)
    cells[:, :, 4] = (cells[:, :, 5:] != np.eye(len(USED)).ravel()).any(axis=-1)
    return cells


def _year(fund: Fund, t: int) -> Array:
    """[row] of a year, in the order of the C's `year`."""
    law, month = fund.rules.law_year[:, t], fund.rules.law_month[:, 12 * t]
    basis, fixed, prices = fund.rules.basis_year[:, t], fund.rules.fixed, fund.prices
    covered_wage = basis[r.WAGE] * month[r.DECLARED_BASE] * fixed[r.PAYROLL_LEVEL]
    to_account = covered_wage * month[r.EMPLOYEE_RATE] * month[r.ACCOUNT_EMPLOYEE_SHARE]
    credit = 12 * month[r.ACCOUNT_RETIRED_CREDIT]
    of_active = [
        covered_wage * (month[r.EMPLOYER_RATE] + month[r.EMPLOYEE_RATE]) - to_account, to_account, 0.0,
        covered_wage * month[r.MATERNITY_RATE],
    ]  # fmt: skip
    of_retired = [-credit, credit, 0.0, 0.0]
    claims, wage = fixed[r.MATERNITY_CLAIMS], basis[r.WAGE] / 360
    boys, boys_alive, girls_alive = fund.demography.newborn[t]
    return np.concatenate(
        [
            of_active, of_retired, _of_insured(fund, t), _care(fund, t).ravel(), [claims * basis[r.BIRTH_COST]],
            [claims * wage * law[r.MATERNITY_LEAVE_DAYS]], [boys * boys_alive, (1.0 - boys) * girls_alive],
            [month[r.INTEREST_RATE] / 12, fixed[r.ACCOUNT_DRAW] * basis[r.ACCOUNT_USE]],
        ]
    )  # fmt: skip


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
