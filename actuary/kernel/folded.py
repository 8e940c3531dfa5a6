"""A year of a draw's books, folded: sums of what drives it by what the law answers (response.py), and interest on the way."""

from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.compiler import inlined, part
from actuary.kernel.lanes import fused


@part
def add_up(t, response, drivers, sums):
    """The sums that the answers of a year are made of: weight x drivers[year, row], term by term."""
    first = response.begin[t, 0]
    for s in range(first, response.begin[t, d.ANSWERS]):
        total = 0.0
        for i in range(response.terms[s], response.terms[s + 1]):
            total = fused(response.weight[i], drivers[response.year[i], response.row[i]], total)
        sums[s - first] = total


@part
def tell(t, response, sums, told):
    """The answers of the year: each is a sum as it is, or nothing. Writes told[answer]."""
    first = response.begin[t, 0]
    for answer in range(d.INCOME_OF, d.ANSWERS):
        told[answer] = 0.0
        for s in range(response.begin[t, answer], response.begin[t, answer + 1]):
            told[answer] = sums[s - first]
    told[d.HANDED_OVER] = 0.0


@inlined
def answered(t, answer, month, response, sums):
    """An answer in a month: sums times their courses."""
    first = response.begin[t, 0]
    total = 0.0
    for s in range(response.begin[t, answer], response.begin[t, answer + 1]):
        total = fused(response.course[s, month], sums[s - first], total)
    return total


@inlined
def hand_over(balances, told):
    """The balance of maternity becomes the employee pool's on the first of a month, and bears interest there."""
    for row in (d.INCOME_OF + r.EMPLOYEE, d.SPENDING_OF + r.MATERNITY, d.HANDED_OVER):
        told[row] = told[row] + balances[r.MATERNITY]
    balances[r.EMPLOYEE] = balances[r.EMPLOYEE] + balances[r.MATERNITY]
    balances[r.MATERNITY] = 0.0


@part
def roll(t, law_month, response, balances, sums, told):
    """Balances month by month, with interest on what is not negative, which is income of the year besides. In place."""
    for month in range(12):
        m = 12 * t + month
        rate = law_month[r.INTEREST_RATE, m] / 12.0
        if response.merged[m] != 0:
            hand_over(balances, told)
        for pool in range(r.POOLS):
            if response.awake[t, pool] != 0:
                balance = balances[pool]
                bearing = balance
                if response.bears[t, pool] != 0:
                    bearing = balance + answered(t, d.BEARING_OF + pool, month, response, sums)
                bearing = max(bearing, 0.0)
                cash = answered(t, d.CASH_OF + pool, month, response, sums)
                told[d.INCOME_OF + pool] = fused(bearing, rate, told[d.INCOME_OF + pool])
                balances[pool] = fused(bearing, rate, balance + cash)


@part
def book_by_response(t, law_month, response, drivers, balances, after, sums, told):
    """The books of one year by the law's response, equal to those of book_year summed over its months.

    drivers[year, row] of this year and of those before; sums[n] is room to work in. Changes balances[pool] in place;
    writes told[row] from INCOME_OF on and, for the next year, after[row].
    """
    add_up(t, response, drivers, sums)
    tell(t, response, sums, told)
    roll(t, law_month, response, balances, sums, told)
    after[r.PREPAID_NOW] = told[d.PREPAID_OF]
    for p in range(r.CARE_PAYERS):
        pool = r.EMPLOYEE if p == 0 else r.RESIDENT
        after[r.INCOME_BEFORE_OF_POOL + p] = told[d.INCOME_OF + pool]
        after[r.SPENDING_BEFORE + p] = told[d.SPENDING_OF + pool]
