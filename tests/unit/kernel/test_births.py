"""What a birth costs the funds, in round figures."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.births import cost_of_a_birth, days_of_a_birth, maternity_of, of_residents


def law(**rules: float) -> np.ndarray:
    """Rules of two years, the same in both; no fixed price binds and every birth is paid for unless said."""
    told = {"maternity_leave_days": 90.0, "maternity_third_paid": 1.0, "delivery_limit": 1e6, "antenatal_limit": 1e6}
    found = np.zeros((r.LAW_YEAR_ROWS, 2))
    for name, value in {**told, **rules}.items():
        found[getattr(r, name.upper())] = value
    return found


def basis() -> np.ndarray:
    """A birth costs 5000, a month's wage is 6000."""
    found = np.zeros((r.USE, 2))
    found[r.BIRTH_COST], found[r.WAGE] = 5000, 72_000
    return found


def fixed() -> np.ndarray:
    """A fifth of the cost is antenatal; 40 % of births are difficult, 2 % twins, a tenth of a third child; half are claimed."""
    found = np.zeros(r.FIXED_ROWS)
    found[r.ANTENATAL_SHARE], found[r.DIFFICULT_BIRTHS], found[r.FURTHER_CHILDREN] = 0.2, 0.4, 0.02
    found[r.THIRD_BIRTHS], found[r.MATERNITY_CLAIMS] = 0.1, 0.5
    return found


@pytest.mark.parametrize(
    ("rules", "cost"),
    [
        ({}, 5000),
        ({"delivery_limit": 3000.0}, 3000 + 1000),
        ({"delivery_limit": 4500.0}, 5000),
        ({"antenatal_limit": 600.0}, 4000 + 600),
        ({"delivery_limit": 3000.0, "antenatal_limit": 600.0}, 3600),
    ],
)
def test_a_fixed_price_binds_where_care_costs_more(rules: dict[str, float], cost: float) -> None:
    assert cost_of_a_birth(1, law(**rules), basis(), fixed()) == pytest.approx(cost)


def test_days_are_the_mean_of_all_births() -> None:
    more = law(maternity_difficult_days=15.0, maternity_multiple_days=15.0)
    assert days_of_a_birth(1, law(), fixed()) == 90
    assert days_of_a_birth(1, more, fixed()) == pytest.approx(90 + 0.4 * 15 + 0.02 * 15)


def test_maternity_pays_care_and_a_thirtieth_of_a_months_wage_a_day() -> None:
    """Of 40 births 20 are claimed: 5000 each, and 90 days of 200 each."""
    assert maternity_of(1, 40.0, law(), basis(), fixed()) == pytest.approx((20 * 5000, 20 * 90 * 200))


def test_a_third_child_may_be_left_out_or_bring_more_days() -> None:
    """Two of the 20 births claimed are of a third child: unpaid, or 30 days longer."""
    unpaid = maternity_of(1, 40.0, law(maternity_third_paid=0.0), basis(), fixed())
    assert unpaid == pytest.approx((18 * 5000, 18 * 90 * 200))
    longer = maternity_of(1, 40.0, law(maternity_third_days=30.0), basis(), fixed())
    assert longer == pytest.approx((20 * 5000, (18 * 90 + 2 * 120) * 200))
    half = maternity_of(1, 40.0, law(maternity_third_paid=0.5, maternity_third_days=30.0), basis(), fixed())
    assert half == pytest.approx((19 * 5000, (18 * 90 + 1 * 120) * 200))


def test_residents_get_a_benefit_for_the_births_of_the_insured() -> None:
    """Of 10 births of residents 8 are insured; the members' 4 are not the residents' business."""
    roles = np.zeros((r.ROLES, 2))
    roles[r.PAYER] = 0, 1
    assert of_residents(1, np.array([4.0, 10.0]), roles, 0.8, law(resident_birth_benefit=1000.0)) == pytest.approx(8000)
    assert of_residents(1, np.array([4.0, 10.0]), roles, 0.8, law()) == 0
