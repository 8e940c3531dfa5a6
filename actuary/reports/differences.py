"""The table of a comparison: what each variant changes, and what in it moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from actuary.axes import LAYER_NAMES
from actuary.beyond import figures_beyond
from actuary.indicators import INDICATORS, OF_FUNDS, OF_PEOPLE
from actuary.labels import Language, label
from actuary.law import Array
from actuary.reports import numbers
from actuary.reports.columns import Block, Row, head, laid_out, row
from actuary.reports.expected import held
from actuary.reports.fields import moved_told
from actuary.reports.foot import BROADEST, alerts, counted, definitions, strange
from actuary.reports.numbers import Scale, money_scale
from actuary.reports.page import EMPTY, Page, Span, line, paragraphs, to_left, width, wrapped
from actuary.reports.projection import GROUPS, LAYER_MONEY, PEOPLE, Look, layer_head, of_statuses, with_lines
from actuary.reports.words import YEARLY_LABELS, headed, sentence, title
from actuary.results import FORM

if TYPE_CHECKING:
    from actuary.results import Results
    from actuary.simulation import Comparison


BORNE = ("policy_ratio", "overall_ratio", "own_share", "point_value", "hospitals_kept", "hospitals_kept_amount")
"""The indicators that say who bears a cost, shown wherever they move; the others where they are asked for."""

Moved = dict[tuple[str, str], Array]
"""What is not the same, by what it belongs to and its measure."""

Show = Callable[[float, bool], str]


def table(compared: Comparison, look: Look, at: Callable[[object], str]) -> Page:
    """One table for each variant; `at` writes the place of what moved as the reader finds it."""
    page: Page = []
    for variant in compared.variants:
        page += [*([EMPTY] if page else []), *_one(compared, variant, look, at)]
    columns = min(look.columns, BROADEST)
    measures = ("reserve_months", *(_told(compared.base, *compared.variants) if look.indicators else ()))
    told = [*definitions(compared.base, look.lang, measures), *counted(compared.base, look.lang, columns)]
    return [*page, EMPTY, *paragraphs(told, columns, "faint")]


def changes(compared: Comparison, variant: Results) -> Iterator[tuple[str, str, Array]]:
    """Every difference: what it belongs to, the measure, the variant less the base in its own unit (yuan, shares ...)."""
    for group, measures in compared.difference(variant).items():
        yield from ((group, measure, values) for measure, values in measures.items())
    for group in FORM:
        before, after = compared.base.form(group), variant.form(group)
        yield from ((group, name, after[name] - before[name]) for name in after)
    for name, statuses in PEOPLE.items():
        yield "people", name, of_statuses(variant, statuses) - of_statuses(compared.base, statuses)


def _one(compared: Comparison, variant: Results, look: Look, at: Callable[[object], str]) -> Page:
    lang = look.lang
    silent = set(INDICATORS).difference(_told(compared.base, variant))
    moved = {
        (group, measure): values
        for group, measure, values in changes(compared, variant)
        if measure not in silent and _moves(values)
    }
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
        top += [line(from_base), *(line(one) for one in wrapped(_nothing_shown(moved, lang), look.columns, "  "))]
    if moved:
        top += _unmoved(moved, blocks, _groups(compared.base, variant), lang)
    promised = held(variant, lang, look.columns)
    return [*top, *what_moved(compared, variant, look, at), *_warned(compared.base, variant, look), *promised]


def _from_first_difference(moved: Moved, years: tuple[int, ...]) -> tuple[int, ...]:
    """The projected years from the last one without a difference on: columns of noughts tell nothing."""
    first = min(int(np.flatnonzero(np.nan_to_num(values))[0]) for values in moved.values())
    return years[max(first - 1, 1) :]


def _told(*found: Results) -> list[str]:
    """The indicators worth a line in any of these runs."""
    return [name for name in INDICATORS if any(name in results.indicators_told for results in found)]


def _nothing_shown(moved: Moved, lang: Language) -> str:
    """What to say of a table without rows: that nothing moved at all, or by its name what moved and has no row in it."""
    names = dict.fromkeys(label(YEARLY_LABELS.get(measure, measure), lang).strip() for _, measure in moved)
    if not names:
        return label("no_difference_at_all", lang)
    return sentence("moved_unseen", lang, names=label("comma", lang).join(names))


def _moves(values: Array) -> bool:
    return bool(np.nan_to_num(values).any())


def _blocks(moved: Moved, years: tuple[int, ...], scale: Scale, look: Look) -> Iterator[Block]:
    """One block for each fund that moves by as much as a digit, then the layers' funds, people and premiums."""
    lang = look.lang

    def rows(belongs: str, shows: dict[str, Show], of: str = "") -> list[Row]:
        found = {measure: moved.get((belongs, measure)) for measure in shows}
        made = [
            row(of + _name(measure, lang), years, (shows[measure](value, True) for value in values.tolist()))
            for measure, values in found.items()
            if values is not None
        ]
        return [one for one in made if any(cell.text.strip("0.,–") for cell in one.cells.values())]

    shown = {**_SHOWN, "amount": scale.show}
    for group in GROUPS:
        money = dict.fromkeys(with_lines(look.lines), scale.show)
        rates = {name: shown[one.unit] for name, one in OF_FUNDS.items() if look.indicators or name in BORNE}
        yield Block(headed(group, lang), rows(group, {**money, "reserve_months": numbers.months, **rates}))
    layers = [rows(layer, dict.fromkeys(LAYER_MONEY, scale.show), layer_head(layer, lang)) for layer in LAYER_NAMES]
    yield Block(label("layers", lang), [one for found in layers for one in found])
    asked = OF_PEOPLE if look.indicators else {"active_per_retired": OF_PEOPLE["active_per_retired"]}
    of_people = {name: _SHOWN[one.unit] for name, one in asked.items() if name != "subsidy_per_premium"}
    people = [*rows("people", dict.fromkeys(PEOPLE, numbers.people)), *rows("yearly", of_people)]
    yield Block(label("people", lang), people, label("unit_10k_people", lang))
    standards: dict[str, Show] = {"premium": _no_decimals, "subsidy": _no_decimals}
    ratio = {"subsidy_per_premium": _two_decimals} if look.indicators else {}
    yield Block(label("resident_financing", lang), rows("yearly", {**standards, **ratio}), label("yuan_a_person", lang))


