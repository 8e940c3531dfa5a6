"""The table of a comparison: what each variant changes, and what in it moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from actuary.labels import Language, label
from actuary.law import Array
from actuary.reports import numbers
from actuary.reports.columns import Block, Row, head, laid_out, row
from actuary.reports.foot import alerts, counted, definitions
from actuary.reports.numbers import Scale, money_scale
from actuary.reports.page import EMPTY, Page, Span, line, to_left, width, wrapped
from actuary.reports.projection import GROUPS, MONEY, PEOPLE, YEARLY_LABELS, Look, of_statuses
from actuary.reports.words import headed, title, words

if TYPE_CHECKING:
    from actuary.results import Results
    from actuary.simulation import Comparison


def comparison(compared: Comparison, look: Look, at: Callable[[object], str]) -> Page:
    """One table for each variant; `at` writes the place of what moved as the reader finds it."""
    page: Page = []
    for variant in compared.variants:
        page += [*([EMPTY] if page else []), *_one(compared, variant, look, at)]
    told = definitions(compared.base, look.lang, ("reserve_months",))
    told.append(counted(compared.base, look.lang))
    return [*page, EMPTY, *(line(one, "faint") for text in told for one in wrapped(text, look.columns, "  "))]


def differences(compared: Comparison, variant: Results) -> Iterator[tuple[str, str, Array]]:
    """Every difference: what it belongs to, the measure, the variant less the base in yuan, months or persons."""
    for group, measures in compared.difference(variant).items():
        yield from ((group, measure, values) for measure, values in measures.items())
    for name, statuses in PEOPLE.items():
        yield "people", name, of_statuses(variant, statuses) - of_statuses(compared.base, statuses)
    for name in YEARLY_LABELS:
        if name in compared.base.yearly:
            yield "yearly", name, variant.yearly[name] - compared.base.yearly[name]


def _one(compared: Comparison, variant: Results, look: Look, at: Callable[[object], str]) -> Page:
    lang = look.lang
    moved = {(group, measure): values for group, measure, values in differences(compared, variant) if _moves(values)}
    scale = money_scale(
        amount for (_, measure), found in moved.items() if measure in MONEY for amount in found.tolist()
    )
    blocks = list(_blocks(moved, variant.years, scale, lang))
    unit = words("unit_in_head", lang, unit=label(scale.unit, lang))
    top = [line(title(variant.scenario, lang), "head")]
    from_base = words("difference_from_base", lang, base=title(compared.base.scenario, lang))
    if blocks:
        table = laid_out(blocks, variant.years[1:], look.columns, look.years)
        top += head(from_base, unit, table)
    else:
        top += [line(from_base), line(label("no_difference_at_all", lang))]
    return [
        *top,
        *_unmoved(moved, bool(blocks), lang),
        *_what_moved(compared, variant, look, at),
        *_warned(variant, look),
    ]


def _moves(values: Array) -> bool:
    return bool(np.nan_to_num(values).any())


def _blocks(
    moved: dict[tuple[str, str], Array], years: tuple[int, ...], scale: Scale, lang: Language
) -> Iterator[Block]:
    for group in GROUPS:
        rows = [
            _signed(label(measure, lang), years, values, _amounts(measure, scale))
            for measure in (*MONEY, "reserve_months")
            if (values := moved.get((group, measure))) is not None
        ]
        if rows:
            yield Block(headed(group, lang), rows)
    heads = [
        _signed(label(name, lang), years, values, numbers.people)
        for name in PEOPLE
        if (values := moved.get(("people", name))) is not None
    ]
    if heads:
        yield Block(label("people", lang), heads, label("unit_10k_people", lang))
    yearly = [
        _signed(label(name, lang), years, values, lambda value, signed: numbers.shown(value, 2, signed))
        for key, name in YEARLY_LABELS.items()
        if (values := moved.get(("yearly", key))) is not None
    ]
    if yearly:
        yield Block(label("a_person", lang), yearly)


def _amounts(measure: str, scale: Scale) -> Callable[[float, bool], str]:
    return numbers.months if measure == "reserve_months" else scale.show


def _signed(name: str, years: tuple[int, ...], values: Array, show: Callable[[float, bool], str]) -> Row:
    return row(name, years, (show(value, True) for value in values.tolist()))


def _unmoved(moved: dict[tuple[str, str], Array], any_moved: bool, lang: Language) -> Page:
    """The funds that stay as they are, one line each."""
    if not any_moved:
        return []
    names = [headed(group, lang) for group in GROUPS if not any(group == one for one, _ in moved)]
    broad = max(map(width, names), default=0) + 2
    return [(Span(to_left(name, broad), "head"), Span(label("no_difference", lang), "faint")) for name in names]


def _what_moved(compared: Comparison, variant: Results, look: Look, at: Callable[[object], str]) -> Page:
    head_word = label("what_moved", look.lang)
    between = "：" if look.lang == "zh" else ": "
    page: Page = []
    for text, place in compared.moved(variant):
        where = f"   ({at(place)})" if place else ""
        start = head_word + between if not page else " " * width(head_word + between)
        page.append((Span(start), Span(text), Span(where, "faint")))
    return page


def _warned(variant: Results, look: Look) -> Page:
    """What is wrong in the variant itself: a smaller reserve is not yet an empty one."""
    told = alerts(variant, look.lang, look.columns)
    return [line(words("in_the_variant", look.lang)), *told] if told else []
