"""Scenario -> what the kernel runs on: the law in force, the levers on it, the basis, sealed as read-only arrays."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from actuary.axes import Calendar
from actuary.basis.assembly import laid_out
from actuary.basis.calibration import Basis, calibrated
from actuary.errors import Mistake, Mistakes
from actuary.figures.dated import DatedValue, in_force
from actuary.kernel.years import Demography, Prices, Rules
from actuary.law import RULES, Array, Law, packed
from actuary.levers import lever
from actuary.scenario.model import Scenario
from actuary.units import Date


class Sealed(NamedTuple):
    """What the kernel runs on, read-only and C-ordered."""

    start: Array
    rules: Rules
    demography: Demography
    prices: Prices


def law_in_force(area: str, calendar: Calendar) -> Law:
    """The law of the nearest place, laid out by month or year and carried to the horizon."""
    return Law(**{name: _laid_out(name, area, calendar) for name in RULES})


@cache
def _laid_out(rule: str, area: str, calendar: Calendar) -> Array:
    values = [value.values for value in values_in_force(rule, area, calendar)]
    array = np.array(values).T
    result = np.ascontiguousarray(array if RULES[rule].by_service else array[0])
    result.setflags(write=False)
    return result


def values_in_force(rule: str, area: str, calendar: Calendar) -> list[DatedValue]:
    """What the law says in every month or year that is laid out, with its source."""
    months = range(1, 12 + 1) if RULES[rule].period == "month" else (12,)
    return [in_force(rule, area, Date(year, month)) for year in calendar.laid_out for month in months]


def pulled(law: Law, scenario: Scenario, calendar: Calendar) -> Law:
    """The law after every lever of the scenario. Raises Mistakes where a lever leaves a rule's bounds."""
    mistakes = []
    for name, fields in scenario.levers.items():
        try:
            law = lever(name).apply(law, fields, calendar)
        except ValueError as right:
            mistakes.append(Mistake(scenario.place("levers", name), name, str(right)))
    if mistakes:
        raise Mistakes(mistakes)
    return law


def basis_of(scenario: Scenario, calendar: Calendar) -> Basis:
    """Figures of the scenario, calibrated to the base year. Raises Mistakes where a figure is set that nothing uses."""
    law = law_in_force(scenario.area, calendar)
    basis = calibrated(laid_out(scenario, law, calendar), law)
    used = {name for name, _, _ in basis.known.used}
    unused = [name for name in scenario.figures if name not in used]
    if unused:
        right = "a figure that this run uses   (actuary explain SCENARIO lists them)"
        raise Mistakes(Mistake(scenario.place("figures", name), name, right) for name in unused)
    return basis


def sealed(law: Law, basis: Basis) -> Sealed:
    """Law and basis packed for the kernel; nobody can write to them any more."""
    rules = Rules(packed(law, "year"), packed(law, "month"), basis.basis_year, basis.fixed, basis.roles)
    return Sealed(
        _closed(basis.start),
        Rules(*map(_closed, rules)),
        Demography(*map(_closed, basis.demography)),
        Prices(*map(_closed, basis.prices)),
    )


def _closed(array: Any) -> Any:
    result = np.ascontiguousarray(array).copy()
    result.setflags(write=False)
    return result
