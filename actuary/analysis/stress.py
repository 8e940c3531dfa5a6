"""Stress: all figures together at their worse ends, and how far towards those a fund is empty by a year."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from actuary.figures.single import Figure

WHOLE = ("year", "years")
"""Units of figures that are whole."""
HALVINGS = 7
"""Runs that it takes to find the way to one in a hundred."""


class Hit(NamedTuple):
    """What one run tells of a fund."""

    value: float
    """The measure in the year that is looked at; NaN where no base year can be made of the figures."""
    deficit: int | None
    """The first projected year in which more is spent than comes in."""
    empty: int | None
    """The first projected year that ends with a balance below nothing."""


class Worse(NamedTuple):
    """A figure with the end of its interval at which the measure is lower."""

    figure: Figure
    end: float

    def at(self, way: float) -> float:
        """Its value so far along the way from the figure to that end, 0 to 1; years and ages are whole."""
        value = self.figure.value + way * (self.end - self.figure.value)
        return float(round(value)) if self.figure.unit in WHOLE else value


class Stress(NamedTuple):
    """All figures at their worse ends, and how much of that it takes to empty the fund by the year that is looked at."""

    worse: tuple[Worse, ...]
    """The widest first."""
    hit: Hit
    """All at their ends."""
    way: float | None
    """So far towards their ends, all alike, the fund is empty by then, to a hundredth; None where not even at the ends."""
    empty_anyway: bool
    """Whether it is empty by then without any of it."""


Together = Callable[[Mapping[Figure, float]], Hit]
"""What a run tells with some figures at some values."""


def stress_of(worse: Sequence[Worse], before: Hit, year: int, ask: Together) -> Stress:
    """Ask for all figures at their worse ends, then halve the way towards them until the fund is just empty by `year`."""
    anyway = _empty(before, year)
    hit = ask({one.figure: one.end for one in worse})
    if anyway or not _empty(hit, year):
        return Stress(tuple(worse), hit, None, anyway)
    held, emptied = 0, 100
    while emptied - held > 1:
        middle = (held + emptied) // 2
        if _empty(ask({one.figure: one.at(middle / 100) for one in worse}), year):
            emptied = middle
        else:
            held = middle
    return Stress(tuple(worse), hit, emptied / 100, False)


def _empty(hit: Hit, year: int) -> bool:
    return hit.empty is not None and hit.empty <= year and math.isfinite(hit.value)
