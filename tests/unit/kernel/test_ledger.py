"""A month of the books, line by line."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.ledger import (
    book_other,
    book_years,
    close,
    contribute,
    draw,
    merge_maternity,
    settle,
    settle_apart,
    unpaid,
)

LAG = np.array([0.5, 0.3, 0.2])


def law(**rules: float) -> np.ndarray:
    """The rules of one month."""
    table = np.zeros((r.LAW_MONTH_ROWS, 1))
    table[r.DEFERRAL_MONTHS] = table[r.ARREARS_MONTHS] = 1
    table[r.COLLECTION_RATE] = table[r.FLEXIBLE_RATE] = 1
    for name, value in rules.items():
        table[getattr(r, name), 0] = value
    return table


def fixed(**values: float) -> np.ndarray:
    row = np.zeros(r.FIXED_ROWS)
    row[r.ACCOUNT_CREDIT_LEVEL] = 1
    for name, value in values.items():
        row[getattr(r, name)] = value
    return row


def driven(**amounts: float) -> np.ndarray:
    """What drives a year."""
    driver = np.zeros(r.DRIVERS)
    for name, amount in amounts.items():
        driver[getattr(r, name)] = amount
    return driver


def contributed(known: np.ndarray, owed: np.ndarray, **rules: float) -> np.ndarray:
    """Flows of a month with 1,000 of wages from employers, 100 of those who pay alone, 20 retired, 10 of wages each."""
    flows = np.zeros((r.POOLS, r.LINES))
    rates = {"EMPLOYER_RATE": 0.08, "EMPLOYEE_RATE": 0.02}
    contribute(flows, owed, law(**(rates | rules)), 0, 1000.0, 100.0, 20.0, 20.0 * 10, known)
    return flows


def test_contributions_of_employers_members_and_those_who_pay_alone() -> None:
    flows = contributed(fixed(), np.zeros(3))
    assert flows[r.EMPLOYEE, r.CONTRIBUTIONS_EMPLOYER] == pytest.approx(80)
    assert flows[r.EMPLOYEE, r.CONTRIBUTIONS_OWN] == pytest.approx(20 + 8 + 2)
    assert flows[r.EMPLOYEE, r.INCURRED_INCOME] == pytest.approx(110)
    assert flows.sum() == pytest.approx(220)


def test_the_account_is_credited_by_the_pool() -> None:
    """All of the members' part, 30 % of the employers' part (their own, where they pay alone), 0.1 for each retired."""
    flows = contributed(
        fixed(ACCOUNT_CREDIT_LEVEL=0.9), np.zeros(3),
        ACCOUNT_EMPLOYEE_SHARE=1.0, ACCOUNT_EMPLOYER_SHARE=0.3, ACCOUNT_RETIRED_CREDIT=0.1,
    )  # fmt: skip
    own, employer = 0.9 * (20 + 2), 0.9 * (0.3 * (80 + 8) + 0.1 * 20)
    assert flows[r.ACCOUNT, r.CONTRIBUTIONS_OWN] == pytest.approx(own)
    assert flows[r.ACCOUNT, r.CONTRIBUTIONS_EMPLOYER] == pytest.approx(employer)
    assert flows[r.ACCOUNT, r.INCURRED_INCOME] == pytest.approx(own + employer)
    assert flows[r.EMPLOYEE, r.CONTRIBUTIONS_OWN] == pytest.approx(30 - own)
    assert flows[r.EMPLOYEE, r.CONTRIBUTIONS_EMPLOYER] == pytest.approx(80 - employer)
    assert flows[r.EMPLOYEE, r.INCURRED_INCOME] == pytest.approx(110 - own - employer)


def test_what_the_retired_pay_stays_in_the_pool() -> None:
    """A tenth of a base of 0.4 x 10 for each of 20; nothing of it is credited, though all of the members' part is."""
    flows = contributed(fixed(), np.zeros(3), RETIRED_RATE=0.1, RETIRED_BASE=0.4, ACCOUNT_EMPLOYEE_SHARE=1.0)
    assert flows[r.EMPLOYEE, r.CONTRIBUTIONS_OWN] == pytest.approx(30 - 22 + 8)
    assert flows[r.EMPLOYEE, r.INCURRED_INCOME] == pytest.approx(110 - 22 + 8)
    assert flows[r.EMPLOYEE, r.OWN_RETIRED] == pytest.approx(8)
    assert flows[r.ACCOUNT, r.CONTRIBUTIONS_OWN] == pytest.approx(22)


