"""The yearly plan of a bureau: what was aimed at and what came of it, whom to insure next year, and next year's budget."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from actuary.axes import AGES, SEXES
from actuary.figures.single import filed
from actuary.law import Array
from actuary.outcomes import Outcome
from actuary.results import FORM, Results
from actuary.scenario.expect import Expectation

BUDGETED = ("employee_scheme", "resident")
"""The funds whose lines make the budget."""
BASES = ("registered", "residing", "working_age", "urban")
"""What a plan of enrolment is measured by: the enrolment base, the resident population, people of working age, townspeople."""


class Base(NamedTuple):
    """One base of the plan of enrolment: persons in the year and in the next, and who of them is insured."""

    name: str
    now: float
    """NaN where nobody publishes it for the area."""
    following: float
    insured: float
    """In the year: everybody, or those of the employee scheme."""
    foreseen: float
    """Insured in the next year as the run has it."""
    target: float
    """Share of the base to be insured next year: as the scenario expects, at least what it was."""

    @property
    def share(self) -> float:
        """Insured over the base in the year; over one where more are insured than belong to it."""
        return self.insured / self.now

    @property
    def planned(self) -> float:
        """Persons to be insured next year."""
        return self.target * self.following

    @property
    def to_win(self) -> float:
        """Planned less foreseen: whom enrolment work has to find."""
        return self.planned - self.foreseen


class Plan(NamedTuple):
    """Assessment of a year and plan of the next."""

    results: Results
    year: int
    assessed: tuple[Outcome, ...]
    """What the scenario expects of the year, each held against it by itself."""
    bases: tuple[Base, ...]
    budget: dict[str, dict[str, tuple[float, float]]]
    """Fund -> line -> the year and the next, yuan; lines that are nil in both are left out."""


def plan_of(results: Results, year: int) -> Plan:
    """The plan after a year of a run that has a next year."""
    return Plan(results, year, _assessed(results, year), _bases(results, year), _budget(results, year))


def _assessed(results: Results, year: int) -> tuple[Outcome, ...]:
    """Each expectation that holds in the year, of that year alone."""
    return tuple(
        outcome._replace(
            expectation=outcome.expectation._replace(first=year, last=year),
            values=outcome.values[year - outcome.expectation.first :][:1],
        )
        for outcome in results.expectations
        if year in outcome.expectation.years
    )


def _bases(results: Results, year: int) -> tuple[Base, ...]:
    everybody = results.yearly["insured_employees"] + results.yearly["insured_residents"]
    contributing = results.people["active"] + results.people["flexible"]
    residing = _residing(results)
    people = dict(
        zip(BASES, (results.yearly["population"], residing, _working(results), residing * _urban(results)), strict=True)
    )
    insured = dict(zip(BASES, (everybody, everybody, contributing, results.yearly["insured_employees"]), strict=True))
    return tuple(_base(name, people[name], insured[name], results, year) for name in BASES)


def _base(name: str, people: Array, insured: Array, results: Results, year: int) -> Base:
    t = year - results.base
    share = float(insured[t] / people[t])
    target = max(share, _expected_coverage(results, year + 1)) if name == BASES[0] else share
    return Base(name, float(people[t]), float(people[t + 1]), float(insured[t]), float(insured[t + 1]), target)


def _expected_coverage(results: Results, year: int) -> float:
    """The coverage that the scenario expects of a year; nothing where it expects none."""
    wanted: list[Expectation] = [one for one in results.scenario.expect if one.measure == "coverage_rate"]
    return max((one.low for one in wanted if year in one.years and np.isfinite(one.low)), default=0.0)


def _residing(results: Results) -> Array:
    """People who live in the area: as last published, and beside that moving as those of the fund do; NaN where unknown."""
    area, people = results.scenario.area, results.yearly["population"]
    published = filed("population_year_end", area) or filed("census_population", area)
    dated = {year: one.value for year, one in published.items() if results.base <= year <= results.calendar.last}
    if not dated:
        return np.full(len(people), np.nan)
    last = max(dated)
    return np.asarray(dated[last] * people / people[last - results.base])


def _urban(results: Results) -> float:
    """Share of those who live in the area that live in towns, as last published; NaN where unknown."""
    published = filed("urban_share", results.scenario.area)
    return published[max(published)].value if published else float("nan")


def _working(results: Results) -> Array:
    """People of the fund from the age of first jobs to the statutory age; how many have work is published nowhere."""
    ages, law = np.array(AGES), results.law
    first = results.basis.known.value("formalisation_age_from")
    limits = (law.retirement_age_men, law.retirement_age_women)
    people = results.people_by_age.sum(axis=1)
    working = [
        (people[:, x] * ((ages >= first) & (ages < limit[: len(people), None]))).sum(axis=1)
        for x, limit in zip(range(len(SEXES)), limits, strict=True)
    ]
    return np.asarray(np.sum(working, axis=0))


def _budget(results: Results, year: int) -> dict[str, dict[str, tuple[float, float]]]:
    t = year - results.base
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for fund in BUDGETED:
        assert fund in FORM
        lines = {
            **results.form(fund),
            **{m: results.funds[fund][m] for m in ("income", "spending", "surplus", "balance")},
        }
        pairs = {name: (float(values[t]), float(values[t + 1])) for name, values in lines.items()}
        found[fund] = {name: pair for name, pair in pairs.items() if any(pair)}
    return found
