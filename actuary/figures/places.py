"""The nation, provinces, cities and districts that the figures and the law speak of (`data/places.csv`)."""

from functools import cache
from typing import NamedTuple

from actuary.errors import nearest
from actuary.figures.rows import rows_of
from actuary.home import data_folder


class Spot(NamedTuple):
    """A place that figures and law can belong to."""

    place: str
    en: str
    zh: str
    level: str
    """nation, province, prefecture or district."""
    parent: str
    """The place around it; empty for the nation."""
    census_code: str


@cache
def spots() -> dict[str, Spot]:
    """All places by name, the nation first."""
    return {row["place"]: Spot(**row) for _, row in rows_of(data_folder() / "places.csv")}


@cache
def chain(place: str) -> tuple[str, ...]:
    """The place itself, then what lies around it, up to the nation; KeyError for a place nobody knows."""
    if place not in spots():
        near = nearest(place, spots())
        raise KeyError(f"no place {place}" + (f"; did you mean {near}?" if near else ""))
    parent = spots()[place].parent
    return (place, *chain(parent)) if parent else (place,)
