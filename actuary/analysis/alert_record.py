"""How often an early-warning rule would have warned for nothing, or not at all, on the books that were published.

A case is a year of a pool whose measure is known, in which the event has not come yet, and of whose next years, as many as
the rule is to warn ahead, it is known whether it came. False alarm: lit, and the event did not come; miss: not lit, and it
came.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from actuary.analysis.alert_measures import BOOKS, in_books
from actuary.analysis.alert_rules import Event, Rule
from actuary.figures.history import History

FEW = 5
"""Of fewer cases a rate would say nothing."""
LIT = ("yellow", "red")
"""Yellow counts red in: it is yellow or worse."""


class Case(NamedTuple):
    """A year of a pool's books."""

    history: str
    pool: str
    year: int
    light: str
    came: bool
    """Whether the event came within the rule's years."""


class Outcome(NamedTuple):
    """How one light of a rule fared."""

    alarms: int
    false_alarms: int
    misses: int
    itself: bool
    """The light is lit only where the event has come already: it cannot warn of it."""


class Record(NamedTuple):
    """A rule against an event on the panel."""

    rule: Rule
    event: Event
    seen: bool
    """Whether books hold what the rule looks at and what the event is."""
    cases: tuple[Case, ...]

    @property
    def events(self) -> int:
        """Cases after which the event came."""
        return sum(one.came for one in self.cases)

    @property
    def others(self) -> int:
        """Cases after which it did not."""
        return len(self.cases) - self.events

    def outcome(self, light: str) -> Outcome:
        """Of the cases at this light or worse, and of those that are not."""
        counted = [(one.light in LIT[LIT.index(light) :], one.came) for one in self.cases]
        return Outcome(
            sum(lit for lit, _ in counted),
            sum(lit and not came for lit, came in counted),
            sum(came and not lit for lit, came in counted),
            _itself(self.rule, self.event, light),
        )

    def false_alarm_rate(self, light: str) -> float:
        """False alarms over the cases without an event; NaN where these are too few to tell."""
        return self.outcome(light).false_alarms / self.others if self.others >= FEW else math.nan

    def miss_rate(self, light: str) -> float:
        """Misses over the cases with an event; NaN where these are too few to tell, or the light is the event itself."""
        told = self.events >= FEW and not _itself(self.rule, self.event, light)
        return self.outcome(light).misses / self.events if told else math.nan


def record_of(rule: Rule, event: Event, panel: Sequence[History]) -> Record:
    """What a rule would have said of an event in every year of the books."""
    pools = [
        (history.title, pool, measured, happened)
        for history in panel
        for pool in rule.pools
        if pool in BOOKS
        and (measured := in_books(history, pool, rule.measure)) is not None
        and (happened := in_books(history, pool, event.measure)) is not None
    ]
    cases = [
        Case(title, pool, year, light, came)
        for title, pool, measured, happened in pools
        for year, light, came in cases_of(rule, event, measured, happened)
    ]
    return Record(rule, event, bool(pools), tuple(cases))


def cases_of(
    rule: Rule, event: Event, measured: Mapping[int, float], happened: Mapping[int, float]
) -> Iterator[tuple[int, str, bool]]:
    """Year, light and whether the event came after it, of two series by year: the rule's measure and the event's."""
    for year in sorted(measured):
        light = rule.light(measured[year])
        ahead = [event.happens(happened[of]) for of in range(year + 1, year + 1 + rule.within) if of in happened]
        known = any(ahead) or len(ahead) == rule.within
        if light and known and not (year in happened and event.happens(happened[year])):
            yield year, light, any(ahead)


def record_row(record: Record) -> dict[str, Any]:
    """One record as plain numbers; None for a rate that cannot be told."""
    lights = {
        f"{name}_{light}": value
        for light in LIT
        for name, value in (
            ("alarms", record.outcome(light).alarms),
            ("false_alarms", record.outcome(light).false_alarms),
            ("misses", record.outcome(light).misses),
            ("false_alarm_rate", _plain(record.false_alarm_rate(light))),
            ("miss_rate", _plain(record.miss_rate(light))),
        )
    }
    names = {"rule": record.rule.name, "event": record.event.name, "within": record.rule.within, "seen": record.seen}
    return {**names, "cases": len(record.cases), "events": record.events, **lights}


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else value


def _itself(rule: Rule, event: Event, light: str) -> bool:
    level = rule.red if light == "red" else rule.yellow
    return rule.measure == event.measure and rule.alarm == "below" and level.value <= event.below.value
