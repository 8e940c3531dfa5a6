"""National accounts as identities (N1 to N7): the bulletins of 2023 to 2025 hang together, and where they do not it is told.

Amounts are 亿元 with two decimals: each is good to 0.005, a sum of four of them to 0.02.
"""

import pytest

from actuary.figures.tables import column, table
from tests.runs import ran

HUNDRED_MILLION = 1e8
CENT = 0.0051


def national(name: str, pool: str, measure: str, year: int) -> float:
    """A cell of a national table, in yuan, people or months."""
    rows = table(name)
    keys = zip(*(rows.columns[key] for key in ("pool", "measure", "year")), strict=True)
    return dict(zip(keys, column(rows, "value"), strict=True))[pool, measure, str(year)]


def fund(pool: str, measure: str, year: int) -> float:
    """An amount of a national fund, 亿元."""
    return national("national_funds", pool, measure, year) / HUNDRED_MILLION


def surplus(pool: str, year: int) -> float:
    return fund(pool, "income", year) - fund(pool, "spending", year)


@pytest.mark.parametrize(("year", "published"), [(2023, 5039.59), (2024, 4639.17), (2025, 5257.72)])
def test_n1_the_current_balance_leaves_accounts_out(year: int, published: float) -> None:
    """Bulletin of the year: 当期结存 of the pools = employee pool + resident, individual accounts left out."""
    assert fund("all_pool", "surplus", year) == pytest.approx(published, abs=1e-9)
    assert surplus("employee_pool", year) + surplus("resident", year) == pytest.approx(published, abs=4 * CENT)
    assert surplus("employee_account", year) > 200


@pytest.mark.parametrize(
    ("pool", "opening", "closing", "residual"),
    [("employee_pool", 26_316.05, 30_445.50, 9.71), ("resident", 7_663.70, 8_183.02, -0.10)],
)
def test_n2_balances_roll_forward_but_for_a_residual(
    pool: str, opening: float, closing: float, residual: float
) -> None:
    """Bulletins of 2023 and 2024. The residual is what the bulletins leave open: it is told, not absorbed."""
    assert fund(pool, "balance", 2023) == pytest.approx(opening, abs=CENT)
    assert fund(pool, "balance", 2024) == pytest.approx(closing, abs=CENT)
    flow = surplus(pool, 2024)
    assert closing - opening - flow == pytest.approx(residual, abs=2 * CENT)


def months(pool: str, year: int) -> float:
    return 12 * fund(pool, "balance", year) / fund(pool, "spending", year)


@pytest.mark.parametrize(
    ("pool", "year", "expected"),
    [
        ("employee_pool", 2023, 27.10),
        ("employee_pool", 2024, 27.63),
        ("resident", 2023, 8.79),
        ("resident", 2024, 9.21),
    ],
)
def test_n3_months_of_reserve(pool: str, year: int, expected: float) -> None:
    """12 x balance / spending of the bulletins, two decimals as in the check."""
    assert months(pool, year) == pytest.approx(expected, abs=CENT)


def test_n3_residents_months_were_also_published_by_another_definition() -> None:
    """8.5 in the bulletin of 2023: not within rounding of 8.79, so both stand side by side."""
    published = national("national_funds", "resident", "reserve_months", 2023)
    assert published == 8.5
    assert abs(months("resident", 2023) - published) > 0.2


def test_n4_accounts_in_the_denominator_change_the_months() -> None:
    """Pool balance of 2023 over pool and account spending: 17.79 months, not 27.10."""
    spending = fund("employee_pool", "spending", 2023) + fund("employee_account", "spending", 2023)
    assert spending == pytest.approx(fund("employee", "spending", 2023), abs=3 * CENT)
    assert 12 * fund("employee_pool", "balance", 2023) / spending == pytest.approx(17.79, abs=CENT)


@pytest.mark.parametrize(
    ("year", "expected", "printed"), [(2023, 2.711, 2.71), (2024, 2.629, 2.63), (2025, 2.600, 2.60)]
)
def test_n5_active_per_retired(year: int, expected: float, printed: float) -> None:
    """Bulletin heads, 万 people; three decimals, and the two that the bulletins print."""
    active, retired = (
        national("national_members", "employee", f"{who}_insured", year) for who in ("active", "retired")
    )
    assert active / retired == pytest.approx(expected, abs=6e-4)
    assert active / retired == pytest.approx(printed, abs=CENT)
    if year == 2025:
        assert ran("china").yearly["active_per_retired"][0] == pytest.approx(active / retired, rel=1e-9)


@pytest.mark.parametrize("pool", ["employee", "resident"])
@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_n6_discharges_times_their_cost_are_the_cost_of_inpatient_care(pool: str, year: int) -> None:
    """Bulletins and the administration's series: 0.05 %, since discharges are printed to 0.1 万 and costs to a yuan."""
    discharges, cost, total = (
        national("national_utilisation", pool, measure, year)
        for measure in ("discharges", "cost_per_admission", "cost_inpatient")
    )
    assert discharges * cost == pytest.approx(total, rel=5e-4)


def test_n7_a_quick_report_is_not_the_bulletin() -> None:
    """Maternity spending of 2023: 1,069.1 in the quick report, 1,177.23 in the bulletin, 10 % more; both are kept."""
    assert fund("maternity", "spending_prelim", 2023) == pytest.approx(1069.1, abs=1e-9)
    assert fund("maternity", "spending", 2023) == pytest.approx(1177.23, abs=1e-9)
