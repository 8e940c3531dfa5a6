"""What every lever is made of: fields typed by the rules they move, dated steps, a worked example."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from actuary.axes import Calendar
from actuary.errors import nearest
from actuary.law import RULES, Array, Law, Rule
from actuary.units import Date, Quantity, Unit

UNDATED = ""
"""The key of a value without a date beside dated ones: it holds before the first of them."""


class Step(NamedTuple):
    """A value from a date on; without a date, from the first projected month."""

    date: Date | None
    quantity: Quantity
    text: str
    part: str = ""
    """Of which service, or item, where the rule goes by such parts."""

    @property
    def path(self) -> tuple[str, ...]:
        """The keys below the field under which it is written."""
        return tuple(key for key in (self.part, str(self.date or "")) if key)

    def of(self, rule: str, values: Array) -> Array:
        """What it moves of a rule's values: the row of its part, or all of them where the rule has no parts."""
        return values[RULES[rule].parts.index(self.part)] if self.part else values


Steps = tuple[Step, ...]


def moves(rule: str, meaning: str, only_with: str = "", beside: str = "") -> Any:
    """A field that moves one rule: it is written in the rule's unit, dated or not, by part where the rule has parts.

    `only_with` is a rule of the same parts and periods; where that one is nothing, this one moves nothing. `beside` is a rule
    of the lever beside which a value of this one may be refused.
    """
    with_it: dict[str, Any] = {"only_with": only_with} if only_with else {}
    beside_it: dict[str, Any] = {"beside": beside} if beside else {}
    return Field(default=None, description=meaning, json_schema_extra={"rule": rule, **with_it, **beside_it})


