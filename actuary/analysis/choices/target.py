"""A target as a person writes it: `resident.reserve_months[2030] >= 6`, read in the unit of its measure."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from actuary.errors import Mistake, Mistakes
from actuary.measures import GROUPS, UNITS, YEARLY, nearest_measure, units_of
from actuary.scenario.expect import Expectation, bounds_in, years_in, years_told
from actuary.units import Share, Unit

if TYPE_CHECKING:
    from actuary.results import Results

EXAMPLE = "resident.reserve_months[2030] >= 6"
EXAMPLE_OF_CHANCE = "P(employee.reserve_months >= 6, 2026..2035) >= 90 %"
TOLERANCE = 1e-6
"""How near to its level a target in months, shares or plain numbers is met."""

_WRITTEN = re.compile(r"\s*([^\s\[\]]+)\s*\[([^\]]*)\]\s*(>=|<=|=|≥|≤)\s*(\S.*?)\s*")
_CHANCE = re.compile(r"\s*[Pp]\s*\((.*)\)\s*(>=|<=|=|≥|≤)\s*(\S.*?)\s*")
_IN_CHANCE = re.compile(r"\s*([^\s\[\]]+?)\s*(>=|<=|=|≥|≤)\s*(\S.*),([^,]*)")
_PLAIN = re.compile(r"-?[\d.,]+")
_SIGNS: dict[str, Literal[">=", "<=", "="]] = {">=": ">=", "≥": ">=", "<=": "<=", "≤": "<=", "=": "="}


class Target(NamedTuple):
    """What one measure is to be in one year, or in each of several, of which the worst one counts."""

    group: str
    """The fund; empty for what there is once a year over all funds."""
    measure: str
    first: int
    last: int
    sign: Literal[">=", "<=", "="]
    level: float
    """In yuan, months, people or shares of one."""
    text: str
    """As it is written."""

    @property
    def series(self) -> str:
        """The measure as `Results.series` names it."""
        return f"{self.group}.{self.measure}".strip(".")

    @property
    def unit(self) -> Unit:
        """How the measure is written."""
        return units_of(self.group)[self.measure]

    @property
    def expectation(self) -> Expectation:
        """The same as a scenario expects it, so that it is told in the same words."""
        low = -math.inf if self.sign == "<=" else self.level
        high = math.inf if self.sign == ">=" else self.level
        return Expectation(self.group, self.measure, self.first, self.last, low, high, self.text)

    @property
    def tolerance(self) -> float:
        """How far from its level still counts as met, in the measure's own unit: a millionth, or one yuan, or one person."""
        return 1.0 if self.unit.name in ("money", "people") else TOLERANCE

    def value(self, results: Results) -> float:
        """The measure in its year; of several years, the one farthest on the wrong side."""
        values = results.series(self.series)[self.first - results.base : self.last - results.base + 1]
        return float(np.max(values) if self.sign == "<=" else np.min(values))

    def over(self, value: float) -> float:
        """By how much a value is better than it has to be; negative where it misses."""
        return self.level - value if self.sign == "<=" else value - self.level

    def met(self, value: float) -> bool:
        """Whether a value meets the target."""
        over = self.over(value)
        return abs(over) <= self.tolerance if self.sign == "=" else over >= -self.tolerance


class Chance(NamedTuple):
    """How likely a target is to be met, in every year that it names, and how likely it is to be."""

    target: Target
    """What is to hold; of several years in each of them."""
    sign: Literal[">=", "<="]
    level: float
    """A share of the draws."""
    text: str
    """As it is written."""

    def holds(self, values: np.ndarray) -> np.ndarray:
        """[draw] whether it holds in every year of it, of the measure by [projected year, draw]; not where it has no value."""
        target = self.target
        met = values <= target.level if target.sign == "<=" else values >= target.level
        return np.asarray(met.all(axis=0))

    def over(self, share: float) -> float:
        """By how much a share of the draws is better than it has to be; negative where it misses."""
        return self.level - share if self.sign == "<=" else share - self.level


def stands_at(target: Target, results: Results, until: str) -> float:
    """What the measure is in a run. Raises Mistakes, which name `until` as it is written, where it has no value there."""
    value = target.value(results)
    if math.isnan(value):
        raise Mistakes([Mistake(None, f"--until {until}", "a measure that is known there: this one has no value")])
    return value


def is_chance(text: str) -> bool:
    """Whether what is written asks for a chance, rightly or not."""
    return bool(re.match(r"\s*[Pp]\s*\(", unicodedata.normalize("NFKC", text)))


