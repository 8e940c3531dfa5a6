"""Why a variant comes out otherwise in many futures: what each of its changes makes of the median, and of the bad tail.

What is shared out is the difference of two quantiles: that of the variant's futures less that of the base's. A set of the
changes is worth the quantile of the same futures with those changes made, so that the parts add up as without chance. It is
not the quantile of the differences draw by draw, which does not add up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from actuary.analysis.attribution.mixes import Made, Mixes, Parted, parted
from actuary.analysis.attribution.shapley import MOST_EXACT, SAMPLED_PAIRS, Value, runs_at_most
from actuary.analysis.attribution.why import Done, Part, Split, changes, compared, no_lever, scenarios_between, widest
from actuary.analysis.measured import NoSuchMeasure, defined, most_moved, unit_of
from actuary.draws import Draws, beside, by_parts, draws_from
from actuary.errors import Mistake, Mistakes
from actuary.futures.asked import pairs_named
from actuary.futures.ensemble import one_area
from actuary.law import Array
from actuary.results import Results
from actuary.scenario.model import Scenario
from actuary.simulation import Prepared, prepared, run

MIDDLE, LOW, HIGH = 0.5, 0.05, 0.95
"""The median, and the tails: of spending the high one is the bad one, of all else the low one."""
BATCHES = 10
"""Into so many batches the futures are divided, to tell from their differences how well a part is known."""
FEWEST, MOST = 200, 100_000
"""Futures of one call: of fewer no batch has a tail; of more nothing is known better that matters."""
MOST_SETS, BUDGET = 512, 5_000_000
"""So many sets of changes are drawn, and so many futures in all, before orders are sampled: minutes."""
FEWEST_PAIRS = 10
"""Orders that are sampled at least, each forwards and backwards."""


class SplitOfDraws(NamedTuple):
    """The differences of the median and of the bad tail of a measure between a base and its variant, and what makes them."""

    middle: Split
    """Of the median; the error of a part tells how far the draws, and the orders where they are sampled, may mislead."""
    tail: Split
    """Of the bad tail, its parts in the order of those of the median."""
    at: float
    """Which quantile the tail is: 0.05, of spending 0.95."""
    draws: int
    """Futures of each set of changes, the same ones."""
    pairs: int
    """Orders that were sampled, where it is not exact."""

    @property
    def quantiles(self) -> tuple[tuple[float, Split], tuple[float, Split]]:
        """Each quantile and its split."""
        return (MIDDLE, self.middle), (self.at, self.tail)

    def frame(self) -> Any:
        """A tidy frame: quantile, measure, year, what, amount, error, unit; `attrs` has draws and seed."""
        import pandas as pd

        frames = [one.frame().assign(quantile=at) for at, one in self.quantiles]
        found = pd.concat([frame.set_index("quantile").reset_index() for frame in frames], ignore_index=True)
        found.attrs = {
            "draws": self.draws,
            "seed": self.middle.seed,
            "exact": self.middle.exact,
            "runs": self.middle.runs,
        }
        return found


def split_of_draws(
    base: Scenario,
    variant: Scenario,
    measure: str | None = None,
    year: int | None = None,
    *,
    draws: int = 1_000,
    seed: int = 1,
    done: Done = lambda _: None,
) -> SplitOfDraws:
    """Share the differences of median and tail out among the variant's changes, over the same futures of every set of them.

    `measure` is one of those that futures tell, as `resident.reserve_months`, without one that of the scheme whose months
    move most in a plain run; `year` is the last one unless it is said; futures and sampled orders are drawn from `seed`.
    Raises Mistakes; they are a NoSuchMeasure where futures tell nothing of the name.
    """
    if not FEWEST <= draws <= MOST:
        raise Mistakes([Mistake(None, f"{draws:,} draws", f"{FEWEST} to {MOST:,}")])
    one_area(base, variant)
    ends = (run(base), run(variant))
    year, chosen = compared(ends, year), measure is None
    measure = measure or most_moved(*ends, year)
    pair, at = _drawn_pair(measure), HIGH if measure.endswith("spending") else LOW
    names = changes(base, variant, drawn=True)
    futures = _Futures(base, variant, ends, seed)

    def told(made: Made) -> Array:
        return _quantiles(_values(futures.of(made), pair, year - base.base - 1, draws), (MIDDLE, at))

    before, after = told(frozenset()), told(frozenset(names))
    ends = beside(ends[0], futures.on_ground(())), beside(ends[1], futures.on_ground(names))
    mixes = Mixes(names, told, (before, after), done)

    def value(i: int) -> Value:
        return lambda made: defined(float(mixes.told(made).flat[i]), measure, year, made)

    for made in (frozenset[str](), frozenset(names)):
        value(0)(made)
    most, pairs = effort(len(names), draws)
    found = parted(names, tuple(value(i) for i in range(before.size)), seed, pairs, most)
    middle, tail = (
        Split(
            measure, unit_of(measure), year, float(before[i, 0]), float(after[i, 0]), _parts(found, i),
            found.shares[0].exact, max(found.shares[0].runs, 2), seed, *ends, chosen,
        )
        for i in range(2)
    )  # fmt: skip
    order = [part.what for part in middle.parts]
    tail = tail._replace(parts=tuple(sorted(tail.parts, key=lambda part: order.index(part.what))))
    return SplitOfDraws(middle, tail, at, draws, pairs)


class _Futures:
    """Draws of the base with a set of the changes made; those with the same figures and answers share what is uncertain."""

    def __init__(self, base: Scenario, variant: Scenario, ends: tuple[Results, Results], seed: int) -> None:
        self.between = scenarios_between(base, variant, ends[0].calendar)
        self.seed = seed
        self.likes: dict[Made, tuple[Prepared, Draws]] = {}

    def of(self, made: Made) -> Draws:
        """Raises Mistakes where such a scenario cannot be."""
        scenario, basis = self.between(made)
        like = self.likes.get(_ground(made))
        ready = prepared(scenario, basis, like=like[0] if like else None)
        found = draws_from(ready, self.seed, like=like)
        self.likes.setdefault(_ground(made), (ready, found))
        return found

    def on_ground(self, made: Iterable[str]) -> Draws:
        """The first draws that were made where the same is uncertain, whatever the levers."""
        return self.likes[_ground(made)][1]


def _ground(made: Iterable[str]) -> Made:
    return frozenset(name for name in made if no_lever(name))


def effort(count: int, draws: int) -> tuple[int, int]:
    """Up to how many changes every set of them is drawn, and how many orders of more: as many as the budget has room for."""
    sets = min(MOST_SETS, BUDGET // draws)
    pairs = (sets - 2) // (2 * max(count - 1, 1))
    return min(MOST_EXACT, int(math.log2(sets))), min(SAMPLED_PAIRS, max(FEWEST_PAIRS, pairs))


def sets_at_most(base: Scenario, variant: Scenario, draws: int) -> int:
    """How many sets of changes are drawn at most."""
    count = len(changes(base, variant, drawn=True))
    most, pairs = effort(count, draws)
    return runs_at_most(count, pairs, most)


def _drawn_pair(measure: str) -> tuple[str, str]:
    """A fund and its measure, as draws tell it. Raises NoSuchMeasure."""
    try:
        pairs = pairs_named([measure])
    except ValueError as wrong:
        right = str(wrong).removeprefix(f"{measure}: ")
        raise NoSuchMeasure([Mistake(None, measure, f"no draw tells anything of this name; {right}")]) from None
    if len(pairs) > 1:
        raise NoSuchMeasure([Mistake(None, measure, f"of which fund, as resident.{measure}")])
    return pairs[0]


def _values(made: Draws, pair: tuple[str, str], at: int, count: int) -> Array:
    """[draw] the measure in one year."""
    return np.concatenate([values[pair][at] for values in by_parts(made, 0, count)])


def _quantiles(values: Array, shares: tuple[float, ...]) -> Array:
    """[quantile, 1 + batch] of all draws, then of each batch of them."""
    groups = [values, *np.array_split(values, BATCHES)]
    return np.array([[float(np.quantile(group, share)) for group in groups] for share in shares])


def _parts(found: Parted, i: int) -> tuple[Part, ...]:
    """The parts of one quantile, with what batches and orders leave uncertain of each."""
    whole, *batches = found.shares[i * (1 + BATCHES) : (i + 1) * (1 + BATCHES)]
    errors = {
        name: math.hypot(
            whole.errors[name], float(np.std([one.amounts[name] for one in batches], ddof=1)) / BATCHES**0.5
        )
        for name in whole.amounts
    }
    return widest([Part(name, amount, errors[name]) for name, amount in whole.amounts.items()])
