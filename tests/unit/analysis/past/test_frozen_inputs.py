"""What a projection was computed from, as a forecast file keeps it."""

import json

import pytest

from actuary.analysis.past.frozen_inputs import Seen, computed, inputs_of, read_inputs, tables_since, written
from actuary.axes import Calendar
from actuary.errors import Mistakes
from actuary.figures.single import ANY_YEAR, filed
from actuary.scenario.loading import load
from actuary.simulation import run, same

PLAN = load("meishan_plan", "to=2025")


@pytest.mark.slow_without_jit
def test_what_is_kept_gives_the_same_run_to_the_last_bit() -> None:
    kept = json.loads(json.dumps(written(inputs_of(PLAN))))
    again = read_inputs(kept, "meishan_plan")
    calendar = Calendar(again.scenario.base, again.scenario.last)
    results = computed(again.scenario, Seen(again.figures), again.enacted(calendar))
    assert same(results, run(PLAN))
    assert again.scenario.hash == PLAN.hash


def test_what_is_kept_is_read_back_as_it_was() -> None:
    inputs = inputs_of(load("china", "to=2027"))
    again = read_inputs(written(inputs) or {}, "china")
    assert again.figures == inputs.figures
    assert {rule: [(one.date, one.values) for one in values] for rule, values in again.law.items()} == {
        rule: [(one.date, one.values) for one in values] for rule, values in inputs.law.items()
    }
    assert again.tables == inputs.tables
    assert tables_since(again) == ()


def test_a_figure_is_what_it_was_when_it_is_another_one_by_now() -> None:
    """4 亿元 are 4e8 yuan; its source is on no list, and it has neither interval nor note."""
    kept = written(inputs_of(load("china", "to=2027")))
    assert kept
    kept["figures"] = {
        "employee_balance": {"china": {"2025": "4 亿元, published, a_lost_bulletin"}},
        "wage_growth": {"china": {"any": "5 %, assumed, own_assumption"}},
        "all_surplus": {"china": "none"},
    }
    figures = read_inputs(kept, "china").figures
    balance = figures["employee_balance", "china"][2025]
    assert (balance.value, balance.status, balance.source, balance.year) == (4e8, "published", "not_read", 2025)
    growth = figures["wage_growth", "china"][ANY_YEAR]
    assert (growth.value, growth.year, growth.source) == (0.05, None, "own_assumption")
    assert figures["all_surplus", "china"] == {}


def test_what_nobody_looked_up_then_is_seen_as_it_is_today() -> None:
    seen = Seen({("wage_growth", "china"): {}})
    assert seen.seen("wage_growth", "china") == {}
    assert seen.seen("inflation", "china") == filed("inflation", "china") != {}


def test_a_table_that_is_another_one_by_now_is_named() -> None:
    inputs = inputs_of(load("china", "to=2027"))
    assert tables_since(inputs._replace(tables={**inputs.tables, "census_2020": "0" * 64, "gone": "1"})) == (
        "census_2020",
        "gone",
    )


def test_a_scenario_that_can_no_longer_be_written_so_is_a_mistake() -> None:
    kept = written(inputs_of(load("china", "to=2027")))
    assert kept
    with pytest.raises(Mistakes, match="2009"):
        read_inputs({**kept, "text": str(kept["text"]).replace('"2025"', '"2009"')}, "china")
    with pytest.raises(ValueError, match="names with values"):
        read_inputs({**kept, "law": "none"}, "china")
