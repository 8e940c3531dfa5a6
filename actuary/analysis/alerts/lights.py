"""Early warning: a light for every rule, pool and year of a projection, and how long before an event it was lit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from actuary.analysis.alerts.chances import Futures, futures_of, parts_of
from actuary.analysis.alerts.foreseen import Foreseen, foreseen_of, foreseen_row, runs_for
from actuary.analysis.alerts.measures import in_run, measures_of
from actuary.analysis.alerts.record import LIT, Record, at_least, record_of, record_row
from actuary.analysis.alerts.rules import Event, Rule, Rules, rules_of
from actuary.analysis.past.history_file import books_of
from actuary.draws import beside, draws_of
from actuary.figures.history import History, nation
from actuary.law import Array
from actuary.results import Results
from actuary.scenario.model import Scenario
from actuary.simulation import run


class Row(NamedTuple):
    """One rule in one pool: its measure and its light by year, the base year first."""

    rule: Rule
    pool: str
    values: Array
    """Yuan, months or shares; NaN where nothing is known."""
    lights: tuple[str, ...]
    """green, yellow, red; empty where nothing is known."""

    def first(self, light: str) -> int | None:
        """The place of the first projected year at this light or worse."""
        lit = self.lit(light)
        return next((i for i in range(1, len(lit)) if lit[i]), None)

    def lit(self, light: str) -> list[bool]:
        """Whether it is at this light or worse, by year."""
        return [at_least(one, light) for one in self.lights]


class Coming(NamedTuple):
    """An event in a pool of the projection."""

    event: Event
    pool: str
    year: int | None
    """The first projected year in which it happens; None where none is."""
    known: bool
    """Whether what it is seen by is known in any projected year."""
    already: bool
    """It was so in the base year: nothing was left to warn of."""


class Lead(NamedTuple):
    """How long before an event a light of a rule came on and stayed on."""

    rule: Rule
    pool: str
    event: Event
    light: str
    """yellow (or worse), or red."""
    since: int | None
    """The year it came on; None where it was dark in the event's year and in the years before it in which it should warn."""
    years: int | None
    """From then to the event."""
    at_least: bool
    """It was lit from the first year of which anything is known."""


class Warned(NamedTuple):
    """The lights of a scenario, what they warned of, and how the same rules fare on published books."""

    rules: Rules
    rows: tuple[Row, ...]
    coming: tuple[Coming, ...]
    leads: tuple[Lead, ...]
    """Of events that come and were not there in the base year, for every rule of the pool and both lights."""
    record: tuple[Record, ...]
    """Of every rule for every event."""
    foreseen: tuple[Foreseen, ...]
    """Of every rule: its lights in forecasts from past years against those of the books."""
    panel: tuple[History, ...]
    base: Results
    futures: Futures | None = None
    """The same lights in futures that were drawn, where they were asked for."""

    def frame(self) -> Any:
        """A tidy frame, a rule, pool and year a row: value in yuan, months or shares, and light."""
        import pandas as pd

        return pd.DataFrame(light_rows(self), columns=list(COLUMNS))

    def lead_frame(self) -> Any:
        """A tidy frame of lead times: rule, pool, event, its year, light, since when it was lit, years ahead."""
        import pandas as pd

        frame = pd.DataFrame(lead_rows(self), columns=list(LEAD_COLUMNS))
        return frame.astype(dict.fromkeys(("event_year", "since", "years"), "Int64"))

    def record_frame(self) -> Any:
        """A tidy frame of false alarms and misses on the panel, a rule and event a row; no rate where it cannot be told."""
        import pandas as pd

        return pd.DataFrame([record_row(one) for one in self.record])

    def foreseen_frame(self) -> Any:
        """A tidy frame of lights foreseen wrongly and not foreseen, a rule a row; no rate where it cannot be told."""
        import pandas as pd

        return pd.DataFrame([foreseen_row(one) for one in self.foreseen])


COLUMNS = ("pool", "rule", "measure", "year", "value", "light")
LEAD_COLUMNS = ("pool", "event", "event_year", "rule", "light", "since", "years", "at_least")


