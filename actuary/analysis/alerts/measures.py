"""What an early-warning rule looks at: by year, of a projection and of a fund's own books."""

from __future__ import annotations

import math

import numpy as np

from actuary.analysis.past.backtest import actual_levels
from actuary.axes import POOLS
from actuary.basis.books import OTHER_SCOPE, Levels, breaks_of, levels_of, rolled_forward
from actuary.figures.history import History
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.measures import GROUPS, RATED, units_of
from actuary.results import Results
from actuary.units import Months, Share, Unit

SPENDING_AHEAD, ENROLMENT_CHANGE, PAYABLE_MONTHS = "spending_ahead", "enrolment_change", "payable_months"
DEFINITIONS = {
    SPENDING_AHEAD: {
        "en": "growth of spending less growth of income, in points",
        "zh": "本年支出增幅减本年收入增幅，百分点",
    },
    ENROLMENT_CHANGE: {
        "en": "insured of the scheme over those of the year before, less one",
        "zh": "本年参保人数÷上年参保人数－1",
    },
    PAYABLE_MONTHS: {
        "en": "12 x what is owed to hospitals and not yet paid at the end of the year / spending of the year",
        "zh": "12 × 年末应付未付医疗费 ÷ 本年支出",
    },
}
"""Of the measures that only rules have; the others are those of every run."""

BOOKS = {"employee_scheme": "employee", "employee": "employee_pool", "resident": "resident", "all": "all"}
"""Pools of a run, and what books call them."""
_INSURED = {
    "employee_scheme": ("insured_employees",),
    "resident": ("insured_residents",),
    "all": ("insured_employees", "insured_residents"),
}
_PARTS = {"employee_scheme": ("employee", "employee_account"), "all": POOLS[: r.LONG_TERM_CARE]}


def measures_of(pool: str) -> dict[str, Unit]:
    """Everything that a rule can look at in a pool, and how its levels are written; nothing for what is no pool."""
    if pool not in GROUPS:
        return {}
    own: dict[str, Unit] = {PAYABLE_MONTHS: Months()}
    if pool in RATED:
        own |= {SPENDING_AHEAD: Share(-math.inf), ENROLMENT_CHANGE: Share(-1)}
    return {**units_of(pool), **own}


def in_run(results: Results, pool: str, measure: str) -> Array:
    """A measure of a pool by year, the base year first: yuan, months or shares; NaN where nothing is known."""
    if measure == SPENDING_AHEAD:
        return results.series(f"{pool}.spending_growth") - results.series(f"{pool}.income_growth")
    if measure == ENROLMENT_CHANGE:
        return growth(np.sum([results.series(name) for name in _INSURED[pool]], axis=0))
    if measure == PAYABLE_MONTHS:
        return _payable_months(results, pool)
    return results.series(f"{pool}.{measure}")


def _payable_months(results: Results, pool: str) -> Array:
    """Nobody publishes what is owed at the end of the base year, so that year has none."""
    rows = [POOLS.index(one) for one in _PARTS.get(pool, (pool,))]
    owed = results.ledger.stocks[11::12, rows, r.PAYABLE].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        months = 12 * owed / results.series(f"{pool}.spending")[1:]
    return np.append(np.nan, np.where(np.isfinite(months), months, np.nan))


def growth(values: Array) -> Array:
    """Of each year over the one before, less one; by year first, so that the first has none."""
    return np.concatenate([np.full_like(values[:1], np.nan), values[1:] / values[:-1] - 1])


def in_books(history: History, pool: str, measure: str) -> Levels | None:
    """The same by year as far as it is published; None for what books do not hold.

    Growth into a year that counts other people than the year before is left out.
    """
    if pool not in BOOKS:
        return None
    books, name = rolled_forward(history.final), BOOKS[pool]
    levels = {of: level for (one, of), level in actual_levels(books).items() if one == name}
    income, spending = levels["income"], levels["spending"]
    surplus = {year: income[year] - spending[year] for year in income if year in spending}
    insured = levels_of(books, name, "insured")
    steps = breaks_of(history.area, "resident" if name == "all" else name)
    scope = {year for year, step in steps.items() if step == OTHER_SCOPE}
    grown = {of: _grown(values, scope) for of, values in (("income", income), ("spending", spending))}
    return {
        **levels,
        "surplus": surplus,
        "surplus_rate": {year: value / income[year] for year, value in surplus.items()},
        "income_growth": grown["income"],
        "spending_growth": grown["spending"],
        SPENDING_AHEAD: {
            year: value - grown["income"][year] for year, value in grown["spending"].items() if year in grown["income"]
        },
        ENROLMENT_CHANGE: _grown(insured, scope),
    }.get(measure)


def _grown(levels: Levels, scope: set[int]) -> Levels:
    return {
        year: levels[year] / levels[year - 1] - 1
        for year in sorted(levels)
        if levels.get(year - 1) and year not in scope
    }
