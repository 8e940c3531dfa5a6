"""How much, for a chance: the least change of a lever at which a target is met in so many of the draws.

Every value that is tried meets the same draws (common random numbers), so the share of them that meet the target moves
with the value alone, in steps: the answer is a value that can be written, beside which the share is too small.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, NamedTuple

from actuary.analysis.choices.search import Step, nearest_step
from actuary.analysis.choices.solve import STEPS, Cost, costs_of
from actuary.analysis.choices.target import Chance, read_chance
from actuary.analysis.choices.varied import Varied, read_range, read_varied
from actuary.basis.calibration import Basis
from actuary.compile import basis_of
from actuary.draws import YEARLY, Draws, drawn, draws_from
from actuary.enactment import law_of
from actuary.errors import Mistake, Mistakes
from actuary.futures.ensemble import one_area
from actuary.measures import UNITS
from actuary.results import Results
from actuary.scenario.loading import load
from actuary.simulation import Prepared, finished, prepared

CHUNK = 512
"""Draws made at once; nothing depends on it."""


class Share(NamedTuple):
    """How many of the draws meet the target with one value."""

    value: float
    share: float
    """NaN where that value cannot be written here."""
    error: float
    """Standard error of the share: the root of share x (1 - share) / draws."""


class Likely(NamedTuple):
    """The value from which on a target is likely enough, or that there is none in the range."""

    varied: Varied
    chance: Chance
    value: float | None
    """The value, by steps that can be written; None where nothing in the range does, or everything."""
    at: Share
    """With that value applied; without one, with the nearest."""
    beside: Share | None
    """One step short of it, where the target is missed."""
    before: Share
    """In the scenario itself."""
    step: float
    """How far apart two values are that were looked at."""
    low: float
    high: float
    monotone: bool
    """Whether a higher value always makes it likelier, or always less likely, at the values that were tried."""
    crossings: int
    everywhere: bool
    """Whether it is likely enough everywhere in the range."""
    draws: int
    seed: int
    runs: int
    """How many values were tried, each in all draws."""
    costs: tuple[Cost, ...]
    """What the value costs whom, against the scenario itself, both without chance; empty without a value."""
    base: Results
    """The scenario without chance."""
    setting: str
    """The line that makes it so, as --set takes it."""

    @property
    def met(self) -> bool:
        """Whether the target can be met in the range."""
        return self.value is not None or self.everywhere

    def frame(self) -> Any:
        """The shares as a tidy frame: what it is, value, share, its standard error."""
        import pandas as pd

        told = {"before": self.before, "at": self.at, "beside": self.beside}
        rows = [(name, *one) for name, one in told.items() if one]
        return pd.DataFrame(rows, columns=["name", *Share._fields])


class _Like(NamedTuple):
    """The scenario itself: what no lever moves of it is shared by every value that is tried."""

    basis: Basis
    ready: Prepared
    made: Draws


class _Trials:
    """The same draws of one scenario with one field at one value or another, each made once."""

    def __init__(
        self, name: str, settings: tuple[str, ...], varied: Varied, chance: Chance, draws: int, like: _Like
    ) -> None:
        self.name, self.settings, self.varied, self.chance = name, settings, varied, chance
        self.draws, self.like = draws, like
        self.shares: dict[float, float] = {}
        self.refused: Mistakes | None = None

    def ready(self, value: float) -> Prepared:
        """The scenario with that value, prepared. Raises Mistakes where it cannot be written here."""
        scenario = load(self.name, *self.settings, self.varied.setting(value))
        return prepared(scenario, self.like.basis, like=self.like.ready)

    def share(self, value: float) -> float:
        """The share of the draws that meet the target with that value; NaN where it cannot be written here."""
        if value not in self.shares:
            try:
                made = draws_from(self.ready(value), self.like.made.seed, like=(self.like.ready, self.like.made))
                self.shares[value] = share_of(made, self.chance, self.draws)
            except Mistakes as found:
                self.refused = found
                self.shares[value] = math.nan
        return self.shares[value]

    def told(self, value: float) -> Share:
        """The same with its standard error."""
        return with_error(value, self.share(value), self.draws)


def with_error(value: float, share: float, draws: int) -> Share:
    """A share of so many draws with its standard error."""
    return Share(value, share, math.sqrt(share * (1 - share) / draws) if math.isfinite(share) else math.nan)


def share_of(made: Draws, chance: Chance, count: int) -> float:
    """The share of draws 0 to `count` - 1 of a scenario of one area in which a target holds in every year of it."""
    target, base = chance.target, made.calendar.base
    years = slice(target.first - base - 1, target.last - base)
    held = 0
    for first in range(0, count, CHUNK):
        values = drawn(made, first, min(CHUNK, count - first))[target.group, target.measure]
        held += int(chance.holds(values[years]).sum())
    return held / count


def likely_of(
    name: str,
    settings: tuple[str, ...],
    vary: str,
    until: str,
    between: str | None = None,
    since: str | None = None,
    draws: int = 10_000,
    seed: int = 1,
    done: Callable[[object], None] = lambda _: None,
) -> Likely:
    """The value of `vary` (resident_financing.premium) from a date on at which `until` is likely enough.

    `until` is P(measure >= level, years) >= share, read of `draws` draws from `seed`; `between` and `since` are those of
    `solution_of`. Raises Mistakes with all that is wrong with these.
    """
    scenario = load(name, *settings)
    one_area(scenario)
    calendar = law_of(scenario)[1]
    chance, wrong = read_chance(until, range(scenario.base + 1, scenario.last + 1))
    wrong += _not_drawn(chance)
    varied, more = read_varied(vary, since, scenario)
    wrong += more
    ends: tuple[float, float] | None = None
    if between and varied:
        ends, more = read_range(between, varied.unit)
        wrong += more
    if varied and chance and varied.since.year > chance.target.last:
        wrong.append(
            Mistake(None, f"--from {varied.since}", f"a date before the target's last year, {chance.target.last}")
        )
    if wrong or not chance or not varied:
        raise Mistakes(wrong)
    basis = basis_of(scenario, calendar)
    ready = prepared(scenario, basis)
    base = finished(ready)
    if math.isnan(chance.target.value(base)):
        raise Mistakes([Mistake(None, f"--until {until}", "a measure that is known there: this one has no value")])
    held = varied.held(base)
    low, high = ends or varied.bounds(held)
    if not -math.inf < low < high < math.inf:
        right = f"also a range to search, as --between '0 to {varied.unit.show(1)}': this rule has no upper bound"
        raise Mistakes([Mistake(None, f"--vary {vary}", right)])
    like = _Like(basis, ready, draws_from(ready, seed))
    before = with_error(held, share_of(like.made, chance, draws), draws)
    done(before)
    trials = _Trials(name, settings, varied, chance, draws, like)
    step = step_of(varied.unit.name, held, high)
    first, last = _steps(low, step, ROUND_CEILING), _steps(high, step, ROUND_FLOOR)
    if first > last:
        right = f"a range in which a value can be written: they go by {varied.unit.show(float(step))}"
        raise Mistakes([Mistake(None, f"--between {between}", right)])

    def over(steps: int) -> float:
        by = chance.over(trials.share(float(steps * step)))
        done(steps)
        return by

    found = nearest_step(over, first, last, held / float(step))
    if math.isnan(trials.share(float(found.best * step))) and trials.refused:
        raise trials.refused
    return _told(found, trials, base, before, (step, low, high))


def step_of(unit: str, held: float, high: float) -> Decimal:
    """How far apart two values lie that can be written: 0.01 points of a rate, a yuan; less of what is small itself."""
    step = Decimal(STEPS[unit])
    size = Decimal(repr(abs(held or high)))
    while unit in ("money", "number") and size and size < 100 * step:
        step /= 10
    return step


def _steps(value: float, step: Decimal, way: str) -> int:
    return int((Decimal(repr(value)) / step).to_integral_value(way))


def _not_drawn(chance: Chance | None) -> list[Mistake]:
    """What is wrong where a measure is not told of draws."""
    if chance is None:
        return []
    target, known = chance.target, UNITS if chance.target.group else YEARLY
    if target.measure in known:
        return []
    return [Mistake(None, f"--until {chance.text}: {target.series}", f"what is told of draws: {', '.join(known)}")]


def _told(found: Step, trials: _Trials, base: Results, before: Share, range_: tuple[Decimal, float, float]) -> Likely:
    varied, chance = trials.varied, trials.chance
    step, low, high = range_
    best = float(found.best * step)
    at = trials.told(best)
    value = None if found.step is None else best
    beside = None if found.missed is None else trials.told(float(found.missed * step))
    costs: tuple[Cost, ...] = ()
    if value is not None:
        costs = costs_of(base, finished(trials.ready(value)), varied.since.year, chance.target.last)
    return Likely(
        varied=varied, chance=chance, value=value, at=at, beside=beside, before=before, step=float(step), low=low,
        high=high, monotone=found.monotone, crossings=found.crossings, everywhere=found.everywhere, draws=trials.draws,
        seed=trials.like.made.seed, runs=len(trials.shares), costs=costs, base=base, setting=varied.setting(best),
    )  # fmt: skip