def test_what_is_collected_worse_than_today_is_lost_or_comes_in_later() -> None:
    """110 fall due, a fifth is in arrears, of it half comes in two months later; the account is credited with 90 %."""
    owed = np.zeros(3)
    flows = contributed(
        fixed(), owed, COLLECTION_RATE=0.8, ARREARS_RECOVERED=0.5, ARREARS_MONTHS=2.0, ACCOUNT_EMPLOYEE_SHARE=1.0
    )
    assert flows[r.EMPLOYEE, r.CONTRIBUTIONS_EMPLOYER] == pytest.approx(0.8 * 80)
    assert flows[r.ACCOUNT, r.CONTRIBUTIONS_OWN] == pytest.approx(0.9 * 22)
    assert flows[r.EMPLOYEE, r.CONTRIBUTIONS_OWN] == pytest.approx(0.8 * 30 - 0.9 * 22)
    assert flows[r.EMPLOYEE, r.ARREARS] == pytest.approx(0.2 * 110)
    assert owed == pytest.approx([0, 11, 0])
    assert flows[r.EMPLOYEE, r.INCURRED_INCOME] + flows[r.ACCOUNT, r.INCURRED_INCOME] == pytest.approx(0.9 * 110)


def test_better_collection_leaves_no_arrears() -> None:
    flows = contributed(fixed(), np.zeros(3), COLLECTION_RATE=1.05, ARREARS_RECOVERED=1.0)
    assert flows[r.EMPLOYEE, r.INCURRED_INCOME] == pytest.approx(1.05 * 110)
    assert flows[r.EMPLOYEE, r.ARREARS] == 0


def test_flexible_workers_pay_their_own_rate() -> None:
    """Of 100 wages of those who pay alone, 80 % of a full rate of 10 %."""
    flows = contributed(fixed(), np.zeros(3), FLEXIBLE_RATE=0.8)
    assert flows[r.EMPLOYEE, r.CONTRIBUTIONS_OWN] == pytest.approx(20 + 8)
    assert flows[r.EMPLOYEE, r.CONTRIBUTIONS_EMPLOYER] == pytest.approx(80)


def test_years_that_are_bought_are_own_contributions_of_the_pool() -> None:
    flows = contributed(fixed(), np.zeros(3), ACCOUNT_EMPLOYEE_SHARE=1.0)
    before = flows.copy()
    book_years(flows, 7.0)
    moved = flows - before
    assert moved[r.EMPLOYEE, [r.CONTRIBUTIONS_OWN, r.INCURRED_INCOME]] == pytest.approx(7)
    assert np.count_nonzero(moved) == 2


def test_the_treasury_pays_for_the_retired() -> None:
    flows = contributed(fixed(), np.zeros(3), RETIRED_SUPPORT=3.0)
    assert flows[r.EMPLOYEE, r.SUBSIDY] == pytest.approx(3 * 20)
    assert flows[r.EMPLOYEE, r.INCURRED_INCOME] == pytest.approx(110 + 60)


def test_a_waiver_is_of_the_enterprises_part_and_lost() -> None:
    flows = contributed(fixed(ENTERPRISE_SHARE=0.75), np.zeros(3), EMPLOYER_RELIEF=0.5)
    assert flows[r.EMPLOYEE, r.WAIVED] == pytest.approx(80 * 0.75 * 0.5)
    assert flows[r.EMPLOYEE, r.CONTRIBUTIONS_EMPLOYER] == pytest.approx(80 - 30)
    assert flows[r.EMPLOYEE, r.INCURRED_INCOME] == pytest.approx(110 - 30)


def test_a_deferral_is_earned_now_and_comes_back() -> None:
    """After the waiver of 30, a fifth of 50 is put off for two months; 7 come back, 4 and 5 move up."""
    owed = np.array([7.0, 4, 5])
    flows = contributed(
        fixed(ENTERPRISE_SHARE=0.75), owed, EMPLOYER_RELIEF=0.5, DEFERRED_SHARE=0.2, DEFERRAL_MONTHS=2.0
    )
    assert flows[r.EMPLOYEE, r.DEFERRED] == pytest.approx(10)
    assert flows[r.EMPLOYEE, r.CONTRIBUTIONS_EMPLOYER] == pytest.approx(80 - 30 - 10 + 7)
    assert flows[r.EMPLOYEE, r.INCURRED_INCOME] == pytest.approx(110 - 30)
    assert owed == pytest.approx([4, 5 + 10, 0])


