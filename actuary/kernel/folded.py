"""A year of a draw's books, folded: sums of what drives it by what the law answers (response.py), and interest on the way."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import part
from actuary.kernel.lanes import fused

ORDER = (r.MATERNITY, r.EMPLOYEE, r.ACCOUNT, r.RESIDENT, r.LONG_TERM_CARE)
"""Pools, the one that may hand over its balance before the one that gets it."""


@part
def add_up(t, response, drivers, sums):
    """The sums that the answers of a year are made of: weight x drivers[year, row], term by term."""
    first = response.begin[t, 0]
    for s in range(first, response.begin[t, r.ANSWERS]):
        total = 0.0
        for i in range(response.terms[s], response.terms[s + 1]):
            total = fused(response.weight[i], drivers[response.year[i], response.row[i]], total)
        sums[s - first] = total


@part
def spread(t, answer, response, sums, months):
    """An answer month by month, sums times their courses: writes months[answer, month]."""
    first = response.begin[t, 0]
    begin = response.begin[t, answer]
    end = response.begin[t, answer + 1]
    for month in range(12):
        total = 0.0
        for s in range(begin, end):
            total = fused(response.course[s, month], sums[s - first], total)
        months[answer, month] = total


@part
def tell(t, response, sums, told):
    """The answers of the year: each is a sum as it is, or nothing. Writes told[answer]."""
    first = response.begin[t, 0]
    for answer in range(r.INCOME_OF, r.ANSWERS):
        told[answer] = 0.0
        for s in range(response.begin[t, answer], response.begin[t, answer + 1]):
            told[answer] = sums[s - first]
    told[r.HANDED_OVER] = 0.0


@part
def hand_over(month, balance, months, told):
    """The balance of maternity becomes the employee pool's on the first of a month, and bears interest there."""
    for row in (r.CASH_OF + r.EMPLOYEE, r.BEARING_OF + r.EMPLOYEE):
        months[row, month] = months[row, month] + balance
    for row in (r.INCOME_OF + r.EMPLOYEE, r.SPENDING_OF + r.MATERNITY, r.HANDED_OVER):
        told[row] = told[row] + balance


@part
def roll(t, pool, law_month, response, balances, months, told):
    """A pool's balance through the year, with interest on what is not negative, which is income of the year besides."""
    bears = response.bears[t, pool] != 0
    balance = balances[pool]
    interest = 0.0
    for month in range(12):
        m = 12 * t + month
        if pool == r.MATERNITY and response.merged[m] != 0:
            hand_over(month, balance, months, told)
            balance = 0.0 * balance
        rate = law_month[r.INTEREST_RATE, m] / 12.0
        bearing = balance
        if bears:
            bearing = balance + months[r.BEARING_OF + pool, month]
        bearing = max(bearing, 0.0)
        interest = fused(bearing, rate, interest)
        balance = fused(bearing, rate, balance + months[r.CASH_OF + pool, month])
    balances[pool] = balance
    told[r.INCOME_OF + pool] = told[r.INCOME_OF + pool] + interest


@part
def book_by_response(t, law_month, response, drivers, balances, after, sums, months, told):
    """The books of one year by the law's response, equal to those of book_year summed over its months.

    drivers[year, row] of this year and of those before; sums[n] and months[answer, month] are room to work in. Changes
    balances[pool] in place; writes told[row] from INCOME_OF on and, for the next year, after[row].
    """
    add_up(t, response, drivers, sums)
    tell(t, response, sums, told)
    for pool in range(r.POOLS):
        if response.awake[t, pool] != 0:
            spread(t, r.CASH_OF + pool, response, sums, months)
        if response.bears[t, pool] != 0:
            spread(t, r.BEARING_OF + pool, response, sums, months)
    for pool in ORDER:
        if response.awake[t, pool] != 0:
            roll(t, pool, law_month, response, balances, months, told)
    after[r.PREPAID_NOW] = told[r.PREPAID_OF]
    for p in range(r.CARE_PAYERS):
        pool = r.EMPLOYEE if p == 0 else r.RESIDENT
        after[r.INCOME_BEFORE_OF_POOL + p] = told[r.INCOME_OF + pool]
        after[r.SPENDING_BEFORE + p] = told[r.SPENDING_OF + pool]
