"""Long-term care in round figures: who is covered, what they are paid, and the fund's month."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.nursing import benefit_of, book_nursing, nurse


def law() -> np.ndarray:
    """80 % of employees and half of the residents are members; 1000 a month at home, half of it paid, twice that if severe."""
    found = np.zeros((r.LAW_YEAR_ROWS, 2))
    found[r.NURSING_COVERAGE : r.NURSING_COVERAGE + 2, 1] = 0.8, 0.5
    found[r.NURSING_PRICE : r.NURSING_PRICE + 6, 1] = 1000, 1000, 0, 2000, 2000, 4000
    found[r.NURSING_RATIO : r.NURSING_RATIO + 6, 1] = 0.5
    return found


def fixed() -> np.ndarray:
    """Half of the disabled claim: 60 % at home, 10 % in the community, 30 % in an institution; a fifth draw an allowance."""
    found = np.zeros(r.FIXED_ROWS)
    found[r.NURSING_CLAIMS] = 0.5
    found[r.NURSED_AT_HOME : r.NURSED_AT_HOME + 3] = 0.6, 0.1, 0.3
    found[r.ALLOWANCE_DRAWN] = 0.2
    return found


@pytest.mark.parametrize(("offset", "benefit"), [(0.0, 500), (100.0, 500 - 0.2 * 100), (800.0, 500 * 0.8)])
def test_an_allowance_is_taken_off_as_far_as_the_benefit_goes(offset: float, benefit: float) -> None:
    rules = law()
    rules[r.NURSING_OFFSET, 1] = offset
    assert benefit_of(1, 0, rules, fixed()) == pytest.approx(benefit)


def test_members_beneficiaries_and_benefits() -> None:
    """Of 1000 people 900 are insured, 450 members; of 40 moderately and 20 severely disabled 18 and 9 are, half of them claim.

    9 x (0.6 + 0.1) x 500 + 4.5 x (0.7 x 1000 + 0.3 x 2000) a month; where the price is nil there is no beneficiary.
    """
    nursing = np.full((2, r.NURSING_ROWS), np.nan)
    nurse(1, 1, law(), fixed(), np.array([7.0, 7.0, 40.0, 20.0]), 2, 2, 1000.0, 0.9, nursing)
    assert nursing[1] == pytest.approx([450, 9 * 0.7 + 4.5, 12 * (9 * 0.7 * 500 + 4.5 * (0.7 * 1000 + 0.3 * 2000))])
    assert np.isnan(nursing[0]).all()


def test_without_members_there_is_nothing() -> None:
    nursing = np.full((2, r.NURSING_ROWS), np.nan)
    nurse(0, 0, law(), fixed(), np.array([7.0, 7.0, 40.0, 20.0]), 2, 2, 1000.0, 1.0, nursing)
    assert nursing[0].tolist() == [0, 0, 0]


def test_a_month_of_the_fund() -> None:
    """1200 members among employees at 12 + 24 + 36 a year, 600 among residents at 6 + 8 + 10, and rates on wages."""
    rules, by_month = law(), np.zeros((r.LAW_MONTH_ROWS, 24))
    for row, (staff, residents) in {
        r.NURSING_FROM_POOL: (12, 6), r.NURSING_OWN: (24, 8), r.NURSING_SUBSIDY: (36, 10),
    }.items():  # fmt: skip
        rules[row, 1], rules[row + 1, 1] = staff, residents
    by_month[r.NURSING_POOL_RATE, 12], by_month[r.NURSING_EMPLOYER_RATE, 12] = 0.001, 0.002
    driver, flows = np.zeros(r.DRIVERS), np.zeros((r.POOLS, r.LINES))
    driver[r.NURSED_MEMBERS : r.NURSED_MEMBERS + 2] = 1200, 600
    driver[r.NURSED_PAID : r.NURSED_PAID + 2] = 6000, 2400
    book_nursing(flows, 1, 12, rules, by_month, driver, 1e6, 5e5)
    fund, staff, residents = flows[r.LONG_TERM_CARE], 1200 + 0.8 * 1.5e6 * 0.001, 300
    assert flows[r.EMPLOYEE, [r.TRANSFER_OUT, r.INCURRED_COST]] == pytest.approx([staff, staff])
    assert flows[r.RESIDENT, [r.TRANSFER_OUT, r.INCURRED_COST]] == pytest.approx([residents, residents])
    assert fund[r.TRANSFER_IN] == pytest.approx(staff + residents)
    assert fund[r.CONTRIBUTIONS_EMPLOYER] == pytest.approx(0.8 * 1e6 * 0.002)
    assert fund[r.CONTRIBUTIONS_OWN] == pytest.approx(2400 + 400)
    assert fund[r.SUBSIDY] == pytest.approx(3600 + 500)
    assert fund[r.NURSING_BENEFITS] == fund[r.INCURRED_COST] == pytest.approx(500 + 200)
    assert fund[r.INCURRED_INCOME] == pytest.approx(staff + residents + 1600 + 2800 + 4100)
    assert not flows[[r.ACCOUNT, r.MATERNITY]].any()
