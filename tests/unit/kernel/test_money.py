"""The books of one year."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.money import book_year, incur, note_stocks, of_members
from actuary.severity import LOG_LOW, LOG_STEP, curve


def test_of_members() -> None:
    """Births of those with an employer; retired are members who pay nothing on a wage."""
    roles = np.zeros((r.ROLES, 4))
    roles[r.PAYER] = [0, 0, 0, 1]
    roles[r.EMPLOYED] = [1, 0, 0, 0]
    roles[r.PAYS_ON_WAGE] = [1, 1, 0, 0]
    births, retired = of_members(np.array([1.0, 10, 100, 1000]), np.array([3.0, 30, 300, 3000]), roles)
    assert births == 3
    assert retired == 100


def test_incur_sorts_a_twelfth_of_the_year_by_pool_and_line() -> None:
    services = np.zeros((2, 3, r.SERVICE_ROWS))
    services[:, 2, r.BY_YEAR] = 1
    care = np.zeros((3, 2, 3))
    care[:2] = 1e9
    care[2] = [[12, 24, 36], [120, 240, 360]]
    incurred = np.full((r.POOLS, r.LAGGED_LINES), np.nan)
    incur(care, services, 60.0, 6.0, r.MATERNITY, incurred)
    assert incurred.tolist() == [[3, 3, 0, 0], [0, 0, 0, 0], [30, 30, 0, 0], [0, 0, 5, 0.5]]
    incur(care, services, 60.0, 6.0, r.EMPLOYEE, incurred)
    assert incurred.tolist() == [[3, 3, 5, 0.5], [0, 0, 0, 0], [30, 30, 0, 0], [0, 0, 0, 0]]


def test_note_stocks() -> None:
    lag = np.array([0.6, 0.4])
    queue = np.zeros((r.POOLS, r.LAGGED_LINES, 2))
    queue[r.RESIDENT, 0] = [100, 50]
    stocks = np.zeros((r.POOLS, r.STOCKS))
    note_stocks(np.array([1.0, 2, -3, 4]), queue, np.array([5.0, 6]), 7.0, lag, stocks)
    assert stocks == pytest.approx(np.array([[1, 0, 11, 0], [2, 0, 0, 0], [-3, 40, 0, 7], [4, 0, 0, 0]]))


class Year:
    """One year of a fund with 100 employed and 30 residents, round figures throughout, bills paid at once."""

    def __init__(self) -> None:
        self.roles = np.zeros((r.ROLES, 2))
        self.roles[[r.EMPLOYED, r.PAYS_ON_WAGE], 0] = 1
        self.roles[r.PAYER, 1] = 1
        self.law_year = np.zeros((r.LAW_YEAR_ROWS, 2))
        self.law_year[r.MATERNITY_LEAVE_DAYS] = 90
        self.law_month = np.zeros((r.LAW_MONTH_ROWS, 24))
        rules = {
            r.EMPLOYER_RATE: 0.08, r.EMPLOYEE_RATE: 0.02, r.MATERNITY_RATE: 0.005, r.DEFERRAL_MONTHS: 1,
            r.DECLARED_BASE: 0.9, r.BASE_FLOOR: 0, r.BASE_CAP: 1e9,
        }  # fmt: skip
        for row, value in rules.items():
            self.law_month[row] = value
        self.basis = np.zeros((r.USE, 2))
        self.basis[r.WAGE], self.basis[r.BIRTH_COST] = 1200, 50
        self.fixed = np.zeros(r.FIXED_ROWS)
        self.fixed[[r.PAYROLL_LEVEL, r.MATERNITY_LEVEL, r.RESIDENT_INCOME_LEVEL, r.ACCOUNT_CREDIT_LEVEL]] = 1
        self.fixed[r.MATERNITY_CLAIMS] = 0.5
        self.care = np.zeros((3, 2, 1))
        self.care[2, :, 0] = 1200, 120
        self.standing = np.array([1.0, 2, 0.75, 30, 0, 10, *[0.0] * r.LAYERS])
        self.after = np.array([2.0, 2, 0.75, 40, 0, 0, *[0.0] * r.LAYERS])
        self.balances = np.array([1000.0, 500, 800, 100])
        self.queue = np.zeros((r.POOLS, r.LAGGED_LINES, 1))
        self.owed = np.zeros(3)

    def book(self) -> "Year":
        self.flows, self.memo = np.zeros((12, r.POOLS, r.LINES)), np.zeros((12, r.MEMOS))
        self.stocks, self.yearly = np.zeros((12, r.POOLS, r.STOCKS)), np.zeros(r.CARE + 6)
        wages = curve("lognormal", 1.0)
        timing = np.zeros(16)
        timing[[3, 4]] = 0.5
        subsidies = np.full(12, 1 / 12)
        book_year(
            1, self.law_year, self.law_month, self.basis, self.fixed, self.roles, np.zeros((2, 1, r.SERVICE_ROWS)),
            np.stack([wages[None]] * 2), wages, np.array([LOG_LOW, LOG_STEP]), np.ones(1), timing, subsidies,
            wages, np.zeros((r.LAYERS, 2)), np.array([100.0, 40]), np.array([4.0, 9]), self.care, self.balances,
            self.queue, self.owed, self.standing, self.after, self.flows, self.memo, self.stocks, self.yearly,
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
    year = Year()
    year.fixed[r.ACCOUNT_DRAW] = 0.5
    year.book()
    assert year.flows[:, r.ACCOUNT, r.ACCOUNT_PAYMENTS] == pytest.approx(0.5 * 500 / 12)
    assert year.balances[r.ACCOUNT] == pytest.approx(500 / 2)
