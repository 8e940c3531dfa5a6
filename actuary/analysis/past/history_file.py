"""A fund's own books over the years, from a CSV file, with every mistake that it holds.

One figure a row, in any order; columns, pools and measures also as a bureau calls them (年份, 职工医保, 累计结余):

    year         2021
    pool         employee (pool and accounts together), employee_pool, employee_account, resident, maternity, all
    measure      income, spending, balance (end of the year), insured, retired_insured, contributions_waived
    value, unit  1,234.5 and 元, 万元 or 亿元; 人 or 万人

and where there is need: published (the year in which this version was printed, else the year after its own: an earlier
forecast does not know it), place, status, source, note.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from actuary.analysis.past.history_gaps import Entry, holes
from actuary.analysis.past.history_remarks import Remark, lacking, remarks_of
from actuary.errors import Mistake, Mistakes, nearest
from actuary.figures.history import AMOUNTS, HEADS, POOLS, Booked, History, figure_name, nation
from actuary.figures.places import spots
from actuary.figures.single import Figure
from actuary.figures.sources import STATUSES
from actuary.labels import label
from actuary.sheet import Row, Sheet, told
from actuary.units import Date, Money, People, Unit, of_columns

NEEDED = ("year", "pool", "measure", "value", "unit")
BESIDES = ("published", "place", "status", "source", "note")
_LABELS = {
    "employee": ("employee_scheme", "employees_in_short"),
    "employee_pool": ("employee_pool", "employee"),
    "employee_account": ("employee_account",),
    "resident": ("resident", "residents_in_short"),
    "maternity": ("maternity",),
    "all": ("all", "all_in_short"),
}
"""Labels whose Chinese words a file may use for a pool."""
_COLUMNS = {"scheme": "pool", "printed_in": "published"}
"""Labels of columns that are not called as the column is."""
_UNITS: dict[str, Unit] = {**dict.fromkeys(AMOUNTS, Money()), **dict.fromkeys(HEADS, People())}
_SIGNED = ("balance",)


class Books(NamedTuple):
    """A history with what a reader must know of it."""

    history: History
    remarks: tuple[Remark, ...]


def books_of(name: str, area: str | None = None) -> Books:
    """The nation's books, or those in a CSV file; `area` says whose wages, mortality and law apply. Raises Mistakes."""
    if area is not None and area not in spots():
        raise Mistakes([Mistake(None, f"--area {area}", _one_of(area, spots()))])
    if name == nation().area:
        return Books(nation(), remarks_of(nation(), ""))
    if name in spots():
        right = f"{nation().area}, or a CSV file of the fund's own books: nobody published those of this place"
        raise Mistakes([Mistake(None, name, right)])
    return _read(Path(name), area)


def _read(path: Path, area: str | None) -> Books:
    sheet = Sheet(path, NEEDED, BESIDES, _columns())
    entries = [entry for row in sheet.rows() if (entry := _entry(row, sheet))]
    area = area or _one_place(entries, sheet)
    mine = [entry._replace(booked=_placed(entry.booked, area)) for entry in entries if entry.place in ("", area)]
    if not mine and not sheet.mistakes:
        sheet.wrong(sheet.top, path.name, f"rows of {area} with {', '.join(NEEDED)}")
    if not sheet.lost and mine:
        sheet.mistakes += holes(mine, sheet.top)
    if sheet.mistakes:
        raise Mistakes(told(sheet.mistakes))
    history = History(path.stem, area, tuple(entry.booked for entry in mine))
    return Books(history, (*lacking(history, sheet.file), *remarks_of(history, sheet.file)))


