"""Run the areas of a scenario side by side: each advances one year, then they settle, then the next year."""

import numpy as np

from actuary.axes import POOLS
from actuary.errors import Mistake, Mistakes
from actuary.kernel import rows as r
from actuary.kernel.years import Books, Ledger, Population, project_money
from actuary.law import Array
from actuary.pooling.assistance import as_one
from actuary.pooling.results import AreasResults, Meeting
from actuary.pooling.settlement import Year, gaps, one_fund, settled, supported
from actuary.results import Results
from actuary.scenario.model import Scenario
from actuary.scenario.pooling import POOLED, Pooling, PoolRules, held
from actuary.simulation import Prepared, prepared


def run_areas(scenario: Scenario) -> AreasResults:
    """Project the funds of every area of a scenario, and what moves between them. Raises Mistakes."""
    members = _all_prepared(scenario)
    years = len(members[0].calendar.projected)
    pooling = scenario.pooling or Pooling(employee=None, resident=None, assistance=None)
    meetings = {pool: Meeting.empty(len(members), years) for pool in POOLED}
    books = [one.basis.books for one in members]
    ledgers: list[list[Ledger]] = [[] for _ in members]
    for t in range(1, years + 1):
        for pool in POOLED:
            books = _joined(pooling.of(pool), pool, members, meetings[pool], books, t)
        now = [_advanced(one, book, t) for one, book in zip(members, books, strict=True)]
        for pool in POOLED:
            now = _met(pooling.of(pool), pool, members, meetings[pool], ledgers, now, t)
        for kept, ledger in zip(ledgers, now, strict=True):
            kept.append(ledger)
        books = [ledger.books for ledger in now]
    found = {one.scenario.title: _results(one, kept) for one, kept in zip(members, ledgers, strict=True)}
    merged = pooling.of("assistance").merged
    if merged is not None and merged <= scenario.last:
        meetings["assistance"] = as_one(list(found.values()), merged)
    return AreasResults.of(scenario, pooling, found, meetings)


def _all_prepared(scenario: Scenario) -> list[Prepared]:
    """Every member ready to run; what is wrong with any of them is told at once."""
    ready: list[Prepared] = []
    mistakes: list[Mistake] = []
    for member in scenario.members:
        try:
            ready.append(prepared(member))
        except Mistakes as found:
            mistakes += found.mistakes
    if mistakes:
        raise Mistakes(dict.fromkeys(mistakes))
    return ready


def _advanced(one: Prepared, books: Books, t: int) -> Ledger:
    """One year of one area."""
    people = one.people
    year = Population(
        people.people[t - 1 : t + 1], people.heads[t - 1 : t + 1], *(part[t - 1 : t] for part in people[2:])
    )
    return project_money(books, t, t, one.inputs.rules, one.inputs.prices, year)


def _joined(
    rules: PoolRules, pool: str, members: list[Prepared], meeting: Meeting, books: list[Books], t: int
) -> list[Books]:
    """The books on the first of January: in the year of a merger the balances of the pool, and its adjustment fund, are one."""
    if rules.merged is None or rules.merged != members[0].calendar.base + t:
        return books
    p = POOLS.index(pool)
    meeting.moved["balance_merged"][:, t] = [book.balances[p] for book in books]
    meeting.joint[t] = meeting.moved["balance_merged"][:, t].sum() + meeting.fund[t - 1]
    spent = np.array([book.standing[r.SPENDING_BEFORE + POOLED.index(pool)] for book in books])
    return [_with_balance(book, p, share) for book, share in zip(books, _shared(meeting.joint[t], spent), strict=True)]


def _shared(joint: float, spent: Array) -> Array:
    """What of a merged fund stands in the books of each area: as many months of its spending as of all spending.

    No money is counted by it; an area's rules that go by months of reserve thereby go by those of the merged fund.
    """
    return np.asarray(joint * spent / spent.sum())


def _with_balance(books: Books, p: int, balance: float) -> Books:
    balances = books.balances.copy()
    balances[p] = balance
    return books._replace(balances=balances)


def _met(
    rules: PoolRules, pool: str, members: list[Prepared], meeting: Meeting, before: list[list[Ledger]],
    now: list[Ledger], t: int,
) -> list[Ledger]:  # fmt: skip
    """The year's ledgers after what the areas settle in one pool, which is noted in `meeting`."""
    date = members[0].calendar.base + t
    if rules.merged is not None and rules.merged <= date:
        return _as_one(rules, pool, members, meeting, now, t)
    p = POOLS.index(pool)
    flows = np.array([ledger.flows[:, p].sum(axis=0) for ledger in now])
    paid = slice(r.INCOME_LINES, r.TRANSFER_OUT + 1)
    year = Year(
        contributions=flows[:, [r.CONTRIBUTIONS_EMPLOYER, r.CONTRIBUTIONS_OWN, r.SUBSIDY]].sum(axis=1),
        income=flows[:, : r.INCOME_LINES].sum(axis=1),
        spending=flows[:, paid].sum(axis=1),
        balance=np.array([ledger.books.balances[p] for ledger in now]),
        effort=_efforts(rules, p, members, before, now, t),
    )
    rate = float(np.mean([one.law.interest_rate[12 * t : 12 * t + 12] for one in members]))
    done = settled(rules, tuple(one.scenario.title for one in members), date, year, meeting.fund[t - 1], rate)
    for line in ("levied", "paid_out", "support", "cleared"):
        meeting.moved[line][:, t] = getattr(done, line)
    meeting.fund[t], meeting.interest[t] = done.fund, done.interest
    return [_at_year_end(ledger, p, net) for ledger, net in zip(now, done.net, strict=True)]


