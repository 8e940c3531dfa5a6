"""What moves between areas when a year has ended: levies, payouts, support, clearing; and the books of a merged fund.

Every amount is in yuan, by member in their order. Nothing is made or lost: what members pay in is what they get out and
what the adjustment fund keeps, and clearing sums to zero; only interest and the treasury's support come from elsewhere.
"""

from typing import NamedTuple

import numpy as np

from actuary.law import Array
from actuary.scenario.pooling import PoolRules, begun, held


class Year(NamedTuple):
    """What the members of a pool did in a year, before anything is settled between them."""

    contributions: Array
    """With subsidies."""
    income: Array
    spending: Array
    balance: Array
    """At the end of the year."""
    effort: Array
    """1 where a member meets the conditions for the full payout."""


class Settled(NamedTuple):
    """What moved at the end of a year."""

    levied: Array
    paid_out: Array
    support: Array
    cleared: Array
    """Received less paid among the members."""
    fund: float
    """What the adjustment fund then holds."""
    interest: float
    """What it earned in the year."""

    @property
    def net(self) -> Array:
        """What the balance of each member moves by."""
        return self.paid_out + self.support + self.cleared - self.levied


def settled(rules: PoolRules, members: tuple[str, ...], date: int, year: Year, fund: float, rate: float) -> Settled:
    """Settle the year `date` of a pool whose areas keep funds of their own.

    levy = share of contributions; gap = what is missing to the months aimed at, or the deficit of the year; payout = share of
    the gap, less where effort is missing, and all in proportion where the fund holds less; support = share of what is then
    left, and fixed amounts. `rate` is the year's interest on what the fund held before.
    """
    interest = max(fund, 0.0) * rate
    levied = held(rules.levy, date) * np.maximum(year.contributions, 0.0)
    holds = fund + interest + float(levied.sum())
    gap = gaps(rules, date, year.income, year.spending, year.balance - levied)
    full = held(rules.effort.otherwise, date) if rules.effort else 0.0
    due = held(rules.payout, date) * gap * np.where(year.effort > 0, 1.0, full)
    wanted = float(due.sum())
    paid_out = due * min(1.0, max(holds, 0.0) / wanted) if wanted > 0 else due
    support = supported(rules, members, date, gap - paid_out)
    return Settled(
        levied, paid_out, support, cleared(rules, members, date), holds - float(paid_out.sum()), interest
    )  # fmt: skip


def gaps(rules: PoolRules, date: int, income: Array, spending: Array, balance: Array) -> Array:
    """What is missing: to the months of reserve aimed at where there is such an aim, else to a year without deficit."""
    if begun(rules.up_to, date):
        return np.maximum(held(rules.up_to, date) / 12 * spending - balance, 0.0)
    return np.maximum(spending - income, 0.0)


def supported(rules: PoolRules, members: tuple[str, ...], date: int, left: Array) -> Array:
    """What the treasury above pays: a share of what is left of the gaps, and fixed amounts."""
    if rules.support is None:
        return np.zeros(len(members))
    fixed = [held(rules.support.amounts.get(name, ()), date) for name in members]
    return np.asarray(held(rules.support.share, date) * left + np.array(fixed))


def cleared(rules: PoolRules, members: tuple[str, ...], date: int) -> Array:
    """Received less paid among the members: fixed amounts, and amounts for members who move; it sums to zero."""
    net = np.zeros(len(members))
    for flow in rules.clearing:
        _pay(net, members, flow.payer, flow.receiver, held(flow.steps, date))
    if rules.years_recognised:
        amount = held(rules.years_recognised.amount, date)
        for flow in rules.years_recognised.persons:
            _pay(net, members, flow.payer, flow.receiver, amount * held(flow.steps, date))
    return net


def _pay(net: Array, members: tuple[str, ...], payer: str, receiver: str, amount: float) -> None:
    net[members.index(payer)] -= amount
    net[members.index(receiver)] += amount


class OneFund(NamedTuple):
    """A year of a fund that is one for all areas."""

    balances: Array
    """[12] at the end of each month."""
    interest: float


def one_fund(opening: float, flows: Array, moved: Array, rates: Array) -> OneFund:
    """A year of a merged fund from the members' flows of each month, without interest; yuan.

    flows[month] = income less spending of all; moved[month] = of it, on the first day, from other pools, less what hospitals
    hold ahead; rates[month] = interest of a year. Interest as on any pool: on the balance of the first day, none where it
    is negative.
    """
    balances = np.zeros(flows.size)
    balance, earned = opening, 0.0
    for month in range(flows.size):
        interest = max(balance + moved[month], 0.0) * rates[month] / 12
        balance += flows[month] + interest
        earned += interest
        balances[month] = balance
    return OneFund(balances, earned)
