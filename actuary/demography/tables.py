"""Reading a table of people, and finding every mistake in it."""

import csv
import hashlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from actuary.axes import SEXES
from actuary.demography.cells import (
    BOTH, PERSONS, RATES, Ages, Span, ages_of, date_of, number_of, sex_of, span_of,
)  # fmt: skip
from actuary.errors import Mistake, Mistakes, Place, nearest, one_line
from actuary.law import Array
from actuary.text import letters_of

LARGEST = 1 << 24
"""Bytes; single ages of two sexes over a century are a tenth of it."""
MANY = 50
"""Mistakes of one table that are told one by one."""
CLOSES_AT = 80
"""A table of mortality reaches at least this age: from there on a line of its logarithm closes it."""
HEADLESS = ("place", "unit")
"""Columns that a table may have besides its own."""


class Kind(NamedTuple):
    """What a table of this kind must hold."""

    axes: tuple[str, ...]
    value: str
    low: float
    high: float
    units: dict[str, float]


KINDS = {
    "population": Kind(("date", "sex", "age"), "persons", 0, np.inf, PERSONS),
    "mortality": Kind(("year", "sex", "age"), "rate", 0, 2, RATES),
    "fertility": Kind(("year", "age"), "rate", 0, 1, RATES),
    "births": Kind(("year",), "births", 0, np.inf, PERSONS),
    "sex_ratio": Kind(("year",), "ratio", 0.5, 2, {"": 1.0}),
    "migration": Kind(("year", "sex", "age"), "persons", -np.inf, np.inf, PERSONS),
}
READ: dict[str, Callable[[str], Span | Ages | str]] = {
    "date": date_of, "year": span_of, "sex": sex_of, "age": ages_of, "place": str.strip,
}  # fmt: skip
Key = tuple[Span | None, str, Ages | None]


class PeopleTable(NamedTuple):
    """What a file of this package holds, checked."""

    kind: str
    path: str
    digest: str
    """SHA-256 of the file."""
    spans: tuple[Span, ...]
    sexes: tuple[str, ...]
    """(male, female), (both,), or nobody's where the table knows no sexes."""
    ages: tuple[Ages, ...]
    cells: tuple[float, ...]

    def array(self) -> Array:
        """[span, sex, age group] persons, births, or rates a year."""
        shape = len(self.spans), max(len(self.sexes), 1), max(len(self.ages), 1)
        return np.array(self.cells).reshape(shape)


class _Cell(NamedTuple):
    key: Key
    value: float | None
    places: dict[str, Place]


def people_table(kind: str, path: Path, place: str | None = None) -> PeopleTable:
    """The table in a file; where the file has a column `place`, its rows of that place. Raises Mistakes."""
    text = letters_of(path, LARGEST)
    mistakes: list[Mistake] = []
    cells = [cell for cell in _cells(kind, text, str(path), place, mistakes) if cell]
    if not mistakes and not cells:
        right = f"rows with {', '.join((*KINDS[kind].axes, KINDS[kind].value))}"
        mistakes.append(Mistake(Place(str(path), 1, 1), "an empty table", right))
    keys = {cell.key: cell for cell in reversed(cells)}
    if all("" not in cell.places for cell in cells):
        mistakes += _twice(cells)
        mistakes += _shape(kind, keys, Place(str(path), 1, 1))
    if mistakes:
        raise Mistakes(_told(mistakes))
    spans, sexes, ages = (_in_order(keys, axis) for axis in range(3))
    order = [(span, sex, age) for span in spans for sex in sexes for age in ages]
    values = tuple(keys[key].value or 0.0 for key in order)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return PeopleTable(kind, str(path), digest, _there(spans), _there(sexes), _there(ages), values)


def _told(mistakes: list[Mistake]) -> list[Mistake]:
    """The first of many, and how many more there are."""
    ordered = sorted(dict.fromkeys(mistakes), key=lambda one: one.place or Place("", 0, 0))
    if len(ordered) <= MANY:
        return ordered
    last = ordered[MANY - 1].place
    more = Mistake(last, f"and {len(ordered) - MANY + 1} more mistakes below", "put the first ones right, then look again")
    return [*ordered[: MANY - 1], more]


