"""The law in force: dated values by place, each with its source and article.

A rule lies in `data/law/<rule>.yaml`. The nearest place that has a value applies, so no code asks which area it is.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from actuary.errors import Place
from actuary.figures.places import chain
from actuary.home import data_folder
from actuary.law import RULES
from actuary.text import Mapping, Scalar, read
from actuary.units import Date


class DatedValue(NamedTuple):
    """What the law says from a date on."""

    date: Date
    values: tuple[float, ...]
    """One value, or one for each service."""
    text: str
    source: str
    article: str
    status: str
    where: Place
    spot: str
    """The place whose law it is."""


class WrittenRule(NamedTuple):
    """A rule as its file has it."""

    name: str
    title: dict[str, str]
    beyond: str
    values: dict[str, tuple[DatedValue, ...]]
    """By place, in order of date."""


@cache
def written(rule: str) -> WrittenRule:
    """The file of one rule. Raises KeyError for a rule that the law does not know."""
    RULES[rule]
    content = read(data_folder() / "law" / f"{rule}.yaml")
    title, places = _mapping(content, "title"), _mapping(content, "values")
    values = {place: _dated_values(rule, place, _mapping(places, place)) for place in places.entries}
    return WrittenRule(rule, {lang: _text(title, lang) for lang in title.entries}, _text(content, "beyond"), values)


def in_force(rule: str, place: str, date: Date) -> DatedValue:
    """What holds at a date in a place: the nearest place with values, its last value not later than the date."""
    values, months = _nearest(rule, place)
    held = bisect_right(months, _month(date))
    if not held:
        raise LookupError(f"{rule}: no law known for {place} in {date.year}")
    return values[held - 1]


def nearest_written(rule: str, place: str) -> tuple[DatedValue, ...]:
    """All dated values of the nearest place that has any, in order of date."""
    return _nearest(rule, place)[0]


def held(values: Sequence[DatedValue], date: Date) -> DatedValue:
    """The last of several values, in order of date, that is not later than a date; LookupError where all are."""
    found = next((value for value in reversed(values) if _month(value.date) <= _month(date)), None)
    if found is None:
        raise LookupError(f"no law known in {date.year}")
    return found


@cache
def _nearest(rule: str, place: str) -> tuple[tuple[DatedValue, ...], list[int]]:
    """The dated values of the nearest place that has any, and the months they begin in."""
    values = next((w for spot in chain(place) if (w := written(rule).values.get(spot))), ())
    return values, [_month(value.date) for value in values]


def _month(date: Date) -> int:
    return 12 * date.year + (date.month or 1) - 1


def _dated_values(rule: str, spot: str, dates: Mapping) -> tuple[DatedValue, ...]:
    values = [_dated_value(rule, spot, entry.key, _mapping(dates, date)) for date, entry in dates.entries.items()]
    return tuple(sorted(values, key=lambda value: _month(value.date)))


def _dated_value(rule: str, spot: str, date: Scalar, fields: Mapping) -> DatedValue:
    value = fields.entries["value"].value
    by_part = {name: _text(value, name) for name in value.entries} if isinstance(value, Mapping) else {}
    texts = list(by_part.values()) or [_text(fields, "value")]
    return DatedValue(
        Date.read(date.text),
        tuple(RULES[rule].unit.read(text).value for text in texts),
        ", ".join(f"{name} {text}" for name, text in by_part.items()) or texts[0],
        _text(fields, "source"),
        _text(fields, "article"),
        _text(fields, "status"),
        date.place,
        spot,
    )


def _mapping(node: Mapping, name: str) -> Mapping:
    found = node.entries[name].value
    assert isinstance(found, Mapping), f"{found.place}: names with values are expected"
    return found


def _text(node: Mapping, name: str) -> str:
    found = node.entries[name].value
    assert isinstance(found, Scalar), f"{found.place}: one value is expected"
    return found.text
