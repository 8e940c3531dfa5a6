"""Scenario -> law: what is in force in the area, and every lever on it. It needs no kernel, so checking stays quick."""

from functools import cache

import numpy as np

from actuary.axes import Calendar
from actuary.errors import Mistake, Mistakes
from actuary.figures.dated import DatedValue, in_force
from actuary.figures.single import figure
from actuary.law import RULES, Array, Law
from actuary.levers import lever
from actuary.levers.shape import OutOfBounds
from actuary.scenario.check import steps_of
from actuary.scenario.model import Scenario
from actuary.units import Date


def law_of(scenario: Scenario) -> tuple[Law, Calendar]:
    """The law after the scenario's levers, and the years it is laid out on. Raises Mistakes."""
    if scenario.members:
        right = "a scenario of one area; several are for   actuary run | compare | check, and actuary.run in Python"
        raise Mistakes([Mistake(scenario.place("areas"), "areas", right)])
    if not scenario.area:
        right = "also an area and a base year, which a fund needs; its people alone: actuary people"
        raise Mistakes([Mistake(scenario.place("people"), "people without an area", right)])
    calendar = Calendar(scenario.base, scenario.last)
    known_to = scenario.vintage.year if scenario.vintage else None
    return pulled(law_in_force(scenario.area, calendar, known_to), scenario, calendar), calendar


def law_in_force(area: str, calendar: Calendar, known_to: int | None = None) -> Law:
    """The law of the nearest place, laid out by month or year and carried to the horizon.

    `known_to` hides what was enacted after that year.
    """
    return Law(**{name: _laid_out(name, area, calendar, known_to) for name in RULES})


@cache
def _laid_out(rule: str, area: str, calendar: Calendar, known_to: int | None) -> Array:
    values = [value.values for value in values_in_force(rule, area, calendar, known_to)]
    array = np.array(values).T
    result = np.ascontiguousarray(array if RULES[rule].by else array[0])
    if known_to is not None and rule.endswith(RISE):
        result[np.array(calendar.laid_out) > _last_known(rule, known_to)] = _rise_lately(rule, area, known_to)
    result.setflags(write=False)
    return result


def values_in_force(rule: str, area: str, calendar: Calendar, known_to: int | None = None) -> list[DatedValue]:
    """What the law says in every month or year that is laid out, with its source."""
    months = range(1, 12 + 1) if RULES[rule].period == "month" else (12,)
    dates = [Date(year, month) for year in calendar.laid_out for month in months]
    if known_to is not None:
        dates = [min(date, Date(_last_known(rule, known_to), 12)) for date in dates]
    return [in_force(rule, area, date) for date in dates]


RISE = "_rise"
"""Ends the name of a rule that says by how much an amount rises each year where no notice sets it."""

COLLECTED_AHEAD = ("resident_premium",)
"""Amounts whose value for a year is known, and collected, in the year before."""


def _last_known(rule: str, known_to: int) -> int:
    """The last year whose law a forecast from the end of a year knows."""
    return known_to + (rule.removesuffix(RISE) in COLLECTED_AHEAD)


def _rise_lately(rule: str, area: str, known_to: int) -> float:
    """Mean yearly rise of the notices that were known, yuan; an amount that fell is not expected to fall on."""
    last, window = _last_known(rule, known_to), int(figure("notices_window", area).value)
    now, before = (in_force(rule.removesuffix(RISE), area, Date(year, 12)).values[0] for year in (last, last - window))
    return max(now - before, 0.0) / window


def pulled(law: Law, scenario: Scenario, calendar: Calendar) -> Law:
    """The law after every lever of the scenario. Raises Mistakes where a lever leaves a rule's bounds."""
    mistakes = []
    for name, fields in scenario.levers.items():
        try:
            law = lever(name).apply(law, fields, calendar)
        except OutOfBounds as found:
            field = next(field for field, rule, _ in steps_of(fields) if rule == found.rule)
            place = scenario.place("levers", name, field, *found.step.path)
            what = ".".join(key for key in (name, field, found.step.part) if key)
            mistakes.append(Mistake(place, f"{what}: {found.step.text}", str(found)))
        except ValueError as right:
            mistakes.append(Mistake(scenario.place("levers", name), name, str(right)))
    if mistakes:
        raise Mistakes(mistakes)
    return law
