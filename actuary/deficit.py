"""The deficit cascade (基金支付缺口): who pays, month by month, what a pool cannot pay out of its own money.

It is read off a projection and feeds nothing back: a projection shows balances below zero, and this says who stood in
for them. The order is that of the rules on fund accounts of 2017, article 38: the pool's own balance, the adjustment
fund above it, the treasury; what is left waits as overdue bills, and beyond that stays unpaid.
"""

from typing import NamedTuple

import numpy as np

from actuary.axes import PAYERS, POOLS
from actuary.basis.calibration import Basis
from actuary.kernel import rows as r
from actuary.kernel.years import Ledger
from actuary.law import Array, Law


class Backing(NamedTuple):
    """What stands behind a pool, month by month; all amounts yuan."""

    adjustment_share: Array
    """Share of what is missing that the adjustment fund pays."""
    adjustment_limit: Array
    """What it pays in a calendar year at most."""
    adjustment_size: Array
    """What it pays in all at most; nothing of it comes back."""
    advance_limit: Array
    """What the treasury has advanced and not got back, at most."""
    advance_repaid: Array
    """Share of what is over later that goes back to the treasury."""
    overdue_limit: Array
    """Bills that fell due and wait, at most."""
    overdue_first: Array
    """1 where bills wait before the treasury advances anything, else 0."""


class Payments(NamedTuple):
    """Who paid what, month by month, yuan: own + adjustment + advance + overdue + unpaid = due."""

    due: Array
    own: Array
    """Out of the income of the month and the balance before it."""
    adjustment: Array
    advance: Array
    overdue: Array
    """Not paid when due, and owed on."""
    unpaid: Array
    """Nobody pays it, then or later."""
    settled: Array
    """Overdue bills that are paid up out of what is over."""
    repaid: Array
    """Given back to the treasury out of what is over after that."""
    balance: Array
    """The pool's own money at the end of the month, never below zero."""
    advanced: Array
    """Owed to the treasury at the end of the month."""
    waiting: Array
    """Overdue bills at the end of the month."""


class _Month(NamedTuple):
    """A month's row of `Payments`, and what the adjustment fund has paid in its year and in all."""

    due: float = 0.0
    own: float = 0.0
    adjustment: float = 0.0
    advance: float = 0.0
    overdue: float = 0.0
    unpaid: float = 0.0
    settled: float = 0.0
    repaid: float = 0.0
    balance: float = 0.0
    advanced: float = 0.0
    waiting: float = 0.0
    adjusted_in_year: float = 0.0
    adjusted: float = 0.0


class _Terms(NamedTuple):
    """A month of `Backing`."""

    adjustment_share: float
    adjustment_limit: float
    adjustment_size: float
    advance_limit: float
    advance_repaid: float
    overdue_limit: float
    overdue_first: float


def payments_of(opening: float, income: Array, spending: Array, backing: Backing) -> Payments:
    """Who pays the spending of a pool, month by month from a January on; `opening` is its balance before, all yuan.

    An opening balance below zero is bills that wait already. A negative income counts as spending, and the other way
    round. In every month, to rounding: balance - adjustment fund's payments so far - advanced - waiting - unpaid so far =
    opening + income - spending so far, which is the balance of the projection.
    """
    came = np.maximum(income, 0.0) + np.maximum(-spending, 0.0)
    due = np.maximum(spending, 0.0) + np.maximum(-income, 0.0)
    month = _Month(balance=max(opening, 0.0), waiting=max(-opening, 0.0))
    months = []
    by_month = zip(came.tolist(), due.tolist(), *(one.tolist() for one in backing), strict=True)
    for n, (got, owed, *terms) in enumerate(by_month):
        if n % 12 == 0:
            month = month._replace(adjusted_in_year=0.0)
        month = _next(month, got, owed, _Terms(*terms))
        months.append(month[: len(Payments._fields)])
    return Payments(*np.array(months, dtype=float).reshape(-1, len(Payments._fields)).T)


def _next(before: _Month, came: float, due: float, terms: _Terms) -> _Month:
    """A month: what is due goes down the cascade; what is over pays overdue bills first, then the treasury."""
    cash = before.balance + came
    own = min(due, cash)
    room = min(terms.adjustment_limit - before.adjusted_in_year, terms.adjustment_size - before.adjusted)
    adjustment = max(min(terms.adjustment_share * (due - own), room), 0.0)
    advance, overdue, unpaid = _left(due - own - adjustment, before, terms)
    over = cash - own
    settled = min(over, before.waiting)
    repaid = min(terms.advance_repaid * (over - settled), before.advanced)
    return _Month(
        due, own, adjustment, advance, overdue, unpaid, settled, repaid,
        balance=over - settled - repaid,
        advanced=before.advanced + advance - repaid,
        waiting=before.waiting + overdue - settled,
        adjusted_in_year=before.adjusted_in_year + adjustment,
        adjusted=before.adjusted + adjustment,
    )  # fmt: skip


def _left(missing: float, before: _Month, terms: _Terms) -> tuple[float, float, float]:
    """Advanced, overdue and unpaid of what is still missing, each as far as its limit leaves room."""
    room_to_advance = max(terms.advance_limit - before.advanced, 0.0)
    room_to_wait = max(terms.overdue_limit - before.waiting, 0.0)
    if terms.overdue_first:
        overdue = min(missing, room_to_wait)
        advance = min(missing - overdue, room_to_advance)
        return advance, overdue, missing - overdue - advance
    advance = min(missing, room_to_advance)
    overdue = min(missing - advance, room_to_wait)
    return advance, overdue, missing - advance - overdue


def backing_of(law: Law, pool: str, spending: Array) -> Backing:
    """What the law puts behind a pool. `spending` begins with the base year's twelve months.

    Limits of the law are months of the pool's spending: of the mean month of the twelve before.
    """
    p, months = PAYERS.index(pool), len(spending) - 12
    added = np.append(0.0, np.cumsum(spending))
    mean = (added[12:-1] - added[:-13]) / 12

    def by_month(rule: Array) -> Array:
        return np.repeat(rule[1:], 12)[:months]

    return Backing(
        by_month(law.adjustment_share[p]),
        by_month(law.adjustment_months[p]) * mean,
        by_month(law.adjustment_size[p]) * mean,
        by_month(law.advance_months[p]) * mean,
        by_month(law.advance_repaid[p]),
        by_month(law.overdue_months[p]) * mean,
        by_month(law.overdue_first[p]),
    )


def backing_months(law: Law) -> Array:
    """What stands behind each pool at most, by payer and year, months of its spending."""
    adjustment = np.where(law.adjustment_share > 0, law.adjustment_size, 0.0)
    return adjustment + law.advance_months + law.overdue_months


def payments_in(law: Law, basis: Basis, ledger: Ledger, pool: str) -> tuple[Payments, Backing]:
    """Who pays the spending of one of `PAYERS` in a projection, month by month after the base year; what stands behind it.

    What comes in is what the balance rises by and what is spent: also what areas that meet settle with each other.
    """
    p = POOLS.index(pool)
    flows = np.concatenate([basis.base_year.flows, ledger.flows])[:, p, r.INCOME_LINES : r.TRANSFER_OUT + 1]
    spending, opening = flows.sum(axis=1), basis.base[pool]["balance"]
    income = np.diff(ledger.stocks[:, p, r.BALANCE], prepend=opening) + spending[12:]
    backing = backing_of(law, pool, spending)
    return payments_of(opening, income, spending[12:], backing), backing
