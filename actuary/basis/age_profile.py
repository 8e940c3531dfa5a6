"""How need of care runs with age: built from what surveys, a sample and bulletins say of groups of people.

A shape, known by narrow groups, says how need runs with age; levels, known by wide ones, say how much a group needs. The
profile is the shape times a factor of age, so that every level is met on the nation's people at the census: nothing jumps
from one year of age to the next, and nothing is fitted to more than is published. What active and retired employees
need is no part of it: `holdout` compares.
"""

from typing import NamedTuple

import numpy as np

from actuary.axes import OLDEST
from actuary.basis.known import Known
from actuary.demography.cells import ages_of
from actuary.figures.places import chain
from actuary.figures.tables import column
from actuary.law import Array

SHAPE, LEVEL, HELD_OUT = "shape", "level", "held out"
"""What a row of the anchors is to the profile."""


class Anchor(NamedTuple):
    """What is known of a group of people of an age."""

    people: str
    measure: str
    year: str
    start: float
    end: float
    """Ages from `start` up to, but without, `end`; without end for an open group."""
    services: tuple[str, ...]
    value: float


def anchors(known: Known, role: str) -> list[Anchor]:
    """The anchors with a role: what is published, then what is assumed, in the order of the tables."""
    names = ("role", "people", "measure", "year", "age_start", "age_end", "services")
    return [
        Anchor(people, measure, year, float(start), _end(end), tuple(of.split()), value)
        for rows in (known.table("age_anchors"), known.table("age_shapes"))
        for which, people, measure, year, start, end, of, value in zip(
            *(rows.columns[name] for name in names), column(rows, "value"), strict=True
        )
        if which == role
    ]


def _end(age: str) -> float:
    return np.inf if age == "open" else float(age) + 1


def need_by_age(known: Known, service: str) -> Array:
    """Need of a service by single age, [age]; only its proportions mean anything.

    need(x) = shape(x) factor(x); either runs straight between the mean ages of its groups and flat beyond the outer ones.
    The factor solves, for every level g: mean of need over the people of g = level(g). Without levels need is the shape.
    LookupError for a service that has no shape.
    """
    shapes, levels = ([one for one in anchors(known, role) if service in one.services] for role in (SHAPE, LEVEL))
    if not shapes:
        raise LookupError(f"no shape of {service} by age")
    ages, people = _nation(known)
    middles = np.array([_shares(one, ages, people) @ ages for one in shapes])
    single = np.arange(OLDEST + 1, dtype=np.float64) + 0.5
    by_group, by_age = (np.interp(at, middles, [one.value for one in shapes]) for at in (ages, single))
    if not levels:
        return by_age
    shares = np.stack([_shares(one, ages, people) for one in levels])
    points = shares @ ages
    factors = np.linalg.solve(shares @ (by_group * _hats(ages, points)).T, [one.value for one in levels])
    return np.asarray(by_age * (factors @ _hats(single, points)))


def _nation(known: Known) -> tuple[Array, Array]:
    """Middles of the census' age groups and the nation's people in them; the open group is as wide as the one before."""
    rows = known.table("census_2020")
    people: dict[int, float] = {}
    for place, age, persons in zip(rows.columns["place"], rows.columns["age"], column(rows, "persons"), strict=True):
        if place == chain(known.area)[-1]:
            start = ages_of(age).first
            people[start] = people.get(start, 0.0) + persons
    starts = np.array(sorted(people), dtype=np.float64)
    widths = np.diff(starts, append=2 * starts[-1] - starts[-2])
    return starts + widths * 0.5, np.array([people[start] for start in sorted(people)])


def _shares(group: Anchor, ages: Array, people: Array) -> Array:
    """How the people of a group are spread over the nation's age groups, adding up to one."""
    inside = people * ((ages >= group.start) & (ages < group.end))
    return np.asarray(inside / inside.sum())


def _hats(at: Array, points: Array) -> Array:
    """[j, at]: one at points[j], nothing at the others, straight between them, flat beyond; together one everywhere."""
    order = np.argsort(points)
    return np.stack([np.interp(at, points[order], unit[order]) for unit in np.eye(len(points))])
