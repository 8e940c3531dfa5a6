"""What holds for any expectation: the bound at the result is met, a bound past it is missed by as much."""

import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.measures import GROUPS, UNITS, YEARLY, units_of
from actuary.outcomes import Outcome
from actuary.scenario.expect import Expectation, bounds_in
from actuary.scenario.loading import load
from actuary.simulation import same
from actuary.units import Money, Months, Number, People, Share, Unit
from tests.runs import ran

AMOUNTS = st.floats(-1e12, 1e12).filter(lambda value: abs(value) > 1e-3)
SYMBOLS = {Money: "元", Months: "months", Number: "", People: "人", Share: "%"}


def outcome(value: float, low: float = -math.inf, high: float = math.inf) -> Outcome:
    return Outcome(Expectation("all", "surplus", 2030, 2030, low, high, ""), np.array([value]))


def written(value: float, unit: Unit) -> str:
    """A level as a person would copy it, to the last digit."""
    exact = Decimal(repr(value)) * (100 if isinstance(unit, Share) else 1)
    return f"{exact.quantize(Decimal(1).scaleb(-12)):f} {SYMBOLS[type(unit)]}".strip()


@given(value=AMOUNTS)
def test_an_expectation_equal_to_the_result_is_met(value: float) -> None:
    assert outcome(value, low=value).met
    assert outcome(value, high=value).met
    assert outcome(value, value, value).met


@given(value=AMOUNTS, past=st.floats(1e-6, 1e6))
def test_a_bound_past_the_result_is_missed_by_as_much(value: float, past: float) -> None:
    by = past * abs(value)
    for found in (outcome(value, low=value + by), outcome(value, high=value - by)):
        assert not found.met
        assert found.missed_by == pytest.approx(by, rel=1e-6)


@given(value=AMOUNTS, ends=st.tuples(AMOUNTS, AMOUNTS).map(sorted), wider=st.floats(0, 1e6))
def test_a_wider_range_is_met_where_a_narrower_one_is(value: float, ends: list[float], wider: float) -> None:
    low, high = ends
    narrow, wide = outcome(value, low, high), outcome(value, low - wider, high + wider)
    assert wide.met or not narrow.met
    assert wide.missed_by <= narrow.missed_by


@given(values=st.lists(AMOUNTS, min_size=1, max_size=8), low=AMOUNTS)
def test_several_years_are_met_where_each_of_them_is(values: list[float], low: float) -> None:
    last = 2029 + len(values)
    several = Outcome(Expectation("all", "surplus", 2030, last, low, math.inf, ""), np.array(values))
    alone = [outcome(value, low=low) for value in values]
    assert several.met == all(one.met for one in alone)
    assert several.missed_by == max(one.missed_by for one in alone)
    assert len(several.missed_years) == sum(not one.met for one in alone)


@given(ends=st.tuples(st.floats(0, 0.99), st.floats(0, 0.99)).map(sorted))
@pytest.mark.parametrize("unit", [*UNITS.values(), *YEARLY.values()], ids=lambda unit: unit.name)
def test_bounds_are_read_as_they_are_written(unit: Unit, ends: list[float]) -> None:
    low, high = (written(end, unit) for end in ends)
    close = {"abs": 1e-11}
    assert bounds_in(f"{low} to {high}", unit) == pytest.approx(tuple(ends), **close)
    assert bounds_in(f"at least {low}", unit)[0] == pytest.approx(ends[0], **close)
    assert bounds_in(f"at most {high}", unit)[1] == pytest.approx(ends[1], **close)


def held(setting: str) -> Outcome:
    """The run of Meishan against one expectation; it is the same run, as the last test says."""
    (found,) = replace(ran("meishan"), scenario=load("meishan", setting)).expectations
    return found


@pytest.mark.parametrize(
    "path", [*((group, name) for group in GROUPS for name in units_of(group)), *((name,) for name in YEARLY)], ids=str
)
def test_what_a_run_gives_meets_what_is_copied_from_it(path: tuple[str, ...]) -> None:
    """Each end at the result itself, read from the text; then a thousandth of it further in."""
    base = ran("meishan")
    of = {**base.funds[path[0]], **base.indicators.get(path[0], {})} if len(path) == 2 else base.yearly
    value = float(of[path[-1]][11])
    unit = units_of(path[0] if len(path) == 2 else "")[path[-1]]
    key = f"expect.{'.'.join(path)}.2030"
    if math.isnan(value):
        assert not held(f"{key}=at least {unit.show(0)}").met
        return
    step = abs(value) / 1000
    assert held(f"{key}={written(value, unit)} to {written(value, unit)}").met
    assert held(f"{key}=at least {written(value + step, unit)}").missed_by == pytest.approx(step, rel=1e-3)


def test_what_is_expected_moves_nothing() -> None:
    assert same(ran("meishan"), ran("meishan", "expect.resident.surplus.2030=at least 100 亿元"))
