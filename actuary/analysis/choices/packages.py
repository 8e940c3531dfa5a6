"""The cheapest of many packages that meet a target with a given chance: spread widely first, then where it is cheapest."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from actuary.law import Array

CORNERS = 16
"""Corners of the ranges that are tried at most."""
SPREAD = 10
"""Packages for each range that are spread over all of them before anything is known."""
STARTS = 2
"""From so many packages, apart from each other, the cheapest is looked for."""
APART = 0.25
"""Of the ranges, by which two starts are apart."""
LOOKS = 12
"""Packages for each range and one more that are tried from each start, at most."""
FIRST_STEP, LAST_STEP = 0.2, 0.002
"""Of the ranges: how far from a start the first packages lie, and the last."""
STRIDES = (16, 4, 1)
"""By so many of its steps a value is moved in the end, as long as that is cheaper."""
POLISHED = 24
"""Packages for each range that are tried so, at most."""
LITTLE = 1e-9
"""Of all that the packages differ by in cost: what is no difference."""

Values = tuple[float, ...]


class Range(NamedTuple):
    """The values of one field, both ends among them; between them multiples of a step, which can be written."""

    low: float
    high: float
    step: Decimal

    def at(self, place: float) -> float:
        """The value at a place from 0, the low end, to 1, the high one."""
        if not 0 < place < 1:
            return self.low if place <= 0 else self.high
        value = self.low + place * (self.high - self.low)
        return self.within(float(round(Decimal(repr(value)) / self.step) * self.step))

    def beside(self, value: float, steps: int) -> float:
        """The value so many steps on."""
        return self.within(float(Decimal(repr(value)) + steps * self.step))

    def within(self, value: float) -> float:
        """The value, or the end that it lies beyond."""
        return min(max(value, self.low), self.high)

    def place(self, value: float) -> float:
        """Where a value lies, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


class Tried(NamedTuple):
    """A package that was tried: one value of each field, what it costs, and how far every draw is from the target."""

    values: Values
    cost: float
    margins: Array
    """[draw] by how much the target is met, ascending; below zero where it is missed."""

    @property
    def chance(self) -> float:
        """The share of the draws that meet the target."""
        return float(np.mean(self.margins >= 0))

    def margin(self, share: float) -> float:
        """By how much at least a share of the draws meets the target."""
        count = len(self.margins)
        return float(self.margins[count - max(math.ceil(share * count - LITTLE), 1)])

    def meets(self, share: float) -> bool:
        """Whether so large a share of the draws meets the target."""
        return self.margin(share) >= 0


