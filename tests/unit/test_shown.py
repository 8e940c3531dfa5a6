"""Every answer tells itself as a table, in a cell and in plain Python, instead of the numbers it is made of."""

import pytest

import actuary
from actuary.scenario.loading import load
from actuary.shown import ShownSolution
from tests.runs import ran

TO = "to=2023"
PREMIUM = "resident_financing.premium"


def tells(answer: object, *words: str) -> None:
    """The words stand in the cell's table and in Python's, of which the latter has no mark-up."""
    plain = repr(answer)
    assert [word for word in words if word not in plain or word not in answer._repr_html_()] == []  # type: ignore[attr-defined]
    assert "<pre" not in plain
    assert len(plain) < 10_000


def test_a_split_tells_its_parts() -> None:
    tells(actuary.why(load("meishan", TO), load("meishan_rate_cut", TO)), "contribution_rate")


def test_a_solution_tells_value_and_cost() -> None:
    found = actuary.solve("meishan", PREMIUM, "resident.surplus[2022] = 0", TO, since="2021")
    assert isinstance(found, ShownSolution)
    tells(found, f"{found.rounded:g} 元", "Members bear")
    assert found.frame().shape == (10, 3)


def test_a_sweep_tells_its_grid() -> None:
    found = actuary.sweep("meishan", f"{PREMIUM}.2022=300,400 元", year=2023, settings=(TO,))
    tells(found, "300 元", "400 元")
    assert len(found.frame()) == 2


def test_drivers_tell_what_they_come_to() -> None:
    tells(actuary.drivers(ran("meishan", TO), "resident", 2020, 2023), "people", "price")


def test_a_balance_tells_its_rates() -> None:
    tells(actuary.balance(load("meishan", TO)), "%")


@pytest.mark.slow_without_jit
def test_a_chance_tells_value_and_draws() -> None:
    until = "P(resident.reserve_months >= 12, 2022) >= 50 %"
    tells(actuary.solve("meishan", PREMIUM, until, TO, since="2021", draws=128), "128")