def _at_year_end(ledger: Ledger, p: int, net: float) -> Ledger:
    """The ledger with what was settled on the last day of the year."""
    stocks = ledger.stocks.copy()
    stocks[-1, p, r.BALANCE] += net
    return ledger._replace(stocks=stocks, books=_with_balance(ledger.books, p, ledger.books.balances[p] + net))


def _as_one(
    rules: PoolRules, pool: str, members: list[Prepared], meeting: Meeting, now: list[Ledger], t: int
) -> list[Ledger]:
    """A year of a merged pool: what the areas took in and paid, on the books of one fund."""
    p, date = POOLS.index(pool), members[0].calendar.base + t
    flows = np.array([ledger.flows[:, p] for ledger in now])
    flows[:, :, r.INTEREST] = 0.0
    income = flows[:, :, : r.INCOME_LINES].sum(axis=2)
    spending = flows[:, :, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum(axis=2)
    ahead = np.array([ledger.stocks[0, p, r.ADVANCED] for ledger in now])
    moved = flows[:, :, r.TRANSFER_IN] - flows[:, :, r.TRANSFER_OUT] - ahead[:, None]
    rates = np.mean([one.law.interest_rate[12 * t : 12 * t + 12] for one in members], axis=0)
    opening = float(meeting.joint[t if rules.merged == date else t - 1])
    year = one_fund(opening, (income - spending).sum(axis=0), moved.sum(axis=0), rates)
    of_year, paid = (income - spending).sum(axis=1), spending.sum(axis=1)
    meeting.moved["surplus_merged"][:, t] = of_year
    closing = float(year.balances[-1])
    all_income = np.array([income.sum() + year.interest])
    gap = gaps(rules, date, all_income, np.array([paid.sum()]), np.array([closing]))
    names = tuple(one.scenario.title for one in members)
    meeting.moved["support"][:, t] = supported(rules, names, date, gap[0] * paid / paid.sum())
    meeting.joint[t] = closing + meeting.moved["support"][:, t].sum()
    meeting.interest[t] = year.interest
    shares = _shared(meeting.joint[t], paid)
    return [_of_one_fund(ledger, p, share) for ledger, share in zip(now, shares, strict=True)]


def _of_one_fund(ledger: Ledger, p: int, share: float) -> Ledger:
    """The ledger of an area whose pool is part of a merged fund: its flows without interest, and no balance to show."""
    flows, stocks = ledger.flows.copy(), ledger.stocks.copy()
    flows[:, p, r.INCURRED_INCOME] -= flows[:, p, r.INTEREST]
    flows[:, p, r.INTEREST] = 0.0
    stocks[:, p, r.BALANCE] = 0.0
    return ledger._replace(flows=flows, stocks=stocks, books=_with_balance(ledger.books, p, share))


def _efforts(
    rules: PoolRules, p: int, members: list[Prepared], before: list[list[Ledger]], now: list[Ledger], t: int
) -> Array:
    """1 for each member that meets every condition of effort; all do where there is none."""
    if rules.effort is None:
        return np.ones(len(members))
    date = members[0].calendar.base + t
    effort, met = rules.effort, []
    for one, kept, ledger in zip(members, before, now, strict=True):
        last = kept[-1] if kept else one.basis.base_year
        grown = _spent(ledger, p) / _spent(last, p) - 1
        met.append(
            (not effort.spending_growth or grown <= held(effort.spending_growth, date))
            and one.law.employer_rate[12 * t + 12 - 1] >= held(effort.employer_rate, date)
            and one.law.declared_base[12 * t + 12 - 1] >= held(effort.declared_base, date)
            and ledger.yearly[0, r.TAKE_UP] >= held(effort.take_up, date)
        )
    return np.array(met, dtype=float)


def _spent(ledger: Ledger, p: int) -> float:
    """Spending of a pool in the last year of a ledger."""
    return float(ledger.flows[-12:, p, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum())


def _results(one: Prepared, kept: list[Ledger]) -> Results:
    """The years of one area, one after another."""
    flows, memo, stocks, yearly = (np.concatenate([getattr(year, name) for year in kept])
                                   for name in ("flows", "memo", "stocks", "yearly"))  # fmt: skip
    ledger = Ledger(flows, memo, stocks, yearly, kept[-1].books)
    return Results.of(one.scenario, one.calendar, one.law, one.basis, one.people, ledger)
