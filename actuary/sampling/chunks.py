"""Draws in chunks: which are still to be made, and the one function that makes them, wherever it runs."""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from actuary.draws import drawn as drawn_by_kernel
from actuary.law import Array
from actuary.tally import PILOT, Name, Second, Tally, stacked

Drawn = dict[Name, Array]

Tallies = tuple[Tally, ...]
"""Of the base; then, of each other scenario, the tally of its difference to the base in the same draws; then of itself."""

Takers = tuple[Tally | Second, ...]
"""Whatever draws are given to: tallies, or what a second pass over the same draws looks for."""

SMALL = 16
"""Draws of the first chunk of a stretch, when nobody knows yet how long a draw takes."""
HEARD_WITHIN = 0.25
"""Seconds that a chunk takes at most, as far as the one before it tells: then it looks whether to stop."""


class Question(NamedTuple):
    """What is asked of every draw. It is only read, and can be sent to another process."""

    draws: Any
    """Inputs and seed of the base."""
    others: tuple[Any, ...] = ()
    """Of scenarios over the same years, whose difference to the base is wanted, draw by draw."""
    low: float = 0.0
    """The band of months of reserve begins there: how many draws are below it, and from when, is counted."""
    chunk: int = 256
    """Draws made at once, at most. Nothing in the results depends on it."""
    whole: bool = False
    """Whether the others are tallied as they are too, beside their differences."""
    drawn: Callable[[Any, int, int], Drawn] = drawn_by_kernel
    """From inputs, a first draw and a count to [year, draw] by group and measure."""

    def values(self, first: int, count: int) -> list[Array]:
        """[series, draw] of the base, of each difference to it, and where asked for of each other as it is."""
        found = self.drawn(self.draws, first, count)
        base = stacked(found, found)
        with np.errstate(invalid="ignore"):  # months without spending differ by nothing that is defined
            others = [stacked(found, self.drawn(other, first, count)) for other in self.others]
            return [base, *(other - base for other in others), *(others if self.whole else [])]

    def names(self) -> tuple[tuple[Name, ...], int]:
        """Group and measure of every series in their order, and how many years each has."""
        found = self.drawn(self.draws, 0, 1)
        return tuple(found), len(next(iter(found.values())))

    def levels(self) -> Array:
        """[series] what a draw of the base is held against: the band for months of reserve, zero for all else."""
        names, years = self.names()
        return np.repeat([self.low if measure == "reserve_months" else 0.0 for _, measure in names], years)


class Part(NamedTuple):
    """What came of a stretch of draws; of fewer than were asked for where it was stopped."""

    first: int
    end: int
    """One past the last draw that was made."""
    takers: Takers
    seconds: float


def never() -> bool:
    """Nobody asks to stop."""
    return False


def begun(question: Question, count: int) -> Tallies:
    """Tallies of the first draws, always the same ones: how their values lie fixes the grids of all `count` draws.

    So many draws are made as `pilot` says, and counted.
    """
    chunks = [question.values(first, size) for first, size in _pieces(0, pilot(count), question.chunk, never)]
    names, years = question.names()
    streams = [np.concatenate(values, axis=1) for values in zip(*chunks, strict=True)]
    differences, levels = range(1, 1 + len(question.others)), question.levels()
    tallies = tuple(Tally.of(one, None if i in differences else levels, names, years) for i, one in enumerate(streams))
    for tally, values in zip(tallies, streams, strict=True):
        tally.add(0, values)
    return tallies


def pilot(count: int) -> int:
    """How many draws fix the grids of `count` draws; of so few that there are no more, every value is kept anyway."""
    return min(count, PILOT)


def tallied(question: Question, blank: Takers, first: int, count: int, stopped: Callable[[], bool] = never) -> Part:
    """Make `count` draws from `first` on and tally them, a chunk at a time: the same bits on every thread and machine."""
    begin = perf_counter()
    takers, end = tuple(one.empty() if isinstance(one, Second) else deepcopy(one) for one in blank), first
    for at, size in _pieces(first, count, question.chunk, stopped):
        for taker, values in zip(takers, question.values(at, size), strict=True):
            taker.add(at, values)
        end = at + size
    return Part(first, end, takers, perf_counter() - begin)


def _pieces(first: int, count: int, most: int, stopped: Callable[[], bool]) -> Iterator[tuple[int, int]]:
    """First and count of one chunk after another; smaller ones where draws take long, so that a stop is heard soon."""
    size, end = min(most, SMALL), first + count
    while first < end and not stopped():
        made = min(size, end - first)
        begin = perf_counter()
        yield first, made
        each = (perf_counter() - begin) / made
        size = most if each * most <= HEARD_WITHIN else max(1, int(HEARD_WITHIN / each))
        first += made


def cut(runs: Iterable[tuple[int, int]], length: Callable[[], int]) -> Iterator[tuple[int, int]]:
    """The runs in stretches of at most `length()` draws, each cut when it is asked for: never a list of them all."""
    for first, end in runs:
        while first < end:
            until = min(first + length(), end)
            yield first, until
            first = until
