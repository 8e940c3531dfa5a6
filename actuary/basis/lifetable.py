"""Mortality and fertility of an area: the nation's, scaled to what is published of the area, or tables of its own."""

from functools import cache, lru_cache

import numpy as np

from actuary.basis.known import Known
from actuary.demography.lifetable import life_expectancy
from actuary.demography.projection import people_at, projected
from actuary.demography.tables import PeopleTable, people_table
from actuary.demography.vital import AreaTables, Vital, hazards, vital_of
from actuary.figures.places import chain
from actuary.figures.tables import column, table


def area_tables(known: Known, own: AreaTables | None) -> AreaTables:
    """A scenario's own tables, or the census of the area with the nation's rates scaled to it."""
    if own is not None:
        return own
    tables = AreaTables(
        population=_table(known, "population", "census_2020", known.area),
        mortality=_table(known, "mortality", "china_mortality"),
        sex_ratio=_table(known, "sex_ratio", "china_sex_ratio_at_birth"),
        fertility=_table(known, "fertility", "china_fertility"),
        fertility_factor=_fertility_factor(known),
    )
    return tables._replace(mortality_factor=_mortality_factor(known, tables))


def vital_rates(tables: AreaTables, years: range) -> Vital:
    """What people of the area do in each year; published births come as births per woman."""
    vital = vital_of(tables, years[0], len(years))
    if vital.births is None:
        return vital
    return vital._replace(fertility=projected(people_at(tables, years[0]), vital).fertility)


def census_year(known: Known) -> int:
    """The year of the census, to which the areas' life expectancy and fertility belong."""
    return int(known.value("census_year"))


def _table(known: Known, kind: str, name: str, place: str | None = None) -> PeopleTable:
    known.table(name)
    return _read(kind, name, place)


@cache
def _read(kind: str, name: str, place: str | None) -> PeopleTable:
    return people_table(kind, table(name).path, place)


def _mortality_factor(known: Known, tables: AreaTables) -> float:
    """Factor on all death rates that moves the nation's life expectancy of the census year by as much as the area's."""
    rows = known.table("area_life_expectancy")
    published = {
        place: years
        for place, year, sex, years in zip(
            rows.columns["place"], rows.columns["year"], rows.columns["sex"], column(rows, "years"), strict=True
        )
        if sex == "both" and int(year) == census_year(known)
    }
    nearest = next(published[place] for place in chain(known.area) if place in published)
    nation = published[chain(known.area)[-1]]
    hazard = hazards(tables, np.array([census_year(known) + 0.5]))
    return _factor(hazard.tobytes(), hazard.shape, nearest - nation)


@lru_cache(maxsize=64)
def _factor(content: bytes, shape: tuple[int, ...], longer: float) -> float:
    """Factor on death rates at which people live so many years longer; the same from one run to the next."""
    hazard = np.frombuffer(content).reshape(shape)
    wanted = life_expectancy(hazard).mean() + longer
    low, high = 0.5, 2.0
    while low < (middle := (low + high) * 0.5) < high:
        low, high = (middle, high) if life_expectancy(hazard * middle).mean() > wanted else (low, middle)
    return middle


def _fertility_factor(known: Known) -> float:
    """Births per woman of the area over the nation's, both from the infants of the census."""
    rows = known.table("area_fertility")
    totals = {
        place: births
        for place, method, births in zip(
            rows.columns["place"], rows.columns["method"], column(rows, "births_per_woman"), strict=True
        )
        if method == "infants"
    }
    nearest = next(totals[place] for place in chain(known.area) if place in totals)
    return nearest / totals[chain(known.area)[-1]]
