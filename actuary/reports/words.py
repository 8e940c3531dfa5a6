"""Words, sentences and dates in the reader's language (data/labels.csv)."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from actuary.figures.places import spots
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.units import Date

if TYPE_CHECKING:
    from actuary.results import Note
    from actuary.scenario.model import Scenario

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

YEARLY_LABELS = {"active_per_retired": "active_per_retired", "premium": "own_premium", "subsidy": "fiscal_subsidy"}
"""What tables show once a year, and the names of their labels."""


def sentence(name: str, lang: Language, **slots: object) -> str:
    """The sentence of that name with its slots filled."""
    return label(name, lang).format(**slots)


def capital(text: str) -> str:
    """The same at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def headed(name: str, lang: Language) -> str:
    """The same as a heading; an English one keeps the name the bureau uses."""
    own, chinese = label(name, lang), label(name, "zh")
    return own if own == chinese else f"{own} ({chinese})"


def named(name: str, text: str, lang: Language) -> str:
    """A sentence about a thing, the thing first: Surplus: income less spending."""
    word = label(name, lang)
    if text.startswith(word):
        return text
    return f"{word}：{text}" if lang == "zh" else f"{capital(word)}: {text}"


def dated(date: Date, lang: Language) -> str:
    """A year, or a month of it: March 2034, 2034年3月."""
    if lang == "zh":
        return f"{date.year}年" + (f"{date.month}月" if date.month else "")
    return f"{MONTH_NAMES[date.month - 1]} {date.year}" if date.month else f"{date.year}"


def going_on(scenario: Scenario, settings: tuple[str, ...], lang: Language) -> str:
    """The command that runs a scenario as it was asked for, with these settings on top."""
    lines = " ".join(f"--set {shlex.quote(one)}" for one in (*scenario.settings, *settings))
    return sentence("going_on", lang, scenario=scenario.reference, lines=lines)


def title(scenario: Scenario, lang: Language) -> str:
    """What a table is headed with: as the scenario says; in Chinese its area comes first."""
    if lang == "en" or not scenario.area:
        return scenario.title
    return f"{spots()[scenario.area].zh}（{within_area(scenario, lang)}）"


def within_area(scenario: Scenario, lang: Language) -> str:
    """The same without the area that comes first in Chinese."""
    law = scenario.area and not (scenario.levers or scenario.figures)
    return label("law_in_force", lang) if law and lang == "zh" else scenario.title


def note(told: Note, lang: Language) -> str:
    """A remark of the results in words."""
    return label(told.name, lang) if told.level is None else sentence(told.name, lang, level=numbers.share(told.level))