def test_what_is_put_off_for_a_month_comes_back_the_next() -> None:
    owed = np.zeros(3)
    contributed(fixed(), owed, DEFERRED_SHARE=1.0, DEFERRAL_MONTHS=1.0)
    later = contributed(fixed(), owed)
    assert later[r.EMPLOYEE, r.CONTRIBUTIONS_EMPLOYER] == pytest.approx(80 + 80)
    assert not owed.any()


def test_settle_pays_each_bill_in_its_shares() -> None:
    """One bill of 100 in the resident pool's outpatient line: 50, then 30, then 20; incurred at once."""
    queue = np.zeros((r.POOLS, r.LAGGED_LINES, LAG.size))
    paid, incurred, waiting = [], [], []
    for bill in (100.0, 0.0, 0.0, 0.0):
        flows = np.zeros((r.POOLS, r.LINES))
        queue[:, :, 1:] = queue[:, :, :-1]
        queue[r.RESIDENT, r.OUTPATIENT - r.INPATIENT, 0] = bill
        settle(flows, queue, LAG)
        paid.append(flows[r.RESIDENT, r.OUTPATIENT])
        incurred.append(flows[r.RESIDENT, r.INCURRED_COST])
        waiting.append(unpaid(queue, r.RESIDENT, LAG))
        assert flows.sum() == pytest.approx(paid[-1] + incurred[-1])
    assert paid == pytest.approx([50, 30, 20, 0])
    assert incurred == [100, 0, 0, 0]
    assert waiting == pytest.approx([50, 20, 0, 0])


def test_unpaid_adds_lines_of_one_pool() -> None:
    queue = np.zeros((r.POOLS, r.LAGGED_LINES, LAG.size))
    queue[r.EMPLOYEE, 0] = [10, 20, 30]
    queue[r.EMPLOYEE, 3] = [1, 0, 0]
    queue[r.RESIDENT, 0] = 1000
    assert unpaid(queue, r.EMPLOYEE, LAG) == pytest.approx(10 * 0.5 + 20 * 0.2 + 1 * 0.5)


def test_other_money_is_due_and_paid_in_its_month() -> None:
    """By pool, beside what stood there of the month before it."""
    flows = np.zeros((r.POOLS, r.LINES))
    flows[r.RESIDENT, [r.INCURRED_INCOME, r.INCURRED_COST]] = 100, 50
    book_other(flows, law(EMPLOYEE_OTHER_INCOME=1, EMPLOYEE_OTHER_SPENDING=2, RESIDENT_OTHER_INCOME=4), 0, 1.0)
    lines = [r.OTHER_INCOME, r.OTHER_SPENDING, r.INCURRED_INCOME, r.INCURRED_COST]
    assert flows[r.EMPLOYEE, lines].tolist() == [1, 2, 1, 2]
    assert flows[r.RESIDENT, lines].tolist() == [4, 0, 104, 50]
    assert not flows[[r.ACCOUNT, r.MATERNITY]].any()


def test_draw() -> None:
    """Half of a twelfth of the year's opening balance and of what is credited; of a year with nine tenths of its use, .45."""
    flows = np.zeros((r.POOLS, r.LINES))
    flows[r.ACCOUNT, [r.CONTRIBUTIONS_OWN, r.CONTRIBUTIONS_EMPLOYER]] = 20, 6
    draw(flows, driven(ACCOUNTS_BEFORE=1200), 1.0, fixed(ACCOUNT_DRAW=0.5))
    assert flows[r.ACCOUNT, r.ACCOUNT_PAYMENTS] == pytest.approx(0.5 * (100 + 26))
    assert flows[r.ACCOUNT, r.INCURRED_COST] == flows[r.ACCOUNT, r.ACCOUNT_PAYMENTS]
    draw(flows, driven(ACCOUNTS_BEFORE=1200), 0.9, fixed(ACCOUNT_DRAW=0.5))
    assert flows[r.ACCOUNT, r.ACCOUNT_PAYMENTS] == pytest.approx(0.45 * (100 + 26))


