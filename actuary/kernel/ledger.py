"""A month of the books: what falls due, what is paid, what is left."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import part
from actuary.kernel.income import earned
from actuary.kernel.lanes import agreed


@part
def contribute(flows, owed, law, month, employed, alone, retired, retired_wages, fixed):
    """A month of contributions on wages: due, waived, put off, in arrears, come back, split between pool and account.

    employed, alone = covered wages of the month; retired = persons; retired_wages = the month's mean wage for each of them;
    law[row, month]. The waiver, the deferral and arrears that come in later fall on the pool; the account is credited in
    full, with nothing of what the retired pay. owed[n] = comes back n + 1 months from now. Writes flows[pool, line].
    """
    account_level = fixed[r.ACCOUNT_CREDIT_LEVEL]
    both_rates = law[r.EMPLOYER_RATE, month] + law[r.EMPLOYEE_RATE, month]
    paying_alone = alone * law[r.FLEXIBLE_RATE, month]
    in_time = law[r.COLLECTION_RATE, month]
    in_all = earned(in_time, law[r.ARREARS_RECOVERED, month])
    later = (in_all - in_time) * (employed + paying_alone) * both_rates
    employer_due = in_time * employed * law[r.EMPLOYER_RATE, month]
    own_due = in_time * employed * law[r.EMPLOYEE_RATE, month]
    alone_employer_part = in_time * paying_alone * law[r.EMPLOYER_RATE, month]
    alone_own_part = in_time * paying_alone * law[r.EMPLOYEE_RATE, month]
    support = retired * law[r.RETIRED_SUPPORT, month]
    own_retired = retired_wages * law[r.RETIRED_BASE, month] * law[r.RETIRED_RATE, month]
    waived = employer_due * fixed[r.ENTERPRISE_SHARE] * law[r.EMPLOYER_RELIEF, month]
    put_off = (employer_due - waived) * law[r.DEFERRED_SHARE, month]
    back = owed[0]
    for n in range(owed.shape[0] - 1):
        owed[n] = owed[n + 1]
    owed[owed.shape[0] - 1] = 0.0
    owed[int(agreed(law[r.DEFERRAL_MONTHS, month])) - 1] += put_off
    owed[int(agreed(law[r.ARREARS_MONTHS, month])) - 1] += later

    credited = in_all * (employed + paying_alone)
    from_own = account_level * law[r.ACCOUNT_EMPLOYEE_SHARE, month] * credited * law[r.EMPLOYEE_RATE, month]
    from_employer = account_level * (
        law[r.ACCOUNT_EMPLOYER_SHARE, month] * credited * law[r.EMPLOYER_RATE, month]
        + retired * law[r.ACCOUNT_RETIRED_CREDIT, month]
    )
    own = own_due + alone_own_part + alone_employer_part + own_retired
    flows[r.ACCOUNT, r.CONTRIBUTIONS_OWN] = from_own
    flows[r.ACCOUNT, r.CONTRIBUTIONS_EMPLOYER] = from_employer
    flows[r.EMPLOYEE, r.CONTRIBUTIONS_OWN] = own - from_own
    flows[r.EMPLOYEE, r.CONTRIBUTIONS_EMPLOYER] = employer_due - waived - put_off + back - from_employer
    flows[r.EMPLOYEE, r.OWN_RETIRED] = own_retired
    flows[r.EMPLOYEE, r.WAIVED] = waived
    flows[r.EMPLOYEE, r.DEFERRED] = put_off
    flows[r.EMPLOYEE, r.ARREARS] = max(0.0, 1.0 - in_time) * (employed + paying_alone) * both_rates
    flows[r.EMPLOYEE, r.SUBSIDY] = support
    flows[r.ACCOUNT, r.INCURRED_INCOME] += from_own + from_employer
    flows[r.EMPLOYEE, r.INCURRED_INCOME] += own - from_own + employer_due - waived - from_employer + later + support


@part
def book_years(flows, paid):
    """What comes in a month for contribution years recognised or bought, yuan: own contributions, all of them the pool's."""
    flows[r.EMPLOYEE, r.CONTRIBUTIONS_OWN] += paid
    flows[r.EMPLOYEE, r.INCURRED_INCOME] += paid


@part
def book_other(flows, law, month, always):
    """A month's other income and other spending of the two pools, in yuan of the month: due and paid at once.

    law[row, month]; always = 1, or 0 where only what somebody drives is asked for. Writes flows[pool, line].
    """
    flows[r.EMPLOYEE, r.OTHER_INCOME] = always * law[r.EMPLOYEE_OTHER_INCOME, month]
    flows[r.EMPLOYEE, r.OTHER_SPENDING] = always * law[r.EMPLOYEE_OTHER_SPENDING, month]
    flows[r.RESIDENT, r.OTHER_INCOME] = always * law[r.RESIDENT_OTHER_INCOME, month]
    flows[r.RESIDENT, r.OTHER_SPENDING] = always * law[r.RESIDENT_OTHER_SPENDING, month]
    for pool in (r.EMPLOYEE, r.RESIDENT):
        flows[pool, r.INCURRED_INCOME] += flows[pool, r.OTHER_INCOME]
        flows[pool, r.INCURRED_COST] += flows[pool, r.OTHER_SPENDING]