def _cells(kind: str, text: str, file: str, place: str | None, mistakes: list[Mistake]) -> Iterator[_Cell | None]:
    """The cells of the rows that can be read; what is wrong with the others goes to `mistakes`."""
    rows = csv.reader(text.splitlines())
    head = [name.strip().lower() for name in next(rows, [])]
    if head and (wrong := list(_columns(kind, head, Place(file, 1, 1)))):
        mistakes += wrong
        return
    for cells in rows:
        at = Place(file, rows.line_num, 1)
        if len(cells) != len(head):
            if any(cell.strip() for cell in cells):
                mistakes.append(Mistake(at, _shown(",".join(cells)), f"{len(head)} cells, as in the first line"))
            continue
        found = _cell(kind, dict(zip(head, cells, strict=True)), _places(head, cells, at), mistakes)
        if place is None or found is None or cells[head.index("place")].strip() == place:
            yield found


def _places(head: list[str], cells: list[str], at: Place) -> dict[str, Place]:
    starts = np.cumsum([1, *(len(cell) + 1 for cell in cells[:-1])]).tolist()
    return {name: at._replace(col=start) for name, start in zip(head, starts, strict=True)}


def _columns(kind: str, head: list[str], at: Place) -> Iterator[Mistake]:
    """Columns that are missing, or that nobody knows."""
    needed = (*KINDS[kind].axes, KINDS[kind].value)
    places = _places(head, head, at)
    missing = [name for name in needed if name not in head]
    if missing:
        yield Mistake(at, _shown(",".join(head)), f"also a column {', '.join(missing)}: {','.join(needed)}")
    for name in head:
        if name not in (*needed, *HEADLESS):
            near = nearest(name, [*missing, *HEADLESS])
            right = f"did you mean {near}?" if near else f"only {', '.join(needed)}, and unit if need be"
            yield Mistake(places[name], name or "a column without a name", right)
        elif head.count(name) > 1:
            yield Mistake(at, f"{name} twice", "each column once")


def _cell(kind: str, row: dict[str, str], places: dict[str, Place], mistakes: list[Mistake]) -> _Cell:
    """One row; a place under no name marks a row whose key cannot be read."""
    key: dict[str, Span | Ages | str | None] = {}
    for axis in KINDS[kind].axes:
        try:
            key[axis] = READ[axis](row[axis])
        except ValueError as right:
            mistakes.append(Mistake(places[axis], _shown(row[axis]), str(right)))
            places = {**places, "": places[axis]}
    span, sex, ages = key.get("date") or key.get("year"), key.get("sex", ""), key.get("age")
    return _Cell((span, sex, ages), _value(kind, row, places, mistakes), places)  # type: ignore[arg-type]


def _value(kind: str, row: dict[str, str], places: dict[str, Place], mistakes: list[Mistake]) -> float | None:
    _, name, low, high, units = KINDS[kind]
    unit = row.get("unit", "").strip() or next(iter(units))
    if unit not in units:
        mistakes.append(Mistake(places["unit"], _shown(unit), f"{', '.join(word for word in units if word)}, or nothing"))
        return None
    try:
        value = number_of(row[name]) * units[unit]
    except ValueError as right:
        mistakes.append(Mistake(places[name], _shown(row[name]), f"{right}: {name} in {_in_words(kind)}"))
        return None
    if not low <= value <= high:
        bounds = f"{low:g} or more" if np.isinf(high) else f"from {low:g} to {high:g}"
        mistakes.append(Mistake(places[name], _shown(row[name]), f"{bounds}: {_in_words(kind)}"))
        return None
    return value


def _in_words(kind: str) -> str:
    return {
        "population": "persons",
        "mortality": "deaths per person and year",
        "fertility": "births per woman and year",
        "births": "children born",
        "sex_ratio": "boys per girl",
        "migration": "persons who came less persons who left",
    }[kind]


def _shown(text: str) -> str:
    return one_line(text, MANY) or "an empty cell"


def _twice(cells: list[_Cell]) -> Iterator[Mistake]:
    seen: dict[Key, _Cell] = {}
    for cell in cells:
        first = seen.setdefault(cell.key, cell)
        if first is not cell:
            place = next(iter(cell.places.values()))
            line = next(iter(first.places.values())).line
            yield Mistake(place, _named(cell.key), f"each cell once: it stands in line {line} already")


def _shape(kind: str, keys: dict[Key, _Cell], top: Place) -> Iterator[Mistake]:
    """What is missing of a whole table: years, sexes, ages."""
    if not keys:
        return
    spans, sexes = _there(_in_order(keys, 0)), _there(_in_order(keys, 1))
    where = {span: cell.places.get("date") or cell.places["year"] for (span, _, _), cell in reversed(keys.items())}
    yield from _years(kind, spans, where)
    if BOTH in sexes and len(sexes) > 1:
        right = "male and female, or both together, not all three"
        yield Mistake(_first(keys, 1, BOTH).places["sex"], BOTH, right)
    elif sexes and BOTH not in sexes and len(sexes) < len(SEXES):
        missing = next(sex for sex in SEXES if sex not in sexes)
        yield Mistake(top, f"no rows of {missing}", "male and female, or both together")
    if "age" in KINDS[kind].axes:
        yield from _all_ages(kind, keys, spans, sexes, top)


