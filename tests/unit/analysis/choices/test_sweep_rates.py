"""The rates that pay, of every cell of a grid."""

import math

import pytest

import actuary
from actuary.analysis.choices.sweep import sweep_of
from actuary.analysis.choices.sweep_rates import first_moved, with_rates

pytestmark = pytest.mark.slow_without_jit

PREMIUM = "resident_financing.premium.2027=380,420 元"


def test_every_cell_has_the_balance_of_its_scenario() -> None:
    found = actuary.sweep("zibo", PREMIUM, settings=("to=2030",), break_even=True)
    for cell, premium in zip(found.cells, (380, 420), strict=True):
        scenario = actuary.load("zibo", "to=2030", f"levers.resident_financing.premium.2027={premium} 元")
        assert cell.rates == tuple(actuary.balance(scenario, pool, 2027).needed for pool in ("employee", "resident"))
    assert found.stands.rates[0] == actuary.balance(actuary.load("zibo", "to=2030"), since=2027).needed
    assert found.columns()[-2:] == ("break_even_employee", "break_even_resident")
    assert found.row(found.cells[0])[-2:] == found.cells[0].rates
    assert list(found.frame().columns) == list(found.columns())


def test_without_being_asked_nothing_is_told_of_rates() -> None:
    found = sweep_of("zibo", ("to=2028",), (PREMIUM,))
    assert found.cells[0].rates == ()
    assert found.columns()[-1] == "months_resident"


def test_the_rate_moves_with_the_levers_of_the_grid() -> None:
    levers = sweep_of("zibo", ("to=2028",), (PREMIUM, "figures.wage_growth=3,4 %"))
    figures = sweep_of("zibo", ("to=2028",), ("figures.wage_growth=3,4 %",))
    assert (first_moved(levers), first_moved(figures)) == (2027, 2022)


def test_a_fund_without_a_known_balance_has_no_rate() -> None:
    found = with_rates(sweep_of("kaizhou", ("to=2028",), (PREMIUM,)), "kaizhou", ("to=2028",))
    heard = [rate for cell in found.cells for rate in cell.rates]
    assert len(heard) == 4
    assert all(math.isnan(rate) for rate in heard)


def test_each_cell_is_heard_of() -> None:
    heard: list[object] = []
    with_rates(sweep_of("zibo", ("to=2028",), (PREMIUM,)), "zibo", ("to=2028",), heard.append)
    assert len(heard) == 2