def read_chance(text: str, years: range) -> tuple[Chance | None, list[Mistake]]:
    """The chance of a target, or all that is wrong with it: P(resident.reserve_months >= 6, 2026..2030) >= 90 %."""
    match = _CHANCE.fullmatch(unicodedata.normalize("NFKC", text))
    inner = (_IN_CHANCE.fullmatch(match[1]) or _WRITTEN.fullmatch(match[1])) if match else None
    if match is None or inner is None:
        right = f"P( a measure, >= or <=, a level, a comma, its year or years ) >= or <= a share: {EXAMPLE_OF_CHANCE}"
        return None, [Mistake(None, f"--until {text}", right)]
    series, *rest = inner.groups()
    if inner.re is _IN_CHANCE:
        rest = [rest[2].strip(), rest[0], rest[1].strip()]
    when, sign, level = rest
    found: dict[str, tuple[float, float]] = {}
    wrongs = [*_wrong(series, when, _SIGNS[sign], level, years, found)]
    if _SIGNS[sign] == "=":
        wrongs.append((f"{series} = {level}", ">= or <=: no draw has just that"))
    wrongs += _wrong_share(_SIGNS[match[2]], match[3], found)
    if wrongs:
        return None, [Mistake(None, f"--until {text}: {what}", right) for what, right in dict.fromkeys(wrongs)]
    group, measure = _named(series)
    first, last = (int(year) for year in found["years"])
    target = Target(group, measure, first, last, _SIGNS[sign], found["level"][0], match[1].strip())
    return Chance(target, "<=" if _SIGNS[match[2]] == "<=" else ">=", found["share"][0], text.strip()), []


def _wrong_share(sign: str, share: str, found: dict[str, tuple[float, float]]) -> Iterator[tuple[str, str]]:
    if sign == "=":
        yield f"= {share}", ">= or <=: a share of draws goes by steps and need not come to just that"
    try:
        found["share"] = bounds_in(f">= {share}", Share(0, 1))
    except ValueError as right:
        yield share, str(right)


def read_target(text: str, years: range) -> tuple[Target | None, list[Mistake]]:
    """A target, or all that is wrong with it; `years` are those that a run projects."""
    match = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None:
        right = f"a measure, its year in brackets, >=, <= or =, and a level: {EXAMPLE}"
        return None, [Mistake(None, f"--until {text}", right)]
    series, when, sign, level = match.groups()
    found: dict[str, tuple[float, float]] = {}
    wrongs = [*_wrong(series, when, _SIGNS[sign], level, years, found)]
    if wrongs:
        return None, [Mistake(None, f"--until {text}: {what}", right) for what, right in wrongs]
    group, measure = _named(series)
    first, last = (int(year) for year in found["years"])
    return Target(group, measure, first, last, _SIGNS[sign], found["level"][0], text.strip()), []


def _wrong(
    series: str, when: str, sign: str, level: str, years: range, found: dict[str, tuple[float, float]]
) -> Iterator[tuple[str, str]]:
    """What is wrong with each part of a target, beside it what would be right; what is right goes to `found`."""
    try:
        asked = years_in(when.replace("..", " to "))
        if asked[0] < years[0] or asked[-1] > years[-1]:
            yield when, f"one of the {years_told(years[0], years[-1])}"
        elif sign == "=" and len(asked) > 1:
            yield when, "one year: = cannot hold in several at once; >= and <= can"
        found["years"] = asked[0], asked[-1]
    except ValueError:
        yield when, "a year, or the first and the last of several: 2030, 2026..2030"
    group, measure = _named(series)
    if (group and group not in GROUPS) or measure not in units_of(group):
        yield series, _no_such_series(series)
        return
    try:
        low, _ = bounds_in(f">= {_with_unit(level, units_of(group)[measure])}", units_of(group)[measure])
        found["level"] = low, low
    except ValueError as right:
        yield level, str(right)


def _named(series: str) -> tuple[str, str]:
    """The fund and the measure; a fund's measure without a fund is that of all of them together."""
    group, _, measure = series.rpartition(".")
    return ("all", measure) if not group and measure in UNITS else (group, measure)


def _with_unit(level: str, unit: Unit) -> str:
    """A bare number of months is in months, and nothing is nothing in any unit."""
    if not _PLAIN.fullmatch(level) or not (unit.name == "months" or not level.strip("-0.,")):
        return level
    return f"{level} {unit.symbol}".strip()


def _no_such_series(series: str) -> str:
    group = series.rpartition(".")[0]
    names = [*YEARLY, *UNITS, *(f"{one}.{name}" for one in GROUPS for name in units_of(one))]
    near = nearest_measure(series, names)
    if near:
        return f"nothing is called so; did you mean {near}?"
    if group in GROUPS:
        return f"a fund has no such measure: {', '.join(units_of(group))}"
    return f"a fund and its measure, as resident.reserve_months: the funds are {', '.join(GROUPS)}"
