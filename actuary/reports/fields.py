"""What levers and their fields are called: a field by the title of the rule that it moves, a figure by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actuary.analysis.choices.varied import Varied
from actuary.figures.dated import written
from actuary.labels import Language, label
from actuary.law import RULES
from actuary.levers import lever, lever_names
from actuary.reports.words import dated, sentence

if TYPE_CHECKING:
    from actuary.analysis.choices.grid import Axis
    from actuary.analysis.choices.varied import VariedFigure
    from actuary.simulation import Moved


def lever_named(name: str, lang: Language) -> str:
    """A lever in words: contribution rate; 缴费费率."""
    return label(f"lever_{name}", lang)


def field_named(varied: Varied | VariedFigure, lang: Language) -> str:
    """A field of a lever, or a figure, in words: resident's own premium; 居民个人缴费标准."""
    if not isinstance(varied, Varied):
        return sentence("change_figure", lang, figure=varied.figure)
    return _titled(varied.rule, varied.part, lang)


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


def moved_told(one: Moved, lang: Language) -> str:
    """What a variant has otherwise: 居民个人缴费标准（resident_financing.premium）：2027年起+30 元（400 元 → 430 元）."""
    if lang == "en" or not one.path:
        return one.what
    what = _moved_named(one.path, lang)
    if one.step is None:
        return sentence("moved_away", lang, what=what) if len(one.path) == 1 and one.path[0] in lever_names() else what
    since = dated(one.step.date, lang) if one.step.date else ""
    once = one.path[0] != "figures" and RULES[_rule(one.path)].once
    name = ("moved_once" if once else "moved_since") if since else "moved_to"
    told = sentence(name, lang, what=what, text=one.step.text, since=since)
    return sentence("moved_levels", lang, told=told, before=one.levels[0], after=one.levels[1]) if one.levels else told


def _moved_named(path: tuple[str, ...], lang: Language) -> str:
    group, *rest = path
    if group == "figures":
        return sentence("change_figure", lang, figure=rest[0])
    if group in lever_names():
        named = _titled(_rule(path), rest[1], lang) if rest else lever_named(group, lang)
        return sentence("field_typed", lang, field=named, key=".".join(key for key in path if key))
    return label(f"change_{path[-1]}", lang)


def _rule(path: tuple[str, ...]) -> str:
    """The rule that a field of a lever moves."""
    return str(lever(path[0]).fields.extra(path[1])["rule"])


def _titled(rule: str, part: str, lang: Language) -> str:
    """A rule in words, of one part where it goes by parts."""
    field = _within(written(rule).title[lang])
    return sentence("field_of_part", lang, field=field, part=_within(label(part, lang))) if part else field


def _within(text: str) -> str:
    """The same within a sentence."""
    return text[:1].lower() + text[1:]
