"""A fund's books: which version of which year was known at the end of a year."""

import pytest

from actuary.figures.history import ACCOUNTS, POOLS, Booked, History, figure_name, nation
from tests.unit.basis.made import booked

SPENDING = ("employee", "spending")


def values(known_to: int, *rows: Booked) -> dict[int, float]:
    """The employees' spending as known at the end of a year."""
    known = History("made up", "meishan", rows).known(known_to)
    return {year: one.value for year, one in known.get(SPENDING, {}).items()}


def test_a_forecast_waits_for_the_bulletin_of_its_year_and_no_longer() -> None:
    rows = [booked(*SPENDING, year, 100 + year) for year in (2018, 2019, 2020)]
    assert values(2019, *rows) == {2018: 2118, 2019: 2119}


def test_a_figure_that_came_out_late_was_not_known_before() -> None:
    rows = booked(*SPENDING, 2019, 5), booked(*SPENDING, 2018, 4, known_in=2022)
    assert values(2020, *rows) == {2019: 5}
    assert values(2021, *rows) == {2019: 5, 2018: 4}


def test_what_a_plan_says_of_a_later_year_is_not_of_the_books() -> None:
    assert values(2019, booked(*SPENDING, 2020, 7, known_in=2019)) == {}


@pytest.mark.parametrize("turn", [1, -1])
def test_the_last_version_that_was_known_stands_wherever_it_is_written(turn: int) -> None:
    """1,069.1 in the quick report of early 2024, 1,177.23 in the bulletin of 2025."""
    versions = [booked(*SPENDING, 2023, 1069.1), booked(*SPENDING, 2023, 1177.23, known_in=2025)][::turn]
    assert values(2022, *versions) == {}
    assert values(2023, *versions) == {2023: 1069.1}
    assert values(2024, *versions) == {2023: 1177.23}


def test_the_last_year_and_the_last_versions_of_all_years() -> None:
    rows = (
        booked(*SPENDING, 2019, 1),
        booked(*SPENDING, 2019, 2, known_in=2024),
        booked("resident", "income", 2021, 3, known_in=2022),
    )
    books = History("made up", "meishan", rows)
    assert books.last == 2021
    assert {key: {year: one.value for year, one in by_year.items()} for key, by_year in books.final.items()} == {
        SPENDING: {2019: 2},
        ("resident", "income"): {2021: 3},
    }


def test_figures_of_the_books_are_called_as_all_figures_are() -> None:
    assert figure_name("employee_pool", "balance") == "employee_pool_balance"
    assert figure_name("employee", "retired_insured") == "retired_insured"
    assert {"employee_income", "resident_insured", "all_reserve_months", "employee_pool_surplus"} <= ACCOUNTS
    assert not ACCOUNTS & {"average_wage", "enrolment_base", "active_per_retired"}


def nations(pool: str, measure: str, known_to: int = 2025) -> dict[int, float]:
    return {year: one.value for year, one in nation().known(known_to)[pool, measure].items()}


def test_the_nations_books_are_its_bulletins_without_quick_reports() -> None:
    """2022: 20,793.27 in the bulletin, 20,637.18 in the quick report."""
    income = nations("employee", "income")
    assert income[2022] == pytest.approx(20_793.27e8)
    assert income[2025] == pytest.approx(24_683.60e8)
    assert max(nations("employee", "income", 2021)) == 2021
    assert nations("employee", "contributions_waived") == {2020: pytest.approx(1649e8)}


def test_the_urban_scheme_is_where_the_residents_books_begin() -> None:
    income = nations("resident", "income")
    assert (income[2012], income[2018]) == pytest.approx((877e8, 7846e8))
    assert list(income) == list(range(2008, 2026))


def test_the_nations_books_name_their_place_their_unit_and_their_source() -> None:
    found = nation().known(2025)["employee", "spending"][2025]
    assert (found.place, found.text, found.source) == ("china", "19376.55 亿元", "nhsa_bulletin_2025")
    assert nation().area == "china"
    assert {one.pool for one in nation().booked} <= set(POOLS)
    assert nation().last == 2025


def test_where_the_nations_tables_tell_a_figure_twice_they_tell_the_same() -> None:
    """Residents of 2012 to 2017 stand under both names of the scheme, here in persons and there in 万人."""
    told: dict[tuple[str, str, int | None], list[float]] = {}
    for one in nation().booked:
        told.setdefault((one.pool, one.measure, one.figure.year), []).append(one.figure.value)
    twice = {key: found for key, found in told.items() if len(found) > 1}
    assert ("resident", "insured", 2012) in twice
    for key, found in twice.items():
        assert max(found) == pytest.approx(min(found), rel=2e-5), key
