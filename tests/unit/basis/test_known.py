"""How a figure is looked up for an area, with a scenario's own values on top."""

import numpy as np
import pytest

from actuary.basis.known import Known
from actuary.figures.single import Figure
from actuary.figures.vintage import Vintage
from actuary.levers.shape import Steps, steps_in
from actuary.units import Money, Share, Unit
from tests.unit.basis.made import booked


def known(area: str = "meishan", **overrides: Steps) -> Known:
    return Known(area, overrides)


def steps(written: str | dict[str, str], unit: Unit = Share(-1, 10)) -> Steps:  # noqa: B008 - it is frozen
    return steps_in(written, unit, "year")


def test_a_fact_is_of_this_very_place_and_year() -> None:
    assert known().fact("employee_balance", 2019) == 25.06e8
    assert known().fact("employee_balance", 2020) is None
    assert known().fact("wage_growth", 2026) is None


def test_a_value_is_of_the_nearest_place_that_has_one() -> None:
    """Meishan publishes no wage: Sichuan's; no dependency: Sichuan's 2.81 of 2021; nobody but the nation an inflation."""
    assert known().value("average_wage", 2021) == 6785
    assert known().value("active_per_retired", 2019) == 2.81
    assert known().value("inflation", 2026) == 0.005


def test_a_value_of_a_year_is_of_the_nearest_year() -> None:
    assert known().value("average_wage", 2012) == known().value("average_wage", 2019)
    assert known().value("average_wage", 2099) == 7831


def test_a_scenarios_level_or_change_stands_on_top() -> None:
    assert known(female_cadre_share=steps("40 %")).value("female_cadre_share") == 0.40
    assert known(female_cadre_share=steps("+5 pp")).value("female_cadre_share") == pytest.approx(0.40)
    assert known(female_cadre_share=steps("+10 %")).value("female_cadre_share") == pytest.approx(0.385)


def test_a_dated_value_holds_from_its_year_on() -> None:
    wage = known(average_wage=steps({"2022": "8,000 元", "2024": "+100 元"}, Money(0)))
    assert [wage.value("average_wage", year) for year in (2021, 2022, 2023, 2024)] == [6785, 8000, 8000, 7746]


def test_a_path_runs_straight_between_its_years_and_is_held_outside() -> None:
    """0.5 % in 2026, 1.5 % in 2035."""
    found = known().path("inflation", range(2024, 2038))
    np.testing.assert_allclose(found[:3], 0.005)
    np.testing.assert_allclose(np.diff(found[2:12]), 0.01 / 9)
    np.testing.assert_allclose(found[11:], 0.015)


def test_a_scenarios_dated_value_is_a_point_of_the_path() -> None:
    found = known(inflation=steps({"2030": "2.5 %"})).path("inflation", range(2026, 2036))
    np.testing.assert_allclose(found[[0, 2, 4]], [0.005, 0.015, 0.025])


def test_a_path_of_one_undated_figure_is_flat_until_a_scenario_says_otherwise() -> None:
    years = range(2024, 2028)
    np.testing.assert_array_equal(known().path("students_insured_elsewhere", years), 0)
    changed = known(students_insured_elsewhere=steps({"2026": "20 %"}))
    np.testing.assert_allclose(changed.path("students_insured_elsewhere", years), [0, 0, 0.2, 0.2])


def test_everything_used_is_remembered_once() -> None:
    found = known()
    for _ in range(2):
        found.value("average_wage", 2021)
        found.fact("employee_balance", 2019)
        found.fact("employee_balance", 1999)
        found.table("settlement_lag")
    assert set(found.used) == {("average_wage", "sichuan", 2021), ("employee_balance", "meishan", 2019)}
    assert set(found.tables) == {"settlement_lag"}


def test_what_nobody_knows_is_not_nought() -> None:
    with pytest.raises(LookupError, match="average_wages: nothing known for meishan"):
        known().value("average_wages")
    with pytest.raises(LookupError, match="average_wages: nothing known for meishan"):
        known().value("average_wages", 2020)


def as_of(year: int, area: str = "meishan", **books: Figure) -> Known:
    """What was known of an area at the end of a year, with some figures of its own books."""
    return Known(area, {}, Vintage(year, {(name, area): {one.year or 0: one} for name, one in books.items()}, area))


def test_a_fact_of_a_vintage_is_of_its_books_and_nothing_stands_in_for_it() -> None:
    """Meishan's report of 2020 tells the balance of 2019; at the end of 2018 it was nobody's."""
    balance = booked("employee", "balance", 2018, 19e8).figure
    assert as_of(2018, employee_balance=balance).fact("employee_balance", 2018) == 19e8
    assert as_of(2018, employee_balance=balance).fact("employee_balance", 2019) is None
    assert as_of(2018).fact("enrolment_base", 2019) is None
    assert as_of(2019).fact("enrolment_base", 2019) == known().fact("enrolment_base", 2019)


def test_a_value_of_a_vintage_is_the_last_that_was_known() -> None:
    """Of 2025 the forecast of 2021 knows what it knows of 2021."""
    assert as_of(2021).value("average_wage", 2025) == 6785
    assert as_of(2021).value("average_wage") == 6785


def test_a_farther_place_that_had_published_comes_before_a_nearer_one_that_had_not() -> None:
    """In 2018 the nation had a wage, Sichuan none."""
    assert as_of(2018).value("average_wage", 2018) == 5638.525


def test_what_nobody_had_published_counts_with_its_first_value() -> None:
    """Wages begin in 2018, Sichuan's in 2019: before, Sichuan's first is as near as one can come."""
    first = 5769.77534
    assert as_of(2015).value("average_wage", 2014) == first
    assert as_of(2015).value("average_wage") == first
    assert list(as_of(2015).series("average_wage")) == [2015]
    np.testing.assert_array_equal(as_of(2015).path("average_wage", range(2014, 2018)), first)


def test_a_series_that_nobody_has_is_missing_from_a_vintage_too() -> None:
    for one in (known(), as_of(2015)):
        with pytest.raises(KeyError, match="average_wages"):
            one.series("average_wages")
    with pytest.raises(LookupError, match="average_wages"):
        as_of(2015).value("average_wages")


def test_of_a_tables_years_a_vintage_sees_those_that_were_over() -> None:
    use = {2013: 0.14, 2015: 0.15, 2019: 0.18}
    assert known().seen(use) == use
    assert as_of(2016).seen(use) == {2013: 0.14, 2015: 0.15}
    assert as_of(2012).seen(use) == {2012: 0.14}


def test_a_scenarios_values_stand_above_a_vintage() -> None:
    wage = Known("meishan", {"average_wage": steps("9,000 元", Money(0))}, Vintage(2021, {}, "meishan"))
    assert wage.value("average_wage", 2021) == 9000
