"""From what a run tells of each pool to the funds people ask about: pools, the employee scheme, all of them together."""

from typing import NamedTuple

import numpy as np

from actuary.axes import POOLS
from actuary.kernel import rows as r
from actuary.law import Array, Law

Funds = dict[str, dict[str, Array]]
"""Group -> measure -> values by year, and by draw where there are draws."""


class Told(NamedTuple):
    """The projected years of every pool, yuan; the axis of years first, one of draws last where there are draws."""

    income: Array
    """[year, pool]"""
    spending: Array
    """[year, pool]"""
    balance: Array
    """[year, pool] at the end of the year."""
    maternity: Array
    """[year, income | spending] of maternity, wherever its money is."""
    handed: Array
    """[year] what one medical pool hands to another: neither income nor spending of all of them."""


def funds_of(law: Law, unknown: list[int], told: Told) -> Funds:
    """Every group's measures by projected year; balances are NaN of pools that nobody published one of, `unknown`."""
    years = len(told.income)
    shape = (years,) + (1,) * (told.handed.ndim - 1)
    separate = law.maternity_merged[12 : 12 * (years + 1)].reshape(years, 12).max(axis=1).reshape(shape) == 0
    income, spending, balance = told.income.copy(), told.spending.copy(), told.balance.copy()
    balance[:, unknown] = np.nan
    medical = slice(r.LONG_TERM_CARE)
    total = {
        "income": income[:, medical].sum(axis=1) - told.handed,
        "spending": spending[:, medical].sum(axis=1) - told.handed,
        "balance": balance[:, : r.MATERNITY].sum(axis=1) + np.where(separate, balance[:, r.MATERNITY], 0),
    }
    income[:, r.MATERNITY] = np.where(separate, income[:, r.MATERNITY], told.maternity[:, r.MEMO_INCOME])
    spending[:, r.MATERNITY] = np.where(separate, spending[:, r.MATERNITY], told.maternity[:, r.MEMO_SPENDING])
    balance[:, r.MATERNITY] = np.where(separate, balance[:, r.MATERNITY], np.nan)
    found = {
        pool: {"income": income[:, p], "spending": spending[:, p], "balance": balance[:, p]}
        for p, pool in enumerate(POOLS)
    }
    found["employee_scheme"] = {m: found["employee"][m] + found["employee_account"][m] for m in total}
    found["all"] = total
    return {group: _measures(values) for group, values in found.items()}


def _measures(known: dict[str, Array]) -> dict[str, Array]:
    """Income, spending and balance, and what follows from them."""
    surplus = known["income"] - known["spending"]
    with np.errstate(divide="ignore", invalid="ignore"):
        months = 12 * known["balance"] / known["spending"]
    return {
        **known,
        "surplus": surplus,
        "reserve_months": np.where(np.isfinite(months), months, np.nan),
        "cumulative_surplus": np.cumsum(surplus, axis=0),
    }
