"""The books of one year."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.drivers import drive_year
from actuary.kernel.money import book_year, incur, note_stocks
from actuary.severity import LOG_LOW, LOG_STEP, curve


def test_a_twelfth_of_the_year_joins_the_queue_by_pool_and_line() -> None:
    driver = np.full(r.DRIVERS, 1e9)
    driver[r.BILLS_LAGGED : r.BILLS_LAGGED + r.CARE_LINES] = 36, 24, 360, 120
    driver[[r.BIRTH_CARE, r.BIRTH_ALLOWANCES, r.BIRTHS_OF_RESIDENTS]] = 60, 6, 24
    queue = np.full((r.POOLS, r.LAGGED_LINES, 2), np.nan)
    incur(driver, r.MATERNITY, queue)
    assert queue[:, :, 0].tolist() == [[3, 2, 0, 0], [0, 0, 0, 0], [30, 10, 2, 0], [0, 0, 5, 0.5], [0, 0, 0, 0]]
    driver[r.BIRTHS_OF_RESIDENTS] = 0
    incur(driver, r.EMPLOYEE, queue)
    assert queue[:, :, 0].tolist() == [[3, 2, 5, 0.5], [0, 0, 0, 0], [30, 10, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert queue[:, :, 1].tolist() == [[3, 2, 0, 0], [0, 0, 0, 0], [30, 10, 2, 0], [0, 0, 5, 0.5], [0, 0, 0, 0]]


def test_note_stocks() -> None:
    """What is held back of hospitals' bills, of this year's and of last year's, is payable besides the lagged bills."""
    lag = np.array([0.6, 0.4])
    queue = np.zeros((r.POOLS, r.LAGGED_LINES, 2))
    queue[r.RESIDENT, 0] = [100, 50]
    standing, after, stocks = np.zeros(r.STANDING), np.zeros(r.STANDING), np.zeros((r.POOLS, r.STOCKS))
    after[r.PREPAID_NOW], standing[r.HELD_NOW + 1], after[r.HELD_NOW + 2] = 7, 20, 3
    ahead = np.array([8.0, 0, 9, 0, 0])
    note_stocks(np.array([1.0, 2, -3, 4, 5]), queue, np.array([5.0, 6]), standing, after, ahead, lag, stocks)
    wanted = [[1, 20, 11, 0, 8], [2, 0, 0, 0, 0], [-3, 43, 0, 7, 9], [4, 0, 0, 0, 0], [5, 0, 0, 0, 0]]
    assert stocks == pytest.approx(np.array(wanted))


