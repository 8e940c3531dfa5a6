"""The table of levers alone: what each moves, and what that makes of the months of reserve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from actuary.analysis.effects import SCHEMES, Effect
from actuary.analysis.measured import unit_of
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.amounts import column, file_unit, measure_named
from actuary.reports.exports import csv_bytes
from actuary.reports.fields import lever_named
from actuary.reports.foot import BROADEST
from actuary.reports.page import EMPTY, Page, Span, line, to_left, to_right, width, wrapped
from actuary.reports.words import sentence, title

if TYPE_CHECKING:
    from actuary.results import Results

SCALES = {"money": (1e4, 1, "unit_10k_yuan"), "people": (1e4, 2, "unit_10k_people")}
"""Divisor, decimals and unit of what is not a share or a bare number."""


def table(base: Results, effects: Sequence[Effect], year: int, lang: Language, columns: int) -> Page:
    """One lever a row: its flow and how far it moves, the months of each scheme; below, what was written."""
    head = [
        label("lever", lang),
        label("flow", lang),
        label("moved", lang),
        *(label(scheme, lang) for scheme in SCHEMES),
    ]
    rows = [
        [_named(one, lang), measure_named(one.flow, lang), *_cells(one, lang)] for one in effects if not one.refused
    ]
    broad = [max(width(row[i]) for row in [head, *rows]) for i in range(len(head))]
    page: Page = [
        line(sentence("effects_title", lang, title=title(base.scenario, lang), year=year), "head"),
        EMPTY,
        line(_row(head, broad), "head"),
    ]
    for one, row in zip((one for one in effects if not one.refused), rows, strict=True):
        page.append(line(_row(row, broad)))
        page += [line(text, "faint") for text in wrapped(f"    {one.written}", max(columns, 40), "      ")]
    for one in effects:
        if one.refused:
            page.append((Span(f"  {to_left(_named(one, lang), broad[0])}  ", "warning"), Span(one.refused, "faint")))
    foot = wrapped(sentence("effects_foot", lang, year=year), min(columns, BROADEST), "  ")
    return [*page, EMPTY, *(line(text, "faint") for text in foot)]


def effects_csv(effects: Sequence[Effect], year: int, lang: Language) -> bytes:
    """One lever a row, the amount of its flow with its unit behind it."""
    names = ("lever", "written", "flow", "year", "moved", "unit")
    months = column(label("reserve_months", lang), "months", lang)
    head = [*(label(name, lang) for name in names), *(f"{label(one, lang)} {months}" for one in SCHEMES)]
    rows = [
        [
            one.lever, one.written, one.flow, str(year), numbers.plain(one.moved), file_unit(unit_of(one.flow), lang),
            *(numbers.plain(one.months[scheme]) for scheme in SCHEMES),
        ]
        for one in effects
    ]  # fmt: skip
    return csv_bytes([head, *rows])


def effects_dict(effects: Sequence[Effect], year: int) -> dict[str, object]:
    """Everything as plain numbers; None where a lever cannot be pulled here."""
    return {
        "year": year,
        "effects": [
            {**one._asdict(), "moved": _number(one.moved), "months": {k: _number(v) for k, v in one.months.items()}}
            for one in effects
        ],
    }


def _named(one: Effect, lang: Language) -> str:
    """The lever as it is written, a Chinese reader's name before it."""
    return sentence("lever_typed", lang, key=one.lever, called=lever_named(one.lever, lang))


def _number(value: float) -> float | None:
    return value if value == value else None


def _cells(one: Effect, lang: Language) -> list[str]:
    return [_moved(one, lang), *(numbers.months(one.months[scheme], signed=True) for scheme in SCHEMES)]


def _moved(one: Effect, lang: Language) -> str:
    """The flow's difference in the unit of its kind; a line of the accounts is money."""
    kind = unit_of(one.flow)
    if kind == "share":
        return f"{numbers.shown(100 * one.moved, 2, signed=True)} pp"
    if kind in SCALES:
        factor, decimals, unit = SCALES[kind]
        return f"{numbers.shown(one.moved / factor, decimals, signed=True)} {label(unit, lang)}"
    return numbers.shown(one.moved, 2, signed=True)


def _row(cells: Sequence[str], broad: Sequence[int]) -> str:
    name, flow, *rest = cells
    right = (to_right(cell, size) for cell, size in zip(rest, broad[2:], strict=True))
    return "  ".join(["  " + to_left(name, broad[0]), to_left(flow, broad[1]), *right])
