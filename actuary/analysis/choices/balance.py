"""What rate pays for a fund: year by year, and over a span of years, as the US trustees tell it.

The contribution base is what a rate of one brings: covered wages as far as they pay, or residents' payers. Cost and income
over the base are the cost rate and the income rate; the present value of both over that of the base, with what the fund
begins with and is to end with, is the actuarial balance. Everything but the rate stays as it is: where people, budgets or
debts answer the rate, the projection itself says which rate is enough, and both are told.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from actuary.axes import POOLS
from actuary.compile import rules_of
from actuary.errors import Mistake, Mistakes
from actuary.kernel import rows as r
from actuary.kernel.years import Ledger, project_money
from actuary.law import RULES, Array, Law
from actuary.results import FORM, Results
from actuary.scenario.model import Scenario
from actuary.simulation import Prepared, finished, prepared
from actuary.units import Unit

GROUPS = {"employee_scheme": FORM["employee_scheme"], "employee": ("employee",), "resident": ("resident",)}
"""The funds that live on a rate, and the pools that each adds up."""

PROBE = 0.01
"""By how much the rate is raised to see what a rate of one brings: one point; contributions are linear in it."""

CONTRIBUTIONS = (r.CONTRIBUTIONS_EMPLOYER, r.CONTRIBUTIONS_OWN)
NEAR = 1e-6
"""How near the two rates agree: a millionth of one, or of the premium."""


class Balance(NamedTuple):
    """A fund's rates by year of a span, and over all of it. Rates are shares of the base, or yuan a payer of residents."""

    results: Results
    group: str
    years: tuple[int, ...]
    """The span; its first year is the first in which the rate can move."""
    reserve: float
    """Months of reserve that are wanted at the end; 0 for a balance of nothing."""
    rate: Array
    """[year] in law: employer and employee together, or the residents' own premium."""
    base: Array
    """[year] yuan, or payers."""
    income: Array
    """[year] yuan, without interest."""
    cost: Array
    """[year] yuan."""
    surplus: Array
    """[year] income with interest less cost, yuan."""
    brings: Array
    """[year] what a rate of one adds to the surplus of its year: the base, and interest on it until December."""
    opening: float
    """What the fund begins with, yuan; NaN where no balance is known, and then there is none over the span."""
    worth: tuple[float, float, float, float, float]
    """At the beginning of the span, by the law's interest: income, cost, what is wanted at the end, base, base x rate."""
    needed: float
    """The rate on the average of the span at which the projection itself ends with what is wanted; NaN below a rate of 0."""
    answers: tuple[str, ...]
    """What answers the rate, so that the two differ: take_up, spending, debt."""

    @property
    def unit(self) -> Unit:
        """How a rate is written."""
        return RULES["resident_premium" if self.group == "resident" else "employer_rate"].unit

    @property
    def cost_rate(self) -> Array:
        """[year] cost over the base."""
        return self.cost / self.base

    @property
    def income_rate(self) -> Array:
        """[year] income without interest over the base."""
        return self.income / self.base

    @property
    def break_even(self) -> Array:
        """[year] the rate of this year alone at which its surplus is 0, all else unchanged."""
        return self.rate - self.surplus / self.brings

    @property
    def balance(self) -> float:
        """The actuarial balance over the span; a deficit is negative."""
        income, cost, target, base, _ = self.worth
        return actuarial_balance(income + self.opening - target, cost, base)

    @property
    def in_law(self) -> float:
        """The rate in law on the average of the span, each year by the worth of its base."""
        return self.worth[4] / self.worth[3]

    @property
    def balancing(self) -> float:
        """The rate on the average of the span that balances it, all else unchanged: the rate in law less the balance."""
        return balancing_rate(self.in_law, self.balance)

    @property
    def agree(self) -> bool:
        """Whether the projection itself ends with what is wanted at the balancing rate."""
        return abs(self.needed - self.balancing) <= NEAR * max(1.0, abs(self.balancing))

    def frame(self) -> Any:
        """A tidy frame: year, name, value; yuan, payers, shares of the base."""
        import pandas as pd

        names = ("income", "cost", "surplus", "base", "rate", "income_rate", "cost_rate", "break_even")
        rows = [
            (year, name, float(value))
            for name in names
            for year, value in zip(self.years, getattr(self, name), strict=True)
        ]
        return pd.DataFrame(rows, columns=["year", "name", "value"])


def actuarial_balance(income: float, cost: float, base: float) -> float:
    """Worth of income, with the reserve that is there and less the one wanted, less worth of cost, over that of the base."""
    return (income - cost) / base


def balancing_rate(rate: float, balance: float) -> float:
    """The level rate that balances a span: the rate in law less the actuarial balance, whose deficit is negative."""
    return rate - balance


