"""The table, the files and the tornado of what matters: each figure at the ends of its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from actuary.analysis.sensitivity import COLUMNS, Sensitivity, Swing, Switch, called, in_unit, rows, source_of
from actuary.analysis.stress import WHOLE, Stress, Worse
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.amounts import Told, file_unit, measure_named, plain_amount, told_in
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST, answers, counted, meant
from actuary.reports.letters import drawable
from actuary.reports.page import EMPTY, Page, Span, line, paragraphs, to_left, to_right, width, wrapped
from actuary.reports.plots import HEADING, STYLES, picture, scenario_name, write_below
from actuary.reports.stairs import LETTER
from actuary.reports.words import sentence, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Picture

    from actuary.figures.single import Figure

HALF = 12
"""Signs of the longest bar to either side."""
ROWS = 12
"""So many figures have a row of their own; those that move the first deficit have one in any case."""
DRAWN = 12
"""Figures that have a bar in the picture."""
NAMED = 4
"""Figures whose values are told where all of them move together."""
DIGITS = 6
"""Of a figure; more are noise beside its interval."""
SIGNS = {"%": " %", "‰": " ‰"}
"""Units that stand beside a bar; a longer one would not fit."""
BARE = ("ratio", "number", "year", "years")
"""Units that say nothing beside the number."""


def table(found: Sensitivity, lang: Language, columns: int) -> Page:
    """A row for each figure with its bar to both sides; where the first deficit moves; what the words mean."""
    columns = min(columns, BROADEST)
    heading = sentence("sensitivity_title", lang, title=title(found.base.scenario, lang))
    page: Page = [line(heading, "head"), line(headline(found, lang)), EMPTY]
    shown = _shown(found)
    if shown:
        page += _rows(found, shown, lang, columns)
    else:
        page.append(line(f"  {label('sensitivity_nothing', lang)}"))
    if found.fund:
        page += [EMPTY, *_switches(found, lang, columns)]
    if found.stress:
        page += [EMPTY, *_stress(found, found.stress, lang, columns)]
    texts = [*_left(found, len(shown), lang), sentence("sensitivity_how", lang, runs=numbers.shown(found.runs, 0))]
    texts += [*meant(found.base, found.measure, lang), *answers(found.base, lang), *counted(found.base, lang, columns)]
    return [*page, EMPTY, *paragraphs(texts, columns, "faint")]


def headline(found: Sensitivity, lang: Language) -> str:
    """Residents, reserve months, 2030: 4.1 months; first year of deficit 2029."""
    scale = scaled(found, lang)
    level = f"{scale.level(found.before.value)} {scale.unit}".rstrip()
    slots = {"measure": measure_named(found.measure, lang), "year": found.year, "level": level}
    if not found.fund:
        return sentence("sensitivity_level", lang, **slots)
    return sentence("sensitivity_level_and_deficit", lang, deficit=_when(found, found.before.deficit, lang), **slots)


def scaled(found: Sensitivity, lang: Language) -> Told:
    """The unit in which all amounts are written."""
    return told_in(found.unit, [found.before.value, *(by for one in found.swings for by in one.changes)], lang)


def sensitivity_csv(found: Sensitivity, lang: Language) -> bytes:
    """A figure a row in its own unit; changes in yuan, persons, months or shares."""
    unit = file_unit(found.unit, lang)
    head = [label(f"column_{name}", lang) for name in COLUMNS]
    changes = (COLUMNS.index("change_at_low"), COLUMNS.index("change_at_high"))
    body = [[_cell(value, i in changes, found) for i, value in enumerate(row)] for row in rows(found)]
    names = ("measure", "year", "unit")
    of = [found.measure, str(found.year), unit]
    return csv_bytes([[*(label(name, lang) for name in names), *head], *([*of, *row] for row in body)])


def sensitivity_dict(found: Sensitivity) -> dict[str, object]:
    """Everything as plain numbers, figures in their own units, with definition and what the run rests on."""
    scenario, manifest = found.base.scenario, found.base.manifest
    return {
        "scenario": {"name": scenario.name, "title": scenario.title, "hash": scenario.hash},
        **{name: getattr(found, name) for name in ("measure", "unit", "year", "fund", "runs", "own")},
        "value": found.before.value,
        "deficit": found.before.deficit,
        "figures": [dict(zip(COLUMNS, map(_plain, row), strict=True)) for row in rows(found)],
        "switches": [_switch_dict(one) for one in found.switches],
        "stress": _stress_dict(found.stress) if found.stress else None,
        "unmoved": [called(one) for one in found.unmoved],
        "impossible": [{"figure": called(one), "at": in_unit(one, value)} for one, value in found.impossible],
        "definition": found.base.definitions.get(found.measure.rpartition(".")[2]),
        "counts": manifest["counts"],
    }


def tornado(found: Sensitivity, lang: Language = "en") -> Picture:
    """What the measure comes to at both ends of each interval, the widest first."""
    with picture(lang) as (figure, axes, lang):
        shown = found.swings[:DRAWN]
        scale = scaled(found, lang)
        _bars(axes, shown, found.before.value / scale.factor, scale)
        names = [one.name for one in shown]
        axes.set_yticks(np.arange(len(shown))[::-1], names)
        axes.set_xlabel(drawable(scale.unit))
        figure.suptitle(drawable(headline(found, lang)), x=0.02, ha="left", **HEADING | {"fontsize": 11})
        heading = sentence("sensitivity_title", lang, title=scenario_name(found.base, lang))
        rest = len(found.swings) - len(shown)
        less = [sentence("sensitivity_less", lang, count=rest)] if rest else []
        write_below(
            figure, [heading, label("sensitivity_ends", lang), *less, *meant(found.base, found.measure, lang)[:1]]
        )
        left = max(0.1, 0.02 + LETTER * max(map(width, names), default=0))
        figure.subplots_adjust(left=left, right=0.97, top=0.91, bottom=figure.subplotpars.bottom + 0.05)
    return figure


def _bars(axes: Axes, shown: Sequence[Swing], middle: float, scale: Told) -> None:
    """Two bars from the scenario as it is, each with the figure's end beside it; low dark, high light."""
    for place, one in zip(range(len(shown) - 1, -1, -1), shown, strict=True):
        for end, change, (colour, _) in zip((one.low, one.high), one.changes, (STYLES[0], STYLES[1]), strict=True):
            if not change:
                continue
            axes.barh(place, change / scale.factor, left=middle, color=colour, height=0.7)
            way, side = (4, "left") if change > 0 else (-4, "right")
            tip = (middle + change / scale.factor, place)
            axes.annotate(
                _bare(one.figure, end.figure) + SIGNS.get(one.figure.unit, ""), tip, (way, 0), textcoords="offset points",
                va="center", ha=side, fontsize=8,
            )  # fmt: skip
    axes.axvline(middle, color="black", linewidth=0.8)
    axes.margins(x=0.12)


