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
from actuary.analysis.choices.solve import Cost, costs_of
from actuary.analysis.choices.target import Chance, read_chance, stands_at
from actuary.analysis.choices.trials import Trials, as_it_stands, read_search
from actuary.analysis.choices.varied import Varied, step_of
from actuary.draws import YEARLY, Draws, beside, by_parts, draws_from
from actuary.enactment import law_of
from actuary.errors import Mistake, Mistakes
from actuary.futures.ensemble import one_area
from actuary.measures import UNITS
from actuary.results import Results
from actuary.scenario.loading import load
from actuary.simulation import Prepared, finished


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
    applied: Results | None
    """The plain projection with the value; None without one."""
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


def with_error(value: float, share: float, draws: int) -> Share:
    """A share of so many draws with its standard error."""
    return Share(value, share, math.sqrt(share * (1 - share) / draws) if math.isfinite(share) else math.nan)


def share_of(made: Draws, chance: Chance, count: int) -> float:
    """The share of draws 0 to `count` - 1 of a scenario of one area in which a target holds in every year of it."""
    target, base = chance.target, made.calendar.base
    years = slice(target.first - base - 1, target.last - base)
    met = (chance.holds(values[target.group, target.measure][years]) for values in by_parts(made, 0, count))
    return sum(int(one.sum()) for one in met) / count


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
    law_of(scenario)
    chance, wrong = read_chance(until, range(scenario.base + 1, scenario.last + 1))
    wrong += _not_drawn(chance)
    varied, ends, more = read_search(vary, between, since, scenario, chance.target.last if chance else None)
    wrong += more
    if wrong or not chance or not varied:
        raise Mistakes(wrong)
    stands = as_it_stands(scenario)
    made = draws_from(stands.ready, seed)
    base = beside(finished(stands.ready), made)
    stands_at(chance.target, base, until)
    held = varied.held(base)
    low, high = ends or varied.bounds(held)
    before = with_error(held, share_of(made, chance, draws), draws)
    done(before)

    def share(ready: Prepared) -> float:
        return share_of(draws_from(ready, seed, like=(stands.ready, made)), chance, draws)

    trials = Trials(name, settings, varied, stands, share)
    step = step_of(varied.unit, held or high)
    first, last = _steps(low, step, ROUND_CEILING), _steps(high, step, ROUND_FLOOR)
    if first > last:
        right = f"a range in which a value can be written: they go by {varied.unit.show(float(step))}"
        raise Mistakes([Mistake(None, f"--between {between}", right)])

    def over(steps: int) -> float:
        by = chance.over(trials.told(float(steps * step)))
        done(steps)
        return by

    found = nearest_step(over, first, last, held / float(step))
    if math.isnan(trials.told(float(found.best * step))) and trials.refused:
        raise trials.refused
    return _told(found, chance, trials, base, before, (draws, seed), (step, low, high))


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


def _told(
    found: Step, chance: Chance, trials: Trials, base: Results, before: Share, drawn_so: tuple[int, int],
    range_: tuple[Decimal, float, float],
) -> Likely:  # fmt: skip
    varied, (draws, seed), (step, low, high) = trials.varied, drawn_so, range_
    best = float(found.best * step)
    value = None if found.step is None else best
    at = with_error(best, trials.told(best), draws)
    missed = None if found.missed is None else float(found.missed * step)
    beside = None if missed is None else with_error(missed, trials.told(missed), draws)
    costs: tuple[Cost, ...] = ()
    applied = None
    if value is not None:
        applied = finished(trials.ready(value))
        costs = costs_of(base, applied, varied.since.year, chance.target.last)
    return Likely(
        varied=varied, chance=chance, value=value, at=at, beside=beside, before=before, step=float(step), low=low,
        high=high, monotone=found.monotone, crossings=found.crossings, everywhere=found.everywhere, draws=draws,
        seed=seed, runs=len(trials.values), costs=costs, base=base, applied=applied, setting=varied.setting(best),
    )  # fmt: skip
