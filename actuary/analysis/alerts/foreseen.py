"""How the lights of past forecasts fared: those that a projection from a past year-end showed, and those of the books.

Every forecast knows nothing later than its origin, as in the back-test. False alarm: foreseen at this light, or worse, and
not so in the books; miss: so in the books, and not foreseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from actuary.analysis.alerts.measures import BOOKS, in_books, in_run
from actuary.analysis.alerts.record import LIT, Tally, at_least, tally_row
from actuary.analysis.alerts.rules import Rule
from actuary.analysis.past.backtest import LATEST, origins_of, projected
from actuary.figures.history import History
from actuary.results import Results


class Seen(NamedTuple):
    """The light of one forecast year of a pool, and that of its books."""

    pool: str
    origin: int
    year: int
    foreseen: str
    booked: str


class Foreseen(NamedTuple):
    """Every light of a rule that was foreseen for a year that books tell by now."""

    rule: Rule
    lights: tuple[Seen, ...]

    def tally(self, light: str) -> Tally:
        """Of this light, or worse; the event is that the books show it."""
        return Tally.of((at_least(one.foreseen, light), at_least(one.booked, light)) for one in self.lights)


def runs_for(panel: Sequence[History]) -> int:
    """How many projections that takes."""
    return sum(len(origins_of(history)[-LATEST:]) for history in panel)


def foreseen_of(
    rules: Sequence[Rule], panel: Sequence[History], done: Callable[[object], object]
) -> tuple[Foreseen, ...]:
    """Project the funds of the panel from each of the latest origins; `done` hears of every run."""
    lights: dict[str, list[Seen]] = {rule.name: [] for rule in rules}
    for history in panel:
        for origin in origins_of(history)[-LATEST:]:
            results = projected(history, origin)
            done(results)
            for rule in rules:
                lights[rule.name] += seen_in(results, rule, history)
    return tuple(Foreseen(rule, tuple(lights[rule.name])) for rule in rules)


def seen_in(results: Results, rule: Rule, history: History) -> Iterator[Seen]:
    """The lights of a forecast beside those of the books, as far as both are known."""
    for pool in rule.pools:
        booked = in_books(history, pool, rule.measure) if pool in BOOKS else None
        if booked is None:
            continue
        foreseen = in_run(results, pool, rule.measure)
        for year, value in zip(results.years[1:], foreseen[1:], strict=True):
            if year in booked and (light := rule.light(float(value))):
                yield Seen(pool, results.base, year, light, rule.light(booked[year]))


def foreseen_row(found: Foreseen) -> dict[str, Any]:
    """The same as plain numbers; None for a rate that cannot be told."""
    tally = found.tally("red")
    counts: dict[str, Any] = {"rule": found.rule.name, "forecasts": tally.events + tally.others}
    for light in LIT:
        counts |= {f"in_books_{light}": found.tally(light).events, **tally_row(found.tally(light), light)}
    return counts
