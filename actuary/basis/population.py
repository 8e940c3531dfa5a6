"""The people of an area at the base date: counted, moved to the date, scaled to the enrolment base, raked to statuses."""

from typing import NamedTuple

import numpy as np

from actuary.axes import AGES, OLDEST, SEXES, STATUS_NAMES, STATUSES
from actuary.basis.known import Known
from actuary.demography.projection import moved, people_at, younger
from actuary.demography.vital import AreaTables, Vital
from actuary.figures.tables import column
from actuary.kernel.people import share_past
from actuary.law import Array, Law

CLOSE = np.finfo(float).eps * 100
"""Totals are met to rounding."""

ROUNDS = 100 * 100
"""Raking meets its totals in some hundred rounds, or never."""


class BasePeople(NamedTuple):
    """People at the base date and a year before, by status, sex and age, persons."""

    now: Array
    before: Array
    contributing: Array
    """[sex, age] share that contributes to the employee scheme among those under the statutory age."""
    scale: float
    """People of the fund per person counted in the area."""


def base_people(known: Known, tables: AreaTables, own: bool, vital: Vital, law: Law, base: int) -> BasePeople:
    """People by status at 31 December of the base year, as published in total and by membership.

    `own` says that the tables are the scenario's own: then its population stands in place of a register's age bands. The
    first step of `vital` is the base year.
    """
    people = people_at(tables, base + 1) if own else _at_year_end(known, tables, base + 1)
    scale = _required(known, "enrolment_base", base) / people.sum()
    people = people * scale
    past = _past_by_cell(known, law)
    shares = _membership(known, base, people, past)
    before = younger(people, vital._replace(migrants=vital.migrants * scale))
    working = STATUS_NAMES.index("active"), STATUS_NAMES.index("flexible")
    contributing = shares[list(working)].sum(axis=0) / np.maximum(1 - past, np.finfo(float).tiny)
    return BasePeople(shares * people, shares * before, np.where(past < 1, contributing, 0), scale)


def _required(known: Known, name: str, base: int) -> float:
    found = known.fact(name, base)
    if found is None:
        raise LookupError(f"{name} of {known.area} in {base} is not known")
    return found


def _at_year_end(known: Known, tables: AreaTables, end: int) -> Array:
    """People by sex and age where a year ends: from registered age bands where there are any, else from the census."""
    bands = _registered_bands(known)
    if not bands:
        return people_at(tables, end)
    year = min(bands)
    people = people_at(tables, year + 1)
    people *= sum(count for _, _, count in bands[year]) / people.sum()
    for first, last, count in bands[year]:
        people[:, first : last + 1] *= count / people[:, first : last + 1].sum()
    return moved(people, tables, year + 1, end)


def _registered_bands(known: Known) -> dict[int, list[tuple[int, int, float]]]:
    rows = known.table("registered_age")
    bands: dict[int, list[tuple[int, int, float]]] = {}
    for place, year, start, end, count in zip(
        *(rows.columns[name] for name in ("place", "year", "age_start", "age_end")), column(rows, "people"), strict=True
    ):
        if place == known.area:
            bands.setdefault(int(year), []).append((int(start), OLDEST if end == "open" else int(end), count))
    return bands


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
