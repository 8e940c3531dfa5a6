"""Scenario -> law: what is in force in the area, and every lever on it. It needs no kernel, so checking stays quick."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from actuary.axes import Calendar
from actuary.errors import Mistake, Mistakes
from actuary.figures.dated import DatedValue, held, in_force
from actuary.figures.single import figure
from actuary.law import RULES, Array, Law, closed
from actuary.levers import field_of, lever, owner
from actuary.levers.shape import OutOfBounds, Step, begin
from actuary.scenario.check import steps_of
from actuary.scenario.model import Scenario
from actuary.units import Date


def law_of(scenario: Scenario, before: Law | None = None) -> tuple[Law, Calendar]:
    """The law after the scenario's levers, and the years it is laid out on. Raises Mistakes.

    `before` is the law that the levers move, where it is another than the one in force.
    """
    if scenario.members:
        right = "a scenario of one area; several are for   actuary run | compare | portfolio | check, and actuary.run in Python"
        raise Mistakes([Mistake(scenario.place("areas"), "areas", right)])
    if not scenario.area:
        right = "also an area and a base year, which a fund needs; its people alone: actuary people"
        raise Mistakes([Mistake(scenario.place("people"), "people without an area", right)])
    calendar = Calendar(scenario.base, scenario.last)
    known_to = scenario.vintage.year if scenario.vintage else None
    law = law_in_force(scenario.area, calendar, known_to) if before is None else before
    return pulled(law, scenario, calendar), calendar


def law_in_force(area: str, calendar: Calendar, known_to: int | None = None) -> Law:
    """The law of the nearest place, laid out by month or year and carried to the horizon.

    `known_to` hides what was enacted after that year.
    """
    return Law(**{name: _laid_out(name, area, calendar, known_to) for name in RULES})


@cache
def _laid_out(rule: str, area: str, calendar: Calendar, known_to: int | None) -> Array:
    result = _by_date(rule, values_in_force(rule, area, calendar, known_to))
    if known_to is not None and rule.endswith(RISE):
        result[np.array(calendar.laid_out) > _last_known(rule, known_to)] = _rise_lately(rule, area, known_to)
    result.setflags(write=False)
    return result


def values_in_force(rule: str, area: str, calendar: Calendar, known_to: int | None = None) -> list[DatedValue]:
    """What the law says in every month or year that is laid out, with its source."""
    dates = _dates(rule, calendar)
    if known_to is not None:
        dates = [min(date, Date(_last_known(rule, known_to), 12)) for date in dates]
    return [in_force(rule, area, date) for date in dates]


def law_written(values: Mapping[str, Sequence[DatedValue]], area: str, calendar: Calendar) -> Law:
    """The law as somebody has it written, each rule with its dated values; a rule that is not there is as in force."""
    law = law_in_force(area, calendar)
    own = {
        rule: closed(_by_date(rule, [held(dated, date) for date in _dates(rule, calendar)]))
        for rule, dated in values.items()
        if rule in RULES
    }
    return law._replace(**own)


def _dates(rule: str, calendar: Calendar) -> list[Date]:
    """The months or years of a rule that are laid out; a year by its end."""
    months = range(1, 12 + 1) if RULES[rule].period == "month" else (12,)
    return [Date(year, month) for year in calendar.laid_out for month in months]


def _by_date(rule: str, values: Sequence[DatedValue]) -> Array:
    """What holds at each date as an array, the dates last."""
    array = np.array([value.values for value in values]).T
    return np.ascontiguousarray(array if RULES[rule].by else array[0])


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
    """The law after every lever of the scenario. Raises Mistakes where a lever leaves a rule's bounds, or is idle."""
    mistakes = []
    for name, fields in scenario.levers.items():
        try:
            law = lever(name).apply(law, fields, calendar)
        except OutOfBounds as found:
            field = next(field for field, rule, _ in steps_of(fields) if rule == found.rule)
            mistakes.append(_of_step(scenario, name, field, found.step, str(found)))
        except ValueError as right:
            mistakes.append(Mistake(scenario.place("levers", name), name, str(right)))
    mistakes = mistakes or [*_idle(law, scenario, calendar)]
    if mistakes:
        raise Mistakes(mistakes)
    return law


def _of_step(scenario: Scenario, name: str, field: str, step: Step, right: str) -> Mistake:
    what = ".".join(key for key in (name, field, step.part) if key)
    return Mistake(scenario.place("levers", name, field, *step.path), f"{what}: {step.text}", right)


def _idle(law: Law, scenario: Scenario, calendar: Calendar) -> Iterator[Mistake]:
    """Steps of rules that move money only with another rule, from whose dates on that other one is nothing.

    What that other rule is to be after a run that ends early cannot be known from its law, and is taken to be something.
    """
    for name, fields in scenario.levers.items():
        written = ((field, rule, step) for field, rule, steps in steps_of(fields) for step in steps)
        for field, rule, step in written:
            other = fields.extra(field).get("only_with")
            if other is None or _set_later(scenario, other, step.part, calendar):
                continue
            values = step.of(other, getattr(law, other))[begin(step, rule, calendar) :]
            if values.size and not values.any():
                what = ".".join(key for key in (owner(other), field_of(other), step.part) if key)
                nothing = RULES[other].unit.show(0)
                since = step.date or calendar.base + 1
                right = (
                    f"also {what}, in {since} or later: {nothing} is in force there, and this moves nothing by itself"
                )
                yield _of_step(scenario, name, field, step, right)


def _set_later(scenario: Scenario, rule: str, part: str, calendar: Calendar) -> bool:
    """The scenario moves this part of the rule after the last year of the run."""
    fields = scenario.levers.get(owner(rule))
    found = [step for _, one, steps in steps_of(fields) if one == rule for step in steps] if fields else []
    return any(step.part == part and step.date and step.date.year > calendar.last for step in found)