def warned_of(
    scenario: Scenario,
    rules: Path | None = None,
    books: str | None = None,
    draws: int = 0,
    seed: int = 1,
    *,
    done: Callable[[object], object] = lambda _: None,
) -> Warned:
    """Run a scenario and hold the rules against it, and against the nation's books and those of a file.

    `rules` is a file of the form of data/warnings.yaml, `books` a CSV file of a fund's own history; `draws` futures are drawn
    as well; `done` hears of every run and part of the draws. Raises Mistakes.
    """
    known, panel = rules_of(scenario.area or nation().area, rules), panel_of(scenario, books)
    results = run(scenario)
    done(results)
    made = draws_of(scenario, seed) if draws else None
    results = beside(results, made) if made else results
    return held_against(results, known)._replace(
        record=tuple(record_of(rule, event, panel) for event in known.events for rule in known.rules),
        foreseen=foreseen_of(known.rules, panel, done),
        panel=panel,
        futures=futures_of(results, known, made, draws, done=done) if made else None,
    )


def held_against(results: Results, rules: Rules) -> Warned:
    """The lights of a run and their lead times; nothing yet of published books."""
    rows = tuple(_row(results, rule, pool) for rule in rules.rules for pool in rule.pools)
    coming = tuple(_coming(results, event, pool) for pool in pools_of(rules) for event in rules.events)
    leads = (lead for one in coming for row in rows if row.pool == one.pool for lead in _leads(results, row, one))
    return Warned(rules, rows, coming, tuple(leads), (), (), (), results)


def panel_of(scenario: Scenario, books: str | None) -> tuple[History, ...]:
    """The nation's books, and those of a file. Raises Mistakes."""
    return (nation(), books_of(books, scenario.area or None).history) if books else (nation(),)


def stages_of(scenario: Scenario, books: str | None, draws: int) -> int:
    """How many times `done` is told. Raises Mistakes where the books cannot be read."""
    return 1 + runs_for(panel_of(scenario, books)) + parts_of(draws)


def pools_of(rules: Rules) -> tuple[str, ...]:
    """Every pool that a rule looks at, in the order of the rules."""
    return tuple(dict.fromkeys(pool for rule in rules.rules for pool in rule.pools))


def lead(lit: Sequence[bool], at: int, within: int) -> int | None:
    """Where the unbroken stretch began that was still lit at the event, or `within` places before it; None without one."""
    last = next((i for i in range(at, max(at - within, 0) - 1, -1) if lit[i]), None)
    if last is None:
        return None
    return next((i + 1 for i in range(last, -1, -1) if not lit[i]), 0)


def light_rows(found: Warned) -> list[tuple[Any, ...]]:
    """What COLUMNS name, a rule, pool and year a row."""
    return [
        (row.pool, row.rule.name, row.rule.measure, year, float(value), light)
        for row in found.rows
        for year, value, light in zip(found.base.years, row.values, row.lights, strict=True)
    ]


def lead_rows(found: Warned) -> list[tuple[Any, ...]]:
    """What LEAD_COLUMNS name, of events that come."""
    years = {(one.event.name, one.pool): one.year for one in found.coming}
    return [(one.pool, one.event.name, years[one.event.name, one.pool], one.rule.name, *one[3:]) for one in found.leads]


def _row(results: Results, rule: Rule, pool: str) -> Row:
    values = in_run(results, pool, rule.measure)
    return Row(rule, pool, values, tuple(rule.light(float(value)) for value in values))


def _coming(results: Results, event: Event, pool: str) -> Coming:
    if event.measure not in measures_of(pool):
        return Coming(event, pool, None, False, False)
    values = in_run(results, pool, event.measure)
    happens = [event.happens(float(value)) for value in values[1:]]
    year = results.years[1 + happens.index(True)] if any(happens) else None
    known = bool((values[1:] == values[1:]).any())
    return Coming(event, pool, year, known, event.happens(float(values[0])))


def _leads(results: Results, row: Row, coming: Coming) -> Iterator[Lead]:
    """Of both lights of a row, for an event that comes."""
    if coming.year is None or coming.already:
        return
    at, known = coming.year - results.base, next((i for i, one in enumerate(row.lights) if one), 0)
    for light in LIT:
        start = lead(row.lit(light), at, row.rule.within)
        since = None if start is None else results.years[start]
        years = None if start is None else at - start
        yield Lead(row.rule, row.pool, coming.event, light, since, years, start == known)
