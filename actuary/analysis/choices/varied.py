"""What is varied: one field of one lever from a date on, or one figure, written as a scenario writes it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from actuary.enactment import COLLECTED_AHEAD
from actuary.errors import Mistake, nearest
from actuary.figures.single import figures
from actuary.law import RULES
from actuary.levers import lever, lever_names
from actuary.results import Results
from actuary.scenario.expect import bounds_in, years_told
from actuary.scenario.model import Scenario, figure_unit
from actuary.units import Date, Unit

EXAMPLE = "resident_financing.premium"
TIMES = 3
"""How many times what holds today the range reaches, where a rule's own bounds are too wide to search."""

STEPS = {"share": "0.0001", "money": "1", "people": "1", "months": "0.1", "age": "0.25", "number": "0.01"}
"""In which steps values of each unit are written into a rule; in smaller ones where the value itself is small."""

CARRIED = {"resident_premium": "premium", "resident_subsidy": "subsidy"}
"""Rules that the law carries on by itself, and the series that says what holds."""

_COMMA = re.compile(r"(?<!\d)\s*,\s*|\s*,\s*(?!\d{3}(?!\d))")

HYPHENED = re.compile(r"\s*([0-9][^-–—~～,]*?)\s*[-–—~～]\s*([0-9].*?)\s*")
"""A range as people write it elsewhere: 400-600 元. A sign is part of a value here, so its ends stand apart by two dots."""


class Varied(NamedTuple):
    """One field of a lever, of one part where its rule goes by parts, from a date on."""

    lever: str
    field: str
    part: str
    since: Date

    @property
    def name(self) -> str:
        """As it is asked for: resident_financing.premium."""
        return ".".join(key for key in (self.lever, self.field, self.part) if key)

    @property
    def rule(self) -> str:
        """The rule that it moves."""
        return lever(self.lever).fields.extra(self.field)["rule"]

    @property
    def unit(self) -> Unit:
        """How it is written."""
        return RULES[self.rule].unit

    def setting(self, value: float) -> str:
        """The value as one more line of a scenario: levers.resident_financing.premium.2026=512 元."""
        return f"levers.{self.name}.{self.since}={written(self.unit, value)}"

    def held(self, results: Results, date: Date | None = None) -> float:
        """What a run has at a date, else when the value begins: the rule, or what the law has made of an amount by then."""
        date = date or self.since
        year = results.years.index(date.year)
        if self.rule in CARRIED:
            return float(results.yearly[CARRIED[self.rule]][year])
        rule, values = RULES[self.rule], getattr(results.law, self.rule)
        at = results.calendar.month_index(date) if rule.period == "month" else year
        return float(values[rule.parts.index(self.part), at] if rule.by else values[at])

    def bounds(self, held: float) -> tuple[float, float]:
        """The range to search: the rule's own bounds, an amount up to three times what holds today."""
        unit = self.unit
        wide = unit.name in ("money", "people", "number") and held > 0
        return float(max(unit.low, 0.0) if wide else unit.low), float(
            min(unit.high, TIMES * held) if wide else unit.high
        )


class VariedFigure(NamedTuple):
    """One figure, from a year on or throughout."""

    figure: str
    since: Date | None = None

    @property
    def name(self) -> str:
        """As it is asked for: figures.medical_price_growth."""
        return f"figures.{self.figure}"

    @property
    def unit(self) -> Unit:
        """How it is written."""
        return next(figure_unit(one.name, one.unit) for one in figures() if one.name == self.figure)

    def setting(self, value: float) -> str:
        """The value as one more line of a scenario: figures.medical_price_growth=6 %."""
        path = f"{self.name}.{self.since}" if self.since else self.name
        return f"{path}={written(self.unit, value)}"

    def held(self, results: Results) -> float:
        """What a run has: the scenario's own value, else the one that is known; NaN where it is not the same in every year."""
        own = [step.quantity for step in results.scenario.figures.get(self.figure, ())]
        found = {one.value for one in own if not one.change}
        if not own:
            found = {one.value for (name, _, _), one in results.basis.known.used.items() if name == self.figure}
        return found.pop() if len(found) == 1 and len(own) < 2 else float("nan")


def written(unit: Unit, value: float, grouped: bool = False) -> str:
    """A level to the last digit, in the unit's own words, its thousands grouped or not; one below zero as = -0.5 %."""
    word, factor = next(iter(unit.factors.items()))
    number = format(round(Decimal(repr(float(abs(value)))) / factor, 15), ",f" if grouped else "f")
    number = number.rstrip("0").rstrip(".") if "." in number else number
    return f"{'= -' if value < 0 else ''}{number} {word}".strip()


def step_of(unit: Unit, size: float) -> Decimal:
    """The step in which a value of about this size is written: 0.01 points of a rate, a yuan; less of what is small itself."""
    step, about = Decimal(STEPS[unit.name]), Decimal(repr(abs(float(size))))
    while unit.name in ("money", "number") and about and about < 100 * step:
        step /= 10
    return step


