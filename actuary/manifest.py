"""What a run rests on: every figure, table and law value it used, with source and status."""

from collections import Counter
from collections.abc import Set
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from actuary.axes import Calendar
from actuary.basis.known import Known
from actuary.demography.tables import PeopleTable
from actuary.demography.vital import AreaTables
from actuary.enactment import values_in_force
from actuary.figures.sources import all_sources
from actuary.figures.tables import IN_EACH_ROW, Table, table, table_names
from actuary.law import RULES, Array, Law
from actuary.scenario.model import Scenario

Idle = Set[tuple[str, str, int | None]]
"""Figures by name, place and year."""

STATUSES = ("published", "derived", "estimated", "assumed", "unverified")
"""From the most trusted to the least: `unverified` is known to somebody, but nobody here read its source."""


class Entry(NamedTuple):
    """One thing the run rests on."""

    kind: str
    """figure, law or table."""
    name: str
    place: str
    year: int | str | None
    """The year of a figure, the date of a law value."""
    value: str
    """As it is written; a table of people has its SHA-256, other tables have none."""
    unit: str
    status: str
    source: str
    """Title of the source."""
    note: str
    changed: str
    """What the scenario has instead, as it is written there; empty where it leaves it."""
    idle: bool = False
    """It moves nothing here: a rule that says nothing, a figure of a policy that is not pulled."""


class Manifest(NamedTuple):
    """Everything a run rests on."""

    scenario: Scenario
    entries: tuple[Entry, ...]

    @classmethod
    def of(
        cls,
        scenario: Scenario,
        calendar: Calendar,
        law: Law,
        known: Known,
        idle: Idle = frozenset(),
        uncertain: Known | None = None,
    ) -> "Manifest":
        """Collect it from what was looked up; `idle` are the figures among it that move nothing.

        `uncertain` has what was looked up to draw futures, where they are told too.
        """
        drawn, drawn_tables = (uncertain.used, uncertain.tables) if uncertain else ({}, {})
        figures = [
            Entry(
                kind="figure",
                name=one.name,
                place=one.place,
                year=one.year,
                value=one.text.removesuffix(one.unit).strip(),
                unit=one.unit,
                status=one.status,
                source=_title(one.source),
                note=one.note,
                changed=instead(scenario, one.name),
                idle=key in idle and key not in drawn,
            )
            for key, one in {**known.used, **drawn}.items()
        ]
        tables = [table_entry(one) for one in {**known.tables, **drawn_tables}.values()]
        own = table_entries(scenario.people) if scenario.people else ()
        return cls(scenario, (*figures, *_law(scenario.area, calendar, law), *tables, *own))

    def counts(self) -> dict[str, int]:
        """How many entries that move something have each status."""
        found = Counter(entry.status for entry in self.entries if not entry.idle)
        return {status: found[status] for status in STATUSES}

    def to_dict(self) -> dict[str, Any]:
        """Plain values: version, scenario text and hash, counts, entries."""
        return {
            "version": version(),
            "scenario": {"text": self.scenario.text, "hash": self.scenario.hash},
            "counts": self.counts(),
            "idle": sum(entry.idle for entry in self.entries),
            "figures": [entry._asdict() for entry in self.entries],
        }


@cache
def version() -> str:
    """The version of the program; looked up late, since it costs more than most commands need."""
    from importlib.metadata import version as installed

    return installed("fund-actuary")


def _title(source: str) -> str:
    return all_sources()[source].title


def instead(scenario: Scenario, name: str) -> str:
    """What a scenario has in place of a figure, as it is written there; empty where it leaves it."""
    steps = scenario.figures.get(name, ())
    return ", ".join(f"{step.date}: {step.text}" if step.date else step.text for step in steps)


def _law(area: str, calendar: Calendar, law: Law) -> list[Entry]:
    """The dated values that hold in some projected month or year, each once."""
    entries = {}
    for rule in RULES:
        for value in values_in_force(rule, area, calendar):
            entries[(rule, value.date)] = Entry(
                "law",
                rule,
                area,
                str(value.date),
                value.text,
                "",
                value.status,
                _title(value.source),
                value.article,
                "",
                _says_nothing(rule, getattr(law, rule)),
            )
    return list(entries.values())


def _says_nothing(rule: str, values: Array) -> bool:
    """A rule that is nothing in all parts and years; or, folded into what care was in the base year, the same in all years."""
    return bool((values == (values[..., :1] if RULES[rule].folded else 0)).all())


def table_entries(tables: AreaTables) -> tuple[Entry, ...]:
    """Tables of people; of one that does not come with the program nobody here knows who says so."""
    return tuple(_of_people(one) for one in tables.all())


def _of_people(one: PeopleTable) -> Entry:
    path = Path(one.path).resolve()
    if path.stem in table_names() and path == table(path.stem).path.resolve():
        return table_entry(table(path.stem))._replace(value=one.digest)
    return Entry("table", one.path, "", None, one.digest, "", STATUSES[-1], one.path, one.kind, "")


def table_entry(table: Table) -> Entry:
    """A table of figures; one whose rows have statuses of their own counts as its least trusted row."""
    status, source = str(table.meta["status"]), str(table.meta["source"])
    if status == IN_EACH_ROW:
        status = max(table.columns["status"], key=STATUSES.index)
    title = table.title if source == IN_EACH_ROW else _title(source)
    return Entry("table", table.name, "", None, "", "", status, title, str(table.meta.get("note", "")), "")
