"""What levers and their fields are called: a field by the title of the rule that it moves, a figure by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actuary.analysis.choices.varied import Varied
from actuary.figures.dated import written
from actuary.labels import Language, label
from actuary.reports.words import dated, sentence

if TYPE_CHECKING:
    from actuary.analysis.choices.grid import Axis
    from actuary.analysis.choices.varied import VariedFigure


def lever_named(name: str, lang: Language) -> str:
    """A lever in words: contribution rate; 缴费费率."""
    return label(f"lever_{name}", lang)


def field_named(varied: Varied | VariedFigure, lang: Language) -> str:
    """A field of a lever, or a figure, in words: resident's own premium; 居民个人缴费标准."""
    if not isinstance(varied, Varied):
        return sentence("change_figure", lang, figure=varied.figure)
    field = _within(written(varied.rule).title[lang])
    return (
        sentence("field_of_part", lang, field=field, part=_within(label(varied.part, lang))) if varied.part else field
    )


def field_in_full(varied: Varied, lang: Language) -> str:
    """The same with what is typed for it: resident's own premium (resident_financing.premium)."""
    return sentence("field_typed", lang, field=field_named(varied, lang), key=varied.name)


def axis_named(axis: Axis, lang: Language) -> str:
    """What is varied, and since when: resident's own premium from 2027; 2027年起居民个人缴费标准."""
    field = field_named(axis.varied, lang)
    return (
        sentence("field_since", lang, field=field, since=dated(axis.varied.since, lang)) if axis.varied.since else field
    )


def axis_in_full(axis: Axis, lang: Language) -> str:
    """The same with what is typed for it; a figure has no other name."""
    named = axis_named(axis, lang)
    return sentence("field_typed", lang, field=named, key=axis.name) if isinstance(axis.varied, Varied) else named


def _within(text: str) -> str:
    """The same within a sentence."""
    return text[:1].lower() + text[1:]
