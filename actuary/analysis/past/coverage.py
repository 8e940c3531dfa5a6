"""Whether past intervals would have held: draws from past year-ends, each knowing nothing later, against what happened.

The width of the shocks is not chosen. It is what makes the squared errors of total spending, each over its variance, one
on average: width^2 x the variance that shocks of the estimated size give + the variance of all else. An origin is scored
with the width that the other origins tell.

An error is told of people counted alike: in a year in which the residents' scheme came to count other people, its money
counts for as many heads as before. What was published as it stands is told beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from actuary.analysis.past.backtest import HORIZONS, LATEST, actual_levels, origins_of, seen_from
from actuary.basis.books import OTHER_SCOPE, Levels, breaks_of, levels_of
from actuary.basis.uncertainty import CHANCE, Chances
from actuary.draws import drawn, draws_of, with_chances
from actuary.figures.single import figure
from actuary.law import Array

if TYPE_CHECKING:
    from actuary.figures.history import History

POOLS = ("all", "employee", "employee_pool", "resident")
MEASURES = ("spending", "income")
CALIBRATED_ON = ("all", "spending")
INTERVALS = (0.8, 0.95)
"""Shares of cases that an interval is to hold."""
ENOUGH = 5
"""Errors of other origins that tell a width; with fewer it is the nation's, from the figures."""

Values = dict[tuple[str, str], Array]
"""(group, measure) -> [projected year, draw]."""


class Case(NamedTuple):
    """One number that was drawn at the end of `origin` for `year`, and what came; yuan."""

    pool: str
    measure: str
    origin: int
    year: int
    median: float
    low: tuple[float, ...]
    """Lower ends of the intervals, 80 and 95 %."""
    high: tuple[float, ...]
    published: float
    alike: float
    """What was published, for people counted as at the origin."""

    @property
    def horizon(self) -> int:
        """Years ahead."""
        return self.year - self.origin

    def holds(self, interval: int, alike: bool = True) -> bool:
        """Whether what came lies within an interval of INTERVALS."""
        return self.low[interval] <= (self.alike if alike else self.published) <= self.high[interval]


class Held(NamedTuple):
    """How many of some cases lay within their intervals."""

    pool: str
    measure: str
    horizon: int | None
    """Years ahead; None for all."""
    cases: int
    alike: tuple[float, ...]
    """Shares within the intervals of 80 and 95 %, of people counted alike."""
    published: tuple[float, ...]
    """The same, of what was published as it stands."""


class Coverage(NamedTuple):
    """Every case of one history, and the widths with which it was drawn."""

    history: History
    draws: int
    seed: int
    cases: tuple[Case, ...]
    width: float
    """What the errors of all origins tell: how many times as wide as estimated shocks must be."""
    widths: dict[int, float]
    """By origin: what the errors of the others tell."""

    def held(self) -> tuple[Held, ...]:
        """By pool and measure, each horizon and then all of them."""
        groups: dict[tuple[str, str], list[Case]] = {}
        for case in self.cases:
            groups.setdefault((case.pool, case.measure), []).append(case)
        return tuple(
            _held(key, horizon, [case for case in group if horizon in (None, case.horizon)])
            for key, group in groups.items()
            for horizon in (*sorted({case.horizon for case in group}), None)
        )

    def frame(self) -> Any:
        """A tidy frame, a row for each number that was drawn: median, ends of the intervals, what came; yuan."""
        import pandas as pd

        ends = [f"{end}_{100 * interval:.0f}" for end in ("low", "high") for interval in INTERVALS]
        rows = [
            (one.pool, one.measure, one.origin, one.year, one.median, *one.low, *one.high, one.published, one.alike)
            for one in self.cases
        ]
        columns = ["pool", "measure", "origin", "year", "median", *ends, "published", "alike"]
        return pd.DataFrame(rows, columns=columns)

    def only(self, pools: Iterable[str]) -> Coverage:
        """The same of some pools."""
        kept = {*pools}
        return self._replace(cases=tuple(case for case in self.cases if case.pool in kept))


class _Error(NamedTuple):
    """A log error of an origin, and the variances of its forecast: by shocks of the estimated size, and by all else."""

    origin: int
    error: float
    shocks: float
    rest: float


def coverage_of(
    history: History, origins: Sequence[int] | None = None, count: int = 1000, seed: int = 1,
    heard: Callable[[int], object] = lambda _: None,
) -> Coverage:  # fmt: skip
    """Draw from each origin, or the latest; `heard` is told each that is done. Each is drawn three times."""
    chosen = origins or origins_of(history)[-LATEST:]
    published, alike = actual_levels(history.final), _counted_alike(history)
    seen = {origin: draws_of(seen_from(history, origin), seed) for origin in chosen}
    errors: list[_Error] = []
    for origin, draws in seen.items():
        shocks, rest = (
            _of(drawn(with_chances(draws, part(draws.chances)), 0, count), *CALIBRATED_ON)
            for part in (shocks_alone, the_rest)
        )
        for horizon, level in _outcomes(alike(origin)[CALIBRATED_ON], origin):
            told = np.log(rest[horizon - 1])
            variance = float(np.log(shocks[horizon - 1]).var())
            errors.append(_Error(origin, float(np.log(level) - np.median(told)), variance, float(told.var())))
    otherwise = figure("uncertainty_width", history.area).value
    widths = {of: _width([one for one in errors if one.origin != of], otherwise) for of in seen}
    cases: list[Case] = []
    for origin, draws in seen.items():
        values = drawn(with_chances(draws, widened(draws.chances, widths[origin])), 0, count)
        cases += _cases(values, origin, published, alike(origin))
        heard(origin)
    return Coverage(history, count, seed, tuple(cases), _width(errors, otherwise), widths)


