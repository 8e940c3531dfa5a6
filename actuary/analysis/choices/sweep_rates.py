"""Over a grid, what rate pays for a fund to the last year: a balance of its own for every cell."""

from __future__ import annotations

import math
from collections.abc import Callable

from actuary.analysis.choices.balance import balance_of
from actuary.analysis.choices.sweep import Cell, Sweep
from actuary.analysis.choices.varied import Varied
from actuary.errors import Mistakes
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario

POOLS = ("employee", "resident")
"""The funds whose rate is told: the employee pool, and residents by their premium."""


def with_rates(
    sweep: Sweep, name: str, settings: tuple[str, ...], done: Callable[[object], None] = lambda _: None
) -> Sweep:
    """The same cells, each with the level rate of every one of POOLS at which it ends with a balance of 0, and what stands.

    The rate moves from the first year in which a lever of the grid holds a value, as far as it can; shares of the base for the
    employee pool, yuan for residents; NaN where even a rate of 0 leaves something, or no balance is known. `done` hears of
    every cell.
    """
    since = first_moved(sweep)
    cells = []
    for cell in sweep.cells:
        lines = (axis.varied.setting(value) for axis, value in zip(sweep.axes, cell.values, strict=True))
        cells.append(_with(cell, load(name, *settings, *lines), since))
        done(cell)
    return sweep._replace(cells=tuple(cells), stands=_with(sweep.stands, sweep.base.scenario, since))


def first_moved(sweep: Sweep) -> int:
    """The first year in which a lever of the grid holds a value; the first that is projected where there are figures only."""
    years = [axis.varied.since.year for axis in sweep.axes if isinstance(axis.varied, Varied)]
    return min(years, default=sweep.base.base + 1)


def _with(cell: Cell, scenario: Scenario, since: int) -> Cell:
    return cell._replace(rates=tuple(_rate(scenario, pool, since) for pool in POOLS))


def _rate(scenario: Scenario, pool: str, since: int) -> float:
    try:
        return balance_of(
            scenario, pool, min(max(since, scenario.base + 1 + (pool == "resident")), scenario.last)
        ).needed
    except Mistakes:
        return math.nan
