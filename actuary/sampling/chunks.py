"""Draws in chunks: which are still to be made, and the one function that makes them, wherever it runs."""

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from actuary.draws import drawn as drawn_by_kernel
from actuary.law import Array
from actuary.tally import PILOT, Tally

Runs = tuple[tuple[int, int], ...]
"""Which draws: runs from a first draw to one past the last, in order, none touching the next."""

Tallies = tuple[Tally, ...]
"""Of the base; then, of each other scenario, the tally of its difference to the base in the same draws."""

Drawn = dict[tuple[str, str], Array]

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
    chunk: int = 256
    """Draws made at once, at most. Nothing in the results depends on it."""
    drawn: Callable[[Any, int, int], Drawn] = drawn_by_kernel
    """From inputs, a first draw and a count to [year, draw] by group and measure."""

    def values(self, first: int, count: int) -> list[Array]:
        """[series, draw] of the base, and of each difference to it."""
        base = stacked(self.drawn(self.draws, first, count))
        with np.errstate(invalid="ignore"):  # months without spending differ by nothing that is defined
            return [base, *(stacked(self.drawn(other, first, count)) - base for other in self.others)]

    def rows(self) -> dict[tuple[str, str], slice]:
        """Where the years of each group and measure stand among the series."""
        found, at = {}, 0
        for key, values in self.drawn(self.draws, 0, 1).items():
            found[key] = slice(at, at + len(values))
            at += len(values)
        return found


class Part(NamedTuple):
    """What came of a stretch of draws; of fewer than were asked for where it was stopped."""

    first: int
    end: int
    """One past the last draw that was made."""
    tallies: Tallies
    seconds: float


def stacked(series: Drawn) -> Array:
    """The years of all groups and measures below each other."""
    return np.concatenate([*series.values()])


def never() -> bool:
    """Nobody asks to stop."""
    return False


def begun(question: Question) -> Tallies:
    """Empty tallies whose grids fit the values: the first draws, always the same ones, say how these lie."""
    pilot = [question.values(first, count) for first, count in _pieces(0, PILOT, question.chunk, never)]
    return tuple(Tally.of(np.concatenate(values, axis=1)) for values in zip(*pilot, strict=True))


def tallied(question: Question, blank: Tallies, first: int, count: int, stopped: Callable[[], bool] = never) -> Part:
    """Make `count` draws from `first` on and tally them, a chunk at a time: the same bits on every thread and machine."""
    begin = perf_counter()
    tallies, end = tuple(one.blank() for one in blank), first
    for at, size in _pieces(first, count, question.chunk, stopped):
        for tally, values in zip(tallies, question.values(at, size), strict=True):
            tally.add(at, values)
        end = at + size
    return Part(first, end, tallies, perf_counter() - begin)


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


def joined(runs: Runs, first: int, end: int) -> Runs:
    """The runs with one more; where it touches others they become one. Raises ValueError where a draw is there already."""
    if any(first < one_end and one_first < end for one_first, one_end in runs):
        raise ValueError(f"draws {first} to {end - 1}: some of them are counted already")
    before = [one for one in runs if one[1] < first]
    after = [one for one in runs if one[0] > end]
    touching = [one for one in runs if one[1] == first or one[0] == end]
    whole = (min([first, *(one[0] for one in touching)]), max([end, *(one[1] for one in touching)]))
    return (*before, whole, *after)


def missing(runs: Runs, count: int) -> Iterator[tuple[int, int]]:
    """The runs between and after them, up to `count` draws."""
    first = 0
    for one_first, one_end in runs:
        if first < min(one_first, count):
            yield first, min(one_first, count)
        first = one_end
    if first < count:
        yield first, count


def cut(runs: Iterable[tuple[int, int]], length: Callable[[], int]) -> Iterator[tuple[int, int]]:
    """The runs in stretches of at most `length()` draws, each cut when it is asked for: never a list of them all."""
    for first, end in runs:
        while first < end:
            until = min(first + length(), end)
            yield first, until
            first = until


def how_many(runs: Runs) -> int:
    """The draws in the runs."""
    return sum(end - first for first, end in runs)
