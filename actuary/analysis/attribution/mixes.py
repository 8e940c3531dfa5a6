"""Scenarios between a base and its variant: what comes of each set of changes, and changes that go only together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Generic, NamedTuple, TypeVar

from actuary.analysis.attribution.shapley import MOST_EXACT, SAMPLED_PAIRS, Shares, Value, shares
from actuary.errors import Mistakes

TOGETHER = " + "
"""Stands in the name of a part between the changes that go only together."""

Told = TypeVar("Told")
Made = frozenset[str]
"""The changes that are made, the others not."""


def differing(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """The names under which one has something otherwise than the other, or nothing at all."""
    return [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]


class NotApartError(Exception):
    """These changes are refused one without the other."""

    def __init__(self, names: Made) -> None:
        self.names = names
        super().__init__(TOGETHER.join(sorted(names)))


class Mixes(Generic[Told]):
    """What is told of the base with a set of the changes made, for each set once."""

    def __init__(
        self,
        names: Iterable[str],
        tell: Callable[[Made], Told],
        ends: tuple[Told, Told],
        done: Callable[[object], None],
    ) -> None:
        """`tell` raises Mistakes of a set that cannot be; `ends` are told of none and of all, `done` hears of every set."""
        self.names = frozenset(names)
        self.tell, self.done = tell, done
        self.known: dict[Made, Told] = {frozenset(): ends[0], self.names: ends[1]}
        self.heard: set[Made] = set()

    def told(self, made: Made) -> Told:
        """What comes of it. Raises NotApartError, with the fewest changes that must be joined, where it cannot be."""
        if made not in self.known:
            try:
                self.known[made] = self.tell(made)
            except Mistakes:
                raise NotApartError(self._inseparable(made)) from None
        if made not in self.heard:
            self.heard.add(made)
            self.done(made)
        return self.known[made]

    def _inseparable(self, made: Made) -> Made:
        """The fewest of the changes that are refused together, and the fewest others with which they are not."""
        fewest = made
        for name in sorted(made):
            if len(fewest) > 1 and self._refuses(fewest - {name}):
                fewest -= {name}
        return fewest | next(self._with_which(fewest))

    def _with_which(self, fewest: Made) -> Iterator[Made]:
        """One other change with which they are not refused, or two, or as few as are left of all by taking one away."""
        others = sorted(self.names - fewest)
        for size in (1, 2):
            yield from (one for one in map(frozenset, combinations(others, size)) if not self._refuses(fewest | one))
        needed = frozenset(others)
        for name in others:
            if not self._refuses(fewest | needed - {name}):
                needed -= {name}
        yield needed

    def _refuses(self, made: Made) -> bool:
        if made in self.known:
            return False
        try:
            self.known[made] = self.tell(made)
        except Mistakes:
            return True
        return False


class Parted(NamedTuple):
    """A difference shared out, and the changes that are one part because they go only together."""

    parts: Mapping[str, Made]
    """Under the name of each part its changes."""
    shares: tuple[Shares, ...]
    """Of each value that was asked for, by the names of the parts."""


def parted(
    names: Iterable[str],
    values: tuple[Value, ...],
    seed: int = 1,
    pairs: int = SAMPLED_PAIRS,
    most_exact: int = MOST_EXACT,
) -> Parted:
    """Shares of the changes in each of several values, over the same orders; what a value calls NotApartError is one part."""
    groups = [frozenset({name}) for name in sorted(set(names))]
    while True:
        parts = {TOGETHER.join(sorted(group)): group for group in groups}
        try:
            found = tuple(shares(parts, _over(value, parts), seed, pairs, most_exact) for value in values)
        except NotApartError as refused:
            apart = [group for group in groups if not group & refused.names]
            joined = frozenset[str]().union(*(group for group in groups if group & refused.names))
            groups = [*apart, joined]
            continue
        return Parted(parts, found)


def _over(value: Value, parts: Mapping[str, Made]) -> Value:
    return lambda made: value(frozenset[str]().union(*(parts[name] for name in made)))
