"""Who is insured and how much care they need: from the projected people of both year ends."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from actuary.analysis.worked.inputs import Inputs
from actuary.analysis.worked.terms import Term, added_up, said
from actuary.axes import OLDEST, SERVICES, STATUSES
from actuary.basis.illness import kind_of
from actuary.kernel import rows as r
from actuary.law import Array

DECADE = 10
STARTS = tuple(range(0, OLDEST, DECADE))
AGE_GROUPS = (*(f"{start}-{start + DECADE - 1}" for start in STARTS[:-1]), f"{STARTS[-1]}+")
"""Ages as they are shown; the last group is open."""


class Exposed(NamedTuple):
    """People of a payer over the year."""

    eligible_before: Term
    """Those insured here, or eligible, at the end of last year, by status."""
    exposure: Term
    """Person-years by status."""
    persons: Term
    """Person-years of all of them."""
    need: Term
    """Person-years of mean need by service."""


def exposed(inputs: Inputs) -> Exposed:
    """Exposure, the mean of both year ends, and the need that it brings."""
    inputs.sheet.open("worked_people")
    population, students = inputs.results.population, inputs.results.basis.demography.student_age
    mine = [s for s, status in enumerate(STATUSES) if status.payer == inputs.payer]
    names = tuple(STATUSES[s].name for s in mine)
    start, end = population.people[inputs.i][mine], population.people[inputs.i + 1][mine]
    first = inputs.people("people_at_start", start.sum(axis=(1, 2)), names)
    last = inputs.people("people_at_end", end.sum(axis=(1, 2)), names)
    row = inputs.results.basis.basis_year[r.ELSEWHERE]
    if inputs.payer == "employee" or not row[inputs.t - 1 : inputs.t + 1].any():
        exposure = inputs.found("exposure", 0.5 * (first + last), "persons", names)
        return Exposed(first, exposure, _all(inputs, exposure), _need(inputs, 0.5 * (start + end)))
    figure = "students_insured_elsewhere"
    away_before = inputs.sheet.given("elsewhere_before", row[inputs.t - 1], "share", "figure", figure)
    away = inputs.yearly("elsewhere", r.ELSEWHERE, "share", figure)
    at_school = inputs.people("students_at_start", (start * students).sum(axis=(1, 2)), names)
    at_school_later = inputs.people("students_at_end", (end * students).sum(axis=(1, 2)), names)
    before = inputs.found("eligible_before", first - away_before * at_school, "persons", names)
    exposure = inputs.found(
        "exposure", 0.5 * (first + last) - away * 0.5 * (at_school + at_school_later), "persons", names
    )
    here = 1.0 - float(away.value) * students
    return Exposed(before, exposure, _all(inputs, exposure), _need(inputs, 0.5 * (start + end) * here))


def _all(inputs: Inputs, exposure: Term) -> Term:
    return inputs.found("persons", added_up(exposure, "statuses"), "persons")


def _need(inputs: Inputs, cells: Array) -> Term:
    """Need of each service: persons of an age times what that age needs of it, added up; shown by groups of ages."""
    inputs.sheet.open("worked_need")
    relativity = inputs.results.basis.demography.relativity
    by_age = cells.sum(axis=0)
    persons = inputs.people("exposure_by_age", _by_group(by_age), AGE_GROUPS)
    profiles: dict[str, Term] = {}
    for k, service in enumerate(SERVICES):
        if kind_of(service) not in profiles:
            with np.errstate(invalid="ignore"):
                mean = np.nan_to_num(_by_group(by_age * relativity[k]) / persons.value)
            name = f"relativity_{kind_of(service)}"
            profiles[kind_of(service)] = inputs.sheet.given(name, mean, "number", "figure", _ANCHORS, AGE_GROUPS)
    needs = {
        kind: inputs.found(f"need_{kind}", added_up(persons * profile, "ages"), "persons")
        for kind, profile in profiles.items()
    }
    return said("need of the same kind", np.array([float(needs[kind_of(service)].value) for service in SERVICES]))


_ANCHORS = "age_anchors, age_shapes; the mean of the ages of a group"


def _by_group(cells: Array) -> Array:
    """[sex, age] added up over sexes and groups of ages."""
    return np.asarray(np.add.reduceat(cells.sum(axis=0), STARTS))
