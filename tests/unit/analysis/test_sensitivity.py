"""What matters: swings and switch-over values by hand, and on a scenario that runs."""

import math

import pytest

import actuary
from actuary.analysis.measured import NoSuchMeasure
from actuary.analysis.sensitivity import (
    COLUMNS,
    HALVINGS,
    End,
    Hit,
    NoSuchFigure,
    Sensitivity,
    Swing,
    called,
    fund_of,
    in_unit,
    runs_at_most,
    sensitivity_of,
    swing_of,
    switches_of,
    told,
    uncertain,
    worse_ends,
)  # fmt: skip
from actuary.analysis.stress import HALVINGS as HALVINGS_OF_STRESS
from actuary.analysis.stress import Worse
from actuary.basis.otherwise import Otherwise
from actuary.compile import basis_of
from actuary.errors import Mistakes
from actuary.figures.single import TODAY, Figure
from actuary.scenario.loading import load
from actuary.simulation import run, same
from tests.runs import ran

SHARE = Figure("growth", "china", 2026, 0.04, "4 %", "%", 0.01, 0.06, "assumed", "own_assumption", "by hand", 2)
FADES = SHARE._replace(name="fades_by", year=None, value=2035.0, unit="year", low=2030.0, high=2045.0)
BEFORE = Hit(10.0, 2031, None)
ONLY = ("cost_growth_resident", "wage_growth", "excess_fades_by")
MEASURE = "resident.reserve_months"


def linear(figure: Figure, value: float) -> Hit:
    """A hundred months less for each unit of growth; a year earlier from 4.75 % on, and for every 0.75 pp more."""
    return Hit(10.0 - 100 * (value - figure.value), 2031 - max(0, math.ceil((value - 0.0475) / 0.0075)), None)


def test_a_swing_is_the_measure_at_both_ends_less_the_measure() -> None:
    swing = swing_of(SHARE, BEFORE, linear)
    assert swing.low == End(0.01, pytest.approx(100 * 0.03), 2031)
    assert swing.high == End(0.06, pytest.approx(-100 * 0.02), 2029)
    assert swing.width == pytest.approx(3 + 2)
    assert swing.name == "growth 2026"
    assert called(FADES) == "fades_by"


def test_an_end_that_is_the_figure_itself_is_not_asked_for() -> None:
    asked: list[float] = []

    def ask(figure: Figure, value: float) -> Hit:
        asked.append(value)
        return linear(figure, value)

    swing = swing_of(SHARE._replace(low=SHARE.value), BEFORE, ask)
    assert asked == [0.06]
    assert swing.low == End(0.04, 0.0, 2031)


def test_both_ends_on_one_side_are_as_wide_as_the_further_one() -> None:
    assert Swing(SHARE, End(0.01, -2.0, None), End(0.06, -0.5, None)).width == 2.0
    assert Swing(SHARE, End(0.01, math.nan, None), End(0.06, 0.5, None)).width == 0.5


def test_where_the_first_deficit_moves_is_found_by_halving() -> None:
    runs: list[float] = []

    def ask(figure: Figure, value: float) -> Hit:
        runs.append(value)
        return linear(figure, value)

    swing = swing_of(SHARE, BEFORE, linear)
    (switch,) = switches_of(swing, BEFORE, ask)
    # the year is 2031 up to 4.75 % and 2030 above it; looked for to a hundredth: 5 pp x a thousandth, the next power of ten
    assert switch.value == pytest.approx(0.0476)
    assert (switch.above, switch.before, switch.beyond, switch.at_end) == (True, 2031, 2030, 2029)
    assert len(runs) <= HALVINGS
    assert linear(SHARE, switch.value).deficit == 2030
    assert linear(SHARE, switch.value - 0.0001).deficit == 2031


def test_whole_figures_move_at_whole_values() -> None:
    def ask(_: Figure, value: float) -> Hit:
        assert value == int(value)
        return Hit(value - 2035, 2030 if value <= 2032 else 2031 if value < 2041 else None, None)

    found = switches_of(swing_of(FADES, Hit(0.0, 2031, None), ask), Hit(0.0, 2031, None), ask)
    assert [(one.value, one.above, one.beyond) for one in found] == [(2032.0, False, 2030), (2041.0, True, None)]


def test_a_figure_that_moves_no_deficit_has_no_switch_over_value() -> None:
    swing = swing_of(SHARE, BEFORE, lambda _, value: Hit(value, 2031, None))
    assert switches_of(swing, BEFORE, linear) == []


def test_an_end_of_which_no_base_year_can_be_made_has_none_either() -> None:
    swing = swing_of(SHARE, BEFORE, lambda _, value: Hit(math.nan, None, None))
    assert math.isnan(swing.low.change)
    assert switches_of(swing, BEFORE, linear) == []


@pytest.fixture(scope="module")
def found() -> Sensitivity:
    return sensitivity_of(load("meishan"), MEASURE, 2035, ONLY)


def test_the_scenario_itself_is_the_middle(found: Sensitivity) -> None:
    base = ran("meishan")
    assert found.before == told(base, MEASURE, 2035)
    assert found.before.value == base.series(MEASURE)[-1]
    short = [year for year, amount in zip(base.years, base.series("resident.surplus"), strict=True) if amount < 0]
    assert found.before.deficit == next(year for year in short if year > base.base)