class Year:
    """One year of a fund with 100 employed and 30 residents, round figures throughout, bills paid at once."""

    def __init__(self) -> None:
        self.roles = np.zeros((r.ROLES, 2))
        self.roles[[r.EMPLOYED, r.PAYS_ON_WAGE], 0] = 1
        self.roles[r.PAYER, 1] = 1
        self.law_year = np.zeros((r.LAW_YEAR_ROWS, 2))
        self.law_year[r.MATERNITY_LEAVE_DAYS] = 90
        self.law_year[r.MATERNITY_THIRD_PAID] = 1
        self.law_year[r.DELIVERY_LIMIT] = self.law_year[r.ANTENATAL_LIMIT] = 1e6
        self.law_month = np.zeros((r.LAW_MONTH_ROWS, 24))
        rules = {
            r.EMPLOYER_RATE: 0.08, r.EMPLOYEE_RATE: 0.02, r.MATERNITY_RATE: 0.005, r.DEFERRAL_MONTHS: 1,
            r.COLLECTION_RATE: 1, r.ARREARS_MONTHS: 1, r.FLEXIBLE_DECLARED: 1, r.FLEXIBLE_RATE: 1,
            r.DECLARED_BASE: 0.9, r.BASE_FLOOR: 0, r.BASE_CAP: 1e9,
        }  # fmt: skip
        for row, value in rules.items():
            self.law_month[row] = value
        self.basis = np.zeros((r.USE, 2))
        self.basis[r.WAGE], self.basis[r.BIRTH_COST] = 1200, 50
        self.fixed = np.zeros(r.FIXED_ROWS)
        self.fixed[[r.PAYROLL_LEVEL, r.MATERNITY_LEVEL, r.RESIDENT_INCOME_LEVEL, r.ACCOUNT_CREDIT_LEVEL]] = 1
        self.fixed[r.MATERNITY_CLAIMS] = 0.5
        self.bought = np.zeros((r.BOUGHT_ROWS, r.CARE_LINES))
        self.bought[r.BOUGHT_LAGGED, ::2] = 1200, 120
        self.standing, self.after = np.zeros(r.STANDING), np.zeros(r.STANDING)
        self.standing[: r.PREPAID_NOW + 1] = 1.0, 2, 0.75, 30, 0, 10
        self.after[: r.PREPAID_NOW + 1] = 2.0, 2, 0.75, 40, 0, 0
        self.balances = np.array([1000.0, 500, 800, 100, 50])
        self.nursing = np.zeros((2, r.NURSING_ROWS))
        self.queue = np.zeros((r.POOLS, r.LAGGED_LINES, 1))
        self.owed = np.zeros(3)
        self.due = [0.0] * r.CARE_LINES

    def book(self) -> "Year":
        self.flows, self.memo = np.zeros((12, r.POOLS, r.LINES)), np.zeros((12, r.MEMOS))
        self.stocks, self.yearly = np.zeros((12, r.POOLS, r.STOCKS)), np.zeros(r.CARE + 6)
        self.yearly[r.DUE : r.DUE + r.CARE_LINES] = self.due
        wages = curve("lognormal", 1.0)
        timing = np.zeros(16)
        timing[[3, 4]] = 0.5
        subsidies = np.full(12, 1 / 12)
        driver = np.zeros(r.DRIVERS)
        drive_year(
            1, self.law_year, self.basis, self.fixed, self.roles, np.array([100.0, 40]), np.array([4.0, 9]), 0.0, self.bought,
            self.nursing, self.balances, self.standing, self.after, self.yearly, driver,
        )  # fmt: skip
        book_year(
            1, self.law_year, self.law_month, self.basis, self.fixed, wages, np.array([LOG_LOW, LOG_STEP]), np.ones(1),
            timing, subsidies, driver, self.balances, self.queue, self.owed, self.standing, self.after, self.flows, self.memo,
            self.stocks, self.yearly,
        )  # fmt: skip
        return self


def test_a_year_of_the_employee_pool() -> None:
    year = Year().book()
    payroll = 100 * 1200 * 0.9
    assert year.yearly[r.PAYROLL] == pytest.approx(payroll)
    assert year.flows[:, r.EMPLOYEE, r.CONTRIBUTIONS_EMPLOYER].sum() == pytest.approx(payroll * 0.08)
    assert year.flows[:, r.EMPLOYEE, r.CONTRIBUTIONS_OWN].sum() == pytest.approx(payroll * 0.02)
    assert year.flows[:, r.EMPLOYEE, r.INPATIENT] == pytest.approx(100)
    assert year.balances[r.EMPLOYEE] == pytest.approx(1000 + payroll * 0.1 - 1200)
    assert year.balances[r.ACCOUNT] == 500


def test_a_year_of_the_resident_pool() -> None:
    """10 collected before, half of 30 heads' premium in January, 60 of subsidy; in December half of next year's 80."""
    year = Year().book()
    own = year.flows[:, r.RESIDENT, r.CONTRIBUTIONS_OWN]
    assert own[0] == pytest.approx(10 + 0.5 * 30)
    assert not own[1:].any()
    assert year.flows[:, r.RESIDENT, r.SUBSIDY].sum() == pytest.approx(30 * 2)
    assert year.stocks[:, r.RESIDENT, r.PREPAID] == pytest.approx([*[0] * 11, 40])
    assert year.balances[r.RESIDENT] == pytest.approx(800 + 25 + 60 - 120)
    assert year.yearly[[r.PREMIUM, r.SUBSIDY_PER_HEAD, r.TAKE_UP, r.HEADS]].tolist() == [1, 2, 0.75, 30]


