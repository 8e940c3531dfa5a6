"""The table of what drives a fund between two years: a block each for income and spending, its drivers and their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actuary.analysis.attribution.drivers import MEASURES, OTHER, Driver, Drivers
from actuary.analysis.attribution.why import Part, widest
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.amounts import column
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST, counted
from actuary.reports.numbers import Scale, agreeing, money_scale
from actuary.reports.page import EMPTY, Page, line, paragraphs, to_left, to_right, width
from actuary.reports.plots import picture, scenario_name
from actuary.reports.why import few, step, told_between
from actuary.reports.words import named, sentence, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.figure import Figure

COLUMNS = ("measure", "part", "driver", "amount", "share")
"""Of the CSV; `drivers_` stands before the names of their labels."""


def table(found: Drivers, lang: Language, columns: int) -> Page:
    """Income, then spending: one driver a row, its amounts by part and together; below, what each driver is."""
    heading = sentence(
        "drivers_title", lang, title=title(found.results.scenario, lang), fund=label(f"drivers_fund_{found.fund}", lang),
        first=found.first, last=found.last,
    )  # fmt: skip
    page: Page = [line(heading, "head")]
    scale = _scale(found)
    for measure in MEASURES[:2]:
        page += [EMPTY, line(_change(found, measure, scale, lang), "head"), *_block(found, measure, scale, lang)]
    broad = min(columns, BROADEST)
    meant = [named(f"driver_{name}", label(f"driver_{name}_is", lang), lang) for name in _names(found.drivers)]
    texts = [sentence("drivers_foot", lang, first=found.first), *meant, *counted(found.results, lang, broad)]
    return [*page, EMPTY, *paragraphs(texts, broad, "faint")]


def _scale(found: Drivers) -> Scale:
    """The unit of the whole page, with so many decimals that its changes are those between its levels."""
    scale = money_scale(one.amount for one in found.drivers)
    funds, base = found.results.funds[found.fund], found.results.base
    ends = [(funds[name][found.first - base], funds[name][found.last - base]) for name in MEASURES[:2]]
    pairs = [(float(before) / scale.factor, float(after) / scale.factor) for before, after in ends]
    return scale._replace(decimals=agreeing(scale.decimals, *pairs))


def drivers_csv(found: Drivers, lang: Language) -> bytes:
    """One driver of one part a row: measure, part, driver, yuan, share of the change; units in the head."""
    units = {"amount": "money", "share": "share"}
    head = [column(label(f"drivers_{name}", lang), units.get(name, ""), lang) for name in COLUMNS]
    rows = [[*one[:3], numbers.plain(one.amount), numbers.plain(found.share(one), decimals=6)] for one in found.drivers]
    return csv_bytes([head, *rows])


def drivers_dict(found: Drivers) -> dict[str, object]:
    """Everything as plain numbers, yuan; a share is None where nothing changes."""
    shares = [found.share(one) for one in found.drivers]
    return {
        "scenario": found.results.scenario.name,
        "fund": found.fund,
        "first": found.first,
        "last": found.last,
        "change": {measure: found.change(measure) for measure in MEASURES},
        "drivers": [
            {**one._asdict(), "share": share if share == share else None}
            for one, share in zip(found.drivers, shares, strict=True)
        ],
        "definitions": {
            name: {"en": label(f"driver_{name}_is", "en"), "zh": label(f"driver_{name}_is", "zh")}
            for name in _names(found.drivers)
        },
    }


def waterfall(found: Drivers, measure: str, lang: Language = "en") -> Figure:
    """Income or spending from the first year to the last, a step for each driver, the widest first."""
    with picture(lang) as (figure, axes, lang):
        base, values = found.results.base, found.results.funds[found.fund][measure]
        ends = [Part(str(year), float(values[year - base]), 0.0) for year in (found.first, found.last)]
        ours = [one for one in found.drivers if one.measure == measure]
        amounts = {name: sum(one.amount for one in ours if one.driver == name) for name in _names(ours)}
        parts = widest([Part(label(f"driver_{name}", lang), amount, 0.0) for name, amount in amounts.items() if amount])
        shown = told_between("money", [(ends[0].amount, ends[1].amount)], [one.amount for one in parts], lang)
        scale = Scale("", shown.factor, shown.decimals)
        who = {"title": scenario_name(found.results, lang), "fund": label(f"drivers_fund_{found.fund}", lang)}
        texts = [
            sentence("drivers_title", lang, first=found.first, last=found.last, **who),
            sentence("drivers_foot", lang, first=found.first),
        ]
        heading = _change(found, measure, scale, lang, shown.unit)
        step(figure, axes, (ends[0], ends[1]), few(list(parts), lang), shown, heading, texts)
    return figure


def _change(found: Drivers, measure: str, scale: Scale, lang: Language, unit: str = "") -> str:
    """Spending 9.34 in 2025, 13.16 in 2030: +3.82 亿元."""
    base, values = found.results.base, found.results.funds[found.fund][measure]
    return sentence(
        "drivers_head", lang, measure=label(f"drivers_of_{measure}", lang), first=found.first, last=found.last,
        before=scale.show(float(values[found.first - base])), after=scale.show(float(values[found.last - base])),
        change=scale.show(found.change(measure), signed=True), unit=unit or label(scale.unit, lang),
    )  # fmt: skip


def _block(found: Drivers, measure: str, scale: Scale, lang: Language) -> Page:
    """The rows of a measure under their head, and their sum."""
    ours = [one for one in found.drivers if one.measure == measure]
    frozen = [one for one in found.drivers if one.measure == f"frozen_{measure}"]
    parts = [part for part in dict.fromkeys(one.part for one in ours) if part != OTHER]
    parts = parts if len(parts) > 1 else []
    head = [label("drivers_driver", lang), *(label(f"drivers_part_{part}", lang) for part in parts)]
    head += [label("drivers_together", lang), label("drivers_share", lang)]
    head += [sentence("drivers_frozen", lang, first=found.first)] if frozen else []

    def row(name: str, rows: Sequence[Driver], still: Sequence[Driver]) -> list[str]:
        cells = [_amount([one for one in rows if one.part == part], scale) for part in parts]
        share = numbers.share(sum(found.share(one) for one in rows))
        return [name, *cells, _amount(rows, scale), share, *([_amount(still, scale)] if frozen else [])]

    rows = [
        row(
            label(f"driver_{name}", lang),
            [one for one in ours if one.driver == name],
            [one for one in frozen if one.driver == name],
        )
        for name in _names(ours)
    ]
    return _grid([head, *rows, row(label("drivers_sum", lang), ours, frozen)])


def _amount(drivers: Sequence[Driver], scale: Scale) -> str:
    """Their sum with its sign; nothing where there is none."""
    return scale.show(sum(one.amount for one in drivers), signed=True) if drivers else ""


def _names(drivers: Iterable[Driver]) -> list[str]:
    """Every driver once, factors before other lines."""
    ordered = sorted(drivers, key=lambda one: one.part == OTHER)
    return list(dict.fromkeys(one.driver for one in ordered))


def _grid(rows: Sequence[Sequence[str]]) -> Page:
    """The first cell to the left, the others to the right; the head faint."""
    broad = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    texts = [
        "  ".join([
            "  " + to_left(row[0], broad[0]),
            *(to_right(cell, size) for cell, size in zip(row[1:], broad[1:], strict=True)),
        ])
        for row in rows
    ]  # fmt: skip
    return [line(texts[0], "faint"), *(line(text) for text in texts[1:-1]), line(texts[-1], "head")]
