"""The people of an area at the base date: census, aged to the date, scaled to the enrolment base, raked to statuses."""

from typing import NamedTuple

import numpy as np

from actuary.axes import AGES, OLDEST, SEXES, STATUS_NAMES, STATUSES
from actuary.basis.known import Known
from actuary.basis.lifetable import Vital, census_year
from actuary.figures.tables import column
from actuary.kernel.people import share_past
from actuary.law import Array, Law

CLOSE = np.finfo(float).eps * 100
"""Totals are met to rounding."""

ROUNDS = 100 * 100
"""Raking meets its totals in some hundred rounds, or never."""

SINCE_CENSUS = 2 / 12
"""From the census of 1 November to the end of its year."""


class BasePeople(NamedTuple):
    """People at the base date and a year before, by status, sex and age, persons."""

    now: Array
    before: Array
    contributing: Array
    """[sex, age] share that contributes to the employee scheme among those under the statutory age."""


def years_of_people(known: Known, years: range) -> range:
    """The years whose vital rates are needed: from the census, or the base year, to the horizon."""
    bands = _registered_bands(known)
    census = census_year(known)
    return range(min(census, years[0]), max(census + 1, years[-1], *bands, years[0] + 1) + 2)


def base_people(known: Known, vital: Vital, law: Law, base: int) -> BasePeople:
    """People by status at 31 December of the base year, as published in total and by membership."""
    people = _at_year_end(known, vital, base)
    people *= _required(known, "enrolment_base", base) / people.sum()
    past = _past_by_cell(known, law)
    shares = _membership(known, base, people, past)
    before = _year_younger(people, vital, base)
    working = STATUS_NAMES.index("active"), STATUS_NAMES.index("flexible")
    contributing = shares[list(working)].sum(axis=0) / np.maximum(1 - past, np.finfo(float).tiny)
    return BasePeople(shares * people, shares * before, np.where(past < 1, contributing, 0))


def _required(known: Known, name: str, base: int) -> float:
    found = known.fact(name, base)
    if found is None:
        raise LookupError(f"{name} of {known.area} in {base} is not known")
    return found


def _at_year_end(known: Known, vital: Vital, year: int) -> Array:
    """People by sex and age at the end of a year: from registered age bands where there are any, else from the census."""
    bands = _registered_bands(known)
    if not bands:
        return _census_aged(known, vital, year)
    published = min(bands)
    people = _census_aged(known, vital, published)
    people *= sum(count for _, _, count in bands[published]) / people.sum()
    for start, end, count in bands[published]:
        people[:, start : end + 1] *= count / people[:, start : end + 1].sum()
    return _moved(people, vital, published, year)


def _registered_bands(known: Known) -> dict[int, list[tuple[int, int, float]]]:
    rows = known.table("registered_age")
    bands: dict[int, list[tuple[int, int, float]]] = {}
    for place, year, start, end, count in zip(
        *(rows.columns[name] for name in ("place", "year", "age_start", "age_end")), column(rows, "people"), strict=True
    ):
        if place == known.area:
            bands.setdefault(int(year), []).append((int(start), OLDEST if end == "open" else int(end), count))
    return bands


def _census_aged(known: Known, vital: Vital, year: int) -> Array:
    """The census counts of 1 November moved to the end of a year, on a straight line within the year."""
    census = _single_ages(known, vital)
    earlier = _moved(census, vital, census_year(known), year)
    later = _moved(census, vital, census_year(known), year + 1)
    return (1 - SINCE_CENSUS) * earlier + SINCE_CENSUS * later


def _moved(people: Array, vital: Vital, start: int, end: int) -> Array:
    """People a whole number of years later or earlier, without migration."""
    for year in range(start, end):
        people = _year_older(people, vital, year + 1)
    for year in range(start, end, -1):
        people = _year_younger(people, vital, year)
    return people


def _year_older(people: Array, vital: Vital, year: int) -> Array:
    """People at the end of a year from people at its start."""
    index = vital.years.index(year)
    after = np.zeros_like(people)
    alive = people * vital.survival[index]
    after[:, 1:] = alive[:, :-1]
    after[:, -1] += alive[:, -1]
    births = (vital.fertility[index] * 0.5 * (people[1] + after[1])).sum()
    boys, boy_survival, girl_survival = vital.newborn[index]
    after[:, 0] = births * boys * boy_survival, births * (1 - boys) * girl_survival
    return after


def _year_younger(people: Array, vital: Vital, year: int) -> Array:
    """Who must have lived at the start of a year: the open group is shared between its two ages as in a life table."""
    survival = vital.survival[vital.years.index(year)]
    before = np.empty_like(people)
    before[:, :-1] = people[:, 1:] / survival[:, :-1]
    oldest = people[:, -1] / survival[:, -1]
    before[:, -1] = oldest * survival[:, -1]
    before[:, -2] = oldest - before[:, -1]
    return before


