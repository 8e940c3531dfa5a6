"""A year of a draw's books, folded: sums of what drives it by what the law answers (response.py), and interest on the way."""

from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.compiler import inlined, part
from actuary.kernel.lanes import fused, scratch, some, where

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


@inlined
def undisturbed(t, pool, opening, response, drivers):
    """Interest of a pool's year if what bears it is never negative; what that never falls below in the year, nor rises above.

    Without interest it is the opening balance and what every sum has made of it so far, each no less than its lowest and no
    more than its highest.
    """
    interest, least, most = opening * response.growth[t], opening, opening
    for answer in (d.CASH_OF + pool, d.BEARING_OF + pool):
        for s in range(response.begin[t, answer], response.begin[t, answer + 1]):
            whole = summed(s, response, drivers)
            interest = fused(response.grown[s], whole, interest)
            one, other = response.lowest[s] * whole, response.highest[s] * whole
            least, most = least + min(one, other), most + max(one, other)
    return interest, least, most


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


@part
def lay_pool(t, pool, response, drivers, sums, months):
    """Of a pool what comes in, months[0, pool, m], and what bears interest besides the balance, months[1, pool, m]."""
    lay(t, d.CASH_OF + pool, response, drivers, sums, months[0, pool])
    if response.bears[t, pool] != 0:
        lay(t, d.BEARING_OF + pool, response, drivers, sums, months[1, pool])


@inlined
def credit(t, month, pool, law_month, response, months, balance, interest):
    """A month of a pool, interest on what is not negative: its balance then, and the interest so far."""
    bears = balance
    if response.bears[t, pool] != 0:
        bears = bears + months[1, pool, month]
    bears, rate = max(bears, 0.0), law_month[r.INTEREST_RATE, 12 * t + month] / 12.0
    return fused(bears, rate, balance + months[0, pool, month]), fused(bears, rate, interest)


@part
def roll(t, pool, law_month, response, months, opening):
    """The months of a pool that is handed nothing over: its balance at the end of the year, and the interest on the way."""
    balance, interest = opening, opening * 0.0
    for month in range(12):
        balance, interest = credit(t, month, pool, law_month, response, months, balance, interest)
    return balance, interest


@inlined
def hand_over(balance, told):
    """The balance of maternity becomes the employee pool's on the first of a month, and bears interest there."""
    for row in (d.INCOME_OF + r.EMPLOYEE, d.SPENDING_OF + r.MATERNITY, d.HANDED_OVER):
        told[row] = told[row] + balance[r.MATERNITY]
    balance[r.EMPLOYEE] = balance[r.EMPLOYEE] + balance[r.MATERNITY]
    balance[r.MATERNITY] = 0.0


@part
def roll_together(t, law_month, response, drivers, balances, sums, months, told):
    """A year in which maternity may become part of the employee pool: all pools month by month. In place."""
    interest = scratch(balances[0])
    for pool in range(r.POOLS):
        interest[pool] = balances[pool] * 0.0
        lay_pool(t, pool, response, drivers, sums, months)
    for month in range(12):
        if response.merged[12 * t + month] != 0:
            hand_over(balances, told)
        for pool in range(r.POOLS):
            balances[pool], interest[pool] = credit(
                t, month, pool, law_month, response, months, balances[pool], interest[pool]
            )
    for pool in range(r.POOLS):
        told[d.INCOME_OF + pool] = told[d.INCOME_OF + pool] + interest[pool]


@part
def roll_apart(t, law_month, response, drivers, balances, sums, months, told):
    """A year in which no pool is handed over: each in one step, or month by month where it may cross into or out of debt.

    In debt all year it bears nothing. Both are worked out where draws side by side differ, so that none depends on who is
    beside it. In place.
    """
    for pool in range(r.POOLS):
        if response.awake[t, pool] != 0:
            opening = balances[pool]
            interest, least, most = undisturbed(t, pool, opening, response, drivers)
            interest = where(most <= 0.0, 0.0, interest)
            closing = opening + (told[d.INCOME_OF + pool] - told[d.SPENDING_OF + pool]) + interest
            crossing = min(-least, most)
            if some(crossing > 0.0):
                lay_pool(t, pool, response, drivers, sums, months)
                balance, earned = roll(t, pool, law_month, response, months, opening)
                closing, interest = where(crossing > 0.0, balance, closing), where(crossing > 0.0, earned, interest)
            balances[pool] = closing
            told[d.INCOME_OF + pool] = told[d.INCOME_OF + pool] + interest


@part
def book_by_response(t, law_month, response, drivers, balances, after, sums, months, told):
    """The books of one year by the law's response, equal to those of book_year summed over its months.

    drivers[year, row] of this year and of those before; sums[n] and months[2, pool, m] are room to work in. Changes
    balances[pool] in place; writes told[row] from INCOME_OF on and, for the next year, after[row].
    """
    tell(t, response, drivers, told)
    if response.by_month[t] != 0:
        roll_together(t, law_month, response, drivers, balances, sums, months, told)
    else:
        roll_apart(t, law_month, response, drivers, balances, sums, months, told)
    after[r.PREPAID_NOW] = told[d.PREPAID_OF]
    for p in range(r.CARE_PAYERS):
        pool = r.EMPLOYEE if p == 0 else r.RESIDENT
        after[r.INCOME_BEFORE_OF_POOL + p] = told[d.INCOME_OF + pool]
        after[r.SPENDING_BEFORE + p] = told[d.SPENDING_OF + pool]
