"""Single figures by name, place and year, each with its source and status (`data/figures.csv`)."""

from functools import cache
from typing import NamedTuple, Protocol

from actuary.errors import nearest
from actuary.figures.places import chain
from actuary.figures.rows import rows_of
from actuary.home import data_folder
from actuary.units import of_columns


class Figure(NamedTuple):
    """A number that someone measured, published, derived or assumed."""

    name: str
    place: str
    year: int | None
    """None where the figure holds for any year."""
    value: float
    """In yuan, people, shares of one, months, years or plain numbers."""
    text: str
    """As it is written, with its unit."""
    unit: str
    low: float | None
    high: float | None
    status: str
    source: str
    note: str
    """The formula of a derived figure, the reason of an assumed one."""
    line: int
    """Where it stands in data/figures.csv."""


@cache
def figures() -> tuple[Figure, ...]:
    """Every figure, in the order of the file."""
    return tuple(_figure(line, row) for line, row in rows_of(data_folder() / "figures.csv"))


class View(Protocol):
    """Which figures somebody sees: all of them, or those that were known at a time."""

    def seen(self, name: str, place: str) -> dict[int, Figure]:
        """The figures of a name and place by year; an undated one under ANY_YEAR."""


class _All:
    def seen(self, name: str, place: str) -> dict[int, Figure]:
        return filed(name, place)


TODAY: View = _All()
"""Everything that is known today."""


def own(name: str, place: str, year: int | None = None, view: View = TODAY) -> Figure | None:
    """The figure of this very place: of this year, or the latest where no year is asked for."""
    years = view.seen(name, place)
    if year is None:
        return years[max(years)] if years else None
    return years.get(year)


def find(name: str, place: str, year: int | None = None, view: View = TODAY) -> Figure | None:
    """As `own`, but of the nearest place that has the figure."""
    return next((found for spot in chain(place) if (found := own(name, spot, year, view))), None)


def figure(name: str, place: str, year: int | None = None) -> Figure:
    """As `find`; a figure that nobody knows is a KeyError with the nearest name."""
    found = find(name, place, year)
    if found is None:
        raise KeyError(_missing(name, place, year))
    return found


def series(name: str, place: str, view: View = TODAY) -> dict[int, Figure]:
    """The dated figures of the nearest place that has any, by year; KeyError where no place has one."""
    for spot in chain(place):
        years = {year: one for year, one in sorted(view.seen(name, spot).items()) if one.year is not None}
        if years:
            return years
    raise KeyError(_missing(name, place, None))


ANY_YEAR = 0
"""Under which an undated figure is filed: before every dated one."""


def filed(name: str, place: str) -> dict[int, Figure]:
    """The figures of a name and of this very place, by year."""
    return _filed().get((name, place), {})


@cache
def _filed() -> dict[tuple[str, str], dict[int, Figure]]:
    filed: dict[tuple[str, str], dict[int, Figure]] = {}
    for one in figures():
        years = filed.setdefault((one.name, one.place), {})
        year = ANY_YEAR if one.year is None else one.year
        if year in years:
            raise ValueError(
                f"figures.csv:{one.line}: {one.name}, {one.place}, {one.year or 'any year'} "
                f"stands in line {years[year].line} already"
            )
        years[year] = one
    return filed


def _figure(line: int, row: dict[str, str]) -> Figure:
    unit = row["unit"]
    try:
        value, low, high = (of_columns(row[key], unit) if row[key] else None for key in ("value", "low", "high"))
        if value is None:
            raise ValueError("no value")
    except ValueError as mistake:
        raise ValueError(f"figures.csv:{line}: {mistake}") from mistake
    return Figure(
        name=row["name"],
        place=row["place"],
        year=int(row["year"]) if row["year"] else None,
        value=value,
        text=f"{row['value']} {unit}",
        unit=unit,
        low=low,
        high=high,
        status=row["status"],
        source=row["source"],
        note=row["note"],
        line=line,
    )


@cache
def _names() -> frozenset[str]:
    return frozenset(one.name for one in figures())


def _missing(name: str, place: str, year: int | None) -> str:
    names = _names()
    when = "" if year is None else f" in {year}"
    if name in names:
        return f"{name}: nothing known for {place}{when}"
    near = nearest(name, names)
    return f"no figure {name}" + (f"; did you mean {near}?" if near else "")
