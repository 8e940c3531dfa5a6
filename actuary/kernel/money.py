"""The books of one year, month by month: earn, contribute, settle, credit interest, close."""

import numpy as np

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, part
from actuary.kernel.income import declared, earned
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
    unpaid,
)
from actuary.kernel.nursing import book_nursing
from actuary.kernel.residents import collect, collect_for_newborns, split_subsidy


@part
def incur(driver, maternity_home, incurred):
    """A month's bills that wait for the lag, by pool and line, a twelfth of the year's: incurred[pool, line], yuan."""
    for pool in range(r.POOLS):
        for line in range(r.LAGGED_LINES):
            incurred[pool, line] = 0.0
    for line in range(r.CARE_LINES):
        incurred[pool_of(line // 2), line % 2] = driver[r.BILLS_LAGGED + line] / 12.0
    incurred[maternity_home, r.MATERNITY_MEDICAL - r.INPATIENT] += driver[r.BIRTH_CARE] / 12.0
    incurred[maternity_home, r.MATERNITY_ALLOWANCE - r.INPATIENT] += driver[r.BIRTH_ALLOWANCES] / 12.0
    incurred[r.RESIDENT, r.MATERNITY_MEDICAL - r.INPATIENT] += driver[r.BIRTHS_OF_RESIDENTS] / 12.0


@part
def note_stocks(balances, queue, owed, standing, after, advanced, lag, stocks):
    """What stands at the end of a month: stocks[pool, balance | payable | receivable | prepaid | advanced], yuan."""
    for pool in range(r.POOLS):
        stocks[pool, r.BALANCE] = balances[pool]
        stocks[pool, r.PAYABLE] = unpaid(queue, pool, lag)
        stocks[pool, r.ADVANCED] = advanced[pool]
    for line in range(r.CARE_LINES):
        stocks[pool_of(line // 2), r.PAYABLE] += standing[r.HELD_NOW + line] + after[r.HELD_NOW + line]
    for n in range(owed.size):
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
    incurred = np.zeros((r.POOLS, r.LAGGED_LINES))
    advanced = np.zeros(r.POOLS)
    for line in range(r.CARE_LINES):
        advanced[pool_of(line // 2)] += driver[r.BILLS_AHEAD + line]
    note_year(driver, standing, yearly)
    for month in range(12):
        m = 12 * t + month
        now = flows[month]
        merged = law_month[r.MATERNITY_MERGED, m] > 0.0
        home = r.EMPLOYEE if merged else r.MATERNITY
        if merged and m > 0 and law_month[r.MATERNITY_MERGED, m - 1] == 0.0:
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
        incur(driver, home, incurred)
        settle(now, queue, incurred, lag)
        settle_apart(now, month, driver, law_year[r.CLEARING_MONTH, t], standing, after)
        draw(now, driver, basis_year[r.ACCOUNT_USE, t], fixed)
        close(now, balances, advanced, law_month[r.INTEREST_RATE, m])
        if month == 11:
            advanced[:] = 0.0
        note_stocks(balances, queue, owed, standing, after, advanced, lag, stocks[month])
        for p in range(r.CARE_PAYERS):
            after[r.INCOME_BEFORE_OF_POOL + p] += now[pool_of(p), : r.INCOME_LINES].sum()
            after[r.SPENDING_BEFORE + p] += now[pool_of(p), r.INCOME_LINES : r.TRANSFER_OUT + 1].sum()
        memo[month, r.MEMO_INCOME] = maternity_income
        memo[month, r.MEMO_SPENDING] = now[home, r.MATERNITY_MEDICAL] + now[home, r.MATERNITY_ALLOWANCE]
        yearly[r.PAYROLL] += employed + alone
    close_funds(t, law_month, standing, after, yearly)
