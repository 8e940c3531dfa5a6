"""Where the bins of a series lie: fine where draws are expected, as the pilot draws have it, and open at both ends."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernel.quantiles import BITS, CELLS, END, STEPS

Array = NDArray[np.float64]
Counts = NDArray[np.int64]

BINS = 4096
"""Bins of a series within its range."""
TAIL = 0.005
"""Share of the pilot draws left out at each end before the range is widened."""
MARGIN = 0.25
"""Of the width between those ends, added at each of them."""
NEAR, WIDE = 1, 8
"""Cells over which the pilot's draws are smoothed: a narrow hump keeps its bins, a smooth one is not noisy."""
FINEST = 2.0 * CELLS
"""The least width of a range, in steps of the floating point number at its ends."""
LARGEST = 1e300


class Grid(NamedTuple):
    """The bins of every series s: a range of `CELLS` equal cells, each cut into some bins; [s] each."""

    low: Array
    per_cell: Array
    """1 / width of a cell."""
    cells: Counts
    """[s, cell, 2] the first bin of the cell, how many it has; bin 0 lies below the range."""
    atoms: Array
    """The value that the pilot repeats most often, NaN where none is repeated: it is counted exactly."""

    @classmethod
    def of(cls, pilot: Array) -> "Grid":
        """From the pilot draws, pilot[s, draw]; what is not a finite number says nothing."""
        rows = [_of_series(one[np.abs(one) <= LARGEST]) for one in pilot]
        low, per_cell, cuts, atoms = (np.array(column) for column in zip(*rows, strict=True))
        start = 1 + np.cumsum(cuts, axis=1) - cuts
        return cls(low, per_cell, np.stack([start, cuts], axis=2), atoms)

    def starts(self, s: int) -> Counts:
        """The first bin of each cell of a series."""
        return self.cells[s, :, 0]

    def edges(self, s: int) -> Array:
        """The lower edge of each bin of a series within its range, then the upper edge of the last."""
        cuts = self.cells[s, :, 1]
        start, of = np.repeat(self.cells[s], cuts, axis=0).T
        steps = -((np.arange(1, BINS + 1) - start << BITS) // -of)  # the first step that the kernel counts there
        places = np.append(np.repeat(np.arange(CELLS), cuts) + steps / STEPS, CELLS)
        return np.asarray(self.low[s] + places / self.per_cell[s])

    def bin_of(self, s: int, value: float) -> int:
        """The bin in which a value of a series is counted: by the arithmetic of the kernel."""
        place = (value - self.low[s]) * (self.per_cell[s] * STEPS)
        if not 0 <= place < END:
            return 0 if place < 0 else BINS + 1
        cell, step = divmod(int(place), int(STEPS))
        start, cuts = self.cells[s, cell]
        return int(start + (step * cuts >> BITS))


def _of_series(draws: Array) -> tuple[float, float, Counts, float]:
    if not draws.size:
        return 0.0, float(CELLS), _shared(np.ones(CELLS)), np.nan
    values, times = np.unique(draws, return_counts=True)
    atom = float(values[np.argmax(times)]) if times.max() > 1 else np.nan
    bottom, top = np.quantile(draws, [TAIL, 1 - TAIL])
    if bottom == top:
        bottom, top = values[0], values[-1]
    if bottom == top:
        bottom, top = bottom - 0.5 * max(abs(bottom), 1.0), top + 0.5 * max(abs(top), 1.0)
    width = max(top - bottom, FINEST * np.spacing(max(abs(bottom), abs(top))), 1 / LARGEST)
    low, width = bottom - MARGIN * width, (1 + 2 * MARGIN) * width
    per_cell = CELLS / width
    places = ((draws - low) * per_cell).clip(-1, CELLS)
    expected = np.bincount(places[(places >= 0) & (places < CELLS)].astype(np.int64), minlength=CELLS)
    return float(low), float(per_cell), _shared(np.maximum(_smooth(expected, NEAR), _smooth(expected, WIDE))), atom


def _smooth(draws: Counts, width: int) -> Array:
    """Weighted by closeness, up to `width` cells away."""
    weights = np.append(np.arange(1, width + 2), np.arange(width, 0, -1)).astype(np.float64)
    return np.asarray(np.convolve(draws, weights / weights.sum(), "same"))


def _shared(expected: Array) -> Counts:
    """The bins among the cells: one each, the others as draws are expected."""
    spare = BINS - CELLS
    bins = 1 + np.floor(spare * expected / max(expected.sum(), 1 / LARGEST)).astype(np.int64)
    bins[np.argmax(expected)] += BINS - bins.sum()
    return np.asarray(bins)