class _Fund(NamedTuple):
    """A fund whose rate can be moved from a year on; everything else of its scenario is fixed."""

    ready: Prepared
    group: str
    first: int
    """Index of the first projected year of the span, 0 for the year after the base year."""
    last: int

    @property
    def pools(self) -> list[int]:
        return [POOLS.index(pool) for pool in GROUPS[self.group]]

    @property
    def months(self) -> slice:
        """The months of the span among those projected."""
        return slice(12 * self.first, 12 * (self.last + 1))

    def ledger(self, by: float, premium: Array) -> Ledger:
        """The books with the rate moved by so much; premium[projected year] as it stands."""
        ready = self.ready
        rules = rules_of(self._moved(by, premium), ready.basis)
        years = len(ready.calendar.projected)
        return project_money(ready.basis.books, 1, years, rules, ready.inputs.prices, ready.people)

    def _moved(self, by: float, premium: Array) -> Law:
        law = self.ready.law
        if self.group != "resident":
            rates = np.array(law.employer_rate)
            rates[12 * (self.first + 1) :] += by
            return law._replace(employer_rate=rates)
        levels = np.array(law.resident_premium)
        stands = levels == levels[self.first + 1]
        stands[: self.first + 1] = False
        levels[self.first + 1 :] += by
        levels[stands] = premium[self.first] + by
        return law._replace(resident_premium=levels)

    def flows(self, ledger: Ledger) -> Array:
        """[month, line] of the span, yuan."""
        return np.asarray(ledger.flows[self.months][:, self.pools].sum(axis=1))

    def at_end(self, ledger: Ledger, reserve: float) -> float:
        """What the fund ends with beyond what is wanted, yuan."""
        flows, end = self.flows(ledger), 12 * (self.last + 1) - 1
        wanted = reserve / 12 * _spent(flows[-12:]).sum()
        return float(ledger.stocks[end, self.pools, r.BALANCE].sum() - wanted)


def balance_of(
    scenario: Scenario, group: str = "employee", since: int | None = None, until: int | None = None,
    reserve: float = 0.0, *, ready: Prepared | None = None,
) -> Balance:  # fmt: skip
    """The rates of a fund of one area from `since` to `until`, and its actuarial balance over these years.

    `group` is employee (the pool), employee_scheme (with the accounts) or resident; `since` the first year whose rate can
    move (the first projected one; of residents, whose premium is collected ahead, the one after), `until` the last one,
    unless they are said; `reserve` months of reserve that are wanted at the end; `ready` the scenario prepared, where it is
    already. Raises Mistakes.
    """
    first, last = _asked(scenario, group, since, until)
    fund = _Fund(ready or prepared(scenario), group, first - scenario.base - 1, last - scenario.base - 1)
    return _told(fund, finished(fund.ready), reserve)


def _asked(scenario: Scenario, group: str, since: int | None, until: int | None) -> tuple[int, int]:
    """The first and the last year of the span. Raises Mistakes."""
    wrong = []
    if scenario.members:
        wrong.append(Mistake(scenario.place("areas"), scenario.name, "a scenario of one area, or one of its members"))
    if group not in GROUPS:
        wrong.append(Mistake(None, f"--pool {group}", f"a fund that lives on a rate: {', '.join(GROUPS)}"))
    first = scenario.base + 1 + (group == "resident")
    since, until = since or first, until or scenario.last
    if not first <= since <= scenario.last:
        right = f"one of the years of this run whose rate can still move: {first} to {scenario.last}"
        wrong.append(Mistake(None, f"--from {since}", right))
    begin = min(max(since, first), scenario.last)
    if not begin <= until <= scenario.last:
        wrong.append(
            Mistake(None, f"--until {until}", f"one of the years of this run from then on: {begin} to {scenario.last}")
        )
    if wrong:
        raise Mistakes(wrong)
    return since, until


def _told(fund: _Fund, results: Results, reserve: float) -> Balance:
    premium, ledger = results.yearly["premium"][1:], results.ledger
    years = slice(fund.first, fund.last + 1)
    flows, base = fund.flows(ledger), _base(fund, ledger, premium)
    rate, worth_of = _rate(fund, premium), _worth(fund)
    income = flows[:, : r.INCOME_LINES].sum(axis=1) - flows[:, r.INTEREST]
    cost = _spent(flows)
    wanted = reserve / 12 * cost[-12:].sum() * worth_of[-1]
    worth = (
        float(((income + _apart(fund, ledger)) * worth_of).sum()), float((cost * worth_of).sum()), float(wanted),
        float((base * worth_of).sum()), float((base * rate * worth_of).sum()),
    )  # fmt: skip
    brings = by_year(base * _to_december(fund))
    yearly = (by_year(one) for one in (income, cost, flows[:, r.INTEREST], base, base * rate))
    income, cost, interest, base, paid = yearly
    found = Balance(
        results, fund.group, results.years[1:][years], reserve, paid / base, base, income, cost, income + interest - cost,
        brings, _opening(fund, results), worth, math.nan, (),
    )  # fmt: skip
    needed, answers = _needed(fund, found, premium)
    return found._replace(needed=needed, answers=answers)