def test_merge_maternity_moves_money_and_bills() -> None:
    flows, balances = np.zeros((r.POOLS, r.LINES)), np.array([1000.0, 0, 0, 300, 0])
    queue = np.zeros((r.POOLS, r.LAGGED_LINES, LAG.size))
    queue[r.EMPLOYEE, 2], queue[r.MATERNITY, 2], queue[r.MATERNITY, 3] = [1, 2, 3], [10, 20, 30], [5, 5, 5]
    debts = 10 * 0.5 + 20 * 0.2 + 5 * 0.5 + 5 * 0.2
    merge_maternity(flows, balances, queue, LAG)
    assert flows[r.MATERNITY, r.TRANSFER_OUT] == flows[r.EMPLOYEE, r.TRANSFER_IN] == 300
    assert flows[r.EMPLOYEE, r.INCURRED_INCOME] == pytest.approx(300 - debts)
    assert flows[r.MATERNITY, r.INCURRED_INCOME] == pytest.approx(debts - 300)
    assert queue[r.EMPLOYEE, 2].tolist() == [11, 22, 33]
    assert queue[r.EMPLOYEE, 3].tolist() == [5, 5, 5]
    assert not queue[r.MATERNITY].any()


def test_close_credits_interest_on_what_there_was_and_none_on_debts() -> None:
    flows = np.zeros((r.POOLS, r.LINES))
    flows[:, r.SUBSIDY], flows[:, r.INPATIENT], flows[:, r.ACCOUNT_PAYMENTS] = 70, 20, 10
    flows[:, [r.OWN_ASSISTED, r.OWN_RETIRED, r.WAIVED, r.DEFERRED, r.INCURRED_COST]] = 1e6
    balances = np.array([1200.0, 0, -1200, 600, 0])
    close(flows, balances, np.zeros(r.POOLS), 0.012)
    assert flows[:, r.INTEREST] == pytest.approx([1.2, 0, 0, 0.6, 0])
    assert flows[:, r.INCURRED_INCOME] == pytest.approx([1.2, 0, 0, 0.6, 0])
    assert balances == pytest.approx([1200 + 40 + 1.2, 40, -1200 + 40, 600 + 40 + 0.6, 40])


def test_close_counts_every_line_of_money_once() -> None:
    """Six lines of income, of which interest is written here, and nine of spending, and no memo line."""
    for line in range(r.LINES):
        if line == r.INTEREST:
            continue
        flows, balances = np.zeros((r.POOLS, r.LINES)), np.zeros(r.POOLS)
        flows[r.RESIDENT, line] = 1
        close(flows, balances, np.zeros(r.POOLS), 0.0)
        sign = 1 if line < r.INPATIENT else -1 if line <= r.TRANSFER_OUT else 0
        assert balances.tolist() == [0, 0, sign, 0, 0]


def paid_apart(month: int, clearing: float, held: float, holding: float) -> tuple[float, float, float]:
    """Of the residents' inpatient line: paid in a month (1 to 12), and what of last year and of this one still waits.

    A year's bills: 120 paid at once, 60 held back.
    """
    flows, driver = np.zeros((r.POOLS, r.LINES)), np.zeros(r.DRIVERS)
    driver[[r.BILLS_AT_ONCE + 2, r.BILLS_HELD + 2]] = 120, 60
    standing, after = np.zeros(r.STANDING), np.zeros(r.STANDING)
    standing[r.HELD_NOW + 2], after[r.HELD_NOW + 2] = held, holding
    settle_apart(flows, month - 1, driver, clearing, standing, after)
    assert flows[r.RESIDENT, r.INCURRED_COST] == 15
    assert flows.sum() == 15 + flows[r.RESIDENT, r.INPATIENT]
    return flows[r.RESIDENT, r.INPATIENT], standing[r.HELD_NOW + 2], after[r.HELD_NOW + 2]


def test_what_is_held_back_waits_for_the_month_of_the_clearing() -> None:
    """Ten a month at once; five a month are held back, and last year's 60 are paid in its month."""
    assert paid_apart(3, 4, 60, 10) == (10, 60, 15)
    assert paid_apart(4, 4, 60, 15) == (10 + 60, 0, 20)


def test_a_year_cleared_in_its_own_december_leaves_nothing_and_pays_last_years_in_january() -> None:
    assert paid_apart(1, 0, 60, 0) == (10 + 60, 0, 5)
    assert paid_apart(12, 0, 0, 55) == (10 + 55 + 5, 0, 0)
