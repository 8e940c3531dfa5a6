"""Draws counted into the bins of a grid, and what the counts say: integers, whatever the order of the draws."""

from typing import NamedTuple

import numpy as np

from actuary.kernel import quantiles as q
from actuary.tally.grid import BINS, Array, Counts, Grid

BATCH = 4096
"""Draws that are counted at once: a few values for each bin that is fetched, and those of a series stay close at hand."""


class Counted(NamedTuple):
    """Counts of every series s; integers, but for the least and greatest draw."""

    bins: Counts
    """[s, bin], below the range first, above it last."""
    places: Counts
    """[s, cell] places within the cell, in steps."""
    sums: Counts
    """[s, row] rows of the kernel."""
    repeated: Counts
    """[s, 2] draws under and at the value that repeats."""
    under: Counts
    """[level, s] draws under a level."""
    firsts: Counts
    """[level, series, year] draws first under it in a year; never last."""
    extremes: Array
    """[s, 2] least and greatest finite draw outside the range; infinite where there is none."""

    @classmethod
    def nothing(cls, levels: Array, years: int) -> "Counted":
        """Before the first draw: levels[level, s], of `years` series each."""
        named, series = levels.shape
        shapes = ((series, BINS + 2), (series, q.CELLS), (series, q.ROWS), (series, 2), (named, series),
                  (named, series // years, years + 1))  # fmt: skip
        return cls(*(np.zeros(shape, np.int64) for shape in shapes), np.tile([np.inf, -np.inf], (series, 1)))  # type: ignore[call-arg]

    def add(self, values: Array, count: int, grid: Grid, levels: Array) -> None:
        """Count the first draws of values[s, n], C-ordered."""
        few = np.zeros(self.bins.shape[1], np.uint32)
        for begin in range(0, count, BATCH):
            end = min(begin + BATCH, count)
            steps, met = np.empty(end - begin, np.int32), np.empty((len(levels), end - begin), np.int64)
            with np.errstate(over="ignore", invalid="ignore"):
                q.tally(values, begin, end, *grid, levels, steps, met, few, *self)

    def take(self, other: "Counted") -> None:
        """Add the counts of other draws."""
        for mine, its in zip(self[:-1], other[:-1], strict=True):
            mine += its
        np.minimum(self.extremes[:, 0], other.extremes[:, 0], out=self.extremes[:, 0])
        np.maximum(self.extremes[:, 1], other.extremes[:, 1], out=self.extremes[:, 1])

    def defined(self, draws: int) -> Counts:
        """[s] how many of the draws are numbers."""
        return draws - self.sums[:, q.UNDEFINED]
