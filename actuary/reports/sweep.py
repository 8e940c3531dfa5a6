"""The page of a sweep: for every combination of values the first deficit, the year without money, the months of reserve."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from actuary.analysis.choices.sweep import SCHEMES
from actuary.analysis.choices.sweep_rates import POOLS, first_moved
from actuary.analysis.measured import unit_of
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.amounts import column, measure_named, told_in
from actuary.reports.columns import APART, ranged
from actuary.reports.exports import csv_bytes
from actuary.reports.fields import axis_in_full, axis_named
from actuary.reports.foot import BROADEST, answers, counted, definitions
from actuary.reports.page import EMPTY, Page, line, paragraphs, width, wrapped
from actuary.reports.words import capital, sentence, title

if TYPE_CHECKING:
    from actuary.analysis.choices.grid import Axis
    from actuary.analysis.choices.sweep import Cell, Sweep

DIGITS = 9
"""Decimals of a value in files: enough to write it again."""


class _Answer(NamedTuple):
    """One thing that every cell tells."""

    what: str
    of: str
    """The fund; empty for what is of none."""
    show: Callable[[Cell], str]
    unit: str = ""

    def name(self, lang: Language) -> str:
        """The fund and what is told of it."""
        what = self.what[:1].lower() + self.what[1:]
        return sentence("of_fund", lang, fund=self.of, measure=what) if self.of else self.what

    def told(self, cell: Cell) -> str:
        """With its unit."""
        return f"{self.show(cell)} {self.unit}".strip()


def table(sweep: Sweep, lang: Language, columns: int) -> Page:
    """Rows by the first axis, columns by the second, a page for each value of the third; of one axis all answers in columns."""
    page: Page = paragraphs([_title(sweep, lang)], columns, "head")
    told = _answers(sweep, lang)
    same = [one for one in told if len({one.show(cell) for cell in (*sweep.cells, sweep.stands)}) == 1]
    moved = [one for one in told if one not in same]
    if len(sweep.axes) == 1:
        page += [EMPTY, *_one_axis(sweep, moved, lang, columns)] if moved else []
    else:
        page += [EMPTY, *_stands(sweep, moved, lang, columns)]
        for heading, cells in _pages(sweep, lang):
            page += [EMPTY, line(heading, "head")] if heading else []
            for one in moved:
                page += [EMPTY, *_block(sweep, cells, one, lang, columns)]
    texts = [sentence("sweep_same", lang, what=one.name(lang), value=one.told(sweep.stands)) for one in same]
    page += [EMPTY, *paragraphs(texts, columns)] if texts else []
    columns = min(columns, BROADEST)
    return [
        *page,
        EMPTY,
        *paragraphs(_foot(sweep, bool(moved), lang, columns), columns, "faint"),
    ]


def sweep_csv(sweep: Sweep, lang: Language) -> bytes:
    """One cell a row: the values of its axes, then what is told; units in the head."""
    head = [column(axis.name, axis.varied.unit.name, lang) for axis in sweep.axes]
    for name, unit in {"sweep_deficit": "", "sweep_depletion": "", "sweep_months": "months"}.items():
        told = sentence(name, lang, year=sweep.year)
        head += [column(f"{label(scheme, lang)}: {told}", unit, lang) for scheme in SCHEMES]
    for pool in POOLS if sweep.stands.rates else ():
        unit = "share" if pool == "employee" else "money"
        head.append(column(f"{label(pool, lang)}: {label('sweep_break_even', lang)}", unit, lang))
    if sweep.measure:
        head.append(column(_measured(sweep, lang), unit_of(sweep.measure), lang))
    rows = [
        ["" if one is None else numbers.plain(one, decimals=DIGITS) for one in sweep.row(cell)] for cell in sweep.cells
    ]
    return csv_bytes([head, *rows])


def sweep_dict(sweep: Sweep) -> dict[str, object]:
    """Everything as plain numbers; None for a year that does not come, and where nothing is defined."""
    return {
        "scenario": sweep.base.scenario.name,
        "year": sweep.year,
        "measure": sweep.measure or None,
        "axes": [
            {"name": axis.name, "unit": axis.varied.unit.name, "values": list(axis.values)} for axis in sweep.axes
        ],
        "as_it_stands": _row(sweep, sweep.stands),
        "cells": [{**_row(sweep, cell), "as_it_stands": sweep.is_base(cell)} for cell in sweep.cells],
    }


def _row(sweep: Sweep, cell: Cell) -> dict[str, float | int | None]:
    told = zip(sweep.columns(), sweep.row(cell), strict=True)
    return {name: value if value is not None and math.isfinite(value) else None for name, value in told}


def _title(sweep: Sweep, lang: Language) -> str:
    names = [axis_in_full(axis, lang) for axis in sweep.axes]
    of = {"title": title(sweep.base.scenario, lang), "rows": names[0]}
    if len(names) == 1:
        return sentence("sweep_title_rows", lang, **of)
    return sentence("sweep_title", lang, **of, across=names[1])


def _answers(sweep: Sweep, lang: Language) -> list[_Answer]:
    told = []
    for name, years in (("sweep_deficit", _deficit), ("sweep_depletion", _depletion)):
        told += [_Answer(label(name, lang), label(s, lang), years(i, lang)) for i, s in enumerate(SCHEMES)]
    months = sentence("sweep_months", lang, year=sweep.year)
    told += [_Answer(months, label(s, lang), _months(i)) for i, s in enumerate(SCHEMES)]
    if sweep.stands.rates:
        told += [_Answer(label("sweep_break_even", lang), label(p, lang), _rate(i)) for i, p in enumerate(POOLS)]
    if sweep.measure:
        how = told_in(unit_of(sweep.measure), [cell.measured for cell in (*sweep.cells, sweep.stands)], lang)
        told.append(_Answer(_measured(sweep, lang), "", lambda cell: how.level(cell.measured), how.unit))
    return told


def _deficit(scheme: int, lang: Language) -> Callable[[Cell], str]:
    return lambda cell: _year(cell.deficit[scheme], lang)


def _depletion(scheme: int, lang: Language) -> Callable[[Cell], str]:
    return lambda cell: _year(cell.depletion[scheme], lang)


def _months(scheme: int) -> Callable[[Cell], str]:
    return lambda cell: numbers.months(cell.months[scheme])


def _rate(pool: int) -> Callable[[Cell], str]:
    show = numbers.share_of_base if POOLS[pool] == "employee" else numbers.premium
    return lambda cell: show(cell.rates[pool])


def _year(year: int | None, lang: Language) -> str:
    return str(year) if year else label("sweep_never", lang)


def _measured(sweep: Sweep, lang: Language) -> str:
    return sentence("sweep_measured", lang, measure=measure_named(sweep.measure, lang), year=sweep.year)


def _mark(sweep: Sweep, cell: Cell) -> str:
    return "*" if sweep.is_base(cell) else " "


def _one_axis(sweep: Sweep, moved: list[_Answer], lang: Language, columns: int) -> Page:
    """A row for each value, a column for each answer; the scenario as it stands comes last, unless a value is marked as it."""
    axis = sweep.axes[0]
    whats = (f"{one.what}  {one.unit}".rstrip() for one in moved)
    rows = [["", *(one.of for one in moved)], ["", *whats]]
    for cell in sweep.cells:
        rows.append([f"{axis.shown(cell.values[0])}{_mark(sweep, cell)}", *(one.show(cell) for one in moved)])
    if not any(sweep.is_base(cell) for cell in sweep.cells):
        rows.append([label("sweep_as_it_stands", lang), *(one.show(sweep.stands) for one in moved)])
    return [row for part in _parts(rows, columns) for row in ranged(part, 2, "faint")]


def _stands(sweep: Sweep, moved: list[_Answer], lang: Language, columns: int) -> Page:
    """What the scenario is as it stands, in one sentence; nothing where every cell is the same."""
    if not moved:
        return []
    values = [
        sentence("sweep_one", lang, field=axis_named(axis, lang), value=axis.shown(value))
        for axis, value in zip(sweep.axes, sweep.stands.values, strict=True)
        if math.isfinite(value)
    ]
    told = "; ".join(f"{one.name(lang)} {one.told(sweep.stands)}" for one in moved)
    name = "sweep_stands" if values else "sweep_stands_so"
    text = sentence(name, lang, values=label("comma", lang).join(values), told=told)
    return [line(one) for one in wrapped(text, min(columns, BROADEST), "  ")]


def _pages(sweep: Sweep, lang: Language) -> Iterator[tuple[str, dict[tuple[float, ...], Cell]]]:
    """The cells of two axes by their values; of three axes so for each value of the third, with what stands above it."""
    for value in sweep.axes[2].values if len(sweep.axes) > 2 else (None,):
        cells = {cell.values[:2]: cell for cell in sweep.cells if value is None or cell.values[2] == value}
        heading = "" if value is None else _page_heading(sweep.axes[2], value, lang)
        yield heading, cells


def _page_heading(axis: Axis, value: float, lang: Language) -> str:
    return capital(sentence("sweep_pages", lang, field=axis_in_full(axis, lang), value=axis.shown(value)))


def _block(sweep: Sweep, cells: dict[tuple[float, ...], Cell], one: _Answer, lang: Language, columns: int) -> Page:
    """One answer: rows by columns, in as many parts as the page is too narrow for."""
    down, across = sweep.axes[:2]
    grid = [["", *(f"{across.shown(value)} " for value in across.values)]]
    for row in down.values:
        found = (cells[row, value] for value in across.values)
        grid.append([down.shown(row), *(f"{one.show(cell)}{_mark(sweep, cell)}" for cell in found)])
    page: Page = [line(f"{one.name(lang)}  {one.unit}".rstrip(), "head")]
    for part in _parts(grid, columns):
        page += ranged(part, 1, "faint")
    return page


def _parts(rows: list[list[str]], columns: int) -> Iterator[list[list[str]]]:
    """Tables of the first column and as many others as fit beside it."""
    broad = [max(width(row[i]) for row in rows) + APART for i in range(len(rows[0]))]
    room = max((columns - broad[0]) // max(broad[1:]), 1)
    for first in range(1, len(broad), room):
        yield [[row[0], *row[first : first + room]] for row in rows]


def _foot(sweep: Sweep, shown: bool, lang: Language, columns: int) -> list[str]:
    """What stands below the cells, where any are `shown`."""
    marked = [label("sweep_mark", lang)] if shown and any(sweep.is_base(cell) for cell in sweep.cells) else []
    measures = dict.fromkeys(("reserve_months", sweep.measure.rpartition(".")[2]))
    return [
        *marked,
        sentence("sweep_method", lang, cells=f"{len(sweep.cells):,}", last=sweep.base.calendar.last),
        label("define_deficit", lang),
        label("sweep_define_depletion", lang),
        *_rates_meant(sweep, lang),
        *definitions(sweep.base, lang, tuple(one for one in measures if one in sweep.base.definitions)),
        *answers(sweep.base, lang),
        *counted(sweep.base, lang, columns),
    ]


def _rates_meant(sweep: Sweep, lang: Language) -> list[str]:
    if not sweep.stands.rates:
        return []
    return [sentence("sweep_define_break_even", lang, first=first_moved(sweep), last=sweep.base.calendar.last)]