def _shown(found: Sensitivity) -> list[Swing]:
    """The widest whose change can be seen, and those that move the first deficit."""
    scale = scaled(found, "en")
    moving = {one.figure for one in found.switches}
    seen = [one for one in found.swings if any(scale.change(by).strip("+-0.,") for by in one.changes)][:ROWS]
    return [one for one in found.swings if one in seen or one.figure in moving]


def _rows(found: Sensitivity, shown: Sequence[Swing], lang: Language, columns: int) -> Page:
    scale, widest = scaled(found, lang), shown[0].width and max(abs(by) for one in shown for by in one.changes)
    head = [label(name, lang) for name in ("sensitivity_figure", "sensitivity_interval", "column_status")]
    head += [label("sensitivity_at_low", lang), label("sensitivity_at_high", lang)]
    cells = [[*_named(one, lang), *(_change(end.change, scale, lang) for end in one[1:])] for one in shown]
    deficits = [_deficits(one, found, lang) for one in shown]
    broad = [max(width(row[i]) for row in [head, *cells]) for i in range(len(head))]
    bar = " " * (2 * HALF + 1)
    page: Page = [line(_row(head, broad) + f"   {bar}   {label('event_deficit', lang) if found.fund else ''}", "head")]
    for one, row, deficit in zip(shown, cells, deficits, strict=True):
        page.append((Span(f"{_row(row, broad)}   {_bar(one, widest)}   {deficit}"),))
        from_where = f"    {source_of(one.figure)}{label('sensitivity_colon', lang)}{one.figure.note}"
        page += [line(text, "faint") for text in wrapped(from_where, columns, "      ")]
    return page


def _named(one: Swing, lang: Language) -> list[str]:
    figure = one.figure
    low, high = (_bare(figure, value) for value in (one.low.figure, one.high.figure))
    return [one.name, f"{_value(figure, figure.value)} ({low}..{high})", label(figure.status, lang)]


def _bar(one: Swing, widest: float) -> str:
    """To the left what takes away, to the right what adds."""
    less, more = (round(HALF * abs(by) / (widest or 1)) for by in (min(0.0, *one.changes), max(0.0, *one.changes)))
    return f"{'-' * less:>{HALF}}|{'#' * more:<{HALF}}"


def _deficits(one: Swing, found: Sensitivity, lang: Language) -> str:
    """The first deficit at the low and at the high end, where it is another at either."""
    ends = [end.deficit for end in (one.low, one.high) if end.change == end.change]
    if all(year == found.before.deficit for year in ends):
        return ""
    return " .. ".join(_when(found, year, lang) for year in ends)


def _switches(found: Sensitivity, lang: Language, columns: int) -> Page:
    """A sentence for each value at which the first deficit moves."""
    fund = label(found.fund, lang)
    if not found.switches:
        return [line(sentence("sensitivity_stays", lang, fund=fund, year=_when(found, found.before.deficit, lang)))]
    page: Page = [line(sentence("sensitivity_moves", lang, fund=fund), "head")]
    for one in found.switches:
        page += [line(text) for text in wrapped(f"  {_switch_told(one, found, lang)}", columns, "    ")]
    return page


