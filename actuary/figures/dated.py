"""The law in force: dated values by place, each with its source and article.

A rule lies in `data/law/<rule>.yaml`. The nearest place that has a value applies, so no code asks which area it is.
"""

from functools import cache
from typing import NamedTuple

from actuary.errors import Place
from actuary.figures.places import chain
from actuary.home import data_folder
from actuary.law import RULES
from actuary.text import Mapping, Scalar, plain, read
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
    meta = plain(content)
    assert isinstance(meta, dict)
    places = content.entries["values"].value
    assert isinstance(places, Mapping)
    values = {place: _dated_values(rule, entry.value) for place, entry in places.entries.items()}
    return WrittenRule(rule, meta["title"], meta["beyond"], values)


def in_force(rule: str, place: str, date: Date) -> DatedValue:
    """What holds at a date in a place: the nearest place with values, its last value not later than the date."""
    values = next((w for spot in chain(place) if (w := written(rule).values.get(spot))), ())
    held = [value for value in values if _month(value.date) <= _month(date)]
    if not held:
        raise LookupError(f"{rule}: no law known for {place} in {date.year}")
    return held[-1]


def _month(date: Date) -> int:
    return 12 * date.year + (date.month or 1) - 1


def _dated_values(rule: str, node: object) -> tuple[DatedValue, ...]:
    assert isinstance(node, Mapping)
    unit = RULES[rule].unit
    result = []
    for date, entry in node.entries.items():
        fields = plain(entry.value)
        assert isinstance(fields, dict)
        value = fields["value"]
        texts = list(value.values()) if isinstance(value, dict) else [value]
        result.append(
            DatedValue(
                Date.read(date),
                tuple(unit.read(text).value for text in texts),
                ", ".join(f"{name} {text}" for name, text in value.items()) if isinstance(value, dict) else value,
                fields["source"],
                fields["article"],
                fields["status"],
                entry.key.place if isinstance(entry.key, Scalar) else Place("", 0, 0),
            )
        )
    return tuple(sorted(result, key=lambda value: _month(value.date)))
