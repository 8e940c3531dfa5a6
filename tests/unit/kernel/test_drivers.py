"""What the months of a year follow from."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.drivers import drive, of_members, payrolls


def fixed(**values: float) -> np.ndarray:
    row = np.zeros(r.FIXED_ROWS)
    for name, value in values.items():
        row[getattr(r, name)] = value
    return row


def test_of_members() -> None:
    """Births of those with an employer; retired are members who pay nothing on a wage."""
    roles = np.zeros((r.ROLES, 4))
    roles[r.PAYER] = [0, 0, 0, 1]
    roles[r.EMPLOYED] = [1, 0, 0, 0]
    roles[r.PAYS_ON_WAGE] = [1, 1, 0, 0]
    births, retired = of_members(np.array([1.0, 10, 100, 1000]), np.array([3.0, 30, 300, 3000]), roles)
    assert births == 3
    assert retired == 100


def test_payrolls() -> None:
    roles = np.zeros((r.ROLES, 4))
    roles[r.EMPLOYED] = [1, 0, 0, 1]
    roles[r.PAYS_ON_WAGE] = [1, 1, 0, 0]
    persons = np.array([10.0, 4, 100, 1000])
    employed, alone = payrolls(persons, roles, 5000.0, fixed(PAYROLL_LEVEL=1.1, FLEXIBLE_BASE=0.6))
    assert employed == pytest.approx(10 * 5000 * 1.1)
    assert alone == pytest.approx(4 * 5000 * 1.1 * 0.6)


def driven(law_year: np.ndarray, standing: np.ndarray, after: np.ndarray, yearly: np.ndarray) -> np.ndarray:
    """Of 10 employed, 4 retired and 20 residents, who have 1, 0 and 2 children; two retire on years that are bought."""
    roles = np.zeros((r.ROLES, 3))
    roles[[r.EMPLOYED, r.PAYS_ON_WAGE], 0] = 1
    roles[r.PAYER, 2] = 1
    basis = np.zeros((r.USE, 2))
    basis[r.WAGE, 1] = 500
    bought = np.arange(16.0).reshape(r.BOUGHT_ROWS, r.CARE_LINES)
    driver = np.full(r.DRIVERS, np.nan)
    drive(
        1, law_year, basis, fixed(PAYROLL_LEVEL=1, RESIDENT_INCOME_LEVEL=1.1), roles, np.array([10.0, 4, 20]),
        np.array([1.0, 0, 2]), 2.0, bought, np.array([[7.0, 1, 8], [9, 1, 6]]), np.array([5.0, 70, 0, 0, 0]), standing,
        after, yearly, driver,
    )  # fmt: skip
    return driver


def test_drive_writes_every_amount_of_the_year() -> None:
    law_year = np.zeros((r.LAW_YEAR_ROWS, 2))
    law_year[r.YEARS_PRICE, 1], law_year[r.NEWBORNS_ENROLLED, 1], law_year[r.RESIDENT_BIRTH_BENEFIT, 1] = 30, 0.5, 40
    standing, after, yearly = np.zeros(r.STANDING), np.zeros(r.STANDING), np.zeros(r.CARE)
    standing[: r.PREPAID_NOW + 1] = 10, 30, 0.75, 100, 20, 690
    after[[r.PREMIUM_NOW, r.HEADS_NOW]] = 12, 90
    yearly[r.POOL_PREMIUMS : r.POOL_PREMIUMS + 2] = 3, 4
    yearly[r.DUE : r.DUE + r.CARE_LINES] = 11, 12, 13, 14
    driver = driven(law_year, standing, after, yearly)
    assert driver[r.WAGES_EMPLOYED : r.PREMIUMS].tolist() == [5000, 0, 4, 2000]
    assert driver[r.PREMIUMS : r.NEWBORN_PREMIUMS] == pytest.approx([1100, 220, 690, 1.1 * 12 * 90, 3300])
    assert driver[r.NEWBORN_PREMIUMS : r.YEARS_PAID] == pytest.approx([1.5 * 11, 1.5 * 33])
    assert driver[r.YEARS_PAID : r.PREMIUMS_OF_LAYERS].tolist() == [60, 0, 0, 2 * 0.75 * 40]
    assert driver[r.PREMIUMS_OF_LAYERS : r.BILLS_LAGGED].tolist() == [3, 4, 7, 9, 8, 6]
    assert driver[r.BILLS_LAGGED : r.ACCOUNTS_BEFORE].tolist() == list(range(16))
    assert driver[r.ACCOUNTS_BEFORE :].tolist() == [70, 1]
    assert yearly[r.INSURED_BIRTHS] == 1
    assert after[r.DUE_BEFORE : r.DUE_BEFORE + r.CARE_LINES].tolist() == [11, 12, 13, 14]


def test_maternity_drives_the_year_of_members_with_an_employer() -> None:
    """One birth, of which half is claimed: 90 days at a thirtieth of a twelfth of 500."""
    law_year = np.zeros((r.LAW_YEAR_ROWS, 2))
    law_year[r.MATERNITY_LEAVE_DAYS] = 90
    law_year[r.MATERNITY_THIRD_PAID] = 1
    standing, after, yearly = np.zeros(r.STANDING), np.zeros(r.STANDING), np.zeros(r.CARE)
    driver = driven(law_year, standing, after, yearly)
    assert driver[r.BIRTH_ALLOWANCES] == 0
    roles = np.zeros((r.ROLES, 1))
    roles[r.EMPLOYED] = 1
    basis = np.zeros((r.USE, 2))
    basis[r.WAGE, 1] = 500
    drive(
        1, law_year, basis, fixed(MATERNITY_CLAIMS=0.5), roles, np.ones(1), np.ones(1), 0.0,
        np.zeros((r.BOUGHT_ROWS, r.CARE_LINES)), np.zeros((2, r.NURSING_ROWS)), np.zeros(r.POOLS), standing, after, yearly,
        driver,
    )  # fmt: skip
    assert driver[r.BIRTH_ALLOWANCES] == pytest.approx(0.5 * 90 * 500 / 12 / 30)
