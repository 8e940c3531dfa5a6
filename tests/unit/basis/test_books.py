"""Series made from books: maternity put where it belongs, reliefs put back, missing balances rolled forward."""

import pytest

from actuary.basis.books import (
    OTHER_SCOPE,
    TWO_YEARS,
    breaks_of,
    care_levels,
    incomes,
    levels_of,
    output_per_head,
    paid_in,
    ratio,
    rolled_forward,
)
from actuary.figures.single import own
from tests.unit.basis.made import Series, history

BALANCE, INCOME, SPENDING = (("resident", of) for of in ("balance", "income", "spending"))


def rolled(**series: Series) -> dict[int, float]:
    books = history({("resident", of): years for of, years in series.items()}).known(2099)
    return {year: one.value for year, one in rolled_forward(books)["resident", "balance"].items()}


def test_maternity_belongs_to_the_employees_while_it_has_books_of_its_own() -> None:
    """Meishan's were merged in January 2020: what is told of maternity later is inside the employees' already."""
    series = {2018: 100.0, 2019: 110.0, 2020: 130.0}
    apart = {2019: 7.0, 2020: 8.0}
    books = history({("employee", "spending"): series, ("maternity", "spending"): apart}).known(2020)
    assert levels_of(books, "employee", "spending") == {2018: 100, 2019: 110 + 7, 2020: 130}


def test_the_nations_maternity_was_merged_a_year_before() -> None:
    books = history({("employee", "income"): {2018: 10.0, 2019: 11.0}, ("maternity", "income"): {2018: 1.0, 2019: 1.0}})
    nation = history(
        {key: {2018: 10.0, 2019: 11.0} for key in (("employee", "income"), ("maternity", "income"))}, "china"
    )
    assert levels_of(books.known(2019), "employee", "income") == {2018: 11, 2019: 12}
    assert levels_of(nation.known(2019), "employee", "income") == {2018: 20, 2019: 11}


def test_members_of_both_are_the_same_people_and_other_pools_have_no_maternity() -> None:
    heads = {("employee", "insured"): {2019: 50.0}, ("maternity", "insured"): {2019: 30.0}}
    money = {("employee_pool", "income"): {2019: 5.0}, ("maternity", "income"): {2019: 1.0}}
    assert levels_of(history(heads).known(2019), "employee", "insured") == {2019: 50}
    assert levels_of(history(money).known(2019), "employee_pool", "income") == {2019: 5}
    assert levels_of({}, "employee", "income") == {}


def test_what_the_law_waived_is_put_back() -> None:
    """The nation in 2020: 15,731 came in and 1,649 were waived."""
    series = {
        ("employee", "income"): {2019: 15_845.0, 2020: 15_731.0},
        ("employee", "contributions_waived"): {2020: 1649.0},
    }
    assert paid_in(history(series, "china").known(2020), "employee") == {2019: 15_845, 2020: 17_380}


def test_a_balance_missing_in_one_year_is_rolled_forward() -> None:
    """30 + 12 - 10 = 32, and of two years missing only the first: 35 is printed, 36 would rest on what is not."""
    income, spending = {2019: 12.0, 2021: 13.0, 2022: 9.0}, {2019: 10.0, 2021: 12.0, 2022: 8.0}
    balances = {2018: 30.0, 2020: 34.0}
    assert rolled(balance=balances, income=income, spending=spending) == {2018: 30, 2019: 32, 2020: 34, 2021: 35}


def test_a_printed_balance_stays_though_it_does_not_roll_forward() -> None:
    assert rolled(balance={2018: 30.0, 2019: 33.0}, income={2019: 12.0}, spending={2019: 10.0}) == {2018: 30, 2019: 33}


def test_without_one_of_the_flows_nothing_is_rolled_forward() -> None:
    assert rolled(balance={2018: 30.0}, income={2019: 12.0}) == {2018: 30}
    assert rolled(balance={2018: 30.0}, income={2019: 12.0}, spending={2020: 3.0}) == {2018: 30}


def test_what_was_rolled_forward_says_so_and_leaves_the_books_as_they_were() -> None:
    books = history({BALANCE: {2018: 30.0}, INCOME: {2019: 12.0}, SPENDING: {2019: 10.0}}).known(2019)
    found = rolled_forward(books)[BALANCE][2019]
    assert (found.name, found.year, found.text, found.status) == ("resident_balance", 2019, "32 元", "derived")
    assert found.note == "balance of 2018 + income - spending"
    assert list(books[BALANCE]) == [2018]


def test_a_ratio_is_of_the_years_that_both_know() -> None:
    assert ratio({2018: 6.0, 2019: 8.0, 2020: 9.0}, {2019: 2.0, 2020: 0.0, 2021: 5.0}) == {2019: 4}


def test_output_per_head_is_the_nations_output_over_its_people() -> None:
    """2025: 1,401,879 亿元 over 140,489 万 people."""
    assert output_per_head()[2025] == pytest.approx(1_401_879e8 / 140_489e4, rel=1e-9)
    assert set(range(2011, 2026)) <= set(output_per_head())


def test_an_estimated_income_is_no_observation() -> None:
    """The nation's of 2025 is estimated; a city without one of its own has the nation's."""
    estimated = own("disposable_income", "china", 2025)
    assert estimated is not None and estimated.status == "estimated"
    assert incomes("meishan") == incomes("china")
    assert max(incomes("china")) == 2024
    assert incomes("china")[2024] == 41_314


def test_care_is_discharges_per_member_and_cost_per_discharge_of_each_pool() -> None:
    """2025: 21.26 discharges of a hundred employees at 11,522 yuan, 20.82 of a hundred residents at 7,339."""
    found = care_levels()
    assert {name: levels[2025] for name, levels in found.items()} == pytest.approx(
        {
            "use_growth_employee": 0.21264872,
            "price_growth_employee": 11_522.384,
            "use_growth_resident": 0.20817761,
            "price_growth_resident": 7_338.6155,
        }
    )
    assert all(set(range(2019, 2026)) <= set(levels) for levels in found.values())


def test_discharges_rose_by_a_quarter_in_2023_which_is_no_trend() -> None:
    use = care_levels()["use_growth_resident"]
    assert use[2023] / use[2022] > 1.2
    assert breaks_of("china", "care")[2023] == OTHER_SCOPE


def test_an_epidemic_breaks_every_series_a_change_of_scope_the_places_own() -> None:
    """The nation's residents of 2017 and 2018 came from rural schemes; a city's books know nothing of that."""
    epidemic = {2020: TWO_YEARS, 2022: TWO_YEARS}
    assert breaks_of("china", "employee") == breaks_of("meishan", "resident") == epidemic
    assert breaks_of("china", "resident") == {**epidemic, 2017: OTHER_SCOPE, 2018: OTHER_SCOPE}
