"""What is measured of a run in one year: what a run tells, in which unit, and what is wrong with what was asked for."""

from __future__ import annotations

import math

from actuary.axes import LAYER_NAMES
from actuary.errors import Mistake, Mistakes
from actuary.measures import nearest_measure, units_of
from actuary.results import Results
from actuary.scenario.expect import years_told
from actuary.scenario.model import Scenario

MEASURE = "employee_scheme.reserve_months"
"""What is asked for unless something else is."""
MONTHS = (MEASURE, "resident.reserve_months")
"""What a difference is looked for in unless something is asked for: each scheme's months of reserve."""
OF_BALANCE = ("balance", "reserve_months", "free_reserve_months", "backed_months")
"""What a fund has none of where its balance was never published."""


class NoSuchMeasure(Mistakes):
    """Nothing that a run tells has the name that was asked for."""


def told_by(results: Results, measure: str) -> None:
    """Raise NoSuchMeasure where a run tells nothing of this name."""
    if right := not_told(results, measure):
        raise NoSuchMeasure([Mistake(None, measure, right)])


def not_told(results: Results, measure: str) -> str:
    """That a run tells nothing of this name, and what is near to it; empty where it tells something."""
    told = measures_told(results)
    if measure in told:
        return ""
    near = nearest_measure(measure, told)
    hint = f"did you mean {near}?" if near else "one such as resident.reserve_months, employee.inpatient, take_up"
    return f"no run tells anything of this name; {hint}"


def most_moved(before: Results, after: Results, year: int) -> str:
    """Which scheme's months of reserve differ most in a year; where neither does, or none is known, the first one's."""
    at = year - before.base
    ways = [abs(float(after.series(name)[at] - before.series(name)[at])) for name in MONTHS]
    return max(zip(ways, MONTHS, strict=True), key=lambda one: -1.0 if math.isnan(one[0]) else one[0])[1]


def measures_told(results: Results) -> list[str]:
    """Everything of a run that has one number a year, as `Results.series` names it."""
    groups = [results.lines, results.layers, results.indicators, results.funds, {"people": results.people}]
    named = {f"{name}.{measure}" for group in groups for name, found in group.items() for measure in found}
    return sorted({*named, *results.yearly})


def unit_of(measure: str) -> str:
    """money, people, months, share or number; a line of the accounts and a layer's fund are money."""
    group, _, name = measure.rpartition(".")
    if group == "people":
        return "people"
    found = {} if group in LAYER_NAMES else units_of(group)
    return found[name].name if name in found else "money"


def year_in(scenario: Scenario, year: int | None) -> int:
    """The year that is looked at, the last one unless it is said. Raises Mistakes where it is not projected."""
    year = scenario.last if year is None else year
    if not scenario.base < year <= scenario.last:
        raise Mistakes([Mistake(None, f"year {year}", f"one of the {years_told(scenario.base + 1, scenario.last)}")])
    return year


def finite(results: Results, measure: str, year: int, made: frozenset[str]) -> float:
    """The measure in a year. Raises Mistakes where it is no number there; `made` are the changes that were made."""
    return defined(float(results.series(measure)[year - results.base]), measure, year, made)


def defined(found: float, measure: str, year: int, made: frozenset[str]) -> float:
    """The same of a value that was found already."""
    if not math.isfinite(found):
        mix = f" with {' and '.join(sorted(made))}" if made else " in the base"
        group, _, name = measure.rpartition(".")
        other = f"; {group}.cumulative_surplus needs no balance" if name in OF_BALANCE else ""
        right = f"a measure that is defined in {year}: this one is no number there{mix}{other}"
        raise Mistakes([Mistake(None, measure, right)])
    return found