@part
def settle(flows, queue, lag):
    """Pay what was incurred this month and before: paid = sum over n of lag[n] x incurred n months ago, queue[pool, line, n].

    Writes flows[pool, line].
    """
    for pool in range(r.POOLS):
        for line in range(r.LAGGED_LINES):
            paid = 0.0
            for n in range(lag.shape[0]):
                paid += lag[n] * queue[pool, line, n]
            flows[pool, r.INPATIENT + line] = paid
            flows[pool, r.INCURRED_COST] += queue[pool, line, 0]


@part
def sum_of(flows, first, end):
    """All lines of a pool from one up to, but without, another: flows[line]."""
    total = 0.0
    for line in range(first, end):
        total += flows[line]
    return total


@part
def pool_of(p):
    """The pool of a payer."""
    return r.EMPLOYEE if p == 0 else r.RESIDENT


@part
def settle_apart(flows, month, driver, clearing, standing, after):
    """A month of what does not wait for the lag: bills paid at once, bills held back, and the clearing of a year.

    driver[row], yuan a year; what is held back of this year waits in after[HELD_NOW], of last year in
    standing[HELD_NOW] until the month `clearing`; clearing 0 is December of the year itself. Adds to flows[pool, line].
    """
    for line in range(r.CARE_LINES):
        pool = pool_of(line // 2)
        at_once = driver[r.BILLS_AT_ONCE + line] / 12.0
        held = driver[r.BILLS_HELD + line] / 12.0
        after[r.HELD_NOW + line] += held
        paid = at_once
        if month + 1 == max(clearing, 1):
            paid += standing[r.HELD_NOW + line]
            standing[r.HELD_NOW + line] = 0.0
        if month == 11 and clearing == 0:
            paid += after[r.HELD_NOW + line]
            after[r.HELD_NOW + line] = 0.0
        flows[pool, r.INPATIENT + line % 2] += paid
        flows[pool, r.INCURRED_COST] += at_once + held


@part
def draw(flows, driver, use, fixed):
    """What members draw from their accounts in a month: a share of the year's opening balance and of the new credits.

    use = the share of the year over that of the base year.
    """
    credited = flows[r.ACCOUNT, r.CONTRIBUTIONS_OWN] + flows[r.ACCOUNT, r.CONTRIBUTIONS_EMPLOYER]
    drawn = fixed[r.ACCOUNT_DRAW] * use * (driver[r.ACCOUNTS_BEFORE] / 12.0 + credited)
    flows[r.ACCOUNT, r.ACCOUNT_PAYMENTS] = drawn
    flows[r.ACCOUNT, r.INCURRED_COST] += drawn


@part
def unpaid(queue, pool, lag):
    """Incurred and not yet paid by a pool: what was incurred n months ago waits for all later shares of the lag. Yuan."""
    total = 0.0
    for n in range(lag.shape[0]):
        waiting = 0.0
        for later in range(n + 1, lag.shape[0]):
            waiting += lag[later]
        for line in range(r.LAGGED_LINES):
            total += waiting * queue[pool, line, n]
    return total


@part
def merge_maternity(flows, balances, queue, lag):
    """The maternity pool becomes part of the employee pool: balance and open bills move over. In place."""
    net = balances[r.MATERNITY] - unpaid(queue, r.MATERNITY, lag)
    flows[r.EMPLOYEE, r.INCURRED_INCOME] += net
    flows[r.MATERNITY, r.INCURRED_INCOME] -= net
    flows[r.MATERNITY, r.TRANSFER_OUT] = balances[r.MATERNITY]
    flows[r.EMPLOYEE, r.TRANSFER_IN] = balances[r.MATERNITY]
    for line in range(r.LAGGED_LINES):
        for n in range(lag.shape[0]):
            queue[r.EMPLOYEE, line, n] += queue[r.MATERNITY, line, n]
            queue[r.MATERNITY, line, n] = 0.0


@part
def close(flows, balances, advanced, interest_rate):
    """Credit interest on the opening balance of the month, none on a negative one, and close the month. In place.

    Transfers happen on the first day: what a pool has handed over bears interest where it is. What hospitals were paid
    ahead, advanced[pool], is still the pool's, but bears it none.
    """
    for pool in range(r.POOLS):
        opening = balances[pool] - advanced[pool] + flows[pool, r.TRANSFER_IN] - flows[pool, r.TRANSFER_OUT]
        flows[pool, r.INTEREST] = max(opening, 0.0) * interest_rate / 12.0
        flows[pool, r.INCURRED_INCOME] += flows[pool, r.INTEREST]
        for line in range(r.INCOME_LINES):
            balances[pool] += flows[pool, line]
        for line in range(r.INCOME_LINES, r.TRANSFER_OUT + 1):
            balances[pool] -= flows[pool, line]