def by_year(months: Array) -> Array:
    """[year] the sums of twelve months each."""
    return np.asarray(months.reshape(-1, 12).sum(axis=1))


def _spent(flows: Array) -> Array:
    return np.asarray(flows[:, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum(axis=1))


def _base(fund: _Fund, ledger: Ledger, premium: Array) -> Array:
    """[month] what a rate of one brings: of employees by raising it a point, of residents what comes in over the premium."""
    own = fund.flows(ledger)[:, CONTRIBUTIONS].sum(axis=1)
    if fund.group == "resident":
        return np.asarray(own / np.repeat(premium[fund.first : fund.last + 1], 12))
    return np.asarray((fund.flows(fund.ledger(PROBE, premium))[:, CONTRIBUTIONS].sum(axis=1) - own) / PROBE)


def _rate(fund: _Fund, premium: Array) -> Array:
    """[month] the rate in law."""
    if fund.group == "resident":
        return np.repeat(premium[fund.first : fund.last + 1], 12)
    law = fund.ready.law
    return np.asarray((law.employer_rate + law.employee_rate)[12:][fund.months])


def _interest(fund: _Fund) -> Array:
    """[month] the law's interest of a month."""
    return np.asarray(fund.ready.law.interest_rate[12:][fund.months] / 12)


def _worth(fund: _Fund) -> Array:
    """[month] what a yuan at the end of the month is worth at the beginning of the span."""
    return np.asarray(1 / np.cumprod(1 + _interest(fund)))


def _to_december(fund: _Fund) -> Array:
    """[month] what a yuan at the end of the month has become by the end of its year."""
    grown = np.cumprod(1 + _interest(fund).reshape(-1, 12), axis=1)
    return np.asarray((grown[:, -1:] / grown).ravel())


def _apart(fund: _Fund, ledger: Ledger) -> Array:
    """[month] interest on what moves between pools on the first day, less that on what hospitals hold in advance."""
    flows = fund.flows(ledger)
    ahead = ledger.stocks[fund.months][::12, fund.pools, r.ADVANCED].sum(axis=1)
    return np.asarray(_interest(fund) * (flows[:, r.TRANSFER_IN] - flows[:, r.TRANSFER_OUT] - np.repeat(ahead, 12)))


def _opening(fund: _Fund, results: Results) -> float:
    """What stands at the end of the year before the span; NaN where it is not known."""
    return float(results.funds[fund.group]["balance"][fund.first])


def _needed(fund: _Fund, found: Balance, premium: Array) -> tuple[float, tuple[str, ...]]:
    """The rate at which the projection ends with what is wanted, and what answers the rate on the way there."""
    by = found.balancing - found.in_law
    floor = -float(
        (_rate(fund, premium) if fund.group == "resident" else fund.ready.law.employer_rate[12:][fund.months]).min()
    )
    if not by >= floor:
        return math.nan, ()
    ledger = fund.ledger(by, premium)
    answers = []
    if _base_moved(fund, found, ledger, by):
        answers.append("take_up")
    if not np.allclose(by_year(_spent(fund.flows(ledger))), found.cost, rtol=NEAR * NEAR, atol=1.0):
        answers.append("spending")
    size = max(float(found.cost[-1]), 1.0)
    if (ledger.stocks[fund.months][:, fund.pools, r.BALANCE] < -NEAR * NEAR * size).any():
        answers.append("debt")
    at = _root(lambda one: fund.at_end(fund.ledger(one, premium), found.reserve) / size, by, floor)
    return found.in_law + at, tuple(answers)


def _base_moved(fund: _Fund, found: Balance, ledger: Ledger, by: float) -> bool:
    """Whether fewer or more pay because of the rate."""
    if fund.group != "resident":
        return False
    own = by_year(fund.flows(ledger)[:, CONTRIBUTIONS].sum(axis=1))
    return not np.allclose(own, found.base * (found.rate + by), rtol=NEAR * NEAR, atol=1.0)


def _root(over: Callable[[float], float], near: float, floor: float) -> float:
    """Where a rising function crosses zero, looked for around a first guess and not below a floor; NaN where it does not."""
    from scipy.optimize import brentq

    if abs(over(near)) <= NEAR * NEAR:
        return near
    step = max(abs(near), abs(floor)) / 100 + NEAR * NEAR
    low, high = near, near
    for _ in range(12):
        low, high = max(low - step, floor), high + step
        if (over(low) < 0) != (over(high) < 0):
            return float(brentq(over, low, high, xtol=1e-14, rtol=4 * np.finfo(float).eps))
        step *= 2
    return math.nan
