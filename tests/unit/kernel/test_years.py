"""Years after each other."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.kernel.years import Books, Demography, Prices, Rules, project_money, project_people
from actuary.severity import LOG_LOW, LOG_STEP, curve

YEARS = 4
"""The base year, two projected ones, and the one whose cover is announced in the last."""


def rules() -> Rules:
    """One status of residents who pay 10 a year and get 20; half of all care is paid."""
    law_year = np.zeros((r.LAW_YEAR_ROWS, YEARS))
    law_year[: r.RETIREMENT_AGE_WOMEN_CADRES + 1] = 99
    law_year[r.RESIDENT_PREMIUM], law_year[r.RESIDENT_SUBSIDY] = 10, [20, 20, 20, 30]
    resident = r.DEDUCTIBLE + r.PAYER_ROWS
    law_year[resident + 1], law_year[resident + 2] = 0.5, 1e9
    law_month = np.zeros((r.LAW_MONTH_ROWS, 12 * YEARS))
    law_month[[r.DEFERRAL_MONTHS, r.ARREARS_MONTHS, r.COLLECTION_RATE]] = 1
    basis = np.zeros((r.USE + 2 * r.INDICES, YEARS))
    basis[r.USE :] = 1
    basis[r.ELSEWHERE] = [0.5, 0.25, 0, 0]
    fixed = np.zeros(r.FIXED_ROWS)
    fixed[[r.RESIDENT_INCOME_LEVEL, r.BASE_TAKE_UP, r.SELECTION, r.COST_LEVEL + 1]] = 1
    roles = np.zeros((r.ROLES, 1))
    roles[r.PAYER], roles[r.RETIRES_TO], roles[r.LAPSES_TO] = 1, -1, -1
    return Rules(law_year, law_month, basis, fixed, roles)


def demography() -> Demography:
    """Half of all survive a year, nobody is born; ten men a year arrive at age 1."""
    migrants = np.zeros((YEARS, 2, 3))
    migrants[:, 0, 1] = 10
    return Demography(
        survival=np.full((YEARS, 2, 3), 0.5),
        fertility=np.zeros((YEARS, 3)),
        newborn=np.full((YEARS, 3), 0.5),
        migrants=migrants,
        move_from=np.zeros(0, dtype=np.int64),
        move_to=np.zeros(0, dtype=np.int64),
        move_rate=np.zeros((YEARS, 0, 2, 3)),
        relativity=np.full((1, 2, 3), 2.0),
        student_age=np.array([1.0, 1, 0]),
    )


def prices() -> Prices:
    lognormal = curve("lognormal", 1.0)
    timing = np.zeros(16)
    timing[4] = 1
    services = np.zeros((2, 1, r.SERVICE_ROWS))
    services[1, 0] = [0.1, 6, 1, 0]
    return Prices(
        services=services,
        curves=np.tile(lognormal, (2, 1, 1, 1)),
        wage_curve=lognormal,
        grid=np.array([LOG_LOW, LOG_STEP]),
        lag=np.ones(1),
        premium_timing=timing,
        subsidy_timing=np.full(12, 1 / 12),
        annual_curve=lognormal,
        serves=np.zeros((r.LAYERS, 2)),
    )


def start() -> np.ndarray:
    people = np.zeros((1, 2, 3))
    people[0, 0, 0] = 100
    return people


def books(heads: float) -> Books:
    return Books(
        balances=np.zeros(r.POOLS),
        queue=np.zeros((r.POOLS, r.LAGGED_LINES, 1)),
        owed=np.zeros(1),
        standing=np.array([10.0, 20, 1, heads, 0, 0, 1, *[0.0] * (r.STANDING - r.DUE_BEFORE)]),
    )


def test_project_people() -> None:
    population = project_people(start(), 1, 2, rules(), demography())
    assert population.people[:, 0, 0].tolist() == [[100, 0, 0], [0, 60, 0], [0, 10, 30]]
    assert population.vital.tolist() == [[0, 50, 10, 0], [0, 30, 10, 0]]
    assert population.heads[:, 0].tolist() == [100 * 0.5, 60 * 0.75, 40]
    assert population.exposure[:, 0].tolist() == [0.75 * (100 + 60) / 2, (60 + 40) / 2]
    assert population.need[:, 0, 0].tolist() == [120, 100]
    assert population.births.tolist() == [[0], [0]]


def test_project_money() -> None:
    """Premium and subsidy by the heads at the start of the year, care by the year's exposure, all paid at once."""
    people = project_people(start(), 1, 2, rules(), demography())
    opening = books(50)
    ledger = project_money(opening, 1, 2, rules(), prices(), people)
    income = np.array([50 * 30, 45 * 30])
    paid = np.array([120, 100]) * 0.1 * 6 * 0.5
    flows = ledger.flows[:, r.RESIDENT].reshape(2, 12, r.LINES).sum(axis=1)
    np.testing.assert_allclose(flows[:, r.CONTRIBUTIONS_OWN] + flows[:, r.SUBSIDY], income)
    np.testing.assert_allclose(flows[:, r.INPATIENT], paid)
    np.testing.assert_allclose(ledger.yearly[:, r.CARE + 1], [12, 10])
    assert ledger.yearly[:, r.CARE + 3].tolist() == pytest.approx([72, 60])
    assert ledger.yearly[:, r.CARE + 5].tolist() == pytest.approx([36, 30])
    assert ledger.stocks[-1, r.RESIDENT, r.BALANCE] == pytest.approx((income - paid).sum())
    assert ledger.books.balances[r.RESIDENT] == ledger.stocks[-1, r.RESIDENT, r.BALANCE]
    assert ledger.books.standing[: r.DUE_BEFORE] == pytest.approx([10, 30, 1, 40, 0, 0, 1])
    assert ledger.books.standing[r.DUE_BEFORE : r.FUND_NOW] == pytest.approx(
        [0, 0, paid[1], 0, 0, income[1], 0, paid[1], 0, 0, 0, 0, 0, 0]
    )
    assert opening.balances[r.RESIDENT] == 0


def test_copied_books_are_books_of_their_own() -> None:
    opening = books(50)
    copy = opening.copy()
    for part in copy:
        part += 1
    for part, untouched in zip(opening, books(50), strict=True):
        np.testing.assert_array_equal(part, untouched)
