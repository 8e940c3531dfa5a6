"""How a figure is looked up for an area, with a scenario's own values on top."""

import numpy as np
import pytest

from actuary.basis.known import Known
from actuary.levers.shape import Steps, steps_in
from actuary.units import Money, Share, Unit


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