def read_varied(text: str, since: str | None, scenario: Scenario) -> tuple[Varied | None, list[Mistake]]:
    """A field of a lever and its date, or all that is wrong with them."""
    name, _, rest = text.strip().partition(".")
    field, _, part = rest.partition(".")
    wrong = f"--vary {text}"
    if name not in lever_names():
        meant = _levers_with(name)
        hint = f"; did you mean {' or '.join(meant)}?" if meant else _hint(name, lever_names())
        return None, [Mistake(None, wrong, f"no lever is called {name}{hint}")]
    fields = lever(name).fields
    if field not in fields.model_fields:
        what = f"{name} has no field {field}" if field else f"also a field of {name}"
        return None, [Mistake(None, wrong, f"{what}{_hint(field, tuple(fields.model_fields))}")]
    rule = RULES[fields.extra(field)["rule"]]
    if rule.unit.name == "switch":
        return None, [Mistake(None, wrong, "a field that is a number: this one is on or off, and nothing lies between")]
    if part not in rule.parts:
        what = f"no {rule.by} is called {part}" if rule.by and part else f"also a {rule.by}"
        right = f"{what}{_hint(part, rule.parts)}" if rule.by else f"{name}.{field}: it has no parts"
        return None, [Mistake(None, wrong, right)]
    try:
        date = Date.read(since) if since else _first(scenario, name, field, part)
    except ValueError as found:
        return None, [Mistake(None, f"--from {since}", str(found))]
    if date.month and rule.period == "year":
        return None, [Mistake(None, f"--from {since}", "a year: this goes by year, not by month")]
    if not scenario.base < date.year <= scenario.last:
        right = f"one of the {years_told(scenario.base + 1, scenario.last)}"
        return None, [Mistake(None, f"--from {since or date}", right)]
    return Varied(name, field, part, date), []


def read_field(text: str, since: str | None, scenario: Scenario) -> tuple[Varied | VariedFigure | None, list[Mistake]]:
    """A field of a lever or a figure with its date behind it: resident_financing.premium.2027, figures.wage_growth.

    `since` is the date of what has none. What is wrong with a date behind a field is told of the field.
    """
    above, _, last = text.rpartition(".")
    dated = bool(re.fullmatch("[0-9].*", last))
    name, date = (above, last) if dated else (text, None)
    if name.startswith("figures."):
        varied, wrong = _read_figure(name.removeprefix("figures."), date, scenario)
        return varied, [one._replace(wrong=f"--vary {text}") for one in wrong]
    found, wrong = read_varied(name, date or since, scenario)
    return found, [one._replace(wrong=f"--vary {text}") for one in wrong] if dated else wrong


def _read_figure(name: str, date: str | None, scenario: Scenario) -> tuple[VariedFigure | None, list[Mistake]]:
    names = {one.name for one in figures()}
    if name not in names:
        near = nearest(name, names)
        right = f"no figure has this name{f'; did you mean {near}?' if near else ''}   (actuary list figures)"
        return None, [Mistake(None, name, right)]
    try:
        since = Date.read(date) if date else None
    except ValueError as right:
        return None, [Mistake(None, name, str(right))]
    if since and (since.month or since.year <= scenario.base):
        return None, [Mistake(None, name, f"a year from {scenario.base + 1} on: figures go by year")]
    return VariedFigure(name, since), []


def read_range(text: str, unit: Unit) -> tuple[tuple[float, float] | None, list[Mistake]]:
    """The two ends of a range in a unit, or what is wrong with them: 300 元,600 元 or 300 to 600 元 or 5..10 %."""
    ends = [one for one in _COMMA.split(re.sub(r"\.\.|\s+to\s+", " , ", text)) if one]
    try:
        if hyphened := HYPHENED.fullmatch(text):
            raise ValueError(f"two dots between the ends: {'..'.join(hyphened.groups())}")
        if len(ends) != 2:
            raise ValueError(f"two ends, the lower one first, as {unit.show(1)} to {unit.show(2)}: {unit.describe()}")
        low, high = bounds_in(" to ".join(ends), unit)
        if not -float("inf") < low < high < float("inf"):
            raise ValueError("two different ends, the lower one first")
    except ValueError as right:
        return None, [Mistake(None, f"--between {text}", str(right))]
    return (low, high), []


def _first(scenario: Scenario, name: str, field: str, part: str) -> Date:
    """The first date under which the scenario writes the field; else the first projected year whose amount is not collected."""
    steps = getattr(scenario.levers.get(name), field, None) or ()
    dates = [step.date for step in steps if step.part == part and step.date]
    rule = lever(name).fields.extra(field)["rule"]
    return dates[0] if dates else Date(scenario.base + 1 + (rule in COLLECTED_AHEAD), None)


def _levers_with(field: str) -> tuple[str, ...]:
    """What somebody may mean who names a field without its lever: premium is resident_financing.premium."""
    return tuple(f"{name}.{field}" for name in lever_names() if field in lever(name).fields.model_fields)


def _hint(written: str, names: tuple[str, ...]) -> str:
    near = nearest(written, names) if written else None
    return f"; did you mean {near}?" if near else f": {', '.join(names)}"
