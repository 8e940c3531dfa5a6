"""Every answer tells itself as a table, in a cell and in plain Python, instead of the numbers it is made of."""

from typing import Any

import pytest

import actuary
from actuary.scenario.loading import load
from actuary.shown import ShownSolution
from tests.runs import ran

TO = "to=2023"
PREMIUM = "resident_financing.premium"


def tells(answer: Any, *words: str) -> bool:
    """Whether the words stand in the cell's table and in Python's, of which the latter is short and has no mark-up."""
    plain, cell = repr(answer), answer._repr_html_()
    return all(word in plain and word in cell for word in words) and "<pre" not in plain and len(plain) < 10_000


def test_a_split_tells_its_parts() -> None:
    assert tells(actuary.why(load("meishan", TO), load("meishan_rate_cut", TO)), "contribution_rate")


def test_a_solution_tells_value_and_cost() -> None:
    found = actuary.solve("meishan", PREMIUM, "resident.surplus[2022] = 0", TO, since="2021")
    assert isinstance(found, ShownSolution)
    assert tells(found, f"{found.rounded:g} 元", "Members bear")
    assert found.frame().shape == (10, 3)


def test_a_sweep_tells_its_grid() -> None:
    found = actuary.sweep("meishan", f"{PREMIUM}.2022=300,400 元", year=2023, settings=(TO,))
    assert tells(found, "300 元", "400 元")
    assert len(found.frame()) == 2


def test_drivers_tell_what_they_come_to() -> None:
    assert tells(actuary.drivers(ran("meishan", TO), "resident", 2020, 2023), "people", "price")


def test_a_balance_tells_its_rates() -> None:
    assert tells(actuary.balance(load("meishan", TO)), "%")


@pytest.mark.slow_without_jit
def test_a_chance_tells_value_and_draws() -> None:
    until = "P(resident.reserve_months >= 12, 2022) >= 50 %"
    assert tells(actuary.solve("meishan", PREMIUM, until, TO, since="2021", draws=128), "128")