def test_a_year_of_maternity() -> None:
    """Half of four births are claimed: 50 each, and 90 days at a thirtieth of the month's wage of 100."""
    year = Year().book()
    income, medical, allowance = 108_000 * 0.005, 2 * 50, 2 * 100 / 30 * 90
    assert year.yearly[r.INSURED_BIRTHS] == 4
    assert year.yearly[r.MATERNITY_MEDICAL_COST] == pytest.approx(medical)
    assert year.yearly[r.MATERNITY_ALLOWANCE_COST] == pytest.approx(allowance)
    assert year.memo.sum(axis=0) == pytest.approx([income, medical + allowance])
    assert year.balances[r.MATERNITY] == pytest.approx(100 + income - medical - allowance)


def test_maternity_merged_in_july() -> None:
    """Half a year in its own books; then its money, with what it saved, and its business are the employee pool's."""
    apart, merged = Year().book(), Year()
    merged.law_month[r.MATERNITY_MERGED, 12 + 6 :] = 1
    merged.book()
    saved = (540 - 100 - 600) / 2
    assert merged.flows[6, r.MATERNITY, r.TRANSFER_OUT] == pytest.approx(100 + saved)
    assert merged.flows[6, r.EMPLOYEE, r.TRANSFER_IN] == pytest.approx(100 + saved)
    assert merged.flows[:, r.EMPLOYEE, r.TRANSFER_IN].sum() == pytest.approx(100 + saved)
    assert merged.balances[r.MATERNITY] == pytest.approx(0)
    assert merged.balances.sum() == pytest.approx(apart.balances.sum())
    np.testing.assert_allclose(merged.memo, apart.memo)


def test_a_fund_that_was_merged_before_the_year_is_not_merged_again() -> None:
    year = Year()
    year.law_month[r.MATERNITY_MERGED] = 1
    year.book()
    assert not year.flows[:, :, [r.TRANSFER_IN, r.TRANSFER_OUT]].any()
    assert year.balances[r.MATERNITY] == 100


def test_the_account_is_drawn_on_by_the_years_opening_balance() -> None:
    """Half of 500 in a year that draws as the base year did, .4 of it in one that draws less by a fifth."""
    for use, left in ((1.0, 0.5), (0.8, 0.6)):
        year = Year()
        year.fixed[r.ACCOUNT_DRAW] = 0.5
        year.basis[r.ACCOUNT_USE] = use
        year.book()
        assert year.flows[:, r.ACCOUNT, r.ACCOUNT_PAYMENTS] == pytest.approx(0.5 * use * 500 / 12)
        assert year.balances[r.ACCOUNT] == pytest.approx(500 * left)


def test_what_is_paid_ahead_bears_no_interest_and_is_back_at_the_end_of_the_year() -> None:
    """1.2 % a year on 500, not on 800, until December; the balance itself is only short of that."""
    year = Year()
    year.law_month[r.INTEREST_RATE] = 0.012
    year.bought[r.BOUGHT_AHEAD, 2:] = 200, 100
    year.book()
    assert year.flows[0, r.RESIDENT, r.INTEREST] == pytest.approx((800 - 300) * 0.001)
    assert year.stocks[:, r.RESIDENT, r.ADVANCED].tolist() == [300.0] * 11 + [0.0]
    assert not year.stocks[:, r.EMPLOYEE, r.ADVANCED].any()


def test_a_year_leaves_its_income_and_what_lines_cost_for_the_next_years_budgets() -> None:
    year = Year()
    for line, due in enumerate((11.0, 12, 13, 14)):
        year.bought[r.BOUGHT_LAGGED, line] = due
    year.due = [11.0, 12, 13, 14]
    year.book()
    assert year.after[r.DUE_BEFORE : r.DUE_BEFORE + r.CARE_LINES].tolist() == [11, 12, 13, 14]
    income = [100 * 1200 * 0.9 * 0.1, 25 + 60]
    assert year.after[r.INCOME_BEFORE_OF_POOL : r.INCOME_BEFORE_OF_POOL + 2] == pytest.approx(income)
