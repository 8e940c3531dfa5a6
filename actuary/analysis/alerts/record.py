"""How often an early-warning rule would have warned for nothing, or not at all, on the books that were published.

A case is a year of a pool whose measure is known, in which the event has not come yet, and of whose next years, as many as
the rule is to warn ahead, it is known whether it came. False alarm: lit, and the event did not come; miss: not lit, and it
came.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from actuary.analysis.alerts.measures import BOOKS, in_books
from actuary.analysis.alerts.rules import Event, Rule
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


class Tally(NamedTuple):
    """Counts of cases at one light."""

    events: int
    """Cases in which it came."""
    others: int
    """Cases in which it did not."""
    alarms: int
    false_alarms: int
    misses: int

    @classmethod
    def of(cls, pairs: Iterable[tuple[bool, bool]]) -> Tally:
        """From whether it was lit and whether the event came, case by case."""
        counted = list(pairs)
        events = sum(came for _, came in counted)
        return cls(
            events, len(counted) - events, sum(lit for lit, _ in counted),
            sum(lit and not came for lit, came in counted), sum(came and not lit for lit, came in counted),
        )  # fmt: skip

    @property
    def false_alarm_rate(self) -> float:
        """False alarms over the cases in which it did not come; NaN where these are too few to tell."""
        return self.false_alarms / self.others if self.others >= FEW else math.nan

    @property
    def miss_rate(self) -> float:
        """Misses over the cases in which it came; NaN where these are too few to tell."""
        return self.misses / self.events if self.events >= FEW else math.nan


class Record(NamedTuple):
    """A rule against an event on the panel."""

    rule: Rule
    event: Event
    seen: bool
    """Whether books hold what the rule looks at and what the event is."""
    cases: tuple[Case, ...]

    def tally(self, light: str) -> Tally:
        """Of this light, or worse."""
        return Tally.of((at_least(one.light, light), one.came) for one in self.cases)

    def itself(self, light: str) -> bool:
        """The light is lit only where the event has come already: it cannot warn of it."""
        return itself(self.rule, self.event, light)


def itself(rule: Rule, event: Event, light: str) -> bool:
    """Whether a light of a rule is lit only where the event has come already."""
    level = rule.red if light == "red" else rule.yellow
    same = rule.measure == event.measure and rule.alarm == "below"
    return same and level.value <= event.below.value


def at_least(light: str, least: str) -> bool:
    """Whether a light is this one or a worse one."""
    return light in LIT[LIT.index(least) :]


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
    tallies = {light: record.tally(light) for light in LIT}
    return {**tallies_row(record.rule, record.event, tallies), "seen": record.seen}


def tallies_row(rule: Rule, event: Event, tallies: Mapping[str, Tally]) -> dict[str, Any]:
    """A rule and an event with the counts and rates of both lights; no misses of a light that is the event itself."""
    red = tallies["red"]
    found: dict[str, Any] = {"rule": rule.name, "event": event.name, "within": rule.within}
    found |= {"cases": red.events + red.others, "events": red.events}
    for light, tally in tallies.items():
        found |= tally_row(tally, light)
        if itself(rule, event, light):
            found[f"miss_rate_{light}"] = None
    return found


def tally_row(tally: Tally, light: str) -> dict[str, Any]:
    """Counts and rates of a light as plain numbers, `_red` after their names."""
    names = ("alarms", "false_alarms", "misses", "false_alarm_rate", "miss_rate")
    values = {name: getattr(tally, name) for name in names}
    return {f"{name}_{light}": None if value != value else value for name, value in values.items()}
