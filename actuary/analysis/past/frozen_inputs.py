"""What a projection was computed from, in words that a forecast file can hold, so that it can be computed again.

text      the scenario with its parents and settings, as one canonical text
figures   name -> place -> year, or `any`: the value with its unit, its status, its source; or that there was none
law       rule -> place -> date: what the law said
tables    name -> SHA-256: a table that is another one by now is told, not kept
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from actuary.axes import Calendar
from actuary.basis.calibration import Basis
from actuary.compile import basis_of
from actuary.enactment import law_of, law_written
from actuary.errors import Place
from actuary.figures.dated import DatedValue, nearest_written
from actuary.figures.single import ANY_YEAR, Figure, View, filed
from actuary.figures.sources import all_sources
from actuary.figures.tables import Table, table, table_names
from actuary.law import RULES, Law
from actuary.results import Results
from actuary.scenario.check import checked
from actuary.scenario.model import Scenario
from actuary.simulation import run
from actuary.text import Plain, parse
from actuary.units import Date, of_columns

NONE, ANY = "none", "any"
UNREAD = "not_read"
"""The source of a figure whose own is on the list no more."""

Figures = dict[tuple[str, str], dict[int, Figure]]
"""(name, place) -> by year, an undated one under ANY_YEAR; empty where somebody looked and there was none."""


class Inputs(NamedTuple):
    """What a projection is computed from."""

    scenario: Scenario
    figures: Figures
    """All that was looked up."""
    law: dict[str, tuple[DatedValue, ...]]
    """By rule, in order of date: of the nearest place that has any."""
    tables: dict[str, str]
    """SHA-256 by name."""

    def enacted(self, calendar: Calendar) -> Law:
        """The law before any lever."""
        return law_written(self.law, self.scenario.area, calendar)


class Recorder:
    """Sees every figure there is, and keeps what it was asked for."""

    def __init__(self) -> None:
        self.figures: Figures = {}

    def seen(self, name: str, place: str) -> dict[int, Figure]:
        """The figures of a name and place by year."""
        return self.figures.setdefault((name, place), filed(name, place))


class Seen:
    """Sees the figures that were known to somebody; what nobody looked up then is as it is today."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    def seen(self, name: str, place: str) -> dict[int, Figure]:
        """The figures of a name and place by year."""
        return self.figures.get((name, place), filed(name, place))


def inputs_of(scenario: Scenario) -> Inputs:
    """All that a scenario is computed from today. Raises Mistakes."""
    law_of(scenario)  # several areas, or people alone, are told apart before anything is looked up
    recorder = Recorder()
    results = computed(scenario, recorder)
    tables = {name: _digest(one) for name, one in sorted(results.basis.known.tables.items())}
    law = {rule: nearest_written(rule, scenario.area) for rule in RULES}
    return Inputs(scenario, dict(sorted(recorder.figures.items())), law, tables)


def computed(scenario: Scenario, view: View, law: Law | None = None, basis: Basis | None = None) -> Results:
    """A run that sees the figures of `view`, under the scenario's levers on `law`, or on the law in force."""
    calendar = Calendar(scenario.base, scenario.last)
    return run(scenario, basis or basis_of(scenario, calendar, view, law), law)


def written(inputs: Inputs) -> dict[str, Plain] | None:
    """The inputs as a forecast file keeps them; None for a scenario that rests on files or areas of its own."""
    scenario = inputs.scenario
    if scenario.people or scenario.part or scenario.vintage or scenario.members:
        return None
    figures: dict[str, Plain] = {}
    for (name, place), years in inputs.figures.items():
        known: Plain = {_year(year): _figure_text(one) for year, one in sorted(years.items())} or NONE
        _below(figures, name)[place] = known
    law: dict[str, Plain] = {
        rule: {values[0].spot: {str(value.date): value.text for value in values}} for rule, values in inputs.law.items()
    }
    return {"text": scenario.text, "figures": figures, "law": law, "tables": dict[str, Plain](inputs.tables)}


def read_inputs(content: dict[str, Plain], name: str) -> Inputs:
    """What a forecast file keeps. Raises Mistakes where the scenario can no longer be written so, ValueError or LookupError
    where a figure or a rule cannot.
    """
    scenario = checked(parse(str(content["text"]), name), name)
    figures: Figures = {}
    for figure, places in _mapping(content["figures"]).items():
        for place, years in _mapping(places).items():
            known = {} if years == NONE else _mapping(years)
            figures[figure, place] = {
                one.year or ANY_YEAR: one for one in (_figure(figure, place, *item) for item in known.items())
            }
    law = {rule: _dated(rule, _mapping(places)) for rule, places in _mapping(content["law"]).items() if rule in RULES}
    return Inputs(scenario, figures, law, {name: str(seal) for name, seal in _mapping(content["tables"]).items()})


def tables_since(inputs: Inputs) -> tuple[str, ...]:
    """Tables that are others by now, or are there no more: what they held is not kept."""
    return tuple(
        name for name, seal in inputs.tables.items() if name not in table_names() or _digest(table(name)) != seal
    )


def _digest(one: Table) -> str:
    return hashlib.sha256(one.path.read_bytes()).hexdigest()


def _year(year: int) -> str:
    return ANY if year == ANY_YEAR else str(year)


def _figure_text(one: Figure) -> str:
    return f"{one.text}, {one.status}, {one.source}"


def _figure(name: str, place: str, year: str, written: Plain) -> Figure:
    """A figure as it was, or as it is where it has not changed: then also with its interval and its note."""
    dated = None if year == ANY else int(year)
    today = filed(name, place).get(dated or ANY_YEAR)
    if today and _figure_text(today) == written:
        return today
    text, status, source = str(written).rsplit(", ", 2)
    number, _, unit = text.partition(" ")
    source = source if source in all_sources() else UNREAD
    return Figure(name, place, dated, of_columns(number, unit), text, unit, None, None, status, source, "", 0)


def _dated(rule: str, places: dict[str, Plain]) -> tuple[DatedValue, ...]:
    spot, dates = next(iter(places.items()))
    return tuple(_held(rule, spot, Date.read(date), str(text)) for date, text in _mapping(dates).items())


def _held(rule: str, spot: str, date: Date, text: str) -> DatedValue:
    """What the law said from a date on: one value, or one for each part with the part's name before it."""
    texts = [one.partition(" ")[2] for one in text.split(", ")] if RULES[rule].by else [text]
    values = tuple(RULES[rule].unit.read(one).value for one in texts)
    return DatedValue(date, values, text, UNREAD, "", "unverified", Place("", 0, 0), spot)


def _below(above: dict[str, Plain], name: str) -> dict[str, Plain]:
    return _mapping(above.setdefault(name, {}))


def _mapping(content: Plain) -> dict[str, Plain]:
    if not isinstance(content, dict):
        raise ValueError("names with values are expected")
    return content
