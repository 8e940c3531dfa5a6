"""The table of a comparison: what each variant changes, and what in it moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from actuary.labels import Language, label
from actuary.law import Array
from actuary.reports import numbers
from actuary.reports.columns import Block, Row, head, laid_out, row
from actuary.reports.expected import held
from actuary.reports.foot import BROADEST, alerts, counted, definitions
from actuary.reports.numbers import Scale, money_scale
from actuary.reports.page import EMPTY, Page, Span, line, to_left, width, wrapped
from actuary.reports.projection import GROUPS, PEOPLE, Look, of_statuses, with_lines
from actuary.reports.words import YEARLY_LABELS, headed, sentence, title
from actuary.results import FORM

if TYPE_CHECKING:
    from actuary.results import Results
    from actuary.simulation import Comparison


Moved = dict[tuple[str, str], Array]
"""What is not the same, by what it belongs to and its measure."""

Show = Callable[[float, bool], str]


def table(compared: Comparison, look: Look, at: Callable[[object], str]) -> Page:
    """One table for each variant; `at` writes the place of what moved as the reader finds it."""
    page: Page = []
    for variant in compared.variants:
        page += [*([EMPTY] if page else []), *_one(compared, variant, look, at)]
    columns = min(look.columns, BROADEST)
    told = [*definitions(compared.base, look.lang, ("reserve_months",)), *counted(compared.base, look.lang, columns)]
    return [*page, EMPTY, *(line(one, "faint") for text in told for one in wrapped(text, columns, "  "))]


def changes(compared: Comparison, variant: Results) -> Iterator[tuple[str, str, Array]]:
    """Every difference: what it belongs to, the measure, the variant less the base in yuan, months or persons."""
    for group, measures in compared.difference(variant).items():
        yield from ((group, measure, values) for measure, values in measures.items())
    for group in FORM:
        before, after = compared.base.form(group), variant.form(group)
        yield from ((group, name, after[name] - before[name]) for name in after)
    for name, statuses in PEOPLE.items():
        yield "people", name, of_statuses(variant, statuses) - of_statuses(compared.base, statuses)
    for name in YEARLY_LABELS:
        if name in compared.base.yearly:
            yield "yearly", name, variant.yearly[name] - compared.base.yearly[name]


def _one(compared: Comparison, variant: Results, look: Look, at: Callable[[object], str]) -> Page:
    lang = look.lang
    moved = {(group, measure): values for group, measure, values in changes(compared, variant) if _moves(values)}
    scale = money_scale(
        amount
        for (_, measure), found in moved.items()
        if measure in with_lines(look.lines)
        for amount in found.tolist()
    )
    blocks = [block for block in _blocks(moved, variant.years, scale, look) if block.rows]
    unit = sentence("unit_in_head", lang, unit=label(scale.unit, lang))
    top = [line(title(variant.scenario, lang), "head")]
    from_base = sentence("difference_from_base", lang, base=title(compared.base.scenario, lang))
    if moved and blocks:
        table = laid_out(blocks, look.years or _from_first_difference(moved, variant.years), look.columns, look.years)
        top += head(from_base, unit, table)
    else:
        top += [line(from_base), *([] if moved else [line(label("no_difference_at_all", lang))])]
    if moved:
        top += _unmoved(moved, blocks, _groups(compared.base, variant), lang)
    promised = held(variant, lang, look.columns)
    return [*top, *_what_moved(compared, variant, look, at), *_warned(compared.base, variant, look), *promised]


def _from_first_difference(moved: Moved, years: tuple[int, ...]) -> tuple[int, ...]:
    """The projected years from the last one without a difference on: columns of noughts tell nothing."""
    first = min(int(np.flatnonzero(np.nan_to_num(values))[0]) for values in moved.values())
    return years[max(first - 1, 1) :]


def _moves(values: Array) -> bool:
    return bool(np.nan_to_num(values).any())


def _blocks(moved: Moved, years: tuple[int, ...], scale: Scale, look: Look) -> Iterator[Block]:
    """One block for each fund that moves by as much as a digit, then people and premiums."""
    lang = look.lang

    def rows(belongs: str, shows: dict[str, Show]) -> list[Row]:
        found = {measure: moved.get((belongs, measure)) for measure in shows}
        made = [
            row(_name(measure, lang), years, (shows[measure](value, True) for value in values.tolist()))
            for measure, values in found.items()
            if values is not None
        ]
        return [one for one in made if any(cell.text.strip("0.,–") for cell in one.cells.values())]

    for group in GROUPS:
        money = dict.fromkeys(with_lines(look.lines), scale.show)
        yield Block(headed(group, lang), rows(group, {**money, "reserve_months": numbers.months}))
    people = rows("people", dict.fromkeys(PEOPLE, numbers.people))
    ratio = rows("yearly", {"active_per_retired": _two_decimals})
    yield Block(label("people", lang), [*people, *ratio], label("unit_10k_people", lang))
    premiums = rows("yearly", {"premium": _no_decimals, "subsidy": _no_decimals})
    yield Block(label("resident_financing", lang), premiums, label("yuan_a_person", lang))


def _name(measure: str, lang: Language) -> str:
    return label(YEARLY_LABELS.get(measure, measure), lang)


def _two_decimals(value: float, signed: bool) -> str:
    return numbers.shown(value, 2, signed)


def _no_decimals(value: float, signed: bool) -> str:
    return numbers.shown(value, 0, signed)


def _groups(base: Results, variant: Results) -> list[str]:
    """The funds of either run: that of long-term care is there where it has members."""
    there = base.long_term_care or variant.long_term_care
    return [group for group in GROUPS if there or group != "long_term_care"]


def _unmoved(moved: Moved, blocks: list[Block], groups: list[str], lang: Language) -> Page:
    """The funds that stay as they are, or move by less than a digit, one line each."""
    shown = {block.heading for block in blocks}
    still = {
        headed(group, lang): "smaller_than_shown" if any(group == one for one, _ in moved) else "no_difference"
        for group in groups
        if headed(group, lang) not in shown
    }
    broad = max(map(width, still), default=0) + 2
    return [(Span(to_left(name, broad), "head"), Span(label(what, lang), "faint")) for name, what in still.items()]


def _what_moved(compared: Comparison, variant: Results, look: Look, at: Callable[[object], str]) -> Page:
    head_word = label("what_moved", look.lang)
    between = "：" if look.lang == "zh" else ": "
    page: Page = []
    for text, place in compared.moved(variant):
        where = f"   ({at(place)})" if place else ""
        start = head_word + between if not page else " " * width(head_word + between)
        page.append((Span(start), Span(text), Span(where, "faint")))
    return page


def _warned(base: Results, variant: Results, look: Look) -> Page:
    """What is wrong in the variant and not in its base: a smaller reserve is not yet an empty one."""
    told = alerts(variant, look.lang, look.columns, base.alerts)
    return [line(sentence("in_the_variant", look.lang)), *told] if told else []