class Search:
    """All packages that were tried for a target, and the cheapest among them for a chance."""

    def __init__(self, ranges: Sequence[Range], tried: Callable[[Values], Tried], seed: int) -> None:
        self.ranges, self._try, self.seed = tuple(ranges), tried, seed
        self.known: dict[Values, Tried] = {}
        for places in self._first():
            self._at(places)

    @property
    def tried(self) -> tuple[Tried, ...]:
        """In the order in which they were tried."""
        return tuple(self.known.values())

    @property
    def likeliest(self) -> Tried:
        """The package that meets the target with the highest chance, the cheapest of several."""
        return max(self.tried, key=lambda one: (one.chance, -one.cost))

    def cheapest(self, share: float) -> Tried | None:
        """The cheapest package found that meets the target with a chance; None where none was found. Tries more packages."""
        if not self.ranges:
            return self._best(share)
        if self._best(share) is None:
            self._climb(share)
        for start in self._starts(share):
            self._descend(start, share)
        if found := self._best(share):
            self._polish(found, share)
        return self._best(share)

    def _first(self) -> Iterator[Values]:
        """Corners, the middle, and places spread evenly: the same for a seed."""
        from scipy.stats.qmc import Halton

        size = len(self.ranges)
        yield from itertools.islice(itertools.product((0.0, 1.0), repeat=size), CORNERS)
        yield (0.5,) * size
        for row in Halton(size, rng=np.random.default_rng(self.seed)).random(SPREAD * size):
            yield tuple(row.tolist())

    def _at(self, places: Sequence[float]) -> Tried:
        return self._of(tuple(one.at(float(place)) for one, place in zip(self.ranges, places, strict=True)))

    def _of(self, values: Values) -> Tried:
        if values not in self.known:
            self.known[values] = self._try(values)
        return self.known[values]

    def _best(self, share: float) -> Tried | None:
        meeting = [one for one in self.tried if one.meets(share)]
        return min(meeting, key=lambda one: (one.cost, -one.chance, one.values)) if meeting else None

    def _scales(self, share: float) -> tuple[float, float]:
        """How much cost and margin differ over all that was tried: what one step of the search is worth."""
        costs = [one.cost for one in self.tried if math.isfinite(one.cost)]
        margins = [one.margin(share) for one in self.tried if math.isfinite(one.margin(share))]
        return _spread(costs), _spread(margins)

    def _starts(self, share: float) -> list[Tried]:
        """The cheapest that meet the target, apart from each other."""
        starts: list[Tried] = []
        for one in sorted((one for one in self.tried if one.meets(share)), key=lambda one: (one.cost, one.values)):
            if len(starts) < STARTS and all(self._distance(one, other) >= APART for other in starts):
                starts.append(one)
        return starts

    def _distance(self, one: Tried, other: Tried) -> float:
        pairs = zip(self.ranges, one.values, other.values, strict=True)
        return max(abs(by.place(a) - by.place(b)) for by, a, b in pairs)

    def _descend(self, start: Tried, share: float) -> None:
        """Towards less cost as long as the target is met."""
        cost, margin = self._scales(share)
        self._walk(start, lambda one: one.cost / cost, lambda one: one.margin(share) / margin)

    def _climb(self, share: float) -> None:
        """Towards the target, whatever it costs, from where it is missed least."""
        _, margin = self._scales(share)
        self._walk(max(self.tried, key=lambda one: one.margin(share)), lambda one: -one.margin(share) / margin, None)

    def _walk(self, start: Tried, less: Callable[[Tried], float], over: Callable[[Tried], float] | None) -> None:
        """Linear approximation from a start (COBYLA), in places from 0 to 1."""
        from scipy.optimize import minimize

        size = len(self.ranges)
        places = [by.place(value) for by, value in zip(self.ranges, start.values, strict=True)]
        kept = [{"type": "ineq", "fun": lambda at: _finite(over(self._at(at)))}] if over else []
        minimize(
            lambda at: -_finite(-less(self._at(at))), places, method="COBYLA", bounds=[(0.0, 1.0)] * size,
            constraints=kept, options={"rhobeg": FIRST_STEP, "tol": LAST_STEP, "maxiter": LOOKS * (size + 1)},
        )  # fmt: skip

    def _polish(self, found: Tried, share: float) -> None:
        """Value by value to the last step that can be written, as long as that is cheaper."""
        little, left = LITTLE * self._scales(share)[0], POLISHED * len(self.ranges)
        for stride in STRIDES:
            better: Tried | None = found
            while better and left > 0:
                found, better = better, None
                for values in self._beside(found.values, stride):
                    left -= values not in self.known
                    one = self._of(values)
                    if one.meets(share) and one.cost < found.cost - little:
                        better = one
                        break

    def _beside(self, values: Values, stride: int) -> Iterator[Values]:
        """With one value more or less, and with one more and another less."""
        size = len(values)
        for way in itertools.product((-1, 0, 1), repeat=size):
            if 0 < sum(map(abs, way)) <= 2 and sum(way) in (-1, 0, 1):
                moves = zip(self.ranges, values, way, strict=True)
                moved = tuple(by.beside(value, stride * sign) for by, value, sign in moves)
                if moved != values:
                    yield moved


def undominated(packages: Sequence[Tried]) -> tuple[Tried, ...]:
    """Those beside which no other is as likely to meet the target and cheaper, or as cheap and likelier; by chance."""
    kept: list[Tried] = []
    for one in sorted(packages, key=lambda one: (-one.chance, one.cost)):
        if not kept or one.cost < kept[-1].cost:
            kept.append(one)
    return tuple(reversed(kept))


def _spread(found: Sequence[float]) -> float:
    return max(max(found, default=0.0) - min(found, default=0.0), LITTLE)


def _finite(value: float) -> float:
    """A number for a search: what cannot be tried is far from the target, and dear."""
    return value if math.isfinite(value) else -1e3