class LeverFields(BaseModel):
    """The fields of a lever. Each names the rule it moves and is read in that rule's unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _in_the_rules_unit(cls, value: Any, info: ValidationInfo) -> Steps | None:
        return read_steps(value, cls.extra(info.field_name or "")["rule"])

    @classmethod
    def extra(cls, field: str) -> dict[str, str]:
        """The rule that a field moves, as `rule`; the ones that it moves nothing without, or is held against, as in `moves`."""
        extra = cls.model_fields[field].json_schema_extra
        assert isinstance(extra, dict)
        return {key: str(value) for key, value in extra.items()}


class Wrong(NamedTuple):
    """One thing that is wrong inside a field: under which keys, at the key itself or at its value, what is right."""

    path: tuple[str, ...]
    right: str
    of_key: bool = False


class Refused(ValueError):  # noqa: N818 - what a person wrote is refused
    """Everything that is wrong inside a field, at once."""

    def __init__(self, wrongs: list[Wrong]) -> None:
        super().__init__(wrongs[0].right)
        self.wrongs = wrongs


def read_steps(value: Any, rule: str) -> Steps:
    """Steps as written: one value, or a mapping of dates to values; for a rule with parts, parts with either."""
    unit, period = RULES[rule].unit, RULES[rule].period
    steps = _by_part(value, RULES[rule]) if RULES[rule].by else steps_in(value, unit, period)
    if not RULES[rule].once and (wrongs := [*_of_one_month(steps)]):
        raise Refused(wrongs)
    return steps


def _of_one_month(steps: Steps) -> Iterator[Wrong]:
    """Steps that begin in the same month as another one: 2027 and 2027-01; nobody can say which holds."""
    begun: dict[tuple[str, int, int], Step] = {}
    for step in steps:
        if step.date is None:
            continue
        first = begun.setdefault((step.part, step.date.year, step.date.month or 1), step)
        if first is not step:
            right = f"another month, or not both: {first.date} begins in that month too, and only one value can hold"
            yield Wrong(step.path, right, of_key=True)


def _by_part(value: Any, rule: Rule) -> Steps:
    """Steps of each part that is written, in the order of the parts."""
    if not isinstance(value, dict) or not value:
        raise Refused([Wrong((), f"{rule.by}s with their values: {', '.join(rule.parts)}")])
    found = steps_by_name(value, dict.fromkeys(rule.parts, rule.unit), rule.period, partial(_no_part, rule))
    return tuple(step._replace(part=part) for part in rule.parts for step in found.get(part, ()))


def _no_part(rule: Rule, written: str) -> str:
    near = nearest(written, rule.parts)
    return f"no {rule.by} has this name" + (f"; did you mean {near}?" if near else f": {', '.join(rule.parts)}")


def steps_by_name(
    written: dict[str, Any], units: dict[str, Unit], period: str, unknown: Callable[[str], str]
) -> dict[str, Steps]:
    """Steps under each name, in the unit of that name, with every mistake told at once; `unknown` says what of a name."""
    result: dict[str, Steps] = {}
    wrongs: list[Wrong] = []
    for name, value in written.items():
        if name not in units:
            wrongs.append(Wrong((name,), unknown(name), of_key=True))
            continue
        try:
            result[name] = steps_in(value, units[name], period)
        except Refused as found:
            wrongs += [wrong._replace(path=(name, *wrong.path)) for wrong in found.wrongs]
        except ValueError as right:
            wrongs.append(Wrong((name,), str(right)))
    if wrongs:
        raise Refused(wrongs)
    return result


def steps_in(value: Any, unit: Unit, period: str) -> Steps:
    """Steps in a unit, with every mistake told at once."""
    if isinstance(value, str):
        return (_step(None, value, unit),)
    if not isinstance(value, dict) or not value:
        raise Refused([Wrong((), f"{unit.describe()}, or dates with such values")])
    steps: list[Step] = []
    wrongs: list[Wrong] = []
    for written, text in value.items():
        try:
            date = None if written == UNDATED else _date(written, period)
        except ValueError as right:
            wrongs.append(Wrong((written,), str(right), of_key=True))
            continue
        try:
            steps.append(_step(date, text, unit))
        except ValueError as right:
            wrongs.append(Wrong((written,), str(right)))
    if wrongs:
        raise Refused(wrongs)
    return tuple(sorted(steps, key=lambda step: (step.date.year, step.date.month or 1) if step.date else (0, 0)))


def _date(written: str, period: str) -> Date:
    date = Date.read(written)
    if date.month is not None and period == "year":
        raise ValueError("a year: this goes by year, not by month")
    return date


def _step(date: Date | None, text: Any, unit: Unit) -> Step:
    if not isinstance(text, str):
        raise ValueError(unit.describe())
    return Step(date, unit.read(text), text)


class OutOfBounds(ValueError):  # noqa: N818 - what a person wrote is refused
    """A step that cannot be taken on the law in force; the message says what would be right."""

    def __init__(self, right: str, rule: str, step: Step) -> None:
        super().__init__(right)
        self.rule, self.step = rule, step


def stepped(law: Law, rule: str, steps: Steps | None, calendar: Calendar) -> Array:
    """The rule with every step applied from its date to the next one; a change is one on the law in force then.

    Raises OutOfBounds where a change leaves the rule's bounds, and for a proportion of nothing.
    """
    before: Array = getattr(law, rule)
    if steps is None:
        return before
    after = before.copy()
    unit = RULES[rule].unit
    for step in steps:
        first = begin(step, rule, calendar)
        held, moved = step.of(rule, before)[first:], step.of(rule, after)[first:]
        if step.quantity.change == "proportion" and held.size and not held.any():
            right = f"a level, or a change that is no proportion: {unit.show(0)} is in force, and stays so"
            raise OutOfBounds(right, rule, step)
        if step.quantity.change == "points":
            moved[:] = held + step.quantity.value
        elif step.quantity.change == "proportion":
            moved[:] = held * (1 + step.quantity.value)
        else:
            moved[:] = step.quantity.value
        if np.any((moved < unit.low) | (moved > unit.high)):
            raise OutOfBounds(f"{unit.describe()}, after the change", rule, step)
    return after


def paid_once(law: Law, rule: str, steps: Steps | None, calendar: Calendar) -> Array:
    """The rule with every amount added where it falls: in its month, or in twelve equal parts over its year.

    Raises OutOfBounds for an amount without a date, and for a change: there is no amount in force to change.
    """
    before: Array = getattr(law, rule)
    if steps is None:
        return before
    after = before.copy()
    for step in steps:
        if step.date is None or step.quantity.change:
            raise OutOfBounds("an amount without a sign, by its month or year: {2027-03: 1000 万元}", rule, step)
        first, months = begin(step, rule, calendar), 1 if step.date.month else 12
        after[first : first + months] += step.quantity.value / months
    return after


def started(law: Law, moved: Law, rule: str, steps: Steps | None, calendar: Calendar) -> Array:
    """An amount that `<rule>_rise` and `<rule>_index` carry on, with every step a new start; `moved` is with these two moved.

    Raises OutOfBounds for a change in a year for which the law in force names no amount, and for an amount that stood in
    the law before and was carried on since: the law would not see it as new.
    """
    amounts, unit = stepped(law, rule, steps, calendar), RULES[rule].unit
    for step in steps or ():
        first = begin(step, rule, calendar)
        if step.quantity.change and _carried(law, rule)[first : first + 1].any():
            last = unit.show(getattr(law, rule)[first])
            right = f"an amount: from here on the law carries it on and names none to change (the last was {last})"
            raise OutOfBounds(right, rule, step)
        if not step.quantity.change and _carried(moved, rule)[_same_before(amounts, first)].any():
            again = unit.show(step.quantity.value)
            right = f"another amount: {again} is the law already, carried on since; a rise of 0 元 would hold it"
            raise OutOfBounds(right, rule, step)
    return amounts


def _carried(law: Law, rule: str) -> NDArray[np.bool_]:
    """Where an amount goes on by itself."""
    carried: NDArray[np.bool_] = (getattr(law, f"{rule}_index") > 0) | (getattr(law, f"{rule}_rise") > 0)
    return carried


def _same_before(amounts: Array, first: int) -> slice:
    """What lies after the last new amount, up to `first`; nothing beyond the horizon."""
    if first >= amounts.size:
        return slice(0)
    return slice(int(np.flatnonzero(np.diff(amounts[: first + 1], prepend=np.nan))[-1]) + 1, first + 1)


def begin(step: Step, rule: str, calendar: Calendar) -> int:
    """Where on a rule's array a step begins; without a date, in the first projected month or year."""
    date = step.date or Date(calendar.base + 1, None)
    return calendar.month_index(date) if RULES[rule].period == "month" else calendar.year_index(date)


class Example(NamedTuple):
    """A worked example: what is written, and the rules before and after, by year. Documentation and test at once.

    A rule with parts is named with its part: resident_ratio.outpatient.
    """

    written: str
    before: dict[str, dict[int, float]]
    after: dict[str, dict[int, float]]
    raises: str = ""
    """The flow that it moves up by 2030, as `Results.series` names it; or the one that it lowers."""
    lowers: str = ""


class LeverModule(NamedTuple):
    """A lever as the rest of the program sees it."""

    name: str
    doc: str
    moves: tuple[str, ...]
    fields: type[LeverFields]
    apply: Callable[[Law, Any, Calendar], Law]
    example: Example
