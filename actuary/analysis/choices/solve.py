"""How much: the value of one field of a lever at which a scenario meets a target, proved by applying it."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Any, NamedTuple

import numpy as np

from actuary.analysis.choices.payers import moved
from actuary.analysis.choices.search import Found, nearest_crossing
from actuary.analysis.choices.target import Target, read_target, stands_at
from actuary.analysis.choices.trials import Trials, as_it_stands, read_search
from actuary.analysis.choices.varied import Varied, step_of
from actuary.axes import POOLS
from actuary.enactment import law_of
from actuary.errors import Mistakes
from actuary.results import Results
from actuary.scenario.loading import load
from actuary.simulation import finished
from actuary.units import Date, Unit


class Cost(NamedTuple):
    """What the solved value moves for one who bears it, or of one measure: yuan, or persons."""

    name: str
    in_year: float
    """In the last year of the target."""
    a_year: float
    """On average over the years from the date of the change to the last year of the target."""


class Solution(NamedTuple):
    """The value that meets a target, or that there is none in the range."""

    varied: Varied
    target: Target
    value: float | None
    """The value at which the target is just met; None where nothing in the range does, or everything."""
    gives: float
    """What the measure is with that value applied; without one, with the nearest."""
    rounded: float
    """The same as it can be written, rounded to the side that meets the target; without one, the nearest."""
    rounded_gives: float
    held: float
    """What the scenario itself has at the date."""
    held_then: float
    """What the scenario itself has at the end of the target's last year."""
    rounded_then: float
    """What the rounded value has become by then: the law may add to an amount, the scenario may write another."""
    before: float
    """What the measure is in the scenario itself."""
    low: float
    high: float
    monotone: bool
    """Whether a higher value always does more, or always less, at the values that were tried."""
    crossings: int
    everywhere: bool
    """Whether the target is met everywhere in the range."""
    runs: int
    """Projections that were made."""
    costs: tuple[Cost, ...]
    """What the rounded value costs whom, against the scenario itself; empty without a value."""
    base: Results
    applied: Results | None
    """The scenario with the rounded value."""
    setting: str
    """The line that makes it so, as --set takes it."""

    @property
    def met(self) -> bool:
        """Whether the target can be met in the range."""
        return self.value is not None or self.everywhere

    def frame(self) -> Any:
        """What the rounded value moves, a tidy frame: name, in the target's last year, a year; yuan or persons."""
        import pandas as pd

        return pd.DataFrame(self.costs, columns=Cost._fields)


def solution_of(
    name: str,
    settings: tuple[str, ...],
    vary: str,
    until: str,
    between: str | None = None,
    since: str | None = None,
    done: Callable[[object], None] = lambda _: None,
) -> Solution:
    """The value of `vary` (resident_financing.premium) from a date on at which `until` is met.

    `between` is written in the field's unit, as 300 to 600 元; without it the rule's own bounds are searched, an amount up to
    three times what holds today. `since` is a year or month; without it the first date under which the scenario writes the
    field, else the first projected year. Raises Mistakes with all that is wrong with these.
    """
    scenario = load(name, *settings)
    law_of(scenario)
    target, wrong = read_target(until, range(scenario.base + 1, scenario.last + 1))
    varied, ends, more = read_search(vary, between, since, scenario, target.last if target else None)
    wrong += more
    if wrong or not target or not varied:
        raise Mistakes(wrong)
    stands = as_it_stands(scenario)
    base = finished(stands.ready)
    done(base)
    before, held = stands_at(target, base, until), varied.held(base)
    low, high = ends or varied.bounds(held)
    trials = Trials(name, settings, varied, stands, lambda one: target.value(finished(one)))

    def over(value: float) -> float:
        by = target.over(trials.told(value))
        done(value)
        return by

    found = nearest_crossing(over, low, high, held, target.sign == "=")
    if math.isnan(found.best) and trials.refused:
        raise trials.refused
    return _told(found, target, trials, base, (held, before), (low, high))


def rounded(value: float, unit: Unit, upwards: bool | None) -> float:
    """A value as a rule would write it: 512 元, 7.25 %; up, down, or to the nearest where neither is said."""
    step, size = step_of(unit, value), Decimal(repr(float(value)))
    way = ROUND_HALF_EVEN if upwards is None else ROUND_CEILING if upwards else ROUND_FLOOR
    return float((size / step).to_integral_value(way) * step)


def costs_of(base: Results, applied: Results, first: int, last: int) -> tuple[Cost, ...]:
    """What each bears more, which adds up to what the funds take in more; what the pools spend more, who more is insured."""
    span = slice(first - base.base, last - base.base + 1)
    by = {f"cost_{name}": amounts for name, amounts in moved(base, applied)._asdict().items()}
    spending = [applied.funds[pool]["spending"] - base.funds[pool]["spending"] for pool in POOLS]
    by["cost_benefits"] = np.sum(spending, axis=0)
    by |= {name: applied.yearly[name] - base.yearly[name] for name in ("insured_employees", "insured_residents")}
    return tuple(Cost(name, float(one[span][-1]), float(one[span].mean())) for name, one in by.items())


def _told(
    found: Found, target: Target, trials: Trials, base: Results, today: tuple[float, float], ends: tuple[float, float]
) -> Solution:
    """The answer with its proof: the solved value and the one that can be written, each applied."""
    varied, (held, before), (low, high) = trials.varied, today, ends
    value = found.value
    easy = found.best
    if value is not None:
        easy = rounded(value, varied.unit, None if target.sign == "=" else found.rising)
        tried = trials.told(easy)
        if not low <= easy <= high or math.isnan(tried) or not (target.sign == "=" or target.met(tried)):
            easy = value
    applied = finished(trials.ready(easy)) if value is not None else None
    costs = costs_of(base, applied, varied.since.year, target.last) if applied else ()
    gives, easy_gives = trials.told(found.best), trials.told(easy)
    end = Date(target.last, 12)
    held_then, easy_then = varied.held(base, end), varied.held(applied, end) if applied else math.nan
    return Solution(
        varied=varied, target=target, value=value, gives=gives, rounded=easy, rounded_gives=easy_gives, held=held,
        held_then=held_then, rounded_then=easy_then, before=before, low=low, high=high, monotone=found.monotone,
        crossings=found.crossings, everywhere=found.everywhere, runs=1 + len(trials.values), costs=costs, base=base,
        applied=applied, setting=varied.setting(easy),
    )  # fmt: skip
