"""Lights of past forecasts against those of the books."""

import pytest

from actuary.analysis.alerts.foreseen import Foreseen, Seen, foreseen_of, foreseen_row, runs_for, seen_in
from actuary.analysis.alerts.rules import Level, Rule
from actuary.analysis.past.backtest import projected
from actuary.figures.history import nation

SIX, THREE = (Level(value, f"{value}", "nobody", "assumed", "by hand") for value in (0.05, 0.02))
RULE = Rule("surplus", "Surplus", "结余率", ("resident",), "surplus_rate", "below", SIX, THREE, 3)


def test_counts_by_hand() -> None:
    """Foreseen and booked: yellow-red, red-green, green-yellow, green-green twice and red-red.

    Red: booked 2, foreseen 2, of them 1 for nothing; the first missed. Yellow or worse: booked 3, 1 missed, 1 for nothing.
    """
    pairs = [("yellow", "red"), ("red", "green"), ("green", "yellow"), *[("green", "green")] * 2, ("red", "red")]
    found = Foreseen(RULE, tuple(Seen("resident", 2019, 2020 + i, *pair) for i, pair in enumerate(pairs)))
    red, yellow = found.tally("red"), found.tally("yellow")
    assert (red.events, red.alarms, red.false_alarms, red.misses) == (2, 2, 1, 1)
    assert (yellow.events, yellow.alarms, yellow.false_alarms, yellow.misses) == (3, 3, 1, 1)
    row = foreseen_row(found)
    assert (row["forecasts"], row["in_books_yellow"], row["miss_rate_yellow"]) == (6, 3, None)  # three are too few


@pytest.mark.slow_without_jit
def test_a_forecast_is_held_against_the_years_published_since() -> None:
    """From the end of 2022 three years are known: 2023 with 1.1 %, 2024 with 4.6 %, 2025 with 5.0 % of income."""
    results = projected(nation(), 2022)
    found = [*seen_in(results, RULE, nation())]
    assert [(one.origin, one.year) for one in found] == [(2022, 2023), (2022, 2024), (2022, 2025)]
    assert [one.booked for one in found] == ["red", "yellow", "yellow"]
    rates = results.series("resident.surplus_rate")[1:4]
    assert [one.foreseen for one in found] == [RULE.light(float(rate)) for rate in rates]


@pytest.mark.slow_without_jit
def test_every_origin_is_run_once_for_all_rules() -> None:
    heard: list[object] = []
    unseen = RULE._replace(name="arrears", measure="payable_months")
    seen, nothing = foreseen_of((RULE, unseen), (nation(),), heard.append)
    assert len(heard) == runs_for((nation(),)) == 10
    # ten origins with five years each, but for years after 2025: 50 - 4 - 3 - 2 - 1
    assert len(seen.lights) == 40
    assert nothing.lights == ()