def _years(kind: str, spans: tuple[Span, ...], where: dict[Span, Place]) -> Iterator[Mistake]:
    if kind == "population":
        for span in spans[1:]:
            yield Mistake(where[span], span.text, f"one date: people of {spans[0].text} begin the run")
        return
    kinds = {span.end - span.begin > 1 or span.begin % 1 > 0 for span in spans}
    for before, after in pairwise(spans):
        if len(kinds) > 1:
            yield Mistake(where[after], after.text, "calendar years or periods from mid-year to mid-year, not both")
            return
        if after.begin < before.end:
            yield Mistake(where[after], after.text, f"{before.text} reaches into it: each year once")
        elif after.begin > before.end:
            yield Mistake(where[after], f"{after.text} after {before.text}", "every year between the first and the last")


def _all_ages(
    kind: str, keys: dict[Key, _Cell], spans: tuple[Span, ...], sexes: tuple[str, ...], top: Place
) -> Iterator[Mistake]:
    """Ages of each year and sex: without a hole, the same everywhere."""
    found: dict[tuple[Span | None, str], list[Ages]] = {}
    for span, sex, ages in keys:
        assert ages is not None
        found.setdefault((span, sex), []).append(ages)
    first: list[Ages] = []
    for span in spans:
        for sex in sexes or ("",):
            name = " ".join(part for part in (sex, "of", span.text) if part != "of" or sex)
            if (span, sex) not in found:
                yield Mistake(top, f"no rows of {name}", "every sex in every year")
                continue
            groups = sorted(found[span, sex])
            holes = list(_holes(kind, groups, {ages: keys[span, sex, ages].places["age"] for ages in groups}))
            yield from holes
            if not holes and first and groups != first:
                right = f"the age groups of {spans[0].text}: {first[0].text} to {first[-1].text}, {len(first)} groups"
                yield Mistake(keys[span, sex, groups[0]].places["age"], f"{len(groups)} age groups of {name}", right)
            first = first or groups


def _holes(kind: str, groups: list[Ages], places: dict[Ages, Place]) -> Iterator[Mistake]:
    for before, after in pairwise(groups):
        if after.first < before.end:
            yield Mistake(places[after], after.text, f"each age once: {before.text} has it already")
        elif after.first > before.end:
            missing = f"{before.end}" if after.first == before.end + 1 else f"{before.end}-{after.first - 1}"
            yield Mistake(places[after], f"{after.text} after {before.text}", f"also a row of {missing}")
    youngest, oldest = groups[0], groups[-1]
    if kind == "fertility":
        if oldest.open:
            yield Mistake(places[oldest], oldest.text, "a last age of mothers, such as 45-49")
        return
    if youngest.first > 0:
        yield Mistake(places[youngest], youngest.text, "ages from 0 on")
    if kind == "mortality":
        if youngest.first == 0 and youngest.end > 1:
            yield Mistake(places[youngest], youngest.text, "age 0 by itself: infants do not die as children do")
        if oldest.first < CLOSES_AT and oldest.end <= CLOSES_AT or oldest.open and oldest.first < CLOSES_AT:
            yield Mistake(places[oldest], oldest.text, f"death rates to {CLOSES_AT}+ or older: they close the life table")
    elif not oldest.open:
        yield Mistake(places[oldest], oldest.text, f"an open group at the end, such as {oldest.first}+")


def _named(key: Key) -> str:
    return " ".join(str(getattr(part, "text", part)) for part in key if part)


def _first(keys: dict[Key, _Cell], axis: int, value: str) -> _Cell:
    return min((cell for key, cell in keys.items() if key[axis] == value), key=lambda cell: min(cell.places.values()))


def _in_order(keys: dict[Key, _Cell], axis: int) -> list:  # type: ignore[type-arg]
    """The values of an axis, males first; one empty value where the table has no such axis."""
    values = {key[axis] for key in keys}
    if axis == 1:
        return sorted(values, key=lambda sex: SEXES.index(sex) if sex in SEXES else len(SEXES))  # type: ignore[arg-type]
    return sorted(values, key=lambda value: value or (0,))  # type: ignore[type-var]


def _there(values: list) -> tuple:  # type: ignore[type-arg]
    return tuple(value for value in values if value)
