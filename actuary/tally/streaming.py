"""A tally: draws are added in any order and in any number of places, and merged to the same bits.

Up to some number of draws, bounded by memory, every value is kept and every statistic is that of the values. Beyond, the
draws are counted into the bins of a grid that the pilot draws fix (grid.py): quantiles then have a stated rank error, and
second.py makes them exact with a second pass over the same draws. Which of the two holds depends on the number of draws
alone, so no order, chunk, thread or merge can be seen in what comes out.

A draw in which a series is not defined (NaN) counts for none of its statistics: `undefined` says how many there are.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.tally import ranges
from actuary.tally.counted import BATCH, Counted
from actuary.tally.distribution import Distribution, Values, distribution_of
from actuary.tally.events import first_years
from actuary.tally.grid import Array, Counts, Grid

Name = tuple[str, str]
"""Of a series: group and measure; no group for what there is once a year."""

QUANTILES = (0.025, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.975)
PILOT = 1024
"""Draws 0 to 1023 fix the grid."""
ROOM = 2**27
"""Bytes of values that are kept whole: 128 MB, 36,000 draws of 46 series over 10 years."""
MOST = 2**40
"""Draws beyond which the sums could overflow: about 1e12."""


def stacked(names: Iterable[Name], drawn: Mapping[Name, Array]) -> Array:
    """The rows of a tally: drawn[name][year, draw] -> [name and year, draw]."""
    return np.ascontiguousarray(np.concatenate([drawn[name] for name in names]), dtype=np.float64)


class Tally:
    """Statistics of series, each of `years` consecutive rows; nothing is counted before `add`, the pilot neither."""

    def __init__(self, grid: Grid, levels: Array, names: tuple[Name, ...], years: int, room: int) -> None:
        self.grid, self.levels, self.names, self.years, self.room = grid, levels, names, years, room
        self.done: ranges.Ranges = ()
        """The draws that are counted."""
        self.n = 0
        """How many draws are counted."""
        self._kept: list[tuple[int, Array]] = []
        self._counted: Counted | None = None
        self._batch, self._waiting = np.empty((len(grid.low), 0)), 0

    @classmethod
    def of(
        cls,
        pilot: Array,
        levels: Array | None = None,
        names: Iterable[Name] = (),
        years: int = 1,
        room: int = ROOM,
    ) -> "Tally":
        """An empty tally whose grid the pilot draws fix: pilot[s, draw], draws 0 to 1023.

        levels[level, s] are named beforehand, NaN where a series has none: shares of draws below them and the first
        years below them are exact; 0 where nothing is said. names[k] names the rows k * years to (k + 1) * years.
        room: bytes of values that may be kept whole.
        """
        rows = len(pilot)
        named = tuple(names)
        if rows % years or (named and len(named) * years != rows):
            raise ValueError(f"{rows} rows are not {len(named) or 'whole'} series of {years} years")
        wanted = np.zeros((1, rows)) if levels is None else np.array(levels, dtype=np.float64, ndmin=2)
        if wanted.shape[1] != rows:
            raise ValueError(f"levels of {wanted.shape[1]} rows for {rows} rows")
        return cls(Grid.of(np.asarray(pilot, dtype=np.float64)), wanted, named, years, room)

    def empty(self, counting: bool = False) -> "Tally":
        """A tally of the same series and grid without any draw: for another thread, process or machine.

        Counting: it keeps no values, since the whole that it will be part of has more draws than are kept.
        """
        made = Tally(self.grid, self.levels, self.names, self.years, self.room)
        if counting:
            made._counted = Counted.nothing(self.levels, self.years)
        return made

    @property
    def exact_up_to(self) -> int:
        """Draws of which all values are kept, so that every statistic is exact."""
        return self.room // (8 * len(self.grid.low))

    @property
    def exact(self) -> bool:
        """Whether all values are kept."""
        return self._counted is None

    def missing(self, count: int) -> ranges.Ranges:
        """The draws from 0 to `count` that are not counted: (first, one past the last) of each run."""
        return ranges.missing(self.done, count)

    def rows(self, name: Name) -> slice:
        """The rows of a series, its years in order."""
        k = self.names.index(name)
        return slice(k * self.years, (k + 1) * self.years)

    def add(self, first: int, values: Array) -> None:
        """Count the draws from `first` on, values[s, n]; ValueError where one is counted already. One thread at a time."""
        rows, count = values.shape
        if rows != len(self.grid.low):
            raise ValueError(f"{rows} rows for a tally of {len(self.grid.low)}")
        self._grown(((first, first + count),) if count else ())
        if self._fits():
            self._kept.append((first, np.array(values, dtype=np.float64, order="C")))
        else:
            self._count(values)

    def merge(self, other: "Tally") -> None:
        """Take in the draws of another tally of the same series and grid; ValueError where a draw is in both."""
        if not self.like(other):
            raise ValueError("tallies of different series or grids do not merge")
        self._grown(other.done)
        if self._fits(not other.exact):
            self._kept += other._kept
            return
        for _, values in other._kept:
            self._count(values)
        mine, its = self._counts(), other._counts()
        if mine is not None and its is not None:
            mine.take(its)

    def merged(self, other: "Tally") -> "Tally":
        """The draws of both; neither is changed."""
        both = self.empty()
        both.merge(self)
        both.merge(other)
        return both

    def like(self, other: "Tally") -> bool:
        """Whether the other counts the same series in the same bins."""
        mine, its = ((*one.grid, one.levels) for one in (self, other))
        return (self.names, self.years, self.room) == (other.names, other.years, other.room) and all(
            np.array_equal(one, same, equal_nan=True) for one, same in zip(mine, its, strict=True)
        )

    def quantile(self, p: float) -> Array:
        """[s] the value that a share p of the draws does not exceed, by the linear rule of `np.quantile`."""
        return np.asarray(self.quantiles((p,))[0])

    def quantiles(self, shares: Iterable[float] = QUANTILES) -> Array:
        """[share, s] quantiles; NaN where a series is defined in no draw."""
        wanted = tuple(shares)
        return np.transpose([one.quantiles(wanted) for one in self._distributions()])

    def rank_errors(self, shares: Iterable[float] = QUANTILES, certain: bool = False) -> Array:
        """[share, s] how far the rank of a quantile may be from the share asked for; 0 where all values are kept.

        Certain: it cannot be more, whatever the draws: the share of the bin in which it lies. Otherwise where neighbouring
        bins are alike: what chance leaves within the bin, exceeded once in a thousand; where they are not, the certain one.
        """
        wanted = tuple(shares)
        return np.transpose([one.rank_errors(wanted, certain) for one in self._distributions()])

    def rank_error(self, certain: bool = False) -> float:
        """The greatest of the rank errors of the nine quantiles over all series."""
        return float(self.rank_errors(certain=certain).max(initial=0.0))

    def mean(self) -> Array:
        """[s] mean of the draws."""
        return np.array([one.mean for one in self._distributions()])

    def sd(self) -> Array:
        """[s] standard deviation of the draws, over n - 1."""
        return np.array([one.sd for one in self._distributions()])

    def shortfall(self, share: float = 0.05, highest: bool = False) -> Array:
        """[s] mean of the lowest `share` of the draws: of the highest, where high is bad."""
        return np.array([one.shortfall(share, highest) for one in self._distributions()])

    def below(self, level: float | Array) -> Array:
        """[s] share of the draws below a level, one for all or [s]: exact for levels that were named beforehand."""
        levels = np.broadcast_to(np.asarray(level, dtype=np.float64), len(self.grid.low))
        return np.array([one.below(float(at)) for one, at in zip(self._distributions(), levels, strict=True)])

    def first_years(self, name: Name, level: int = 0) -> Counts:
        """[year + 1] draws in which a series is below the level named `level` for the first time, then those never below."""
        counted = self._counts()
        if counted is not None:
            return np.array(counted.firsts[level, self.names.index(name)])
        rows = self.rows(name)
        return first_years(self._values(rows) < self.levels[level, rows, None])

    def undefined(self) -> Counts:
        """[s] draws in which the series is not defined."""
        return np.array([self.n - one.defined for one in self._distributions()])

    def clipped(self) -> Counts:
        """[s] finite draws too far out to be summed: mean, sd and shortfall take them nearer than they are."""
        return np.array([one.clipped for one in self._distributions()])

    def bins(self) -> tuple[Counts, Counts, Counts]:
        """What a second pass looks for: [s, bin] draws in each bin; [s, 2] under and at the value that repeats; [s] defined."""
        counted = self._counts()
        if counted is None:
            counted = Counted.nothing(self.levels, self.years)
            for _, values in self._kept:
                counted.add(values, values.shape[1], self.grid, self.levels)
        return counted.bins, counted.repeated, counted.defined(self.n)

    def __getstate__(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """What is counted, as small as it goes: most counts of a stretch are."""
        settings, parts = self.parts()
        return settings, {name: narrow(values) for name, values in parts.items()}

    def __setstate__(self, state: tuple[dict[str, Any], dict[str, NDArray[Any]]]) -> None:
        """As it was, in memory of its own: what comes from another process or machine may be read-only."""
        settings, parts = state
        made = Tally.from_parts(settings, {name: _own(values) for name, values in parts.items()})
        self.__dict__.update(made.__dict__)

    def parts(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Settings and arrays, from which `from_parts` makes the same tally again; the same for the same draws."""
        counted = self._counts()
        settings = {"names": self.names, "years": self.years, "room": self.room}
        held = {"values": self._values(slice(0, len(self.grid.low)))} if counted is None else counted._asdict()
        done = np.array(self.done, dtype=np.int64).reshape(-1, 2)
        return settings, {**self.grid._asdict(), "levels": self.levels, "done": done, **held}

    @classmethod
    def from_parts(cls, settings: Mapping[str, Any], parts: Mapping[str, NDArray[Any]]) -> "Tally":
        """The tally that these are the parts of."""
        names = tuple((group, measure) for group, measure in settings["names"])
        wide: dict[str, NDArray[Any]] = {
            field: one.astype(np.int64) if one.dtype.kind in "iu" else one for field, one in parts.items()
        }
        grid = Grid(*(wide[field] for field in Grid._fields))
        tally = cls(grid, wide["levels"], names, settings["years"], settings["room"])
        tally._grown(tuple((int(first), int(end)) for first, end in wide["done"]))
        if "values" not in wide:
            tally._counted = Counted(*(wide[field] for field in Counted._fields))
            return tally
        ends = np.cumsum([end - first for first, end in tally.done])
        blocks = np.split(wide["values"], ends[:-1], axis=1) if tally.done else []
        tally._kept = [(run[0], np.ascontiguousarray(block)) for run, block in zip(tally.done, blocks, strict=True)]
        return tally

    def _grown(self, more: ranges.Ranges) -> None:
        done = ranges.joined(self.done, more)
        number = ranges.number(done)
        if done and (done[0][0] < 0 or number > MOST):
            raise ValueError(f"draws are numbered from 0, and no more than {MOST:,} are counted")
        self.done, self.n = done, number

    def _fits(self, counting: bool = False) -> bool:
        """Whether all the values may be kept; if not, or where others are `counting` already, those kept so far are counted."""
        if self._counted is None and not counting and self.n <= self.exact_up_to:
            return True
        if self._counted is None:
            self._counted = Counted.nothing(self.levels, self.years)
            while self._kept:
                self._count(self._kept.pop()[1])
        return False

    def _count(self, values: Array) -> None:
        """Count values, or let them wait until there are enough of them."""
        rows, count = values.shape
        if count >= BATCH:
            self._add(np.require(values, np.float64, ["C", "W"]), count)
            return
        if not self._batch.size:
            self._batch = np.empty((rows, BATCH))
        now = min(count, BATCH - self._waiting)
        self._batch[:, self._waiting : self._waiting + now] = values[:, :now]
        self._waiting += now
        if self._waiting == BATCH:
            self._counts()
            self._waiting = count - now
            self._batch[:, : self._waiting] = values[:, now:]

    def _add(self, values: Array, count: int) -> None:
        if self._counted is not None:
            self._counted.add(values, count, self.grid, self.levels)

    def _counts(self) -> Counted | None:
        """The counts, with nothing left waiting; None where all values are kept."""
        self._add(self._batch, self._waiting)
        self._waiting = 0
        return self._counted

    def _values(self, rows: slice) -> Array:
        """The values kept of some rows, in the order of the draws."""
        blocks = [values[rows] for _, values in sorted(self._kept, key=lambda block: block[0])]
        return np.concatenate([np.empty((rows.stop - rows.start, 0)), *blocks], axis=1)

    def _distributions(self) -> Iterable[Distribution | Values]:
        counted = self._counts()
        for s in range(len(self.grid.low)):
            if counted is None:
                yield Values(self._values(slice(s, s + 1))[0])
            else:
                yield distribution_of(self.grid, counted, self.levels, s, self.n)


def _own(values: NDArray[Any]) -> NDArray[Any]:
    return np.require(values, requirements=["C", "W"])


def narrow(values: NDArray[Any]) -> NDArray[Any]:
    """Counts in as few bytes as they need."""
    if values.dtype != np.int64 or not values.size:
        return values
    least, most = int(values.min()), int(values.max())
    kinds = (np.uint8, np.uint16, np.uint32) if least >= 0 else (np.int8, np.int16, np.int32)
    return next(
        (values.astype(kind) for kind in kinds if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max), values
    )
