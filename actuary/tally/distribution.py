"""What the draws of one series say: from all their values, or from the counts of a grid."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from actuary.kernel import quantiles as q
from actuary.tally.counted import Counted
from actuary.tally.grid import Array, Counts, Grid

ALIKE = 0.25
"""Bins are alike where the share of one lies within this much of what its neighbours have it, or within the noise."""
NOISE = 6.0
RARE = 3.29
"""Standard deviations that a normal exceeds once in a thousand."""


class Values:
    """All the values of a series; those that are not a number count for nothing."""

    clipped = 0

    def __init__(self, values: Array) -> None:
        self.values = values[~np.isnan(values)]
        self.defined = len(self.values)

    def quantiles(self, shares: Sequence[float]) -> Array:
        """By the linear rule, to the last bit of `np.quantile`; between two that are equal, endless or not, that value."""
        if not self.defined:
            return np.full(len(shares), np.nan)
        low, high = (np.quantile(self.values, shares, method=method) for method in ("lower", "higher"))
        with np.errstate(invalid="ignore"):
            return np.where(low == high, low, np.quantile(self.values, shares))

    def rank_errors(self, shares: Sequence[float], certain: bool) -> Array:
        """None."""
        return np.zeros(len(shares))

    @property
    def mean(self) -> float:
        with np.errstate(invalid="ignore"):
            return float(self.values.mean()) if self.defined else math.nan

    @property
    def sd(self) -> float:
        if self.defined < 2 or not np.isfinite(self.values).all():
            return math.nan
        return float(self.values.std(ddof=1))

    def shortfall(self, share: float, highest: bool) -> float:
        """Mean of the lowest (highest) draws; of the last of them as much as makes up the share."""
        number = share * self.defined
        if not number > 0:
            return math.nan
        worst = np.sort(self.values)[:: -1 if highest else 1]
        whole = min(int(number), self.defined)
        rest = (number - whole) * worst[whole] if whole < number else 0.0
        return float((worst[:whole].sum() + rest) / number)

    def below(self, level: float) -> float:
        """Share of the draws."""
        return float((self.values < level).mean()) if self.defined else math.nan


class Distribution(NamedTuple):
    """A series as counted: pieces from `lower` to `upper` with so many draws, evenly spread in each."""

    lower: Array
    upper: Array
    draws: Counts
    defined: int
    minus_infinite: int
    moments: "Moments"
    named: dict[float, int]
    """Draws below the levels that were named beforehand."""

    @property
    def clipped(self) -> int:
        """Draws too far out to be summed."""
        return self.moments.clipped

    @property
    def mean(self) -> float:
        """Of all draws."""
        return self.moments.mean

    @property
    def sd(self) -> float:
        """Over n - 1."""
        return self.moments.sd

    def quantiles(self, shares: Sequence[float]) -> Array:
        """Linear within a piece."""
        return np.array([self._piece(share)[0] for share in shares])

    def rank_errors(self, shares: Sequence[float], certain: bool) -> Array:
        """Of each quantile: certain, or once in a thousand where neighbours are alike."""
        return np.array([self._rank_error(*self._piece(share)[1:], certain) for share in shares])

    def below(self, level: float) -> float:
        """Share of the draws: exact where the level was named, else as evenly spread within its piece."""
        if not self.defined:
            return math.nan
        if level in self.named:
            return self.named[level] / self.defined
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.where(
                self.upper > self.lower, (level - self.lower) / (self.upper - self.lower), level > self.lower
            )
        return float((self.minus_infinite * (level > -math.inf) + (self.draws * part.clip(0, 1)).sum()) / self.defined)

    def shortfall(self, share: float, highest: bool) -> float:
        """Mean of the lowest (highest) draws: from sums, but for the cell that the share cuts."""
        number, finite = share * self.defined, int(self.draws.sum())
        if not number > 0:
            return math.nan
        infinite = (self.defined - finite - self.minus_infinite, self.minus_infinite)
        if infinite[0 if highest else 1]:
            return math.inf if highest else -math.inf
        if number > finite:
            return -math.inf if highest else math.inf
        if highest:
            return self.moments.value((self.moments.total - self._lowest(finite - number)) / number)
        return self.moments.value(self._lowest(number) / number)

    def _piece(self, share: float) -> tuple[float, int, float]:
        """The quantile, the piece in which it lies (-1: none) and how far into it."""
        finite = int(self.draws.sum())
        if not self.defined:
            return math.nan, -1, 0.0
        rank = share * (self.defined - 1) + 0.5 - self.minus_infinite
        if rank < 0 or rank > finite:
            return math.copysign(math.inf, rank), -1, 0.0
        ends = np.cumsum(self.draws)
        k = int(np.searchsorted(ends, rank))
        into = (rank - float(ends[k] - self.draws[k])) / float(self.draws[k])
        lower, upper = float(self.lower[k]), float(self.upper[k])
        return min(max(lower + into * (upper - lower), lower), upper), k, into

    def _rank_error(self, k: int, into: float, certain: bool) -> float:
        if k < 0 or self.lower[k] == self.upper[k]:
            return 0.0
        draws = float(self.draws[k])
        most = max(into, 1 - into) * draws
        if not certain and 1 < k < len(self.draws) - 2:
            widths = self.upper[k - 1 : k + 2] - self.lower[k - 1 : k + 2]
            near = self.draws[k - 1 : k + 2]
            if (widths > 0).all():
                before, here, after = near / widths * widths[1]
                expected = (before + after) / 2
                if abs(here - expected) <= ALIKE * expected + NOISE * math.sqrt(here + expected):
                    likely = RARE * math.sqrt(draws * into * (1 - into)) + abs(after - before) / 16
                    most = min(most, likely)
        return (most + 1) / self.defined

    def _lowest(self, number: float) -> float:
        """Sum of the places of the lowest draws."""
        moments = self.moments
        ends = np.cumsum(moments.draws)
        k = int(np.searchsorted(ends, number, side="right"))
        whole = float(moments.places[:k].sum())
        left = number - float(ends[k - 1]) if k else number
        if k == len(ends) or not left > 0:
            return whole
        if k in (0, len(ends) - 1):
            return whole + left * float(moments.places[k]) / float(moments.draws[k])
        lower, upper = ((edge - moments.low) * moments.per_cell for edge in (self.lower, self.upper))
        middle = (lower + upper) / 2
        here = (middle >= k - 1) & (middle < k) & (self.draws > 0)
        lower, upper, draws = lower[here], upper[here], self.draws[here]
        taken = (left - (np.cumsum(draws) - draws)).clip(0, draws)
        return whole + float((taken * (lower + 0.5 * taken / draws * (upper - lower))).sum())


class Moments(NamedTuple):
    """Sums of places in cells of a series: below the range, cell by cell, above it."""

    low: float
    per_cell: float
    draws: Counts
    places: Array
    total: float
    mean: float
    sd: float
    clipped: int

    def value(self, place: float) -> float:
        """What lies at a place."""
        return self.low + place / self.per_cell


def distribution_of(grid: Grid, counted: Counted, levels: Array, s: int, n: int) -> Distribution:
    """Series s of what was counted of n draws."""
    sums, bins = counted.sums[s], counted.bins[s].copy()
    minus, plus = int(sums[q.MINUS_INFINITE]), int(sums[q.PLUS_INFINITE])
    defined = n - int(sums[q.UNDEFINED])
    named = {float(at): int(under) for at, under in zip(levels[:, s], counted.under[:, s], strict=True)}
    bins[0] -= minus
    bins[-1] -= plus
    edges = grid.edges(s)
    lower = np.append(min(counted.extremes[s, 0], edges[0]), edges)
    upper = np.append(edges, max(counted.extremes[s, 1], edges[-1]))
    atom, (under, same) = float(grid.atoms[s]), counted.repeated[s]
    if same:
        lower, upper, bins = _with_atom(lower, upper, bins, atom, int(under) - minus, int(same), grid.bin_of(s, atom))
    moments = _moments(grid, counted, s, defined, lower, upper, bins)
    if same == defined:
        moments = moments._replace(mean=atom, sd=0.0 if defined > 1 else math.nan)
    return Distribution(lower, upper, bins, defined, minus, moments, named)


def _with_atom(
    lower: Array, upper: Array, bins: Counts, atom: float, under: int, same: int, k: int
) -> tuple[Array, Array, Counts]:
    """The pieces with the bin of the value that repeats cut in three: below it, the value, above it."""
    below = under - int(bins[:k].sum())
    at = min(max(atom, lower[k]), upper[k])
    return (
        np.concatenate([lower[: k + 1], [atom, at], lower[k + 1 :]]),
        np.concatenate([upper[:k], [at, atom], upper[k:]]),
        np.concatenate([bins[:k], [below, same, bins[k] - below - same], bins[k + 1 :]]),
    )


def _moments(grid: Grid, counted: Counted, s: int, defined: int, lower: Array, upper: Array, pieces: Counts) -> Moments:
    """Sums of places in half steps: a draw lies half a step beyond its own. Squares from the pieces, evenly spread in each."""
    sums = [int(value) for value in counted.sums[s]]
    unit, cells = 2 * int(q.STEPS), q.CELLS
    minus, plus = sums[q.MINUS_INFINITE], sums[q.PLUS_INFINITE]
    inside = np.add.reduceat(counted.bins[s, 1:-1], grid.starts(s) - 1)
    draws = np.concatenate([counted.bins[s, :1] - minus, inside, counted.bins[s, -1:] - plus])
    numbers, steps = np.arange(cells), counted.places[s]
    of_cells = numbers * inside + (2 * steps + inside) / unit
    in_range = unit * int((numbers * inside).sum()) + 2 * int(steps.sum()) + int(inside.sum())
    below = -(unit * sums[q.LOW_CELLS] + 2 * sums[q.LOW_STEPS])
    far = unit * sums[q.HIGH_CELLS] + 2 * sums[q.HIGH_STEPS]
    above = unit * cells * int(draws[-1]) + far
    total = below + in_range + above
    low, per_cell = float(grid.low[s]), float(grid.per_cell[s])
    mean, sd = low + total / (unit * defined) / per_cell if defined else math.nan, math.nan
    if minus or plus:
        mean = math.nan if minus and plus else (-math.inf if minus else math.inf)
    elif defined > 1:
        centre = total / (unit * defined)
        squares = _squares((lower - low) * per_cell, (upper - low) * per_cell, pieces, centre)
        squares += int(q.FARTHEST) * sums[q.FAR_SQUARES] + sums[q.FAR_SQUARES_REST]
        squares += centre**2 * int(draws[0]) - 2 * centre * below / unit
        squares += (cells - centre) ** 2 * int(draws[-1]) + 2 * (cells - centre) * far / unit
        sd = math.sqrt(squares / (defined - 1)) / per_cell
    places = np.concatenate([[below / unit], of_cells, [above / unit]])
    return Moments(low, per_cell, draws, places, total / unit, mean, sd, sums[q.CLIPPED])


def _squares(lower: Array, upper: Array, draws: Counts, centre: float) -> float:
    """Squares of the distances from a place, of the draws within the range."""
    middle = (lower + upper) / 2
    here = (middle >= 0) & (middle < q.CELLS)
    spread = (middle[here] - centre) ** 2 + (upper[here] - lower[here]) ** 2 / 12
    return float((draws[here] * spread).sum())
