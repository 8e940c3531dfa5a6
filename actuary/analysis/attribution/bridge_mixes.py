"""Projections between two forecasts: each group of inputs as it was then, or as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from actuary.analysis.attribution.mixes import differing
from actuary.analysis.past.frozen_inputs import Figures, Inputs, computed
from actuary.axes import Calendar
from actuary.basis.calibration import Basis
from actuary.compile import IMPOSSIBLE, basis_of
from actuary.errors import Mistake, Mistakes
from actuary.figures.single import ANY_YEAR, Figure, filed
from actuary.law import RULES
from actuary.manifest import instead
from actuary.results import Results
from actuary.scenario.check import steps_of
from actuary.scenario.model import Scenario

DATA, EXPERIENCE, ASSUMPTIONS, LAW, LEVERS = "data", "experience", "assumptions", "law", "levers"
GROUPS = (DATA, EXPERIENCE, ASSUMPTIONS, LAW, LEVERS)
"""What changes from one forecast to the next: figures of the years to the earlier base year, and tables of people; the base
year itself and figures of the years to the later one; all other figures, and behaviour; the law; the scenario's levers."""


class Mixed(NamedTuple):
    """A view of figures: of each year as one of the two forecasts knew them."""

    old: Figures
    new: Figures
    bases: tuple[int, int]
    """The earlier base year and the later one."""
    made: frozenset[str]

    def seen(self, name: str, place: str) -> dict[int, Figure]:
        """The figures of a name and place by year."""
        today, key = filed(name, place), (name, place)
        old, new = self.old.get(key, today), self.new.get(key, today)
        if old == new:
            return new
        sides = {group: new if group in self.made else old for group in (DATA, EXPERIENCE, ASSUMPTIONS)}
        reach = max([*old, *new])
        return {
            year: one
            for group, side in sides.items()
            for year, one in side.items()
            if group_of(year, reach, self.bases) == group
        }


class Between:
    """Projections between two forecasts; those that differ in nothing but levers share a basis."""

    def __init__(self, old: Inputs, new: Inputs) -> None:
        self.old, self.new = old, new
        self.last = max(old.scenario.last, new.scenario.last)
        self.bases: dict[frozenset[str], Basis] = {}

    def run(self, made: frozenset[str]) -> Results:
        """The projection with these groups as they are now. Raises Mistakes where that cannot be."""
        scenario = mixed(self.old.scenario, self.new.scenario, self.last, made)
        if wrong := list(_too_early(scenario)):
            raise Mistakes(wrong)
        calendar = Calendar(scenario.base, scenario.last)
        view = Mixed(self.old.figures, self.new.figures, bases_of(self.old, self.new), made)
        law = (self.new if LAW in made else self.old).enacted(calendar)
        ground = made - {LEVERS}
        try:
            if ground not in self.bases:
                self.bases[ground] = basis_of(scenario, calendar, view, law)
            return computed(scenario, view, law, self.bases[ground])
        except IMPOSSIBLE:
            raise Mistakes([Mistake(None, scenario.name, "figures of which a base year can be made")]) from None


def mixed(old: Scenario, new: Scenario, last: int, made: frozenset[str]) -> Scenario:
    """The new scenario with all but these groups as in the old one."""

    def side(group: str) -> Scenario:
        return new if group in made else old

    return new._replace(
        base=side(EXPERIENCE).base,
        last=last,
        levers=side(LEVERS).levers,
        figures=side(ASSUMPTIONS).figures,
        behaviour=side(ASSUMPTIONS).behaviour,
        people=side(DATA).people,
        step=side(DATA).step,
        places=old.places | new.places,
    )


def bases_of(old: Inputs, new: Inputs) -> tuple[int, int]:
    """The earlier base year and the later one."""
    bases = old.scenario.base, new.scenario.base
    return min(bases), max(bases)


def group_of(year: int, reach: int, bases: tuple[int, int]) -> str:
    """Which group a figure of this year belongs to, whose name has values to the year `reach` in one forecast or the other.

    One without a year is an assumption, and so is all of a path that goes on beyond the later base year.
    """
    if year == ANY_YEAR or reach > bases[1]:
        return ASSUMPTIONS
    return DATA if year <= bases[0] else EXPERIENCE


def otherwise(old: Inputs, new: Inputs) -> dict[str, tuple[str, ...]]:
    """What the two have otherwise, by group, in words; a group that is the same in both is not there."""
    one, other, bases = old.scenario, new.scenario, bases_of(old, new)
    found: dict[str, list[str]] = {group: [] for group in GROUPS}
    if one.base != other.base:
        found[EXPERIENCE].append(f"{one.base} -> {other.base}")
    if (one.people, one.step) != (other.people, other.step):
        found[DATA].append("people")
    for group, what in _figures(old, new):
        found[group].append(what)
    found[ASSUMPTIONS] += [
        f"figures.{name}: {instead(one, name) or '-'} -> {instead(other, name) or '-'}"
        for name in differing(one.figures, other.figures)
    ]
    found[ASSUMPTIONS] += [f"behaviour.{name}" for name in differing(dict(one.behaviour), dict(other.behaviour))]
    calendar = Calendar(bases[0], max(one.last, other.last))
    laws = old.enacted(calendar), new.enacted(calendar)
    found[LAW] += [rule for rule in RULES if not np.array_equal(*(getattr(law, rule) for law in laws))]
    found[LEVERS] += differing(one.levers, other.levers)
    return {group: tuple(what) for group, what in found.items() if what}


def _figures(old: Inputs, new: Inputs) -> Iterator[tuple[str, str]]:
    """The group of each figure that is otherwise, and what it was and is."""
    for name, place in sorted({*old.figures, *new.figures}):
        today = filed(name, place)
        before, after = (side.figures.get((name, place), today) for side in (old, new))
        years = sorted({*before, *after})
        for year in years:
            texts = [side[year].text if year in side else "-" for side in (before, after)]
            values = [side[year].value if year in side else None for side in (before, after)]
            if values[0] != values[1]:
                dated = "" if year == ANY_YEAR else f" {year}"
                yield group_of(year, years[-1], bases_of(old, new)), f"{name}{dated}: {texts[0]} -> {texts[1]}"


def _too_early(scenario: Scenario) -> Iterator[Mistake]:
    """Steps of levers that begin before the first projected year: of a scenario that was written for an earlier base year."""
    for name, fields in scenario.levers.items():
        for field, _, steps in steps_of(fields):
            for step in steps:
                if step.date and step.date.year <= scenario.base:
                    right = f"a date after the base year {scenario.base}"
                    yield Mistake(scenario.place("levers", name, field), f"{name}.{field}, {step.date}", right)