def test_an_end_is_the_run_that_sets_the_figure(found: Sensitivity) -> None:
    swing = next(one for one in found.swings if one.name == "excess_fades_by")
    set_so = ran("meishan", "figures.excess_fades_by=2045")
    assert swing.high.figure == 2045
    assert swing.high.change == pytest.approx(set_so.series(MEASURE)[-1] - found.before.value, abs=1e-12)
    assert swing.high.deficit == told(set_so, MEASURE, 2035).deficit


def test_a_figure_seen_as_it_is_moves_nothing_exactly() -> None:
    base = ran("meishan")
    seen = Otherwise(TODAY, {one: one.value for one in uncertain(base)})
    assert same(run(base.scenario, basis_of(base.scenario, base.calendar, seen)), base)


def test_a_switch_over_value_applied_moves_the_deficit(found: Sensitivity) -> None:
    switch = next(one for one in found.switches if one.name == "excess_fades_by" and not one.above)
    assert switch.value < 2035
    assert told(ran("meishan", f"figures.excess_fades_by={switch.value:.0f}"), MEASURE, 2035).deficit == switch.beyond
    short_of_it = ran("meishan", f"figures.excess_fades_by={switch.value + 1:.0f}")
    assert told(short_of_it, MEASURE, 2035).deficit == found.before.deficit


def test_worse_is_the_end_at_which_the_measure_is_lower() -> None:
    falls, rises = (
        Swing(SHARE, End(0.01, 3.0, None), End(0.06, -2.0, None)),
        Swing(FADES, End(2030.0, 0.0, None), End(2045.0, 1.0, None)),
    )
    assert worse_ends([falls, rises]) == [Worse(SHARE, 0.06)]


def test_all_together_is_the_run_that_sets_them_all(found: Sensitivity) -> None:
    assert found.stress
    assert [(one.figure.name, one.end) for one in found.stress.worse] == [
        ("cost_growth_resident", 0.07873),
        ("excess_fades_by", 2030.0),
    ]
    both = ran("meishan", "figures.cost_growth_resident=7.873 %", "figures.excess_fades_by=2030")
    assert found.stress.hit == told(both, MEASURE, 2035)
    assert sensitivity_of(load("meishan", "to=2022"), "resident.spending", only=("inflation",)).stress is None


def test_the_widest_stands_first_and_what_moves_nothing_is_apart(found: Sensitivity) -> None:
    assert [one.name for one in found.swings] == ["cost_growth_resident 2026", "excess_fades_by"]
    assert found.swings[0].width > found.swings[1].width > 0
    assert [called(one) for one in found.unmoved] == ["wage_growth 2026", "wage_growth 2035"]


def test_a_tidy_frame(found: Sensitivity) -> None:
    frame = found.frame()
    assert tuple(frame.columns) == COLUMNS
    row = frame.set_index("figure").loc["excess_fades_by"]
    assert (row["value"], row["low"], row["high"], row["status"]) == (2035, 2030, 2045, "assumed")
    assert frame.attrs["before"] == found.before.value


def test_values_are_in_the_figures_own_unit() -> None:
    assert in_unit(SHARE, 0.06) == 6.0
    assert math.isnan(in_unit(SHARE, None))


def test_what_the_scenario_sets_is_certain_and_what_is_not_pulled_is_left_out() -> None:
    names = {one.name for one in uncertain(ran("meishan"))}
    assert {"wage_growth", "cost_growth_resident"} <= names
    assert "accident_cost_share" not in names
    assert "inflation" not in {one.name for one in uncertain(ran("meishan", "figures.inflation=1 %"))}
    assert runs_at_most(ran("meishan"), ("excess_fades_by",)) == 2 + 2 * (1 + HALVINGS) + HALVINGS_OF_STRESS


def test_a_measure_of_no_fund_has_no_deficit() -> None:
    assert fund_of(ran("meishan"), "take_up") == ""
    assert fund_of(ran("meishan"), "employee.inpatient") == "employee"
    assert told(ran("meishan"), "take_up", 2030).deficit is None


def test_a_cell_shows_the_table_and_draws_the_tornado() -> None:
    shown = actuary.sensitivity("meishan", year=2030, only=["wage_growth"])
    assert "wage_growth 2026  4.138 % (1.429..6.919)" in shown._repr_html_()
    assert shown.year == 2030
    assert shown.tornado().axes[0].get_xlabel() == "months"


def test_what_cannot_be_asked_is_named() -> None:
    meishan = load("meishan")
    with pytest.raises(NoSuchMeasure, match=r"did you mean resident\.reserve_months"):
        sensitivity_of(meishan, "resident.reserve_month")
    with pytest.raises(Mistakes, match="2020 to 2035"):
        sensitivity_of(meishan, MEASURE, 2019)
    with pytest.raises(Mistakes, match=r"employee_scheme\.cumulative_surplus needs no balance"):
        sensitivity_of(load("kaizhou"))


@pytest.mark.parametrize(
    ("name", "settings", "right"),
    [
        ("wage_growht", (), "did you mean wage_growth"),
        ("inflation", ("figures.inflation=1 %",), "a figure that the scenario does not set"),
        ("enrolment_base", (), "nobody says how far this one may be off"),
    ],
)
def test_a_figure_that_cannot_be_moved_is_named(name: str, settings: tuple[str, ...], right: str) -> None:
    with pytest.raises(NoSuchFigure, match=right):
        uncertain(ran("meishan", *settings), (name,))
