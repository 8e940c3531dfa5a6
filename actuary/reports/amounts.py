"""How amounts of one kind are written side by side: in tables in the unit their reader knows, in files in the smallest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.exports import STATUS_LABELS
from actuary.reports.words import YEARLY_LABELS, sentence
from actuary.results import LINES

STANDARD = 1e4
"""Money below so many yuan is a standard or an amount a person, told in yuan."""
IN_FILES = {"money": "unit_yuan", "people": "persons", "months": "unit_months", "share": "ratio"}
"""Units of amounts in CSV; numbers and ages are bare."""


class Told(NamedTuple):
    """How the amounts of a split are written."""

    unit: str
    """Of a level, as its reader knows it; empty for a bare number."""
    factor: float
    decimals: int

    def level(self, value: float) -> str:
        """What the measure is."""
        return numbers.shown(value / self.factor, self.decimals)

    def change(self, value: float) -> str:
        """What it moves by; of shares in percentage points."""
        return numbers.shown(value / self.factor, self.decimals, signed=True)


def told_in(unit: str, amounts: Sequence[float], lang: Language) -> Told:
    """The unit in which amounts of one kind are written side by side."""
    if unit == "money":
        scale = numbers.money_scale(amounts)
        if max(map(abs, amounts)) < STANDARD:
            return Told(label("unit_yuan", lang), 1, 2)
        return Told(label(scale.unit, lang), scale.factor, scale.decimals)
    return {
        "months": Told(label("unit_months", lang), 1, numbers.MONTHS_DECIMALS),
        "people": Told(label("unit_10k_people", lang), numbers.PEOPLE_SCALE, 2),
        "share": Told("%", 1 / 100, 2),
    }.get(unit, Told("", 1, 3))


def measure_named(measure: str, lang: Language) -> str:
    """A measure in words: Employee scheme, reserve months."""
    group, _, name = measure.rpartition(".")
    if name in LINES and group:
        word = label(f"line_{name}", lang).strip()
    else:
        word = label({**YEARLY_LABELS, **STATUS_LABELS}.get(name, name), lang)
    if not group:
        return word[:1].upper() + word[1:]
    return sentence("of_fund", lang, fund=label(group, lang), measure=word)


def file_unit(unit: str, lang: Language) -> str:
    """The unit of an amount in a file, a ratio for a share of one; nothing for bare numbers."""
    return label(IN_FILES[unit], lang) if unit in IN_FILES else ""


def column(heading: str, unit: str, lang: Language) -> str:
    """The head of a column of amounts in a file: Balance (元)."""
    told = file_unit(unit, lang)
    return f"{heading} ({told})" if told else heading


def plain_amount(value: float, unit: str) -> str:
    """An amount in a file: yuan and persons with four decimals, all else with ten."""
    return numbers.plain(value, decimals=4 if unit in ("money", "people") else 10)
