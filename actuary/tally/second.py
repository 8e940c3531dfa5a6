"""A second pass over the same draws: quantiles to the last bit of `np.quantile`.

The counts say which bins hold the draws that a quantile lies between, and how many draws they hold; the second pass keeps
those draws alone. The order in which they come does not matter.
"""

from collections.abc import Callable, Iterable
from copy import copy

import numpy as np
from numpy.typing import NDArray

from actuary.kernel import quantiles as q
from actuary.tally import ranges
from actuary.tally.grid import Array, Counts, Grid
from actuary.tally.streaming import QUANTILES, Tally


class Second:
    """What a second pass keeps of the draws of a tally: the values in the bins where its quantiles lie."""

    def __init__(self, tally: Tally, shares: Iterable[float] = QUANTILES) -> None:
        """Of every series of the tally, each quantile in `shares`; the tally must be complete."""
        self.tally, self.shares = tally, tuple(shares)
        self.done: ranges.Ranges = ()
        """The draws that came by again."""
        self._bins, self._repeated, self._defined = tally.bins()
        self._wanted = np.zeros(self._bins.shape, np.uint8)
        for s in range(len(self._bins)):
            ends = np.cumsum(self._bins[s])
            for rank in self._ranks(s):
                self._wanted[s, np.searchsorted(ends, rank, side="right")] = 1
        self._found: list[tuple[Counts, Array]] = []

    @property
    def values(self) -> int:
        """How many values there are to keep, 8 bytes each."""
        return int((self._bins * self._wanted).sum())

    def add(self, first: int, values: Array) -> None:
        """Look through the draws from `first` on, values[s, n], the same as the tally counted."""
        self.done = ranges.joined(self.done, ((first, first + values.shape[1]),))
        self._found.append(_kept(np.ascontiguousarray(values, dtype=np.float64), self.tally.grid, self._wanted))

    def empty(self) -> "Second":
        """The same search before any draw: for another thread, process or machine."""
        made = copy(self)
        made.done, made._found = (), []
        return made

    def merge(self, other: "Second") -> None:
        """Take in what another found among other draws."""
        self.done = ranges.joined(self.done, other.done)
        self._found += other._found

    def quantiles(self) -> Array:
        """[share, s] the quantiles; ValueError before all the draws came by, or where they are not those of the tally."""
        if self.done != self.tally.done:
            raise ValueError("the second pass has not seen the draws of the first")
        ends = [np.append(0, np.cumsum(counts)) for counts, _ in self._found]
        columns = []
        for s in range(len(self._bins)):
            parts = [found[end[s] : end[s + 1]] for end, (_, found) in zip(ends, self._found, strict=True)]
            columns.append(self._of_series(s, np.sort(np.concatenate(parts)) if parts else np.empty(0)))
        return np.array(columns).T

    def _ranks(self, s: int) -> list[int]:
        """The draws of a series, in order of size, between which its quantiles lie."""
        defined = int(self._defined[s])
        if not defined:
            return []
        lower = {int(np.floor(share * (defined - 1))) for share in self.shares}
        upper = {min(rank + 1, defined - 1) for rank in lower}
        return sorted(rank for rank in lower | upper if not self._repeats(s, rank))

    def _repeats(self, s: int, rank: int) -> bool:
        """Whether the draw at a rank has the value that repeats: it is known already."""
        under, same = self._repeated[s]
        return bool(under <= rank < under + same)

    def _of_series(self, s: int, found: Array) -> Array:
        defined = int(self._defined[s])
        if not defined:
            return np.full(len(self.shares), np.nan)
        wanted = self._wanted[s] == 1
        if len(found) != self._bins[s, wanted].sum():
            raise ValueError("the draws of the second pass are not those of the first")
        ends = np.cumsum(self._bins[s])
        passed = np.cumsum(np.where(wanted, 0, self._bins[s]))

        def value(rank: int) -> float:
            if self._repeats(s, rank):
                return float(self.tally.grid.atoms[s])
            return float(found[rank - passed[np.searchsorted(ends, rank, side="right")]])

        return np.array([_linear(share * (defined - 1), defined, value) for share in self.shares])


def _linear(place: float, defined: int, value: Callable[[int], float]) -> float:
    """Between the draw at a place and the next, as numpy does it: from the nearer of the two."""
    rank = int(np.floor(place))
    low, high, into = value(rank), value(min(rank + 1, defined - 1)), place - rank
    if low == high or not into:
        return low
    return low + (high - low) * into if into < 0.5 else high - (high - low) * (1 - into)


def _kept(values: Array, grid: Grid, wanted: NDArray[np.uint8]) -> tuple[Counts, Array]:
    """How many values of each series lie in wanted bins, and which."""
    counts, found = np.zeros(len(values), np.int64), np.empty(values.size)
    with np.errstate(over="ignore", invalid="ignore"):
        number = int(q.collect(values, grid.low, grid.per_cell, grid.cells, wanted, found, counts))
    return counts, found[:number].copy()
