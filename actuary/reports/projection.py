"""The table of one projection: the funds, the people and the premium, year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from actuary.indicators import INDICATORS
from actuary.labels import Language, label
from actuary.law import Array
from actuary.reports import numbers
from actuary.reports.columns import Block, Row, head, laid_out, row
from actuary.reports.expected import held
from actuary.reports.foot import MARKS, below
from actuary.reports.numbers import YUAN, Scale, money_scale
from actuary.reports.page import Page, Span, html, line
from actuary.reports.words import YEARLY_LABELS, dated, headed, sentence, title
from actuary.results import FORM, LINES
from actuary.units import Date

if TYPE_CHECKING:
    from actuary.results import Results

NOTEBOOK_COLUMNS = 120
GROUPS = ("employee_scheme", "resident", "maternity", "long_term_care", "all")
ADDED_UP = ("employee_scheme", "resident", "all")
"""Where no balance is known, the surplus since the base year stands in its place."""
MONEY = ("income", "spending", "surplus", "balance")
LAYER_MONEY = ("income", "spending", "balance")
"""What is shown of a layer's fund."""
PEOPLE = {
    "active": ("active",),
    "flexible": ("flexible",),
    "retired": ("retired",),
    "residents_insured": ("resident", "assisted"),
}
"""Rows of the block of people, and the statuses each adds up."""


class Look(NamedTuple):
    """How a table is to look: its language, its width, and the years somebody asked for."""

    lang: Language = "en"
    columns: int = 80
    years: Sequence[int] | None = None
    lines: bool = False
    """With the lines of the official fund accounts."""
    indicators: bool = False
    """With rates, growth and ratios of payment."""


def table(results: Results, look: Look, more: Sequence[Block] = (), told_more: Page | None = None) -> Page:
    """The table, its head with the unit, what was expected, its foot with what is wrong and what the words mean.

    `more` blocks stand below the funds, `told_more` at the foot.
    """
    lang = look.lang
    scale = money_scale(
        amount for group in GROUPS for measure in MONEY for amount in results.funds[group][measure].tolist()
    )
    told = [group for group in GROUPS if group != "long_term_care" or results.long_term_care]
    blocks = [block for group in told if (block := _fund(results, group, scale, look)).rows]
    blocks += more
    if look.lines:
        blocks.append(Block(label("layers", lang), _layers(results, scale, lang), label("layers_balance", lang)))
    blocks.append(Block(label("people", lang), _people(results, look), label("unit_10k_people", lang)))
    blocks.append(Block(label("resident_financing", lang), _financing(results, look), label("yuan_a_person", lang)))
    blocks = [block for block in blocks if block.rows]
    page = laid_out(blocks, results.years, look.columns, look.years)
    unit = sentence("unit_in_head", lang, unit=label(scale.unit, lang))
    known = any(np.isfinite(one["balance"]).any() for one in results.funds.values())
    measures = (*(("reserve_months",) if known else ()), *(results.indicators_told if look.indicators else ()))
    top, *rest = head(title(results.scenario, lang), unit, page)
    return [
        top,
        *by_hand(results, lang),
        *rest,
        *held(results, lang, look.columns),
        *below(results, lang, look.columns, measures),
        *(told_more or []),
    ]


def by_hand(results: Results, lang: Language) -> Page:
    """What the command line set on top of the scenario's file: a changed run must not look like the file's own."""
    settings = [setting for setting in results.scenario.settings if not setting.startswith("to=")]
    return [line(sentence("set_by_hand", lang, settings="; ".join(settings)))] if settings else []


def as_html(results: Results, lang: Language = "en") -> str:
    """The same table for a notebook."""
    return html(table(results, Look(lang, NOTEBOOK_COLUMNS)))


def of_statuses(results: Results, statuses: Iterable[str]) -> Array:
    """Heads of some statuses together."""
    counts = [results.people[status] for status in statuses if status in results.people]
    return np.sum(counts, axis=0) if counts else np.zeros(len(results.years))


def with_lines(lines: bool) -> tuple[str, ...]:
    """The measures in yuan, in their order; with the lines of the accounts below income and spending."""
    if not lines:
        return MONEY
    names = [f"line_{name}" for name in LINES]
    first_spent = names.index("line_inpatient")
    memo = names.index("line_waived")
    return ("income", *names[:first_spent], "spending", *names[first_spent:memo], *MONEY[2:], *names[memo:])