def _single_ages(known: Known, vital: Vital) -> Array:
    """Census counts by single age, [sex, age]: within a group a straight line that runs as the neighbours do."""
    rows = known.table("census_2020")
    people = np.zeros((len(SEXES), OLDEST + 1))
    for sex, name in enumerate(SEXES):
        groups = sorted(
            (int(age), count)
            for place, of, age, count in zip(
                *(rows.columns[key] for key in ("place", "sex", "age_start")), column(rows, "persons"), strict=True
            )
            if place == known.area and of == name
        )
        starts = [start for start, _ in groups]
        sizes = np.array([count for _, count in groups[:-1]])
        widths = np.diff(starts)
        density = sizes / widths
        slope = np.gradient(density, np.array(starts[:-1]) + widths * 0.5)
        for i, start in enumerate(starts[:-1]):
            ages = np.arange(start, starts[i + 1])
            line = np.maximum(density[i] + slope[i] * (ages - ages.mean()), 0)
            people[sex, ages] = sizes[i] * line / line.sum()
        people[sex, starts[-1] :] = groups[-1][1] * _old_shape(
            vital.survival[vital.years.index(census_year(known)), sex], starts[-1]
        )
    return people


def _old_shape(survival: Array, start: int) -> Array:
    """How the open census group spreads over its ages: as the survivors of a life table do."""
    alive = np.cumprod(np.concatenate([[1.0], survival[start:OLDEST]]))
    alive[-1] /= 1 - survival[OLDEST]
    return np.asarray(alive / alive.sum())


def _past_by_cell(known: Known, law: Law) -> Array:
    """Share of each sex and age past its statutory age at the end of the base year, [sex, age]."""
    cadres = known.value("female_cadre_share")
    ages = np.array([law.retirement_age_men[0], law.retirement_age_women[0], law.retirement_age_women_cadres[0]])
    return np.array([[share_past(float(a), x, ages, cadres) for a in AGES] for x in range(len(SEXES))])


def _membership(known: Known, base: int, people: Array, past: Array) -> Array:
    """Shares of the statuses in each cell, [status, sex, age], so that their totals are the published ones.

    Seeds by age are raked (iterative proportional fitting) to the people of each cell and to the totals of those who
    contribute, of the retired and of everybody else.
    """
    employees = _required(known, "employee_insured", base)
    retired = known.fact("retired_insured", base) or employees / (1 + known.value("active_per_retired", base))
    totals = np.array([employees - retired, retired, people.sum() - employees])
    seeds = np.stack([_seed(known, "active") * (1 - past), _seed(known, "retired") * past, np.zeros_like(past)])
    seeds[2] = 1 - seeds[0] - seeds[1]
    fitted = _raked(seeds * people, people, totals) / np.where(people > 0, people, 1)
    flexible, assisted = known.value("flexible_share", base), known.value("assisted_share", base)
    parts = {
        "active": fitted[0] * (1 - flexible),
        "flexible": fitted[0] * flexible,
        "retired": fitted[1],
        "resident": fitted[2] * (1 - assisted),
        "assisted": fitted[2] * assisted,
    }
    return np.stack([parts[status.name] for status in STATUSES])


def _raked(cells: Array, people: Array, totals: Array) -> Array:
    """Cells [class, sex, age] whose classes sum to `totals` and whose cells sum to `people`."""
    for _ in range(ROUNDS):
        by_class = totals / cells.sum(axis=(1, 2))
        cells = cells * by_class[:, None, None]
        cells = cells * (people / np.maximum(cells.sum(axis=0), np.finfo(float).tiny))
        if np.abs(cells.sum(axis=(1, 2)) - totals).max() <= CLOSE * totals.sum():
            return cells
    raise ArithmeticError("the people of each age cannot hold so many members")


def _seed(known: Known, membership: str) -> Array:
    """Assumed share of members by sex and age, [sex, age], on straight lines between the middles of the age groups."""
    rows = known.table("employee_membership_by_age")
    result = np.zeros((len(SEXES), OLDEST + 1))
    for sex, name in enumerate(SEXES):
        points = [
            (int(age), share)
            for which, of, age, share in zip(
                *(rows.columns[key] for key in ("membership", "sex", "age_start")), column(rows, "share"), strict=True
            )
            if which == membership and of == name
        ]
        starts = [start for start, _ in points]
        half = (starts[1] - starts[0]) * 0.5
        result[sex] = np.interp(
            np.arange(OLDEST + 1) + 0.5, [start + half for start in starts], [share for _, share in points]
        )
        result[sex, : starts[0]] = 0
    return result
