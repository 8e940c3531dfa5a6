"""What is uncertain of a scenario: which years are open, how wide shocks are, what a switch takes away."""

from functools import cache
from statistics import NormalDist

import numpy as np
import pytest

from actuary.analysis.past.backtest import seen_from
from actuary.axes import PROCESSES
from actuary.basis.otherwise import PARAMETERS
from actuary.basis.shocks import shocks_of
from actuary.basis.trends import estimates_of
from actuary.basis.uncertainty import (
    ANSWERS,
    AT_ONCE,
    CHANCE,
    EPIDEMIC,
    MODELS,
    NEVER,
    ON_MORTALITY,
    ON_USE,
    OTHER_TREND,
    Chances,
    chances_of,
    root,
)
from actuary.figures.history import nation
from actuary.figures.single import figure
from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.scenario.loading import load
from actuary.simulation import Prepared, prepared

WAGES, USE, EMPLOYEE, RESIDENT, ENROLMENT, BIRTHS, _ = range(len(PROCESSES))
SETTINGS = {
    "process": "uncertainty.process=no",
    "parameter": "uncertainty.parameter=no",
    "model": "uncertainty.model=no",
}


@cache
def ready(name: str, *settings: str) -> Prepared:
    return prepared(load(name, *settings))


def of(name: str, *settings: str) -> Chances:
    moves = [setting for setting in settings if not setting.startswith("uncertainty.")]
    one = ready(name, *moves)
    return chances_of(load(name, *settings), one.calendar, one.basis)


@cache
def at(origin: int) -> Chances:
    one = prepared(seen_from(nation(), origin))
    return chances_of(one.scenario, one.calendar, one.basis, width=1)


def value(name: str, year: int | None = None) -> float:
    return figure(name, "china", year).value


def noted(*off: str) -> set[str]:
    """The figures that chances rest on, with some layers off."""
    one, known = ready("meishan"), ready("meishan").basis.known.anew()
    settings = [f"uncertainty.{name}=no" for name in off]
    chances_of(load("meishan", *settings), one.calendar, one.basis, noted=known)
    return {name for name, _, _ in known.used}


def test_what_chances_rest_on_is_noted_of_the_layers_that_are_on() -> None:
    shocks, trends = {"uncertainty_width", "shock_wages", "epidemic_chance", "shock_carry"}, {"chance_of_mean_trend"}
    assert noted("process", "parameter", "model") == set()
    assert shocks <= noted("parameter", "model")
    assert not noted("parameter", "model") & (trends | {"trend_confidence"})
    assert trends <= noted("process", "parameter")
    assert not noted("process", "parameter") & shocks
    assert noted("process", "model") == {"trend_confidence"}
    assert noted() == noted("parameter", "model") | noted("process", "parameter") | {"trend_confidence"}


def test_a_run_does_not_hear_of_what_is_uncertain() -> None:
    one = ready("meishan")
    before = dict(one.basis.known.used)
    chances_of(one.scenario, one.calendar, one.basis)
    assert one.basis.known.used == before


def test_nothing_is_certain_after_the_last_bulletin_and_nothing_open_in_the_base_year() -> None:
    chances = of("china")
    assert chances.width.shape == (7, 11)
    assert (chances.width[:, 0] == 0).all()
    assert (chances.width[:EPIDEMIC, 1:] == value("uncertainty_width")).all()
    assert (chances.width[EPIDEMIC, 1:] == 1).all()


def test_a_city_knows_the_province_s_wages_and_the_nation_s_births_but_not_its_own_use() -> None:
    """Meishan from 2019: wages of Sichuan and births of the nation are published to 2025."""
    opened = of("meishan").width > 0
    first = {name: 2019 + int(np.argmax(opened[f])) for f, name in enumerate(PROCESSES)}
    assert first == {
        "wages": 2026, "use": 2020, "price_employee": 2020, "price_resident": 2020, "enrolment": 2020, "births": 2026,
        "epidemic": 2026,
    }  # fmt: skip


