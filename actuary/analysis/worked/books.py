"""The books of a year on paper: bills paid late, interest month by month, a merger, and what is left."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from actuary.analysis.worked.inputs import Inputs
from actuary.analysis.worked.purchasing import Apart
from actuary.analysis.worked.sheet import MONTHS
from actuary.analysis.worked.terms import Term, over_year, said, total
from actuary.axes import POOLS
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.results import LINES

NAMES = {row: name for name, row in LINES.items()}
LATE = tuple(range(r.INPATIENT, r.INPATIENT + r.LAGGED_LINES))
"""The lines that are paid with a lag."""


@dataclass
class Pool:
    """A pool's months: what comes in and what care costs are known before, the rest is found month by month."""

    row: int
    balance: float
    """At the end of the month before."""
    bills: dict[int, list[float]]
    """Cost by line, month after month, this year's after last year's."""
    came: dict[int, Term] = field(default_factory=dict)
    cost: dict[int, Term] = field(default_factory=dict)
    """Of a month, by line that is paid late."""
    apart: dict[int, Apart] = field(default_factory=dict)
    """Bills of hospitals that do not wait for the lag, by line."""
    went: dict[int, Term] = field(default_factory=dict)
    """Paid at once."""
    moved: dict[int, Term] = field(default_factory=dict)
    """Transfers of a month that are known before: those of long-term care."""
    found: dict[int, Array] = field(default_factory=dict)
    """Interest, transfers and late payments by month."""
    balances: Array = field(default_factory=lambda: np.zeros(len(MONTHS)))
    opening: float = 0.0
    last_bills: dict[int, list[float]] = field(default_factory=dict)


def pool_of(inputs: Inputs, row: int) -> Pool:
    """A pool as it stands at the end of last year."""
    queue = inputs.books.queue[row]
    bills = {line: [float(bill) for bill in reversed(queue[line - r.INPATIENT])] for line in LATE}
    balance = float(inputs.books.balances[row])
    return Pool(row, balance, bills, opening=balance, last_bills={line: [*late] for line, late in bills.items()})


def run_through(inputs: Inputs, pools: tuple[Pool, ...], merged_in: int | None) -> None:
    """Twelve months of the pools; in the month `merged_in` the last of them becomes part of the first."""
    lag = inputs.results.basis.prices.lag
    rate = inputs.results.law.interest_rate[12 * inputs.t : 12 * inputs.t + 12]
    lines = (r.INTEREST, r.TRANSFER_IN, r.TRANSFER_OUT, *LATE)
    for pool in pools:
        pool.found = {line: np.zeros(len(MONTHS)) for line in lines}
        for line, term in pool.moved.items():
            pool.found[line] += term.value
    for month in range(len(MONTHS)):
        if month == merged_in:
            _merge(pools[0], pools[-1], month)
        for pool in pools:
            for line in LATE:
                pool.bills[line].append(_of(pool.cost.get(line), month))
                recent = reversed(pool.bills[line][-len(lag) :])
                pool.found[line][month] = sum(share * bill for share, bill in zip(lag, recent, strict=True))
            for line, apart in pool.apart.items():
                pool.found[line][month] += apart.pays(month)
            _close(pool, month, float(rate[month]))


def _merge(into: Pool, gone: Pool, month: int) -> None:
    into.found[r.TRANSFER_IN][month] += gone.balance
    gone.found[r.TRANSFER_OUT][month] += gone.balance
    for line in LATE:
        into.bills[line] = [a + b for a, b in zip(into.bills[line], gone.bills[line], strict=True)]
        gone.bills[line] = [0.0] * len(gone.bills[line])


def _close(pool: Pool, month: int, rate: float) -> None:
    moved = pool.found[r.TRANSFER_IN][month] - pool.found[r.TRANSFER_OUT][month]
    ahead = sum(apart.ahead for apart in pool.apart.values())
    pool.found[r.INTEREST][month] = max(pool.balance - ahead + moved, 0.0) * rate / 12
    came = sum(_of(term, month) for line, term in pool.came.items() if line < r.INCOME_LINES)
    went = sum(_of(term, month) for term in pool.went.values()) + sum(pool.found[line][month] for line in LATE)
    pool.balance += came + pool.found[r.INTEREST][month] + moved - went
    pool.balances[month] = pool.balance


def _of(term: Term | None, month: int) -> float:
    """A month's amount of what is the same in all months, or not."""
    if term is None:
        return 0.0
    return float(term.value[month] if term.value.ndim else term.value)


