"""The books of one year, month by month: earn, contribute, settle, credit interest, close."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, part
from actuary.kernel.income import declared, earned
from actuary.kernel.lanes import agreed, scratch
from actuary.kernel.layers import close_funds, pay_premiums
from actuary.kernel.ledger import (
    book_other,
    book_years,
    close,
    contribute,
    draw,
    merge_maternity,
    pool_of,
    settle,
    settle_apart,
    sum_of,
    unpaid,
)
from actuary.kernel.nursing import book_nursing
from actuary.kernel.residents import collect, collect_for_newborns, split_subsidy


@part
def incur(driver, maternity_home, queue):
    """A month's bills that wait for the lag, a twelfth of the year's, join the queue[pool, line, n] of n months ago. Yuan."""
    for pool in range(r.POOLS):
        for line in range(r.LAGGED_LINES):
            for n in range(queue.shape[2] - 1, 0, -1):
                queue[pool, line, n] = queue[pool, line, n - 1]
            queue[pool, line, 0] = 0.0
    for line in range(r.CARE_LINES):
        queue[pool_of(line // 2), line % 2, 0] = driver[r.BILLS_LAGGED + line] / 12.0
    queue[maternity_home, r.MATERNITY_MEDICAL - r.INPATIENT, 0] += driver[r.BIRTH_CARE] / 12.0
    queue[maternity_home, r.MATERNITY_ALLOWANCE - r.INPATIENT, 0] += driver[r.BIRTH_ALLOWANCES] / 12.0
    queue[r.RESIDENT, r.MATERNITY_MEDICAL - r.INPATIENT, 0] += driver[r.BIRTHS_OF_RESIDENTS] / 12.0


@part
def note_stocks(balances, queue, owed, standing, after, advanced, lag, stocks):
    """What stands at the end of a month: stocks[pool, balance | payable | receivable | prepaid | advanced], yuan."""
    for pool in range(r.POOLS):
        stocks[pool, r.BALANCE] = balances[pool]
        stocks[pool, r.PAYABLE] = unpaid(queue, pool, lag)
        stocks[pool, r.ADVANCED] = advanced[pool]
    for line in range(r.CARE_LINES):
        stocks[pool_of(line // 2), r.PAYABLE] += standing[r.HELD_NOW + line] + after[r.HELD_NOW + line]
    for n in range(owed.shape[0]):
        stocks[r.EMPLOYEE, r.RECEIVABLE] += owed[n]
    stocks[r.RESIDENT, r.PREPAID] = after[r.PREPAID_NOW]


@part
def note_year(driver, standing, yearly):
    """What is told of a year besides its months: this year's cover and what maternity costs, to yearly[row]."""
    yearly[r.PREMIUM] = standing[r.PREMIUM_NOW]
    yearly[r.SUBSIDY_PER_HEAD] = standing[r.SUBSIDY_NOW]
    yearly[r.TAKE_UP] = standing[r.TAKE_UP_NOW]
    yearly[r.HEADS] = standing[r.HEADS_NOW]
    yearly[r.TAKE_UP_OF_ASSISTED] = standing[r.ASSISTED_TAKE_UP_NOW]
    yearly[r.MATERNITY_MEDICAL_COST] = driver[r.BIRTH_CARE]
    yearly[r.MATERNITY_ALLOWANCE_COST] = driver[r.BIRTH_ALLOWANCES]
    yearly[r.PAYROLL] = 0.0


@compiled
def book_year(
    t, law_year, law_month, basis_year, fixed, wage_curve, grid, lag, premium_timing, subsidy_timing, driver, balances,
    queue, owed, standing, after, flows, memo, stocks, yearly,
):  # fmt: skip
    """The books of one year, from what drives it and the law.

    driver[row] as drivers.py writes it; but for interest every month is linear in it. What the layers receive and pay stands
    in yearly[row] already. Changes balances[pool], queue[pool, line, n], owed[n] and what is held back in place; writes
    flows[12, pool, line], memo[12, row], stocks[12, pool, row], yearly[row] and, for the next year, after[row].
    """
    advanced = scratch(driver[r.ALWAYS])
    for pool in range(r.POOLS):
        advanced[pool] = 0.0
    for line in range(r.CARE_LINES):
        advanced[pool_of(line // 2)] += driver[r.BILLS_AHEAD + line]
    note_year(driver, standing, yearly)
    for month in range(12):
        m = 12 * t + month
        now = flows[month]
        merged = agreed(law_month[r.MATERNITY_MERGED, m] > 0.0)
        home = r.EMPLOYEE if merged else r.MATERNITY
        if merged and m > 0 and agreed(law_month[r.MATERNITY_MERGED, m - 1] == 0.0):
            merge_maternity(now, balances, queue, lag)
        share = declared(
            wage_curve, grid, law_month[r.DECLARED_BASE, m], law_month[r.BASE_FLOOR, m], law_month[r.BASE_CAP, m]
        )
        employed = driver[r.WAGES_EMPLOYED] / 12.0 * share
        alone = driver[r.WAGES_ALONE] / 12.0 * share * law_month[r.FLEXIBLE_DECLARED, m]
        contribute(
            now, owed, law_month, m, employed, alone, driver[r.RETIRED_MEMBERS], driver[r.RETIRED_WAGES] / 12.0, fixed
        )
        collect(now, month, driver, after, premium_timing, subsidy_timing)
        collect_for_newborns(now, driver)
        split_subsidy(now, law_year[r.SUBSIDY_CENTRAL_SHARE, t], law_year[r.SUBSIDY_PROVINCE_SHARE, t])
        in_all = earned(law_month[r.COLLECTION_RATE, m], law_month[r.ARREARS_RECOVERED, m])
        maternity_income = fixed[r.MATERNITY_LEVEL] * employed * in_all * law_month[r.MATERNITY_RATE, m]
        now[home, r.CONTRIBUTIONS_EMPLOYER] += maternity_income
        now[home, r.INCURRED_INCOME] += maternity_income
        book_years(now, driver[r.YEARS_PAID] / 12.0)
        book_other(now, law_month, m, driver[r.ALWAYS])
        pay_premiums(now, driver)
        book_nursing(now, t, m, law_year, law_month, driver, employed, alone)
        incur(driver, home, queue)
        settle(now, queue, lag)
        settle_apart(now, month, driver, int(agreed(law_year[r.CLEARING_MONTH, t])), standing, after)
        draw(now, driver, basis_year[r.ACCOUNT_USE, t], fixed)
        close(now, balances, advanced, law_month[r.INTEREST_RATE, m])
        if month == 11:
            for pool in range(r.POOLS):
                advanced[pool] = 0.0
        note_stocks(balances, queue, owed, standing, after, advanced, lag, stocks[month])
        for p in range(r.CARE_PAYERS):
            after[r.INCOME_BEFORE_OF_POOL + p] += sum_of(now[pool_of(p)], 0, r.INCOME_LINES)
            after[r.SPENDING_BEFORE + p] += sum_of(now[pool_of(p)], r.INCOME_LINES, r.TRANSFER_OUT + 1)
        memo[month, r.MEMO_INCOME] = maternity_income
        memo[month, r.MEMO_SPENDING] = now[home, r.MATERNITY_MEDICAL] + now[home, r.MATERNITY_ALLOWANCE]
        yearly[r.PAYROLL] += employed + alone
    close_funds(t, law_month, standing, after, yearly)
