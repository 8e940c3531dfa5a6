"""The section `people` of a scenario: which tables it names, and every mistake in them."""

import os
from collections.abc import Iterator
from pathlib import Path

from actuary.demography.cells import BOTH
from actuary.demography.tables import KINDS, PeopleTable, people_table
from actuary.demography.vital import AreaTables, uncovered
from actuary.errors import Mistake, Mistakes
from actuary.text import Entry, Mapping, Scalar

STEPS = {"1 year": 1, "5 years": 5}
NEEDED = ("population", "mortality", "sex_ratio")
OF_FUNDS = ("levers", "figures", "behaviour", "uncertainty", "expect")
"""Sections that mean nothing to people by themselves."""


def tables_named(tree: Mapping) -> tuple[AreaTables | None, list[Mistake]]:
    """The tables of a scenario's section `people`, and what is wrong with the section and with their files."""
    section = tree.entries.get("people")
    if section is None or not isinstance(section.value, Mapping):
        return None, []
    entries = section.value.entries
    mistakes = list(_missing(section))
    tables: dict[str, PeopleTable] = {}
    for kind, entry in entries.items():
        if kind in KINDS and isinstance(entry.value, Scalar) and entry.value.text:
            try:
                tables[kind] = people_table(kind, _path(entry.value))
            except Mistakes as found:
                mistakes += [_placed(one, kind, entry.value) for one in found.mistakes]
    if mistakes or not set(NEEDED) <= set(tables):
        return None, mistakes
    if "fertility" in tables and tables["population"].sexes == (BOTH,):
        right = "births, or a population by sex: births per woman need to know who is a woman"
        return None, [Mistake(entries["fertility"].value.place, "fertility", right)]
    population, mortality, sex_ratio = (tables[kind] for kind in NEEDED)
    fertility, births, migration = (tables.get(kind) for kind in ("fertility", "births", "migration"))
    return AreaTables(population, mortality, sex_ratio, fertility, births, migration), []


def too_short(tree: Mapping, tables: AreaTables, begin: float, end: float) -> Iterator[Mistake]:
    """Tables that do not reach over the whole run."""
    section = tree.entries["people"].value
    assert isinstance(section, Mapping)
    for one, years in uncovered(tables, begin, end):
        right = f"a table from {_month(begin)} to {_month(end)}, or of a single year that always holds"
        yield Mistake(section.entries[one.kind].value.place, f"{one.kind}: {years}", right)


def of_a_fund(tree: Mapping, tables: AreaTables, step: int) -> Iterator[Mistake]:
    """What people of a fund cannot be."""
    section = tree.entries["people"].value
    assert isinstance(section, Mapping)
    if step > 1:
        yield Mistake(
            section.entries["step"].value.place, f"step: {step} years", "1 year: a fund goes from year to year"
        )
    place = section.entries["population"].value.place
    if tables.population.sexes == (BOTH,):
        yield Mistake(place, "population", "people by sex: men and women of a fund retire at ages of their own")
    if not any(tables.population.cells):
        yield Mistake(place, "population: nobody", "people: a fund has members")


def out_of_place(tree: Mapping) -> Iterator[Mistake]:
    """What a scenario without an area cannot say."""
    for name in OF_FUNDS:
        if name in tree.entries:
            right = "an area and a base as well: without them there is no fund"
            yield Mistake(tree.entries[name].key.place, name, right)


def _missing(section: Entry) -> Iterator[Mistake]:
    assert isinstance(section.value, Mapping)
    there = section.value.entries
    for name in NEEDED:
        if name not in there:
            yield Mistake(section.key.place, f"people: no {name}", f"{name}: a CSV file with {_columns(name)}")
    if "fertility" in there and "births" in there:
        yield Mistake(there["births"].key.place, "births", "fertility or births, not both")
    elif "fertility" not in there and "births" not in there:
        right = f"fertility: a CSV file with {_columns('fertility')}; or births, with {_columns('births')}"
        yield Mistake(section.key.place, "people: no fertility", right)


def _columns(kind: str) -> str:
    return ", ".join((*KINDS[kind].axes, KINDS[kind].value))


def _path(written: Scalar) -> Path:
    """A path as seen from the file that names it; one on the command line, as seen from here."""
    beside = Path() if written.place.line == 0 else Path(written.place.file).parent
    return Path(os.path.normpath(beside / written.text))


def _placed(found: Mistake, kind: str, written: Scalar) -> Mistake:
    """A file that cannot be opened is a mistake of the line that names it."""
    return found if found.place else Mistake(written.place, f"{kind}: {written.text}", found.right)


def _month(at: float) -> str:
    year, month = divmod(round(at * 12), 12)
    return f"{year}-{month + 1:02}"
