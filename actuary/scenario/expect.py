"""The section `expect` of a scenario: what a plan promised of a run's results, to be held against them.

    expect:
      employee:
        reserve_months: {2025: 6 months to 9 months}
      coverage_rate: {2021 to 2025: at least 95 %}

A fund, its measure, the years; or what there is once a year, and the years. A range has two ends; `at least` and
`at most` may be written >= and <= (the first in quotation marks: a bare > begins a folded text), or ≥ and ≤.
"""

import math
import re
import unicodedata
from typing import Any, NamedTuple

from actuary.errors import nearest
from actuary.levers.shape import Refused, Wrong
from actuary.measures import GROUPS, RATES, UNITS, YEARLY, nearest_measure, units_of
from actuary.units import Date, Unit

YEARS = re.compile(r"(\S+)(?:\s+to\s+(\S+))?")
_AT_LEAST = re.compile(r"(?:at least\b|>=|≥)\s*(.*)", re.IGNORECASE)
_AT_MOST = re.compile(r"(?:at most\b|<=|≤)\s*(.*)", re.IGNORECASE)
_ONE_UNIT = re.compile(r"([-+]?[\d.,]+)\s+to\s+([-+]?[\d.,]+)\s*(\D*)")
_TWO_ENDS = re.compile(r"(.+?)\s+to\s+(.+)")


class Expectation(NamedTuple):
    """What one measure is to be in one year, or in each of several; both ends count as within."""

    group: str
    """The fund; empty for what there is once a year over all funds."""
    measure: str
    first: int
    last: int
    low: float
    """In yuan, months, people or shares of one; -inf where there is no lower end."""
    high: float
    text: str
    """As it is written."""

    @property
    def unit(self) -> Unit:
        """How the measure is written."""
        return units_of(self.group)[self.measure]

    @property
    def years(self) -> range:
        """The years in which it is to hold."""
        return range(self.first, self.last + 1)


def expectations_in(value: Any) -> tuple[Expectation, ...]:
    """The expectations of a section as written. Raises Refused with all that is wrong."""
    if not isinstance(value, dict):
        raise ValueError("funds, their measures, the years: employee: {reserve_months: {2025: at least 6 months}}")
    found: list[Expectation] = []
    wrongs: list[Wrong] = []
    for name, inside in value.items():
        if name in YEARLY:
            _take("", name, inside, found, wrongs)
        elif name not in GROUPS:
            wrongs.append(Wrong((name,), _no_such_name(name), of_key=True))
        elif not isinstance(inside, dict) or not inside:
            wrongs.append(Wrong((name,), "measures with years, such as surplus: {2025: at least 0 元}"))
        else:
            for measure, years in inside.items():
                _take(name, measure, years, found, wrongs)
    if wrongs:
        raise Refused(wrongs)
    return tuple(found)


def years_in(written: str) -> range:
    """One year, or the first and the last of several: 2025, 2021 to 2025. A ValueError says what would be right."""
    parts = YEARS.fullmatch(written.strip())
    try:
        dates = [Date.read(part) for part in parts.groups() if part] if parts else []
    except ValueError:
        dates = []
    if not dates or any(date.month for date in dates):
        raise ValueError("a year, or the first and the last of several: 2025, 2021 to 2025")
    first, last = dates[0].year, dates[-1].year
    if first > last:
        raise ValueError(f"the earlier year first: {last} to {first}")
    return range(first, last + 1)


def years_told(first: int, last: int) -> str:
    """Which years there are, for somebody who asked for another one."""
    return f"years that this run projects: {first} to {last}"


def bounds_in(written: Any, unit: Unit) -> tuple[float, float]:
    """The lower and the upper end of what is expected. A ValueError says what would be right."""
    text = unicodedata.normalize("NFKC", written).strip() if isinstance(written, str) else ""  # ＞＝ as >=
    if match := _AT_LEAST.fullmatch(text):
        return _level(match[1], unit), math.inf
    if match := _AT_MOST.fullmatch(text):
        return -math.inf, _level(match[1], unit)
    if match := _ONE_UNIT.fullmatch(text):
        ends = [f"{match[1]} {match[3]}", f"{match[2]} {match[3]}"]
    elif match := _TWO_ENDS.fullmatch(text):
        ends = [match[1], match[2]]
    else:
        raise ValueError(_which_way(text, unit))
    low, high = (_level(end, unit) for end in ends)
    if low > high:
        raise ValueError(f"the lower end first: {ends[1].strip()} to {ends[0].strip()}")
    return low, high


def _take(group: str, measure: str, years: Any, found: list[Expectation], wrongs: list[Wrong]) -> None:
    """The expectations of one measure, or what is wrong with them."""
    units, above = units_of(group), ((group, measure) if group else (measure,))
    if measure not in units:
        wrongs.append(Wrong(above, _no_such_measure(group, measure), of_key=True))
        return
    unit = units[measure]
    if not isinstance(years, dict) or not years:
        wrongs.append(Wrong(above, f"years with what is expected in them: {{2025: at least {unit.show(1)}}}"))
        return
    for written, text in years.items():
        try:
            span = years_in(written)
        except ValueError as right:
            wrongs.append(Wrong((*above, written), str(right), of_key=True))
            continue
        try:
            low, high = bounds_in(text, unit)
        except ValueError as right:
            wrongs.append(Wrong((*above, written), str(right)))
            continue
        found.append(Expectation(group, measure, span[0], span[-1], low, high, text.strip()))


def _level(text: str, unit: Unit) -> float:
    """A level: nothing is changed here, so a sign before a number is part of it."""
    if text.endswith("pp"):
        raise ValueError(unit.describe())
    return unit.read(f"= {text.strip().removeprefix('=')}").value


def _which_way(text: str, unit: Unit) -> str:
    """What would be right where no side is said."""
    try:
        _level(text, unit)
    except ValueError as right:
        return f"at least or at most so much, or so much to so much: {right}"
    return f"at least {text}, at most {text}, or a range: {text} to another"


def _no_such_name(name: str) -> str:
    fund, _, measure = name.partition(".")
    if fund in GROUPS and measure:
        return f"the measure on a line of its own below the fund: {fund}: {{{measure}: …}}"
    if name in UNITS or name in RATES:
        return f"below a fund, as resident: {{{name}: …}}; the funds are {', '.join(GROUPS)}"
    names = (*GROUPS, *YEARLY)
    near = nearest(name, names)
    return "no fund and no measure has this name" + (f"; did you mean {near}?" if near else f": {', '.join(names)}")


def _no_such_measure(group: str, name: str) -> str:
    if name in YEARLY:
        return f"{name} by itself, not below a fund"
    if name in RATES:
        return f"{name} of {' or '.join(other for other in GROUPS if name in units_of(other))}"
    units = units_of(group)
    near = nearest_measure(name, units)
    return "a fund has no such measure" + (f"; did you mean {near}?" if near else f": {', '.join(units)}")
