"""The table, the files and the picture of who pays for a pool without money, from when, until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from actuary.analysis.cascade import AMOUNTS, MEASURES, Cascade, PoolCascade, Step
from actuary.axes import PAYERS
from actuary.figures.sources import STATUSES
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.amounts import column
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST, answers, counted
from actuary.reports.letters import drawable
from actuary.reports.numbers import Scale, money_scale
from actuary.reports.page import EMPTY, Page, line, paragraphs, to_right, width, wrapped
from actuary.reports.plots import HEADING, STYLES, picture, scenario_name, write_below
from actuary.reports.words import dated, sentence, title
from actuary.units import Date

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

APART = 3
LEVER = "deficit_cascade"
RULES_OF = {
    "adjustment_share": "adjustment", "adjustment_months": "adjustment_months", "adjustment_size": "adjustment_size",
    "advance_months": "advance", "advance_repaid": "repaid", "overdue_months": "overdue",
    "overdue_first": "overdue_first",
}  # fmt: skip
"""The rules of the cascade, and the fields of the lever that moves them."""
COLOURS = (*(colour for colour, _ in STYLES), "#000000")
"""Of the own balance and of each step."""


def table(found: Cascade, lang: Language, columns: int) -> Page:
    """For each pool when its own money ends and who pays then, year by year; what the words mean; what stands behind."""
    columns = min(columns, BROADEST)
    page: Page = [line(sentence("cascade_title", lang, title=title(found.results.scenario, lang)), "head")]
    scale = _scale(found)
    for one in found.pools:
        page += [EMPTY, *_pool(found, one, scale, lang, columns)]
    return [
        *page,
        EMPTY,
        *paragraphs(_foot(found, lang, columns), columns, "faint"),
    ]


def cascade_csv(found: Cascade, lang: Language) -> bytes:
    """A pool and year a row: yuan, and shares of one."""
    head = [label("year", lang), label("pool", lang), *(_headed(name, lang) for name in MEASURES)]
    rows = [
        [str(year), label(one.pool, lang), *(_plain(name, values[n]) for name, values in one.years.items())]
        for one in found.pools
        for n, year in enumerate(found.years)
    ]
    return csv_bytes([head, *rows])


def months_csv(found: Cascade, lang: Language) -> bytes:
    """A pool and month a row, yuan: every column of the monthly accounts by its own name, with its unit."""
    frame = found.months()
    cells = ([row.pool, row.month, *(numbers.plain(value) for value in row[3:])] for row in frame.itertuples())
    pool, month, *amounts = frame.columns
    return csv_bytes([[pool, month, *(column(name, "money", lang) for name in amounts)], *cells])


def cascade_dict(found: Cascade) -> dict[str, object]:
    """Everything as plain numbers: yuan and shares by year, the steps with their months, the rules behind them."""
    scenario, manifest = found.results.scenario, found.results.manifest
    return {
        "scenario": {"name": scenario.name, "title": scenario.title, "hash": scenario.hash},
        "years": list(found.years),
        "pools": {one.pool: _pool_dict(one) for one in found.pools},
        "rules": [entry for entry in manifest["figures"] if entry["kind"] == "law" and entry["name"] in RULES_OF],
        "definitions": {
            name: {lang: label(f"cascade_define_{name}", lang) for lang in ("en", "zh")}
            for name in ("amounts", "payable", "paid")
        },
        "counts": manifest["counts"],
    }


def bars(found: Cascade, lang: Language = "en") -> Figure:
    """What stands in for income, stacked year by year, a panel for each pool without money; for all where none is."""
    drawn = [one for one in found.pools if one.dry] or [*found.pools]
    with picture(lang, len(drawn)) as (figure, axes, lang):
        scale = _scale(found)
        panels = np.atleast_1d(axes)
        for panel, one in zip(panels, drawn, strict=True):
            _stacked(panel, found, one, scale, lang)
        panels[0].set_ylabel(drawable(label(scale.unit, lang)))
        heading = sentence("cascade_title", lang, title=scenario_name(found.results, lang))
        figure.suptitle(drawable(heading), x=0.02, ha="left", **HEADING | {"fontsize": 11})
        write_below(figure, [label("cascade_define_amounts", lang), *_terms(found, lang)])
        figure.subplots_adjust(right=0.97, bottom=figure.subplotpars.bottom + 0.03)
    return figure


def _stacked(axes: Axes, found: Cascade, one: PoolCascade, scale: Scale, lang: Language) -> None:
    """Above zero what stands in, below what is put aside, given back or paid up."""
    above, under = np.zeros(len(found.years)), np.zeros(len(found.years))
    for name, colour in zip(AMOUNTS[1:], COLOURS, strict=True):
        values = one.years[name] / scale.factor
        if not values.any():
            continue
        bottom = np.where(values >= 0, above, under)
        axes.bar(found.years, values, bottom=bottom, color=colour, label=drawable(label(f"cascade_{name}", lang)))
        above, under = above + np.maximum(values, 0.0), under + np.minimum(values, 0.0)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.set_title(drawable(_ends(one, found, lang)), loc="left", fontsize=9)
    axes.legend(frameon=False, fontsize=8, loc="upper left" if one.dry else "lower left")


def _scale(found: Cascade) -> Scale:
    return money_scale(amount for one in found.pools for name in AMOUNTS for amount in one.years[name].tolist())


def _pool(found: Cascade, one: PoolCascade, scale: Scale, lang: Language, columns: int) -> Page:
    page: Page = [line(text, "head") for text in _fit(_told_first(one, scale, found, lang), columns, "")]
    if one.dry is None:
        return page
    for step in one.steps:
        page += [line(text) for text in wrapped(f"  {_told(step, scale, lang)}", columns, "    ")]
    return [*page, *_years(found, one, one.dry, scale, lang, columns)]


def _told_first(one: PoolCascade, scale: Scale, found: Cascade, lang: Language) -> str:
    """Until when the own balance pays; where it pays to the end, what is left."""
    if one.dry:
        return _ends(one, found, lang) + label("cascade_then", lang)
    left = _amount(float(one.payments.balance[-1]), scale, lang)
    return _ends(one, found, lang) + sentence("cascade_left", lang, left=left)


def _ends(one: PoolCascade, found: Cascade, lang: Language) -> str:
    pool = label(one.pool, lang)
    if one.dry is None:
        return sentence("cascade_holds", lang, pool=pool, last=found.years[-1])
    if one.dry == Date(one.base + 1, 1):
        return sentence("cascade_dry_at_once", lang, pool=pool)
    return sentence("cascade_dry", lang, pool=pool, until=dated(_before(one.dry), lang))


def _told(step: Step, scale: Scale, lang: Language) -> str:
    """The treasury advances: 3.2 亿元 from November 2029 to December 2031, of which 1.4 given back; its limit."""
    slots = {"first": dated(step.first, lang), "last": dated(step.last, lang), "months": step.months}
    name = label(f"cascade_step_{step.name}", lang)
    told = sentence("cascade_from", lang, step=name, paid=_amount(step.paid, scale, lang), **slots)
    if step.back > 0:
        kind = "cascade_back" if step.name == "advance" else "cascade_settled"
        told += sentence(kind, lang, back=_amount(step.back, scale, lang))
        told += sentence("cascade_most", lang, most=_amount(step.most, scale, lang), when=dated(step.most_at, lang))
    if step.full:
        told += sentence("cascade_full", lang, full=dated(step.full, lang))
    return told


def _years(found: Cascade, one: PoolCascade, dry: Date, scale: Scale, lang: Language, columns: int) -> Page:
    """From the year before the first without money on; all of them are in the files."""
    values = one.years
    shown = [(n, year) for n, year in enumerate(found.years) if year >= dry.year - 1]
    heads = [f"cascade_{name}" for name in MEASURES]
    rows = [[label("year", lang), *(label(name, lang) for name in heads)]]
    for n, year in shown:
        amounts = (scale.show(values[name][n]) for name in AMOUNTS)
        rows.append([str(year), *amounts, *(numbers.share(values[name][n]) for name in MEASURES[len(AMOUNTS) :])])
    broad = [max(width(row[i]) for row in rows) + APART for i in range(len(rows[0]))]
    return [
        line(to_right(label(scale.unit, lang), min(sum(broad), columns)), "faint"),
        *(line("".join(map(to_right, row, broad)), "" if i else "head") for i, row in enumerate(rows)),
    ]


def _foot(found: Cascade, lang: Language, columns: int) -> list[str]:
    results = found.results
    split = [label("note_assumed_split", lang)] if results.assumed_split and found.pools[0].pool == "employee" else []
    return [
        *(label(f"cascade_define_{name}", lang) for name in ("amounts", "payable", "paid")),
        label("cascade_how", lang),
        *_terms(found, lang),
        *_said(found, lang),
        *split,
        *answers(results, lang),
        *counted(results, lang, columns),
    ]


def _terms(found: Cascade, lang: Language) -> list[str]:
    """What stands behind each pool in its first year without money, in its order; of all pools where none is without."""
    asked = [one for one in found.pools if one.dry] or found.pools
    told = []
    for one in asked:
        year = one.dry.year if one.dry else found.years[-1]
        steps = label("cascade_between", lang).join(_of_steps(found, PAYERS.index(one.pool), year - one.base, lang))
        told.append(sentence("cascade_terms", lang, pool=label(one.pool, lang), year=year, terms=steps))
    return told


def _of_steps(found: Cascade, pool: int, at: int, lang: Language) -> Iterator[str]:
    rules = {name: float(getattr(found.results.law, name)[pool, at]) for name in RULES_OF}
    months = {name: numbers.short(value) for name, value in rules.items()}
    if rules["adjustment_share"]:
        slots = {"months": months["adjustment_months"], "size": months["adjustment_size"]}
        yield sentence("cascade_terms_adjustment", lang, share=_percent(rules["adjustment_share"]), **slots)
    else:
        yield label("cascade_terms_no_adjustment", lang)
    share = _percent(rules["advance_repaid"])
    last = [
        sentence("cascade_terms_advance", lang, months=months["advance_months"], share=share),
        sentence("cascade_terms_overdue", lang, months=months["overdue_months"]),
    ]
    yield from reversed(last) if rules["overdue_first"] else last


def _said(found: Cascade, lang: Language) -> list[str]:
    """Which of the rules of the cascade the scenario sets, and who says the others."""
    scenario, comma = found.results.scenario, label("comma", lang)
    fields = scenario.levers.get(LEVER)
    written = [rule for rule, field in RULES_OF.items() if fields is not None and getattr(fields, field) is not None]
    entries = {one["name"]: one for one in found.results.manifest["figures"] if one["kind"] == "law"}
    kinds = {label("cascade_set", lang): written}
    for status in STATUSES:
        of_kind = [rule for rule in RULES_OF if rule not in written and entries[rule]["status"] == status]
        kinds[label(status, lang)] = [
            f"{rule} ({entries[rule]['source']})" if status == "published" else rule for rule in of_kind
        ]
    told = [
        sentence("cascade_said", lang, kind=kind, rules=comma.join(rules)) for kind, rules in kinds.items() if rules
    ]
    hint = sentence("cascade_hint", lang, scenario=scenario.reference, rule="advance_months")
    return [*told, hint]


def _amount(yuan: float, scale: Scale, lang: Language) -> str:
    return f"{scale.show(yuan)} {label(scale.unit, lang)}"


def _percent(share: float) -> str:
    return f"{numbers.short(100 * share)} %"


def _before(date: Date) -> Date:
    """The month before."""
    assert date.month is not None
    return Date(date.year - (date.month == 1), (date.month - 2) % 12 + 1)


def _fit(text: str, columns: int, indent: str = "  ") -> Sequence[str]:
    return wrapped(text, columns, indent)


def _headed(name: str, lang: Language) -> str:
    return column(label(f"cascade_{name}", lang), "money" if name in AMOUNTS else "share", lang)


def _plain(name: str, value: float) -> str:
    """Yuan to the fen, shares to six decimals."""
    return numbers.plain(value, decimals=2 if name in AMOUNTS else 6)


def _pool_dict(one: PoolCascade) -> dict[str, object]:
    years = {name: [None if value != value else value for value in row.tolist()] for name, row in one.years.items()}
    steps = [{**step._asdict(), **_dates(step)} for step in one.steps]
    return {"own_money_ends": str(one.dry) if one.dry else None, "steps": steps, "years": years}


def _dates(step: Step) -> dict[str, str | None]:
    dates = {"first": step.first, "last": step.last, "most_at": step.most_at, "full": step.full}
    return {name: str(date) if date else None for name, date in dates.items()}
