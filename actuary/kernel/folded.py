"""A year of a draw's books, folded: sums of what drives it by what the law answers (response.py), and interest on the way."""

from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.compiler import inlined, part
from actuary.kernel.lanes import fused, scratch

AT_ONCE = 4
"""Months worked out at a time: as many sums as registers hold."""


@inlined
def summed(s, response, drivers):
    """A sum that answers are made of: weight x drivers[year, row], term by term."""
    total = 0.0
    for i in range(response.terms[s], response.terms[s + 1]):
        total = fused(response.weight[i], drivers[response.year[i], response.row[i]], total)
    return total


@part
def tell(t, response, drivers, told):
    """The answers of the year: each is a sum as it is, or nothing. Writes told[answer]."""
    for answer in range(d.INCOME_OF, d.ANSWERS):
        told[answer] = 0.0
        for s in range(response.begin[t, answer], response.begin[t, answer + 1]):
            told[answer] = summed(s, response, drivers)
    told[d.HANDED_OVER] = 0.0


@part
def lay(t, answer, response, drivers, sums, months):
    """An answer month by month: sums times their courses. Writes months[m]; sums[n] is room."""
    first, end = response.begin[t, answer], response.begin[t, answer + 1]
    for s in range(first, end):
        sums[s - first] = summed(s, response, drivers)
    for month in range(0, 12, AT_ONCE):
        total = scratch(sums[0])
        for m in range(AT_ONCE):
            total[m] = 0.0
        for s in range(first, end):
            for m in range(AT_ONCE):
                total[m] = fused(response.course[s, month + m], sums[s - first], total[m])
        for m in range(AT_ONCE):
            months[month + m] = total[m]


@inlined
def hand_over(balance, told):
    """The balance of maternity becomes the employee pool's on the first of a month, and bears interest there."""
    for row in (d.INCOME_OF + r.EMPLOYEE, d.SPENDING_OF + r.MATERNITY, d.HANDED_OVER):
        told[row] = told[row] + balance[r.MATERNITY]
    balance[r.EMPLOYEE] = balance[r.EMPLOYEE] + balance[r.MATERNITY]
    balance[r.MATERNITY] = 0.0


@part
def roll(t, law_month, response, cash, bearing, balances, told):
    """Balances month by month, with interest on what is not negative, which is income of the year besides. In place.

    cash[pool, m] comes in; bearing[pool, m] bears interest besides the balance.
    """
    balance, interest = scratch(balances[0]), scratch(balances[0])
    for pool in range(r.POOLS):
        balance[pool], interest[pool] = balances[pool], balances[pool] * 0.0
    for month in range(12):
        rate = law_month[r.INTEREST_RATE, 12 * t + month] / 12.0
        if response.merged[12 * t + month] != 0:
            hand_over(balance, told)
        for pool in range(r.POOLS):
            if response.awake[t, pool] != 0:
                bears = balance[pool]
                if response.bears[t, pool] != 0:
                    bears = bears + bearing[pool, month]
                bears = max(bears, 0.0)
                interest[pool] = fused(bears, rate, interest[pool])
                balance[pool] = fused(bears, rate, balance[pool] + cash[pool, month])
    for pool in range(r.POOLS):
        balances[pool] = balance[pool]
        told[d.INCOME_OF + pool] = told[d.INCOME_OF + pool] + interest[pool]


@part
def book_by_response(t, law_month, response, drivers, balances, after, sums, months, told):
    """The books of one year by the law's response, equal to those of book_year summed over its months.

    drivers[year, row] of this year and of those before; sums[n] and months[2, pool, m] are room to work in. Changes
    balances[pool] in place; writes told[row] from INCOME_OF on and, for the next year, after[row].
    """
    tell(t, response, drivers, told)
    for pool in range(r.POOLS):
        if response.awake[t, pool] != 0:
            lay(t, d.CASH_OF + pool, response, drivers, sums, months[0, pool])
        if response.bears[t, pool] != 0:
            lay(t, d.BEARING_OF + pool, response, drivers, sums, months[1, pool])
    roll(t, law_month, response, months[0], months[1], balances, told)
    after[r.PREPAID_NOW] = told[d.PREPAID_OF]
    for p in range(r.CARE_PAYERS):
        pool = r.EMPLOYEE if p == 0 else r.RESIDENT
        after[r.INCOME_BEFORE_OF_POOL + p] = told[d.INCOME_OF + pool]
        after[r.SPENDING_BEFORE + p] = told[d.SPENDING_OF + pool]