def written_down(inputs: Inputs, pool: Pool) -> None:
    """The pool's section: what stood open, what is paid and credited by month, the year's lines, and the checks."""
    name = POOLS[pool.row]
    inputs.sheet.open("worked_books", name)
    opening = inputs.before("balance_before", pool.opening)
    inputs.rule("interest_rate")
    moving = [line for line in LATE if pool.found[line].any() or any(pool.last_bills[line])]
    if moving:
        _late(inputs, pool, moving)
    lines = {**pool.came, **pool.went}
    for line, text in _TEXTS.items():
        if pool.found[line].any():
            told = pool.moved[line].text if line in pool.moved else text
            if line == r.INTEREST and any(apart.ahead for apart in pool.apart.values()):
                told = text.replace("transfers", "transfers - ahead")
            lines[line] = inputs.found(NAMES[line], said(told, pool.found[line]), "money")
    for line in moving:
        apart = _APART if line in pool.apart and pool.apart[line].moves else ""
        lines[line] = inputs.found(NAMES[line], said(_PAID + apart, pool.found[line]), "money")
    inputs.found("balance", said(_BALANCE, pool.balances), "money")
    _results(inputs, pool, opening, lines)


_PAID = "sum over n of settlement_lag[n] x the cost of n months before"
_APART = " + at_once + held_before in the month of the clearing"
_OPEN = "sum over n and lines of waiting[n] x the cost of the month n before its end"
_BALANCE = "balance of the month before + income - spending of the month"
_TEXTS = {
    r.TRANSFER_IN: "balance of the maternity pool at the merger",
    r.TRANSFER_OUT: "balance of the maternity pool at the merger",
    r.INTEREST: "interest_rate / 12 x (balance of the month before + transfers), none below 0",
}


def _late(inputs: Inputs, pool: Pool, lines: list[int]) -> None:
    """What of last year's months is still to be paid, and what of this year's is left over."""
    lag = inputs.results.basis.prices.lag
    behind = tuple(str(n) for n in range(1, len(lag)))
    shares = inputs.sheet.given(
        "settlement_lag", lag, "share", "figure", "settlement_lag", tuple(str(n) for n in range(len(lag)))
    )
    waiting = inputs.found(
        "waiting", said("sum over later n of settlement_lag[n]", shares.value[::-1].cumsum()[::-1][1:]), "share", behind
    )
    for line in lines:
        inputs.before(f"{NAMES[line]}_before", pool.last_bills[line][:0:-1], axis=behind)
    for line in lines:
        name = f"{NAMES[line]}_cost"
        if line in pool.cost and pool.cost[line].text != name:
            inputs.found(name, pool.cost[line], "money")
    apart = sum(one.left for one in pool.apart.values())
    for name, bills, besides in (("open_before", pool.last_bills, 0.0), ("open_at_end", pool.bills, apart)):
        left = besides + sum((np.array(bills[line][: -len(lag) : -1]) * waiting.value).sum() for line in LATE)
        open_bills = inputs.found(name, said(_OPEN + (" + held" if besides else ""), left), "money")
    program = inputs.results.ledger.stocks[12 * inputs.i + 11, pool.row, r.PAYABLE]
    inputs.sheet.held(POOLS[pool.row], "payable", open_bills, program)


def _results(inputs: Inputs, pool: Pool, opening: Term, lines: dict[int, Term]) -> None:
    """The year's lines, income, spending, surplus, balance, and each beside the program's."""
    name, sheet, t = POOLS[pool.row], inputs.sheet, inputs.t
    sheet.open("worked_year", name)
    years = {}
    for line in sorted(lines):
        years[line] = inputs.found(f"{NAMES[line]}_year", over_year(lines[line]), "money")
        sheet.held(name, NAMES[line], years[line], inputs.flows(pool.row, line).sum())
    income = inputs.found("income", _sum(years, 0, r.INCOME_LINES), "money")
    spending = inputs.found("spending", _sum(years, r.INCOME_LINES, r.TRANSFER_OUT + 1), "money")
    surplus = inputs.found("surplus", income - spending, "money")
    balance = inputs.found("balance_at_end", opening + surplus, "money")
    flows = inputs.results.ledger.flows[12 * inputs.i : 12 * inputs.i + 12, pool.row].sum(axis=0)
    came, went = flows[: r.INCOME_LINES].sum(), flows[r.INCOME_LINES : r.TRANSFER_OUT + 1].sum()
    sheet.held(name, "income", income, came)
    sheet.held(name, "spending", spending, went)
    sheet.held(name, "surplus", surplus, came - went)
    sheet.held(name, "balance", balance, inputs.results.ledger.stocks[12 * inputs.i + 11, pool.row, r.BALANCE])
    months = inputs.results.funds[name]["reserve_months"][t]
    if np.isfinite(months):
        sheet.held(name, "reserve_months", inputs.found("reserve_months", 12 * balance / spending, "months"), months)


def _sum(years: dict[int, Term], first: int, end: int) -> Term:
    parts = [term for line, term in years.items() if first <= line < end]
    return total(*parts) if parts else said("0", 0.0)