def test_the_nation_from_2019_runs_on_published_use_to_2025() -> None:
    opened = of("china_2019").width > 0
    assert [2019 + int(np.argmax(opened[f])) for f in (WAGES, USE, EMPLOYEE, RESIDENT)] == [2026] * 4


@pytest.mark.parametrize("origin", [2015, 2019, 2024])
def test_a_forecast_from_the_past_knows_nothing_later(origin: int) -> None:
    assert (at(origin).width[:, 1:] == 1).all()
    told = {one.name: one.value for one in shocks_of(nation(), origin)}
    for f, name in enumerate(PROCESSES[:EPIDEMIC]):
        spread = np.sqrt((at(origin).impact @ at(origin).impact.T)[f, f])
        assert spread == pytest.approx(told.get(f"shock_{name}", value(f"shock_{name}")), rel=1e-9)


def test_before_shocks_of_the_same_years_are_known_nothing_moves_together() -> None:
    covariance = at(2016).impact @ at(2016).impact.T
    assert (covariance == np.diag(np.diag(covariance))).all()
    assert at(2024).impact[USE, WAGES] != 0


def test_shocks_have_the_spread_and_half_the_correlation_of_the_figures() -> None:
    covariance = of("china").impact @ of("china").impact.T
    sds = np.sqrt(np.diag(covariance))
    assert sds[:EPIDEMIC] == pytest.approx([value(f"shock_{name}") for name in PROCESSES[:EPIDEMIC]], rel=1e-12)
    assert covariance[WAGES, USE] / sds[WAGES] / sds[USE] == pytest.approx(
        value("shock_correlation_kept") * value("shock_correlation_wages_use"), rel=1e-12
    )
    assert covariance[WAGES, BIRTHS] == 0 and sds[EPIDEMIC] == 0


def test_use_returns_as_spending_does_and_growth_keeps_a_share_of_a_shock() -> None:
    chances = of("china")
    kept = value("shock_carry")
    returns = 1 - value("spending_return_rate")
    assert chances.carry.tolist() == np.diag([kept, returns, kept, kept, 0, 0, 0]).tolist()
    assert chances.lasting.tolist() == [1, 0, 1, 1, 1, 1, 0]


def test_an_epidemic_is_that_of_the_figures() -> None:
    epidemic = of("china").epidemic
    assert epidemic[CHANCE] == value("epidemic_chance") and epidemic[ON_USE] == value("epidemic_use")
    assert epidemic[ON_MORTALITY] == value("epidemic_mortality")
    assert (CHANCE, ON_USE, ON_MORTALITY) == (d.EPIDEMIC_CHANCE, d.EPIDEMIC_USE, d.EPIDEMIC_MORTALITY)


def test_written_correlations_stand_in_place_of_the_estimated_and_widths_on_top() -> None:
    chances = of("china", "uncertainty.correlations.wages.births=0.4", "uncertainty.widths.use=2")
    covariance = chances.impact @ chances.impact.T
    assert covariance[WAGES, BIRTHS] == pytest.approx(0.4 * value("shock_wages") * value("shock_births"))
    assert covariance[WAGES, USE] == 0
    assert chances.width[USE, 1] == pytest.approx(2 * value("uncertainty_width"))
    assert chances.width[WAGES, 1] == value("uncertainty_width")


@pytest.mark.parametrize("off", SETTINGS)
def test_a_layer_that_is_off_moves_nothing_and_the_others_stay(off: str) -> None:
    all_on, chances = of("china"), of("china", SETTINGS[off])
    there = {
        "process": chances.impact.any() and chances.epidemic[CHANCE] > 0,
        "parameter": chances.loadings.any() and chances.spread.any(),
        "model": chances.paths.any() and chances.weights[0] < 1,
    }
    assert there == {layer: layer != off for layer in SETTINGS}
    assert chances.weights.sum() == 1
    for name in Chances._fields:
        assert np.shape(getattr(chances, name)) == np.shape(getattr(all_on, name)), name


