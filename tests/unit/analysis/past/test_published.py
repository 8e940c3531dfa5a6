"""What was published of an area, under the names of a run's groups."""

import pytest

from actuary.analysis.past.published import accounts_of, known_to

HUNDRED_MILLION = 1e8


def amount(area: str, group: str, measure: str, year: int) -> float:
    return accounts_of(area)[group, measure, year].value / HUNDRED_MILLION


def test_the_bulletin_prints_the_employee_scheme_and_its_pool() -> None:
    """Bulletin of 2025: 24,683.60 亿元 of income in the scheme, of it 18,292.91 in the pool."""
    assert amount("china", "employee_scheme", "income", 2025) == pytest.approx(24_683.60)
    assert amount("china", "employee", "income", 2025) == pytest.approx(18_292.91)


def test_a_scheme_is_its_pool_and_its_accounts() -> None:
    """Bulletin of 2024: 30,445.50 + 14,471.75 亿元; nobody prints the sum."""
    assert amount("china", "employee_scheme", "balance", 2024) == pytest.approx(30_445.50 + 14_471.75)
    assert accounts_of("china")["employee_scheme", "balance", 2024].status == "derived"


def test_a_surplus_is_as_printed_or_follows_from_income_and_spending() -> None:
    """Residents 2021: 428.10 亿元 printed, 9,724.48 - 9,296.37 = 428.11; scheme 2024: 23,732.47 - 19,102.54."""
    assert amount("china", "resident", "surplus", 2021) == pytest.approx(428.10, abs=1e-9)
    assert amount("china", "employee_scheme", "surplus", 2024) == pytest.approx(4_629.93)


def test_months_are_by_the_programs_definition() -> None:
    """Residents 2023: 12 x 7,663.70 / 10,457.65 = 8.794, though the bulletin prints 8.5."""
    months = accounts_of("china")["resident", "reserve_months", 2023]
    assert months.value == pytest.approx(12 * 7_663.70 / 10_457.65)
    assert months.status == "derived"


def test_months_are_as_printed_where_the_definition_cannot_be_followed() -> None:
    """Meishan's report prints 30 and 15 months with the balances, and no spending."""
    accounts = accounts_of("meishan")
    assert accounts["employee_scheme", "reserve_months", 2019].value == 30
    assert ("employee_scheme", "spending", 2019) not in accounts


def test_what_nobody_read_or_somebody_assumed_is_not_published() -> None:
    """National income by scheme in 2019 is recalled; Jingzhou's months are the nation's."""
    assert ("resident", "income", 2019) not in accounts_of("china")
    assert {measure for _, measure, _ in accounts_of("jingzhou")} == {"income", "spending", "surplus"}


def test_each_area_has_its_own_accounts() -> None:
    assert amount("jiangxi", "all", "balance", 2020) == pytest.approx(672.64)
    assert max(year for _, _, year in accounts_of("jiangxi")) == 2020


def test_the_last_published_year() -> None:
    assert known_to(accounts_of("china"), 2000) >= 2025
    assert known_to(accounts_of("zibo"), 2021) == 2021
