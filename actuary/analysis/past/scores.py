"""How forecasts fared: each foreseen number against the one published since."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from actuary.analysis.past.forecasts import EVENTS, Cell, Event, Forecast
from actuary.analysis.past.published import Accounts, known_to

IN_PER_CENT = ("income", "spending", "balance")
"""Measures whose errors are shares of what was published; those of a surplus or of months are differences."""


class Row(NamedTuple):
    """A foreseen number and the published one, in yuan or months."""

    cell: Cell
    horizon: int
    """Years after the last that was known."""
    published: float
    status: str
    """Of what it is held against: published, or derived from published ones."""

    @property
    def difference(self) -> float:
        """Forecast less published."""
        return self.cell.value - self.published

    @property
    def error(self) -> float:
        """The difference, of income, spending and balance as a share of what was published; none of nothing."""
        if self.cell.measure not in IN_PER_CENT:
            return self.difference
        return self.difference / self.published if self.published > 0 else math.nan

    @property
    def inside(self) -> bool | None:
        """Whether the interval holds what was published; None where there is no interval."""
        low, high = self.cell.low, self.cell.high
        return None if low is None or high is None else low <= self.published <= high


class Outcome(NamedTuple):
    """What became of a foreseen event."""

    event: Event
    seen: int | None
    """The first year in which it was seen."""
    checked: int | None
    """The last year whose accounts could show it; None where there is none."""


class Summary(NamedTuple):
    """The errors of one measure of one group, in the unit of its errors."""

    group: str
    measure: str
    years: int
    bias: float
    """Mean error: above zero where too much was foreseen."""
    mean_error: float
    """Mean of the errors without their signs."""
    rms_error: float
    """Root of the mean square."""
    coverage: float | None
    """The share of published numbers that lie within the intervals; None where there are none."""


class Score(NamedTuple):
    """One forecast held against what was published since."""

    forecast: Forecast
    rows: tuple[Row, ...]
    summaries: tuple[Summary, ...]
    unpublished: tuple[Cell, ...]
    """Of years whose accounts are out, but without this number."""
    ahead: tuple[Cell, ...]
    """Of years whose accounts are not out yet."""
    outcomes: tuple[Outcome, ...]


def score(forecast: Forecast, accounts: Accounts) -> Score:
    """Hold a forecast against the accounts of its area."""
    last = known_to(accounts, forecast.known_to)
    rows: list[Row] = []
    unpublished: list[Cell] = []
    ahead: list[Cell] = []
    for cell in forecast.cells:
        found = accounts.get((cell.group, cell.measure, cell.year))
        if found:
            rows.append(Row(cell, cell.year - forecast.known_to, found.value, found.status))
        else:
            (ahead if cell.year > last else unpublished).append(cell)
    kinds = dict.fromkeys((row.cell.group, row.cell.measure) for row in rows)
    summaries = [_summary([row for row in rows if (row.cell.group, row.cell.measure) == kind]) for kind in kinds]
    outcomes = [_outcome(event, forecast.known_to, accounts) for event in forecast.events]
    return Score(forecast, tuple(rows), tuple(summaries), tuple(unpublished), tuple(ahead), tuple(outcomes))


def _summary(rows: Sequence[Row]) -> Summary:
    errors = np.array([row.error for row in rows])
    inside = [row.inside for row in rows if row.inside is not None]
    return Summary(
        rows[0].cell.group,
        rows[0].cell.measure,
        len(rows),
        float(errors.mean()),
        float(np.abs(errors).mean()),
        float(np.sqrt(np.square(errors).mean())),
        sum(inside) / len(inside) if inside else None,
    )


def _outcome(event: Event, known_to: int, accounts: Accounts) -> Outcome:
    shown = {
        year: found.value
        for (group, measure, year), found in accounts.items()
        if (group, measure) == (event.group, EVENTS[event.kind]) and year > known_to
    }
    return Outcome(
        event, min((year for year, value in shown.items() if value < 0), default=None), max(shown, default=None)
    )