def test_trends_are_weighed_by_the_figures_and_the_first_is_the_scenario_s_own() -> None:
    """Each moves the growth of wages in 2026 to what the figures say."""
    chances = of("china")
    other = [value(f"chance_of_{model}_trend") for model in MODELS[1:]]
    assert chances.weights.tolist() == [1 - sum(other), *other]
    assert not chances.paths[0].any()
    for v, model in enumerate(MODELS[1:], start=1):
        expected = np.log1p(value(f"wage_growth_{model}")) - np.log1p(value("wage_growth", 2026))
        assert chances.paths[v, WAGES, 1] == pytest.approx(expected, rel=1e-9)


def test_the_trends_of_a_past_forecast_are_those_of_its_time() -> None:
    """At the end of 2015 growth had slowed: the last growth lies below the trend, the mean above it."""
    last, mean = at(2015).paths[1:, WAGES, 1]
    assert last < 0 < mean
    assert mean != pytest.approx(of("china").paths[2, WAGES, 1], rel=0.1)


def test_answers_that_are_on_spread_as_their_intervals_say() -> None:
    """-0.886 per point, from -1.77 to 0, is 177 / (2 x 1.645) = 53.8 per unit of premium over income."""
    chances = of("china")
    on = {row for row in ANSWERS if chances.spread[row] > 0}
    assert on == {r.TAKE_UP_RESPONSE, r.SELECTION}
    reach = NormalDist().inv_cdf(0.95)
    assert chances.spread[r.TAKE_UP_RESPONSE] == pytest.approx(177 / (2 * reach))
    assert chances.bounds[r.TAKE_UP_RESPONSE].tolist() == pytest.approx([-177, 0])
    certain = [row for row in range(r.FIXED_ROWS) if row not in on]
    fixed = ready("china").basis.fixed
    assert (chances.bounds[certain] == fixed[certain, None]).all()


def test_an_answer_that_is_off_or_set_by_hand_is_certain() -> None:
    assert of("china", "behaviour.take_up=no").spread[r.TAKE_UP_RESPONSE] == 0
    assert of("china", "figures.take_up_premium_response== -1").spread[r.TAKE_UP_RESPONSE] == 0


def test_the_burden_is_the_premium_over_income_of_the_base_year() -> None:
    """400 yuan over the income of 2024, 41,314."""
    assert of("china").burden == pytest.approx(400 / 41_314)


@pytest.mark.parametrize("size", [1, 3, 6])
def test_a_root_gives_the_covariance_back(size: int) -> None:
    made = np.random.default_rng(size).normal(size=(size, size))
    covariance = made @ made.T
    found = root(covariance)
    assert found @ found.T == pytest.approx(covariance, rel=1e-9)
    assert (found == np.tril(found)).all()


def test_a_root_of_what_moves_exactly_together() -> None:
    """Two that are one: the second adds nothing of its own."""
    assert root(np.array([[4.0, 6.0], [6.0, 9.0]])).tolist() == [[2.0, 0.0], [3.0, 0.0]]


def test_parameters_are_named_once() -> None:
    names = [one.name for one in PARAMETERS] + [answer.figure for answer in ANSWERS.values()]
    assert len(set(names)) == len(names)
    assert of("china").loadings.shape == (len(PARAMETERS), 7, 11)


@pytest.mark.parametrize(("model", "half_life"), [("last", AT_ONCE), ("mean", NEVER)])
@pytest.mark.parametrize("name", OTHER_TREND)
def test_a_written_trend_is_what_the_books_to_2025_tell(name: str, model: str, half_life: float) -> None:
    """The growth of one year alone, and of all years alike."""
    told = {one.name: one for one in estimates_of(nation(), 2025, half_life)}[name]
    row = figure(f"{name}_{model}", "china", 2026)
    assert (row.status, row.year, told.year) == ("derived", 2026, 2026)
    assert row.value == pytest.approx(told.value, rel=6e-4)