def _name(measure: str, lang: Language) -> str:
    name = label(YEARLY_LABELS.get(measure, measure), lang)
    of_share = measure in INDICATORS and INDICATORS[measure].unit == "share"
    return sentence("in_points", lang, what=name) if of_share else name


def _points(value: float, signed: bool) -> str:
    return numbers.shown(100 * value, 2, signed)


def _two_decimals(value: float, signed: bool) -> str:
    return numbers.shown(value, 2, signed)


def _no_decimals(value: float, signed: bool) -> str:
    return numbers.shown(value, 0, signed)


_SHOWN: dict[str, Show] = {"share": _points, "ratio": _two_decimals, "yuan": _no_decimals, "months": numbers.months}
"""How the difference of an indicator is written, by its unit."""


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


def what_moved(compared: Comparison, variant: Results, look: Look, at: Callable[[object], str]) -> Page:
    """What the variant has otherwise than its base, and where it is written."""
    head_word = label("what_moved", look.lang)
    between = "：" if look.lang == "zh" else ": "
    page: Page = []
    for one in compared.moved(variant):
        where = f"   ({at(one.place)})" if one.place else ""
        start = head_word + between if not page else " " * width(head_word + between)
        page.append((Span(start), Span(moved_told(one, look.lang)), Span(where, "faint")))
    return page


def _warned(base: Results, variant: Results, look: Look) -> Page:
    """What is wrong in the variant and not in its base: a smaller reserve is not yet an empty one."""
    told = strange(variant.scenario, look.lang, look.columns, figures_beyond(base.scenario))
    told += alerts(variant, look.lang, look.columns, base.alerts)
    return [line(sentence("in_the_variant", look.lang)), *told] if told else []
