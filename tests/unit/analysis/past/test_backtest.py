"""Scores and naive forecasts by hand; the model's own are in tests/published."""

import math

import pytest

from actuary.analysis.past.backtest import Backtest, Forecast, actual_levels, look_back, naive_forecasts, origins_of
from actuary.basis.books import Books
from actuary.errors import Mistakes
from actuary.figures.history import Booked, History, nation
from actuary.figures.single import Figure

NAIVE = {"last_growth": 120.0, "mean_growth": 110.0, "damped_growth": 130.0}


def forecast(origin: int, year: int, model: float, actual: float = 100.0, crosses: bool = False) -> Forecast:
    return Forecast("all", "spending", origin, year, model, NAIVE, actual, crosses)


def scored(*forecasts: Forecast) -> Backtest:
    return Backtest(nation(), {}, forecasts)


def test_an_error_is_forecast_over_outcome_less_one() -> None:
    one = forecast(2019, 2021, 90.0)
    assert (one.horizon, one.error(), one.error("last_growth")) == (2, pytest.approx(-0.1), pytest.approx(0.2))


def test_two_origins_are_scored_together_by_horizon() -> None:
    """One year ahead +6 % and -2 %: bias 2, without signs 4, root of (36 + 4) / 2 = 20. Two ahead +10 % alone."""
    near, far = scored(forecast(2019, 2020, 106), forecast(2020, 2021, 98), forecast(2019, 2021, 110)).scores()
    assert (near.cases, near.bias, near.mape) == (2, pytest.approx(0.02), pytest.approx(0.04))
    assert near.rmse == pytest.approx(math.sqrt(20) / 100)
    assert (far.horizon, far.cases, far.bias) == (2, 1, pytest.approx(0.10))


def test_skill_is_against_the_best_forecast_without_a_model() -> None:
    """The best naive forecast is 10 % off, the model 4 %: 1 - 4 / 10 = 0.6; 12 % would be 1 - 12 / 10 = -0.2."""
    (good,) = scored(forecast(2019, 2020, 104)).scores()
    assert (good.best, good.skill) == ("mean_growth", pytest.approx(0.6))
    (bad,) = scored(forecast(2019, 2020, 112)).scores()
    assert bad.skill == pytest.approx(-0.2)


def test_forecasts_across_a_change_of_scope_can_be_left_out() -> None:
    found = scored(forecast(2016, 2017, 70, crosses=True), forecast(2019, 2020, 104))
    assert [one.cases for one in found.scores()] == [2]
    assert [(one.cases, one.mape) for one in found.scores(alike=True)] == [(1, pytest.approx(0.04))]


def test_the_series_alone_goes_on_in_three_ways() -> None:
    """Growth of 10, 10 and 20 %: 20 % again; the mean of all three; 16 %, then 12.8 %."""
    told = naive_forecasts({2017: 100.0, 2018: 110.0, 2019: 121.0, 2020: 145.2}, 2020, set())
    mean = (1.1 * 1.1 * 1.2) ** (1 / 3)
    assert told["last_growth"][:2] == pytest.approx([145.2 * 1.2, 145.2 * 1.2**2])
    assert told["mean_growth"][:2] == pytest.approx([145.2 * mean, 145.2 * mean**2])
    assert told["damped_growth"][:2] == pytest.approx([145.2 * 1.16, 145.2 * 1.16 * 1.128])


def test_the_mean_is_of_the_last_five_years() -> None:
    """Doubling to 2015, then five years without growth."""
    known = {2014: 50.0, **dict.fromkeys(range(2015, 2021), 100.0)}
    assert naive_forecasts(known, 2020, set())["mean_growth"] == pytest.approx([100.0] * 5)


def test_a_year_that_counts_other_people_is_no_growth_for_anybody() -> None:
    """The jump of 2018 is left out: growth is the 10 % of 2017."""
    told = naive_forecasts({2016: 100.0, 2017: 110.0, 2018: 300.0}, 2018, {2018})
    assert told["last_growth"][0] == pytest.approx(330.0)


@pytest.mark.parametrize("known", [{}, {2020: 1.0}, {2018: 1.0, 2020: 2.0}, {2018: 1.0, 2019: 2.0}])
def test_without_a_growth_to_the_origin_there_is_nothing_to_carry_on(known: dict[int, float]) -> None:
    assert naive_forecasts(known, 2020, set()) == {}


def amount(pool: str, measure: str, year: int, value: float) -> Booked:
    figure = Figure("", "china", year, value, f"{value} 元", "元", None, None, "published", "", "", 0)
    return Booked(pool, measure, year + 1, figure)


def books(*booked: Booked) -> Books:
    return History("", "china", booked).final


def test_what_happened_is_the_sum_of_the_parts_and_months_follow() -> None:
    """20 + 10 spent, 60 + 15 held: 30 months, 36 and 18."""
    found = actual_levels(
        books(
            amount("employee", "spending", 2023, 20), amount("resident", "spending", 2023, 10),
            amount("employee", "balance", 2023, 60), amount("resident", "balance", 2023, 15),
        )
    )  # fmt: skip
    assert found["all", "spending"] == {2023: 30}
    assert [found[pool, "reserve_months"][2023] for pool in ("all", "employee", "resident")] == [30, 36, 18]


def test_employees_balance_is_the_whole_less_the_residents_where_nothing_else_is_printed() -> None:
    found = actual_levels(books(amount("all", "balance", 2018, 100), amount("resident", "balance", 2018, 30)))
    assert found["employee", "balance"] == {2018: 70}


def test_origins_need_two_steps_of_growth_and_a_year_after() -> None:
    """The nation's heads of residents begin in 2012; the last bulletin is of 2025."""
    possible = origins_of(nation())
    assert possible[-1] == 2024
    assert 2015 in possible
    assert min(possible) >= 2012 + 2


def test_some_pools_can_be_kept() -> None:
    other = forecast(2019, 2020, 100)._replace(pool="resident")
    found = scored(forecast(2019, 2020, 104), other)
    assert found.only(["resident"]).forecasts == (other,)


def test_the_frame_has_a_row_for_each_forecaster() -> None:
    frame = scored(forecast(2019, 2020, 104)).frame()
    assert list(frame.forecast_by) == ["model", "last_growth", "mean_growth", "damped_growth"]
    assert list(frame.error) == pytest.approx([0.04, 0.2, 0.1, 0.3])


def test_books_of_which_no_base_year_can_be_made_are_a_mistake_of_the_books() -> None:
    """Heads of residents are lacking: nobody can say who spends."""
    kept = tuple(one for one in nation().booked if (one.pool, one.measure) != ("resident", "insured"))
    with pytest.raises(Mistakes, match="a base year can be made"):
        look_back(nation()._replace(booked=kept), range(2019, 2020))
