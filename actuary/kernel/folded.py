"""A year of a draw's books, folded: sums of what drives it by what the law answers (response.py), and interest on the way."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import part
from actuary.kernel.lanes import fused


@part
def add_up(t, response, drivers, sums):
    """The sums that the answers of a year are made of: sums[n] = sum of weight x drivers[year, row], from its first on."""
    first = response.begin[t, 0]
    for s in range(first, response.begin[t, r.ANSWERS]):
        total = 0.0
        for i in range(response.terms[s], response.terms[s + 1]):
            total = fused(response.weight[i], drivers[response.year[i], response.row[i]], total)
        sums[s - first] = total


@part
def answered(t, answer, month, response, sums, begun):
    """An answer in a month, added to what has begun: sums times their courses."""
    first = response.begin[t, 0]
    for s in range(response.begin[t, answer], response.begin[t, answer + 1]):
        begun = fused(response.course[s, month], sums[s - first], begun)
    return begun


@part
def book_by_response(t, law_month, response, drivers, balances, after, sums, told):
    """The books of one year by the law's response, equal to those of book_year summed over its months.

    drivers[year, row] of this year and of those before; sums is room for response.most numbers. Changes balances[pool] in
    place; writes told[row] from INCOME_OF on and, for the next year, after[row].
    """
    add_up(t, response, drivers, sums)
    for row in range(r.INCOME_OF, r.ANSWERS):
        told[row] = answered(t, row, 0, response, sums, 0.0)
    told[r.HANDED_OVER] = 0.0
    for month in range(12):
        m = 12 * t + month
        rate = law_month[r.INTEREST_RATE, m] / 12.0
        if response.merged[m]:
            told[r.HANDED_OVER] += balances[r.MATERNITY]
            balances[r.EMPLOYEE] += balances[r.MATERNITY]
            balances[r.MATERNITY] = 0.0
        for pool in range(r.POOLS):
            if response.awake[t, pool]:
                bearing = answered(t, r.BEARING_OF + pool, month, response, sums, balances[pool])
                interest = max(bearing, 0.0) * rate
                told[r.INCOME_OF + pool] += interest
                balances[pool] += answered(t, r.CASH_OF + pool, month, response, sums, 0.0) + interest
    told[r.INCOME_OF + r.EMPLOYEE] += told[r.HANDED_OVER]
    told[r.SPENDING_OF + r.MATERNITY] += told[r.HANDED_OVER]
    after[r.PREPAID_NOW] = told[r.PREPAID_OF]
    for p in range(r.CARE_PAYERS):
        pool = r.EMPLOYEE if p == 0 else r.RESIDENT
        after[r.INCOME_BEFORE_OF_POOL + p] = told[r.INCOME_OF + pool]
        after[r.SPENDING_BEFORE + p] = told[r.SPENDING_OF + pool]
