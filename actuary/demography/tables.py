"""Reading a table of people from a CSV file, with every mistake that its cells hold."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from actuary.axes import SEXES
from actuary.demography.cells import NO_AGES, PERSONS, RATES, Ages, Span, ages_of, date_of, number_of, sex_of, span_of
from actuary.demography.holes import Cell, Key, holes_in, in_order
from actuary.errors import Mistake, Mistakes, Place
from actuary.law import Array
from actuary.sheet import Sheet, told

BESIDES = ("place", "unit")
"""Columns that a table may have besides its own."""


class Kind(NamedTuple):
    """What a table of this kind must hold."""

    axes: tuple[str, ...]
    value: str
    meaning: str
    low: float
    high: float
    units: dict[str, float]


KINDS = {
    "population": Kind(("date", "sex", "age"), "persons", "persons", 0, np.inf, PERSONS),
    "mortality": Kind(("year", "sex", "age"), "rate", "deaths per person and year", 0, 2, RATES),
    "fertility": Kind(("year", "age"), "rate", "births per woman and year", 0, 1, RATES),
    "births": Kind(("year",), "births", "children born", 0, np.inf, PERSONS),
    "sex_ratio": Kind(("year",), "ratio", "boys per girl", 0.5, 2, {"": 1.0}),
    "migration": Kind(
        ("year", "sex", "age"), "persons", "persons who came less those who left", -np.inf, np.inf, PERSONS
    ),
}
_TIMES: dict[str, Callable[[str], Span]] = {"date": date_of, "year": span_of}


class PeopleTable(NamedTuple):
    """What a file of this package holds, checked."""

    kind: str
    path: str
    digest: str
    """SHA-256 of the file."""
    spans: tuple[Span, ...]
    sexes: tuple[str, ...]
    """(male, female), (both,), or none where the table knows no sexes."""
    ages: tuple[Ages, ...]
    cells: tuple[float, ...]

    def array(self) -> Array:
        """[span, sex, age group] persons, births, or rates a year."""
        return np.array(self.cells).reshape(len(self.spans), max(len(self.sexes), 1), max(len(self.ages), 1))


def people_table(kind: str, path: Path, place: str | None = None) -> PeopleTable:
    """The table in a file; where the file has a column `place`, its rows of that place. Raises Mistakes."""
    reader = _Reader(kind, path)
    cells = [cell for cell in reader.cells() if place is None or cell.place == place]
    mistakes = reader.mistakes
    if not cells and not mistakes:
        right = f"rows with {', '.join(reader.needed)}"
        mistakes.append(Mistake(reader.top, "an empty table", right))
    if not reader.lost:
        mistakes += holes_in(kind, cells, reader.top)
    if mistakes:
        raise Mistakes(told(mistakes))
    values = {cell.key: cell.value for cell in cells}
    spans, sexes, ages = in_order(values)
    order = (Key(span, sex, group) for span in spans for sex in sexes or ("",) for group in ages or (NO_AGES,))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return PeopleTable(kind, str(path), digest, spans, sexes, ages, tuple(values[key] for key in order))


class _Reader(Sheet):
    """Reads rows one by one and remembers what is wrong with them."""

    def __init__(self, kind: str, path: Path) -> None:
        self.kind = KINDS[kind]
        super().__init__(path, (*self.kind.axes, self.kind.value), BESIDES)

    def cells(self) -> Iterator[Cell]:
        """The rows whose year, sex and age can be read."""
        for row in self.rows():
            yield from self._cell(row.cells, row.places)

    def _cell(self, row: dict[str, str], places: dict[str, Place]) -> Iterator[Cell]:
        value = self._value(row, places)
        key = Key(Span(0, 0, ""), "", NO_AGES)
        fits = True
        for axis in self.kind.axes:
            try:
                if axis == "sex":
                    key = key._replace(sex=sex_of(row[axis]))
                elif axis == "age":
                    key = key._replace(ages=ages_of(row[axis]))
                else:
                    key = key._replace(span=_TIMES[axis](row[axis]))
            except ValueError as right:
                self.wrong(places[axis], row[axis], str(right))
                fits, self.lost = False, True
        if fits:
            yield Cell(key, value, places, row.get("place", "").strip())

    def _value(self, row: dict[str, str], places: dict[str, Place]) -> float:
        kind, name = self.kind, self.kind.value
        unit = row.get("unit", "").strip()
        factor = 1.0 if not unit else kind.units.get(unit)
        try:
            value = number_of(row[name]) * (factor or 1.0)
        except ValueError as right:
            self.wrong(places[name], row[name], f"{right}: {kind.meaning}")
            return 0.0
        if factor is None:
            self.wrong(places["unit"], unit, f"{', '.join(word for word in kind.units if word)}, or nothing")
        elif not kind.low <= value <= kind.high:
            bounds = f"{kind.low:g} or more" if np.isinf(kind.high) else f"from {kind.low:g} to {kind.high:g}"
            thousands = ", or a column unit that says ‰" if kind.units is RATES else ""
            self.wrong(places[name], row[name], f"{bounds}: {kind.meaning}{thousands}")
        return value


def by_sex(which: PeopleTable, values: Array) -> Array:
    """Rates [.., sex, age] of both sexes together stand for each of them."""
    return np.repeat(values, len(SEXES) // max(len(which.sexes), 1), axis=-2)
