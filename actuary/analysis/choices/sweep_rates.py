"""Over a grid, what rate pays for a fund to the last year: a balance of its own for every cell."""

from __future__ import annotations

import math
from collections.abc import Callable

from actuary.analysis.choices.balance import balance_of
from actuary.analysis.choices.sweep import Cell, Sweep
from actuary.analysis.choices.varied import Varied, VariedFigure
from actuary.basis.calibration import Basis
from actuary.compile import basis_of
from actuary.enactment import law_of
from actuary.errors import Mistakes
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario
from actuary.simulation import Prepared, prepared

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
    since, ready = first_moved(sweep), _Ready()
    cells = []
    for cell in sweep.cells:
        pairs = [*zip(sweep.axes, cell.values, strict=True)]
        scenario = load(name, *settings, *(axis.varied.setting(value) for axis, value in pairs))
        figures = tuple(value for axis, value in pairs if isinstance(axis.varied, VariedFigure))
        cells.append(_with(cell, ready.of(scenario, figures), since))
        done(cell)
    return sweep._replace(cells=tuple(cells), stands=_with(sweep.stands, prepared(sweep.base.scenario), since))


class _Ready:
    """Scenarios prepared; those with the same figures share a basis, and people where no lever moves them."""

    def __init__(self) -> None:
        self.known: dict[tuple[float, ...], tuple[Basis, Prepared]] = {}

    def of(self, scenario: Scenario, figures: tuple[float, ...]) -> Prepared:
        """One cell's, whose figures of the grid have these values."""
        if figures not in self.known:
            basis = basis_of(scenario, law_of(scenario)[1])
            self.known[figures] = basis, prepared(scenario, basis)
        basis, like = self.known[figures]
        return prepared(scenario, basis, like=like)


def first_moved(sweep: Sweep) -> int:
    """The first year in which a lever of the grid holds a value; the first that is projected where there are figures only."""
    years = [axis.varied.since.year for axis in sweep.axes if isinstance(axis.varied, Varied)]
    return min(years, default=sweep.base.base + 1)


def _with(cell: Cell, ready: Prepared, since: int) -> Cell:
    return cell._replace(rates=tuple(_rate(ready, pool, since) for pool in POOLS))


def _rate(ready: Prepared, pool: str, since: int) -> float:
    scenario = ready.scenario
    first = min(max(since, scenario.base + 1 + (pool == "resident")), scenario.last)
    try:
        return balance_of(scenario, pool, first, ready=ready).needed
    except Mistakes:
        return math.nan
