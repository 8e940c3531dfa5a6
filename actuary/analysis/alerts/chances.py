"""Early warning over many futures: how likely each light is, and how often it would warn for nothing, or not at all.

Published books hold few events; futures drawn of the scenario hold as many as it has in store. They tell how the rules fare
if this fund is as the model says, no more. Cases are as on published books, one for each future, pool and year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.analysis.alerts.measures import SPENDING_AHEAD, growth
from actuary.analysis.alerts.record import LIT, Tally, tallies_row
from actuary.analysis.alerts.rules import Event, Rule, Rules
from actuary.draws import AT_ONCE, Draws, by_parts
from actuary.law import Array
from actuary.measures import MEASURES
from actuary.results import Results

Values = Mapping[tuple[str, str], Array]
"""[year, draw] by pool and measure, the base year first."""


class Likely(NamedTuple):
    """How likely the lights of a rule are in a pool."""

    rule: Rule
    pool: str
    yellow: Array
    """[year] the share of futures at yellow or worse, projected years; NaN where nothing is known."""
    red: Array


class DrawnRecord(NamedTuple):
    """A rule against an event over all futures, pools and projected years."""

    rule: Rule
    event: Event
    yellow: Tally
    red: Tally


class Futures(NamedTuple):
    """The lights of many futures."""

    draws: int
    seed: int
    years: tuple[int, ...]
    likely: tuple[Likely, ...]
    """Of rules whose measure draws tell."""
    record: tuple[DrawnRecord, ...]

    def frame(self) -> Any:
        """A tidy frame, a rule, pool, year and light a row, with the share of futures at that light or worse."""
        import pandas as pd

        return pd.DataFrame(chance_rows(self), columns=list(COLUMNS))

    def record_frame(self) -> Any:
        """A tidy frame of false alarms and misses over all futures, a rule and event a row."""
        import pandas as pd

        return pd.DataFrame([drawn_row(one) for one in self.record])


COLUMNS = ("pool", "rule", "light", "year", "chance")


def futures_of(
    results: Results, rules: Rules, draws: Draws, count: int, *, done: Callable[[object], object] = lambda _: None
) -> Futures:
    """Hold rules against draws of the scenario of a run; `done` hears of every part of them."""
    found = _Found(results, rules)
    for values in by_parts(draws, 0, count):
        found.add(values)
        done(values)
    likely = (
        Likely(rule, pool, *(found.lit[rule.name, pool, light] / count for light in LIT))
        for rule, pool in found.rules()
    )
    record = (
        DrawnRecord(rule, event, *(Tally(*found.tallies[rule.name, event.name, light].tolist()) for light in LIT))
        for event in rules.events
        for rule in rules.rules
        if (rule.name, event.name, LIT[0]) in found.tallies
    )
    return Futures(count, draws.seed, results.years[1:], tuple(likely), tuple(record))


def parts_of(count: int) -> int:
    """How many times `done` is told."""
    return -(-count // AT_ONCE)


class _Found:
    """Counts over the futures so far."""

    def __init__(self, results: Results, rules: Rules) -> None:
        self.results, self.asked = results, rules
        self.lit: dict[tuple[str, str, str], Array] = {}
        self.tallies: dict[tuple[str, str, str], Array] = {}

    def rules(self) -> Iterator[tuple[Rule, str]]:
        """Rules and pools whose measure draws tell."""
        for rule in self.asked.rules:
            for pool in rule.pools:
                if (rule.name, pool, LIT[0]) in self.lit:
                    yield rule, pool

    def add(self, values: Values) -> None:
        """Count some futures, [year, draw] by group and measure."""
        for rule in self.asked.rules:
            for pool in rule.pools:
                measured = of_draws(self.results, values, pool, rule.measure)
                if measured is not None:
                    self._count(rule, pool, measured, values)

    def _count(self, rule: Rule, pool: str, measured: Array, values: Values) -> None:
        for light in LIT:
            _grow(self.lit, (rule.name, pool, light), np.sum(beyond(rule, measured, light)[1:], axis=1))
        for event in self.asked.events:
            happened = of_draws(self.results, values, pool, event.measure)
            if happened is not None:
                for light in LIT:
                    counts = counts_of(rule, event, light, measured, happened)
                    _grow(self.tallies, (rule.name, event.name, light), np.array(counts))


def _grow(sums: dict[tuple[str, str, str], Array], key: tuple[str, str, str], more: Array) -> None:
    sums[key] = sums[key] + more if key in sums else more


def beyond(rule: Rule, values: Array, light: str) -> NDArray[np.bool_]:
    """Where a rule is at a light or worse; nowhere where nothing is known."""
    level = rule.red.value if light == "red" else rule.yellow.value
    return np.asarray(values < level if rule.alarm == "below" else values > level)


def counts_of(rule: Rule, event: Event, light: str, measured: Array, happened: Array) -> tuple[int, ...]:
    """The counts of a `Tally` over [year, draw] of a rule's measure and an event's, by the same definition of a case."""
    now, lit = happened < event.below.value, beyond(rule, measured, light)
    years = len(measured)
    ahead = [now[year + 1 : year + 1 + rule.within] for year in range(years)]
    came = np.array([one.any(axis=0) for one in ahead])
    known = np.array([one | (len(those) == rule.within) for one, those in zip(came, ahead, strict=True)])
    case = np.asarray(known & ~now & np.isfinite(measured), dtype=np.bool_)
    events, others = int((case & came).sum()), int((case & ~came).sum())
    alarms, missed = int((case & lit).sum()), int((case & came & ~lit).sum())
    return events, others, alarms, int((case & lit & ~came).sum()), missed


def of_draws(results: Results, values: Values, pool: str, measure: str) -> Array | None:
    """A measure of a pool, [year, draw], the base year first, which is the same in every future; None where draws tell none."""
    if measure in MEASURES:
        later = values.get((pool, measure))
        if later is None or np.isnan(later).all():
            return None
        first = np.full((1, later.shape[1]), results.series(f"{pool}.{measure}")[0])
        return np.concatenate([first, later])
    if measure == "surplus_rate":
        return _ratio(results, values, pool, "surplus", "income")
    if measure in ("income_growth", "spending_growth"):
        amounts = of_draws(results, values, pool, measure.removesuffix("_growth"))
        return None if amounts is None else growth(amounts)
    if measure == SPENDING_AHEAD:
        spending, income = (of_draws(results, values, pool, of) for of in ("spending_growth", "income_growth"))
        return None if spending is None or income is None else spending - income
    return None


def _ratio(results: Results, values: Values, pool: str, over: str, under: str) -> Array | None:
    one, other = (of_draws(results, values, pool, of) for of in (over, under))
    return None if one is None or other is None else one / other


def chance_rows(found: Futures) -> list[tuple[Any, ...]]:
    """What COLUMNS name."""
    return [
        (one.pool, one.rule.name, light, year, float(chance))
        for one in found.likely
        for light in LIT
        for year, chance in zip(found.years, getattr(one, light), strict=True)
    ]


def drawn_row(one: DrawnRecord) -> dict[str, Any]:
    """The same as plain numbers; None for a rate that cannot be told."""
    return tallies_row(one.rule, one.event, {"yellow": one.yellow, "red": one.red})