def widened(chances: Chances, width: float) -> Chances:
    """The same with shocks of another width: how many times as wide as estimated, in the years that are not known."""
    shocks = (chances.width[:-1] > 0) * width
    return chances._replace(width=np.concatenate([shocks, chances.width[-1:]]))


def shocks_alone(chances: Chances) -> Chances:
    """The shocks of single years as they were estimated, and nothing else."""
    epidemic = chances.epidemic.copy()
    epidemic[CHANCE] = 0
    own = np.eye(len(chances.weights))[0]
    return widened(chances, 1)._replace(loadings=0 * chances.loadings, weights=own, epidemic=epidemic)


def the_rest(chances: Chances) -> Chances:
    """Everything but the shocks of single years."""
    return chances._replace(impact=0 * chances.impact)


def _width(errors: list[_Error], otherwise: float) -> float:
    """The width that makes error^2 / (width^2 shocks + rest) one on average; 0 where the rest alone is wide enough."""
    from scipy.optimize import brentq

    if len(errors) < ENOUGH:
        return otherwise
    squares, shocks, rest = (np.array([getattr(one, name) for one in errors]) for name in ("error", "shocks", "rest"))
    squares = squares**2

    def over(width: float) -> float:
        return float(np.mean(squares / (width**2 * shocks + rest))) - 1

    least, most = 0.0, float(np.sqrt(squares.max() * len(squares) / shocks.min()))
    return float(brentq(over, least, most)) if over(least) > 0 else least


def _counted_alike(history: History) -> Callable[[int], dict[tuple[str, str], Levels]]:
    """Of an origin: what happened, where a scheme that came to count other people keeps its heads over that year."""
    actual = actual_levels(history.final)
    heads = levels_of(history.final, "resident", "insured")
    scope = [of for of, step in breaks_of(history.area, "resident").items() if step == OTHER_SCOPE]

    def more(origin: int, year: int) -> float:
        """Heads over what they would be, had nobody come in by a change of scope since the origin."""
        known = [of for of in scope if origin < of <= year and of in heads and of - 1 in heads]
        return float(np.prod([heads[of] / heads[of - 1] for of in known]))

    def of(origin: int) -> dict[tuple[str, str], Levels]:
        found = dict(actual)
        for measure in MEASURES:
            resident = {year: level / more(origin, year) for year, level in actual["resident", measure].items()}
            taken = {year: actual["resident", measure][year] - level for year, level in resident.items()}
            found["resident", measure] = resident
            found["all", measure] = {year: level - taken.get(year, 0) for year, level in actual["all", measure].items()}
        return found

    return of


def _outcomes(levels: Levels, origin: int) -> Iterator[tuple[int, float]]:
    """(years ahead, level) of what is published of the years after an origin."""
    for horizon in HORIZONS:
        if levels.get(origin + horizon, 0) > 0:
            yield horizon, levels[origin + horizon]


def _of(values: Values, pool: str, measure: str) -> Array:
    """Draws of what a back-test calls a pool, [year, draw]; employees with accounts and maternity are all but residents."""
    if pool == "employee":
        return values["all", measure] - values["resident", measure]
    return values["employee" if pool == "employee_pool" else pool, measure]


def _cases(
    values: Values, origin: int, published: dict[tuple[str, str], Levels], alike: dict[tuple[str, str], Levels]
) -> Iterator[Case]:
    tails = [0.5 - 0.5 * share for share in INTERVALS]
    for pool in POOLS:
        for measure in MEASURES:
            draws = _of(values, pool, measure)
            for horizon, level in _outcomes(alike[pool, measure], origin):
                median, *ends = (
                    float(one) for one in np.quantile(draws[horizon - 1], [0.5, *tails, *(1 - tail for tail in tails)])
                )
                low, high = tuple(ends[: len(tails)]), tuple(ends[len(tails) :])
                year = origin + horizon
                yield Case(pool, measure, origin, year, median, low, high, published[pool, measure][year], level)


def _held(key: tuple[str, str], horizon: int | None, cases: list[Case]) -> Held:
    alike, published = (
        tuple(float(np.mean([case.holds(i, counted) for case in cases])) for i in range(len(INTERVALS)))
        for counted in (True, False)
    )
    return Held(*key, horizon, len(cases), alike, published)
