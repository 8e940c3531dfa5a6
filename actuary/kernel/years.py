"""One fund year after another: arrays in, arrays out.

The order of the year: survive, be born, migrate, change status (people.py), earn, contribute (income.py), fall ill
(care.py, payment.py), settle the layers (layers.py), pay hospitals (purchasing.py; what layers pay may follow). All of it
meets in a few amounts of the year (drivers.py), of which the months are made: settle, credit interest, close (ledger.py).
Index 0 of every year axis is the base year, whose flows are published; a projection runs from 1. The loop over years is
plain Python: the compiled step is a year, state in, state out, so that a run can stop after any year and go on.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernel import rows as r
from actuary.kernel.exposure import count, expose
from actuary.kernel.people import one_year
from actuary.kernel.year import desk, pass_year

Array = NDArray[np.float64]
Indices = NDArray[np.int64]


class Demography(NamedTuple):
    """What people do, by year; index 0 is the base year. Years T, moves m, services k, statuses s, sexes x, ages a."""

    survival: Array
    """[T, x, a] L(a + 1) / L(a)."""
    fertility: Array
    """[T, a] births per woman and year."""
    newborn: Array
    """[T, 3] share of boys, survival of boys and of girls to the end of the year of birth."""
    migrants: Array
    """[T, x, a] net migrants, persons."""
    move_from: Indices
    """[m] status left."""
    move_to: Indices
    """[m] status entered."""
    move_rate: Array
    """[T, m, x, a] share that moves."""
    relativity: Array
    """[k, x, a] need of care relative to the mean of the base year; then the disabled by degree, share of people."""
    student_age: Array
    """[a] 1 at ages of study."""


class Rules(NamedTuple):
    """The law and the basis, packed: row numbers in rows.py."""

    law_year: Array
    law_month: Array
    basis_year: Array
    fixed: Array
    roles: Array


class Prices(NamedTuple):
    """What the money side needs besides: services, severity curves, timing."""

    services: Array
    """[p, k, row]"""
    curves: Array
    """[p, k, point, 2]"""
    wage_curve: Array
    """[point, 2]"""
    grid: Array
    """(log of the first point, log step)"""
    lag: Array
    """[n] share of a month's bills that is paid n months later."""
    premium_timing: Array
    """[4 + 12] share of the own premium collected by month, September before the year of cover first."""
    subsidy_timing: Array
    """[12] share of the subsidy received by month."""
    annual_curve: Array
    """[point, 2] of a member's cost in scope over the year."""
    serves: Array
    """[l, p] 1 where a layer serves the members of a pool."""


class Books(NamedTuple):
    """The state of the money at the end of a year: with the people, all that the next year needs."""

    balances: Array
    queue: Array
    owed: Array
    standing: Array

    def copy(self) -> "Books":
        """Books of their own, to write in."""
        return Books(*(part.copy() for part in self))


class Population(NamedTuple):
    """People at n + 1 dates and over n years."""

    people: Array
    """[n + 1, s, x, a] persons."""
    heads: Array
    """[n + 1, s] persons insured (or eligible) here."""
    vital: Array
    """[n, 4] births, deaths, net migrants, those who retire on years that are recognised."""
    exposure: Array
    """[n, s] person-years."""
    need: Array
    """[n, s, k] person-years of mean need by service; then person-years of the disabled by degree."""
    births: Array
    """[n, s] births by the mother's status."""


class Ledger(NamedTuple):
    """Money over n years."""

    flows: Array
    """[12 n, pool, line] yuan."""
    memo: Array
    """[12 n, 2] income and spending of maternity, wherever its money is."""
    stocks: Array
    """[12 n, pool, row] yuan at the end of the month."""
    yearly: Array
    """[n, row]"""
    books: Books
    """At the end of the last year."""


def project_people(start: Array, first: int, last: int, rules: Rules, demography: Demography) -> Population:
    """People from the end of year first - 1, where start[s, x, a] stands, to the end of year last."""
    n = last - first + 1
    statuses = start.shape[0]
    result = Population(
        people=np.zeros((n + 1, *start.shape)),
        heads=np.zeros((n + 1, statuses)),
        vital=np.zeros((n, r.VITAL_ROWS)),
        exposure=np.zeros((n, statuses)),
        need=np.zeros((n, statuses, demography.relativity.shape[0])),
        births=np.zeros((n, statuses)),
    )
    result.people[0] = start
    statutory = np.ascontiguousarray(rules.law_year[r.RETIREMENT_AGE_MEN : r.RETIREMENT_AGE_WOMEN_CADRES + 1].T)
    elsewhere = rules.basis_year[r.ELSEWHERE]
    count(result.people[0], rules.roles, demography.student_age, elsewhere[first - 1], result.heads[0])
    for i in range(n):
        t = first + i
        before, after = result.people[i], result.people[i + 1]
        one_year(
            before, demography.survival[t], demography.fertility[t], demography.newborn[t], demography.migrants[t],
            demography.move_from, demography.move_to, demography.move_rate[t], rules.roles, statutory[t - 1],
            statutory[t], rules.law_year[r.YEARS_RECOGNISED, t], rules.fixed, after, result.births[i], result.vital[i],
        )  # fmt: skip
        count(after, rules.roles, demography.student_age, elsewhere[t], result.heads[i + 1])
        expose(
            before, after, rules.roles, demography.student_age, elsewhere[t], demography.relativity,
            result.exposure[i], result.need[i],
        )  # fmt: skip
    return result


def project_money(books: Books, first: int, last: int, rules: Rules, prices: Prices, people: Population) -> Ledger:
    """Every pool from January of year first to December of year last; `people` starts at the end of year first - 1."""
    n = last - first + 1
    payers, services, _ = prices.services.shape
    result = Ledger(
        flows=np.zeros((12 * n, r.POOLS, r.LINES)),
        memo=np.zeros((12 * n, r.MEMOS)),
        stocks=np.zeros((12 * n, r.POOLS, r.STOCKS)),
        yearly=np.zeros((n, r.CARE + r.CARE_BLOCKS * payers * services)),
        books=books.copy(),
    )
    room = desk(np.zeros, payers, services, people.need.shape[2])
    for i in range(n):
        months, yearly = slice(12 * i, 12 * i + 12), result.yearly[i]
        pass_year(
            first + i, i, rules, prices, people, result.books, room, result.flows[months], result.memo[months],
            result.stocks[months], yearly,
        )  # fmt: skip
        yearly[r.NURSING : r.BY_TERMS] = room.nursing.ravel()
        yearly[r.CARE :] = room.care.ravel()
    return result
