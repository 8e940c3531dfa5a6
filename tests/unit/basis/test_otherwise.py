"""Trends under other figures: what moves, by how much, and what stays."""

import numpy as np
import pytest

from actuary.axes import PROCESSES, Calendar
from actuary.basis.known import Known
from actuary.basis.otherwise import PARAMETERS, Otherwise, Parameter, figure_of, loading, moved, trends
from actuary.figures.single import TODAY, figure
from actuary.scenario.loading import load

CALENDAR = Calendar(2025, 2035)
BY_NAME = {one.name: one for one in PARAMETERS}
WAGES, USE, EMPLOYEE, RESIDENT = (PROCESSES.index(name) for name in PROCESSES[:4])


def known(*settings: str) -> Known:
    scenario = load("china", *settings)
    return Known(scenario.area, scenario.figures)


def test_a_view_that_sees_one_figure_otherwise() -> None:
    one = figure("wage_growth", "china", 2026)
    seen = Otherwise(TODAY, {one: 0.07}).seen("wage_growth", "china")
    assert (seen[2026].value, seen[2035].value) == (0.07, 0.04)
    assert Otherwise(TODAY, {one: 0.07}).seen("inflation", "china") == TODAY.seen("inflation", "china")


def test_a_faster_first_year_fades_on_a_straight_line() -> None:
    """Wages grow by a point more in 2026, by eight ninths of it in 2027, by none in 2035."""
    one = figure("wage_growth", "china", 2026)
    found = moved(known(), CALENDAR, {one: one.value + 0.01}, {})
    usual = np.interp(range(2026, 2036), [2026, 2035], [one.value, 0.04])
    faster = np.interp(range(2026, 2036), [2026, 2035], [one.value + 0.01, 0.04])
    assert found[WAGES] == pytest.approx([0, *np.cumsum(np.log1p(faster) - np.log1p(usual))], abs=1e-12)
    assert (found[USE:] == 0).all()


def test_what_moves_for_one_payer_alone_is_its_price() -> None:
    one = figure("cost_growth_employee", "china", 2026)
    found = moved(known(), CALENDAR, {one: one.value + 0.01}, {})
    assert (found[EMPLOYEE, 1:] > 0).all()
    assert (found[[WAGES, USE, RESIDENT]] == 0).all()


def test_what_moves_for_both_is_use_and_the_rest_is_price() -> None:
    """The whole of a payer's cost comes out again: use + price."""
    one = figure("health_cost_elasticity", "china")
    above, below = trends(known(), CALENDAR, {one: 1.0})[1], trends(known(), CALENDAR, {})[1]
    found = moved(known(), CALENDAR, {one: 1.0}, {})
    assert found[USE, -1] > 0
    for payer, price in enumerate((EMPLOYEE, RESIDENT)):
        assert found[USE] + found[price] == pytest.approx((above - below)[payer].sum(axis=0), abs=1e-12)


def test_a_loading_is_a_standard_deviation_of_the_first_growth() -> None:
    one = figure("wage_growth", "china", 2026)
    assert one.low is not None and one.high is not None
    found = loading(known(), CALENDAR, BY_NAME["wage_growth"], 0.01)
    expected = (np.log1p(one.value + 0.01) - np.log1p(one.value - 0.01)) / 2
    assert found[WAGES, 1] == pytest.approx(expected, rel=1e-9)
    beyond = loading(known(), CALENDAR, BY_NAME["wage_growth"], 1.0)
    assert beyond[WAGES, 1] == pytest.approx((np.log1p(one.high) - np.log1p(one.low)) / (one.high - one.low), rel=1e-9)


def test_a_figure_that_the_scenario_sets_itself_is_not_moved() -> None:
    set_by_hand = known("figures.health_cost_elasticity=1")
    assert not loading(set_by_hand, CALENDAR, BY_NAME["health_cost_elasticity"], 0.1).any()


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda one: one.name)
def test_every_parameter_has_an_interval_and_moves_something(parameter: Parameter) -> None:
    one = figure_of(known(), parameter)
    assert one is not None and one.low is not None and one.high is not None and one.low <= one.value <= one.high
    assert loading(known(), CALENDAR, parameter, (one.high - one.low) / 4).any()


def test_the_later_value_is_another_parameter() -> None:
    first, later = (figure_of(known(), BY_NAME[name]) for name in ("wage_growth", "wage_growth_later"))
    assert first is not None and later is not None
    assert (first.year, later.year) == (2026, 2035)