def _entry(row: Row, sheet: Sheet) -> Entry | None:
    """What a row says; None where it does not say of what, which leaves holes that are none."""
    year = _year(row, "year", sheet)
    pool = _word(row, "pool", POOLS, sheet)
    measure = _word(row, "measure", (*AMOUNTS, *HEADS), sheet)
    status = _word(row, "status", STATUSES, sheet) if row.cell("status") else STATUSES[0]
    place = _word(row, "place", tuple(spots()), sheet) if row.cell("place") else ""
    known_in = _year(row, "published", sheet) if row.cell("published") else year and year + 1
    value = _value(row, measure, sheet) if measure else None
    if year is None or known_in is None or not pool or not measure or value is None:
        sheet.lost = True
        return None
    if known_in < year:
        sheet.wrong(
            row.places["published"], row.cell("published"), f"{year} or later: a year is printed after it began"
        )
    figure = Figure(
        figure_name(pool, measure), "", year, value, f"{row.cell('value')} {row.cell('unit')}", row.cell("unit"), None,
        None, status or "", row.cell("source"), row.cell("note"), row.places["year"].line,
    )  # fmt: skip
    return Entry(Booked(pool, measure, known_in, figure), row.places, place or "")


def _year(row: Row, column: str, sheet: Sheet) -> int | None:
    try:
        date = Date.read(row.cells[column].removesuffix("年"))
    except ValueError:
        date = None
    if date is None or date.month:
        sheet.wrong(row.places[column], row.cells[column], "a year, written 2021")
        return None
    return date.year


def _word(row: Row, column: str, names: tuple[str, ...], sheet: Sheet) -> str | None:
    known = _words(names)
    written = _folded(row.cell(column))
    if written in known:
        return known[written]
    right = _one_of(written, known, names)
    if (row.cell(column), right) not in {
        (one.wrong, one.right) for one in sheet.mistakes
    }:  # told once, not in each row
        sheet.wrong(row.places[column], row.cells[column], right)
    return None


def _value(row: Row, measure: str, sheet: Sheet) -> float | None:
    """Yuan or persons."""
    unit, written = _UNITS[measure], row.cell("unit")
    if not written or written not in unit.factors:
        sheet.wrong(row.places["unit"], row.cells["unit"], f"{unit.needs}: {measure} is {unit.noun}")
        return None
    try:
        value = of_columns(row.cell("value"), written)
    except ValueError:
        sheet.wrong(row.places["value"], row.cells["value"], "a number, written 1234.5 or 1,234.5")
        return None
    if value <= 0 and measure not in _SIGNED:
        sheet.wrong(row.places["value"], row.cells["value"], f"more than 0, as every {measure}; or no row")
        return None
    return value


def _one_place(entries: list[Entry], sheet: Sheet) -> str:
    """The place of the rows; the nation where they name none."""
    places = [*dict.fromkeys(entry.place for entry in entries if entry.place)]
    if len(places) > 1:
        other = next(entry for entry in entries if entry.place == places[1])
        sheet.lost = True
        sheet.wrong(other.places["place"], places[1], f"one place: above is {places[0]}   (--area PLACE chooses)")
    return places[0] if places else nation().area


def _placed(booked: Booked, area: str) -> Booked:
    return booked._replace(figure=booked.figure._replace(place=area))


def _one_of(written: str, known: Mapping[str, object], names: tuple[str, ...] = ()) -> str:
    near = nearest(written, known)
    return (f"did you mean {near}? " if near else "") + "one of " + ", ".join(names or known)


@cache
def _words(names: tuple[str, ...]) -> dict[str, str]:
    """Own names and Chinese words -> names."""
    chinese = {_folded(spot.zh): place for place, spot in spots().items() if place in names}
    for name in names:
        for of in () if name in spots() else _LABELS.get(name, (name,)):
            chinese[_folded(label(of, "zh"))] = name
    return {**chinese, **{name: name for name in names}}


@cache
def _columns() -> dict[str, str]:
    """Chinese words -> names of columns."""
    labels = {**{name: name for name in (*NEEDED, *BESIDES)}, **_COLUMNS}
    return {label(of, "zh"): name for of, name in labels.items()}


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).strip().lower()
