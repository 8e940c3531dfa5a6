"""What was known at the end of a year, and what a forecast from then must not see."""

from actuary.figures.single import Figure, find, own
from actuary.figures.vintage import Vintage
from tests.unit.basis.made import booked


def vintage(year: int, place: str = "meishan", **books: dict[int, Figure]) -> Vintage:
    return Vintage(year, {(name, place): by_year for name, by_year in books.items()}, place)


def test_later_figures_are_hidden() -> None:
    assert sorted(vintage(2021).seen("average_wage", "sichuan")) == [2019, 2020, 2021]
    assert vintage(2017).seen("average_wage", "china") == {}
    assert find("average_wage", "meishan", 2022, vintage(2021)) is None


def test_the_nearest_place_that_had_published_answers() -> None:
    """Sichuan's wages begin in 2019; before, the nation's stand in."""
    found = find("average_wage", "meishan", view=vintage(2018))
    assert found is not None and (found.place, found.year) == ("china", 2018)


def test_what_is_assumed_of_later_years_is_no_observation() -> None:
    assert list(vintage(2019).seen("inflation", "china")) == [2026, 2035]
    assert list(vintage(2019).seen("wage_growth", "china")) == [2035]


def test_a_figure_of_any_year_was_always_known() -> None:
    assert own("selection_relative_cost", "china", view=vintage(2012)) == own("selection_relative_cost", "china")


def test_books_stand_on_top_of_what_is_written() -> None:
    """Sichuan's wage of 2020 as a fund has it itself, beside that of 2019 as it is written."""
    mine = booked("employee", "income", 2020, 6500, area="sichuan").figure._replace(name="average_wage")
    seen = vintage(2021, "sichuan", average_wage={2020: mine}).seen("average_wage", "sichuan")
    assert seen[2020] is mine
    assert seen[2019] == own("average_wage", "sichuan", 2019)


def test_of_a_funds_accounts_nothing_but_its_books_is_known() -> None:
    """Another fund's are known as they are written."""
    mine = booked("employee", "income", 2018, 5e8).figure
    one = vintage(2021, employee_income={2018: mine})
    assert one.seen("employee_income", "meishan") == {2018: mine}
    assert one.seen("employee_balance", "meishan") == {}
    assert own("employee_balance", "meishan", 2019) is not None
    assert 2020 in one.seen("all_insured", "jiangxi")
    assert 2020 not in vintage(2019).seen("all_insured", "jiangxi")