def _switch_told(one: Switch, found: Sensitivity, lang: Language) -> str:
    slots = {
        "before": _when(found, one.before, lang), "beyond": _when(found, one.beyond, lang),
        "figure": one.name, "value": _value(one.figure, one.value), "own": _value(one.figure, one.figure.value),
    }  # fmt: skip
    told_so = sentence("sensitivity_above" if one.above else "sensitivity_below", lang, **slots)
    if one.at_end == one.beyond:
        return told_so
    end = {"end": _value(one.figure, one.end), "at_end": _when(found, one.at_end, lang)}
    return told_so + sentence("sensitivity_further", lang, **end)


def _stress(found: Sensitivity, stress: Stress, lang: Language, columns: int) -> Page:
    """All figures at their worse ends; how far towards them the fund is empty by the year that is looked at."""
    scale, comma = scaled(found, lang), label("comma", lang)
    level = f"{scale.level(stress.hit.value)} {scale.unit}".rstrip()
    slots = {
        "count": len(stress.worse), "year": found.year, "level": level, "fund": label(found.fund, lang),
        "deficit": _when(found, stress.hit.deficit, lang), "empty": _when(found, stress.hit.empty, lang),
    }  # fmt: skip
    texts = [sentence("sensitivity_stress", lang, **slots)]
    if stress.way is not None:
        there = [f"{called(one.figure)} {_rounded(one, stress.way)}" for one in stress.worse[:NAMED]]
        way = numbers.shown(100 * stress.way, 0)
        texts.append(sentence("sensitivity_reverse", lang, way=way, values=comma.join(there), **slots))
    elif not stress.empty_anyway:
        texts.append(sentence("sensitivity_not_even", lang, **slots))
    texts.append(sentence("sensitivity_no_shocks", lang))
    page: Page = [line(label("sensitivity_together", lang), "head")]
    return [*page, *(line(one) for text in texts for one in wrapped(f"  {text}", columns, "    "))]


def _rounded(one: Worse, way: float) -> str:
    """The value of a figure on the way to its end, to three digits; years whole."""
    unit = "" if one.figure.unit in BARE else f" {one.figure.unit}"
    value = in_unit(one.figure, one.at(way))
    return f"{value:.0f}" if one.figure.unit in WHOLE else f"{numbers.significant(value, 3)}{unit}"


def _when(found: Sensitivity, year: int | None, lang: Language) -> str:
    """A year, or that none of this run is it."""
    return sentence("sensitivity_none", lang, last=found.base.years[-1]) if year is None else str(year)


def _left(found: Sensitivity, shown: int, lang: Language) -> list[str]:
    """What has no row, in numbers."""
    told_of = []
    if rest := len(found.swings) - shown:
        told_of.append(sentence("sensitivity_less", lang, count=rest))
    if found.unmoved:
        told_of.append(sentence("sensitivity_unmoved", lang, count=len(found.unmoved)))
    comma = label("comma", lang)
    if found.own:
        told_of.append(sentence("sensitivity_own", lang, names=comma.join(found.own)))
    if found.impossible:
        names = comma.join(f"{called(one)} {_value(one, value)}" for one, value in found.impossible)
        told_of.append(sentence("sensitivity_impossible", lang, names=names))
    return told_of


def _change(value: float, scale: Told, lang: Language) -> str:
    if value != value:
        return numbers.MISSING
    return sentence("points", lang, number=scale.change(value)) if scale.unit == "%" else scale.change(value)


def _bare(figure: Figure, value: float) -> str:
    """A value of a figure in its own unit, without groups: years have none."""
    number = in_unit(figure, value)
    digits = DIGITS - 1 - math.floor(math.log10(abs(number))) if number else 0
    return numbers.plain(number, decimals=max(digits, 0))


def _value(figure: Figure, value: float) -> str:
    unit = "" if figure.unit in BARE else f" {figure.unit}"
    return f"{_bare(figure, value)}{unit}"


def _row(cells: Sequence[str], broad: Sequence[int]) -> str:
    left = (to_left(cell, size) for cell, size in zip(cells[:3], broad[:3], strict=True))
    right = (to_right(cell, size) for cell, size in zip(cells[3:], broad[3:], strict=True))
    return "  ".join(["", *left, *right])


def _cell(value: object, change: bool, found: Sensitivity) -> str:
    if isinstance(value, float):
        return plain_amount(value, found.unit if change else "")
    return "" if value is None else str(value)


def _plain(value: object) -> object:
    """A number that can be written as one; None for what is no number."""
    return None if isinstance(value, float) and value != value else value


def _stress_dict(stress: Stress) -> dict[str, object]:
    ends = [{"figure": called(one.figure), "end": in_unit(one.figure, one.end)} for one in stress.worse]
    told_so = {name: _plain(value) for name, value in stress.hit._asdict().items()}
    return {"figures": ends, **told_so, "way": stress.way, "empty_anyway": stress.empty_anyway}


def _switch_dict(one: Switch) -> dict[str, object]:
    return {
        "figure": one.name, "value": in_unit(one.figure, one.value), "unit": one.figure.unit,
        "side": "above" if one.above else "below", "before": one.before, "beyond": one.beyond,
        "end": in_unit(one.figure, one.end), "at_end": one.at_end,
    }  # fmt: skip