def _fund(results: Results, group: str, scale: Scale, look: Look) -> Block:
    lang, fund = look.lang, results.funds[group]
    its_own = group in FORM and not (group == "maternity" and results.law.maternity_merged.any())
    amounts = {**fund, **(results.form(group) if look.lines and its_own else {})}
    rows = [
        row(label(measure, lang), results.years, map(scale.show, amounts[measure].tolist()))
        for measure in with_lines(look.lines)
        if measure in amounts and _worth_a_row(measure, amounts[measure])
    ]
    if group in ADDED_UP and rows and not np.isfinite(fund["balance"]).any():
        added = map(scale.show, fund["cumulative_surplus"].tolist())
        rows.append(row(label("cumulative_surplus", lang), results.years, added))
    if np.isfinite(fund["reserve_months"]).any():
        rows.append(row(label("reserve_months", lang), results.years, _months(results, group)))
    if look.indicators and rows:
        found = results.indicators.get(group, {})
        told = [name for name in results.indicators_told if name in found]
        rows += [_indicator(results, name, found[name], lang, scale) for name in told]
    return Block(headed(group, lang), rows, _merger(results, lang) if group == "maternity" else "")


def _layers(results: Results, scale: Scale, lang: Language) -> list[Row]:
    """Income, spending and balance of each layer's fund that has any money."""
    return [
        row(f"{layer_head(layer, lang)}{label(measure, lang)}", results.years, cells)
        for layer, fund in results.layers.items()
        if fund["income"].any() or fund["spending"].any()
        for measure in LAYER_MONEY
        if (cells := list(map(scale.show, fund[measure].tolist())))
    ]


def layer_head(layer: str, lang: Language) -> str:
    """What stands before each measure of a layer's fund."""
    return f"{label(layer, lang)}{'：' if lang == 'zh' else ': '}"


def _worth_a_row(measure: str, values: Array) -> bool:
    """Whether there is anything to show: a line of the accounts that is always nil is none."""
    return bool(np.nan_to_num(values).any() if measure.startswith("line_") else np.isfinite(values).any())


def _months(results: Results, group: str) -> Iterable[Span]:
    """Months of reserve, marked where an alert below the table speaks of them."""
    told = {alert.kind for alert in results.alerts if alert.group == group}
    low = results.bands["low"].value
    for value in results.funds[group]["reserve_months"].tolist():
        kind = "empty" if value <= 0 else "below" if value < low else ""
        mark, style = MARKS[kind] if kind in told else MARKS["below"] if kind and "below" in told else ("", "")
        yield Span(f"{mark} {numbers.months(value)}".lstrip(), style)


def _merger(results: Results, lang: Language) -> str:
    if results.law.maternity_merged[0] > 0:
        return label("merged_before", lang)
    if results.merged_from is None:
        return label("separate", lang)
    return sentence("merged_from_month", lang, when=dated(Date.read(results.merged_from), lang))


def _people(results: Results, look: Look) -> list[Row]:
    lang = look.lang
    rows = [
        row(label(name, lang), results.years, map(numbers.people, heads.tolist()))
        for name, statuses in PEOPLE.items()
        if np.nan_to_num(heads := of_statuses(results, statuses)).any()
    ]
    rows += _yearly(results, "active_per_retired", 2, lang)
    return [*rows, *_of_people(results, look, "coverage_rate", "take_up")]


def _financing(results: Results, look: Look) -> list[Row]:
    rows = [*_yearly(results, "premium", 0, look.lang), *_yearly(results, "subsidy", 0, look.lang)]
    return [*rows, *_of_people(results, look, "subsidy_per_premium")]


def _of_people(results: Results, look: Look, *names: str) -> list[Row]:
    """Indicators of the people, where they are asked for."""
    return [_indicator(results, name, results.yearly[name], look.lang) for name in names if look.indicators]


def _indicator(results: Results, name: str, values: Array, lang: Language, scale: Scale = YUAN) -> Row:
    """A row in the unit of its indicator; an amount in the unit of the table."""
    shows: dict[str, Callable[[float], str]] = {"share": numbers.share, "amount": scale.show}
    unit = INDICATORS[name].unit
    show = shows.get(unit) or (lambda value: numbers.shown(value, _DECIMALS[unit]))
    return row(label(name, lang), results.years, [show(value) for value in values.tolist()])


_DECIMALS = {"ratio": 2, "yuan": 0, "months": 1}


def _yearly(results: Results, name: str, decimals: int, lang: Language) -> list[Row]:
    values = results.yearly.get(name)
    if values is None or not np.isfinite(values).any():
        return []
    cells = [numbers.shown(value, decimals) for value in values.tolist()]
    return [row(label(YEARLY_LABELS[name], lang), results.years, cells)]
