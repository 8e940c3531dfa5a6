"""What one yuan of a driver does to the months, in round figures."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.response import Response, respond
from actuary.kernel.years import Books, Prices, Rules
from actuary.severity import LOG_LOW, LOG_STEP, curve

YEARS = 4
"""The base year, and three that are projected."""


def rules(**values: object) -> Rules:
    """A rate of 8 % and 2 % on all of the wage, interest of 12 %; anything else is off, unless it is said."""
    law_year, law_month = np.zeros((r.LAW_YEAR_ROWS, YEARS)), np.zeros((r.LAW_MONTH_ROWS, 12 * YEARS))
    known = {
        "EMPLOYER_RATE": 0.08, "EMPLOYEE_RATE": 0.02, "DEFERRAL_MONTHS": 1, "ARREARS_MONTHS": 1, "COLLECTION_RATE": 1,
        "DECLARED_BASE": 1, "BASE_CAP": 1e9, "FLEXIBLE_DECLARED": 1, "FLEXIBLE_RATE": 1, "INTEREST_RATE": 0.12,
    }  # fmt: skip
    by_year = {"HELD_BACK", "CLEARING_MONTH", "PREPAID_SHARE", "NURSING_COVERAGE", "NURSING_FROM_POOL"}
    for name, value in (known | values).items():
        (law_year if name in by_year else law_month)[getattr(r, name)] = value
    fixed = np.zeros(r.FIXED_ROWS)
    fixed[[r.ACCOUNT_CREDIT_LEVEL, r.MATERNITY_LEVEL]] = 1
    return Rules(law_year, law_month, np.zeros((r.USE, YEARS)), fixed, np.zeros((r.ROLES, 1)))


def prices(*lag: float) -> Prices:
    timing = np.zeros(16)
    timing[[3, 4]] = 0.25, 0.75
    wages = curve("lognormal", 1.0)
    return Prices(
        np.zeros((2, 1, r.SERVICE_ROWS)), np.stack([wages[None]] * 2), wages, np.array([LOG_LOW, LOG_STEP]), np.array(lag),
        timing, np.full(12, 1 / 12), wages, np.zeros((r.LAYERS, 2)),
    )  # fmt: skip


def books(months: int = 1) -> Books:
    return Books(
        np.zeros(r.POOLS), np.zeros((r.POOLS, r.LAGGED_LINES, months)), np.zeros(36), np.zeros(r.STANDING)
    )  # fmt: skip


def course(response: Response, t: int, answer: int, year: int, row: int) -> np.ndarray:
    """What a driver of a year does to an answer of year t, month by month."""
    total = np.zeros(12)
    for s in range(response.begin[t, answer], response.begin[t, answer + 1]):
        for i in range(response.terms[s], response.terms[s + 1]):
            if (response.year[i], response.row[i]) == (year, row):
                total += response.weight[i] * response.course[s]
    return total


def test_a_yuan_of_wages_is_contributed_in_twelve_months_and_credited_to_nobody() -> None:
    response = respond(books(), 1, 3, rules(), prices(1.0))
    assert course(response, 2, d.CASH_OF + r.EMPLOYEE, 2, r.WAGES_EMPLOYED) == pytest.approx(0.1 / 12)
    assert course(response, 2, d.INCOME_OF + r.EMPLOYEE, 2, r.WAGES_EMPLOYED)[0] == pytest.approx(0.1)
    assert not course(response, 2, d.SPENDING_OF + r.EMPLOYEE, 2, r.WAGES_EMPLOYED).any()
    assert not course(response, 3, d.CASH_OF + r.EMPLOYEE, 2, r.WAGES_EMPLOYED).any()
    assert response.awake[2].tolist() == [1, 0, 1, 1, 0]


def test_bills_wait_for_the_lag_into_the_next_year() -> None:
    """A twelfth a month: a quarter of it at once, a quarter a month and half two months later."""
    response = respond(books(3), 1, 3, rules(), prices(0.25, 0.25, 0.5))
    paid = course(response, 1, d.CASH_OF + r.RESIDENT, 1, r.BILLS_LAGGED + 2)
    assert paid == pytest.approx(-np.array([0.25, 0.5, *[1.0] * 10]) / 12)
    later = course(response, 2, d.CASH_OF + r.RESIDENT, 1, r.BILLS_LAGGED + 2)
    assert later == pytest.approx(-np.array([0.75, 0.5, *[0.0] * 10]) / 12)
    assert course(response, 2, d.SPENDING_OF + r.RESIDENT, 1, r.BILLS_LAGGED + 2)[0] == pytest.approx(1.25 / 12)


def test_a_deferral_of_december_comes_back_two_years_later() -> None:
    deferred = np.zeros(12 * YEARS)
    deferred[23] = 1.0
    response = respond(books(), 1, 3, rules(DEFERRED_SHARE=deferred, DEFERRAL_MONTHS=13), prices(1.0))
    back = course(response, 3, d.CASH_OF + r.EMPLOYEE, 1, r.WAGES_EMPLOYED)
    assert back == pytest.approx([0.08 / 12, *[0.0] * 11])
    assert course(response, 1, d.CASH_OF + r.EMPLOYEE, 1, r.WAGES_EMPLOYED)[11] == pytest.approx(0.02 / 12)


def test_what_is_held_back_is_paid_in_the_month_of_the_clearing() -> None:
    response = respond(books(), 1, 3, rules(HELD_BACK=0.1, CLEARING_MONTH=4), prices(1.0))
    assert not course(response, 1, d.CASH_OF + r.EMPLOYEE, 1, r.BILLS_HELD).any()
    cleared = course(response, 2, d.CASH_OF + r.EMPLOYEE, 1, r.BILLS_HELD)
    assert cleared == pytest.approx([0, 0, 0, -1, *[0.0] * 8])


def test_what_is_paid_ahead_bears_no_interest_and_what_is_handed_over_bears_it_elsewhere() -> None:
    """Hospitals hold a yuan all year; of a member's 12 yuan a month's one is with the fund of long-term care."""
    law = rules(PREPAID_SHARE=0.1, NURSING_COVERAGE=1, NURSING_FROM_POOL=12)
    response = respond(books(), 1, 3, law, prices(1.0))
    assert course(response, 1, d.BEARING_OF + r.EMPLOYEE, 1, r.BILLS_AHEAD) == pytest.approx(-1)
    assert not course(response, 1, d.CASH_OF + r.EMPLOYEE, 1, r.BILLS_AHEAD).any()
    assert course(response, 1, d.BEARING_OF + r.EMPLOYEE, 1, r.NURSED_MEMBERS) == pytest.approx(-1)
    assert course(response, 1, d.BEARING_OF + r.LONG_TERM_CARE, 1, r.NURSED_MEMBERS) == pytest.approx(1)
    assert response.bears[1].tolist() == [1, 0, 0, 0, 1]


def test_opening_books_answer_by_themselves() -> None:
    """Of a bill of 40 half is still to be paid; of contributions put off 7 come back in March; 5 are cleared in January."""
    opening = books(2)
    opening.queue[r.EMPLOYEE, 0, 0], opening.owed[2], opening.standing[r.HELD_NOW] = 40, 7, 5
    response = respond(opening, 1, 3, rules(), prices(0.5, 0.5))
    alone = course(response, 1, d.CASH_OF + r.EMPLOYEE, 1, r.ALWAYS)
    assert alone == pytest.approx([-20 - 5, 0, 7, *[0.0] * 9])
    assert opening.queue.sum() == 40


def test_maternity_is_the_employee_pools_from_the_merger_on() -> None:
    """In July of year 2: what it would hand over is no answer, for it holds interest; its bills are paid elsewhere."""
    merged = np.zeros(12 * YEARS)
    merged[30:] = 1
    response = respond(books(2), 1, 3, rules(MATERNITY_MERGED=merged, MATERNITY_RATE=0.005), prices(0.5, 0.5))
    apart = course(response, 2, d.CASH_OF + r.MATERNITY, 2, r.BIRTH_CARE)
    together = course(response, 2, d.CASH_OF + r.EMPLOYEE, 2, r.BIRTH_CARE)
    assert apart == pytest.approx(-np.array([0.5, *[1.0] * 5, *[0.0] * 6]) / 12)
    assert together == pytest.approx(-np.array([*[0.0] * 6, *[1.0] * 6]) / 12)
    assert np.flatnonzero(response.merged).tolist() == [30]
    assert response.awake[:, r.MATERNITY].tolist() == [0, 1, 1, 0]
    assert not response.bears.any()


def test_drivers_with_one_course_are_one_sum() -> None:
    """Wages with an employer and alone come in alike: one course, two weights."""
    response = respond(books(), 1, 3, rules(FLEXIBLE_RATE=0.5), prices(1.0))
    sums = range(response.begin[1, d.CASH_OF], response.begin[1, d.CASH_OF + 1])
    with_wages = [s for s in sums if r.WAGES_EMPLOYED in response.row[response.terms[s] : response.terms[s + 1]]]
    assert len(with_wages) == 1
    assert r.WAGES_ALONE in response.row[response.terms[with_wages[0]] : response.terms[with_wages[0] + 1]]
    assert np.abs(response.course).max() == 1
