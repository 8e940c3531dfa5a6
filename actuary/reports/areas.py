"""The table of several areas: all together, each area's balance and reserve, and who gains and who pays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from actuary.figures.places import spots
from actuary.labels import Language, label
from actuary.law import Array
from actuary.measures import GROUPS
from actuary.reports import numbers
from actuary.reports.columns import Block, Row, head, laid_out, row
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST, MARKS, answers, band, beyond, kinds, told_as
from actuary.reports.numbers import Scale, money_scale
from actuary.reports.page import EMPTY, Page, Span, Style, html, line, paragraphs, to_left, to_right, width, wrapped
from actuary.reports.projection import MONEY, NOTEBOOK_COLUMNS, Look
from actuary.reports.words import dated, headed, named, sentence
from actuary.scenario.areas import written_names
from actuary.scenario.pooling import MERGEABLE, POOLED
from actuary.units import Date

if TYPE_CHECKING:
    from actuary.pooling.results import AreasResults
    from actuary.results import Results
    from actuary.scenario.model import Scenario

SHOWN = ("employee", "resident", "all")
TEN_THOUSAND = 1e4
GAP = 2


def table(results: AreasResults, look: Look) -> Page:
    """The table, its head with the unit, what was moved in all, its foot with what is wrong and what the words mean."""
    lang = look.lang
    scale = money_scale(
        amount for group in SHOWN for measure in MONEY for amount in results.funds[group][measure].tolist()
    )
    blocks = [_together(results, group, scale, lang) for group in SHOWN]
    for pool in POOLED:
        blocks += [_balances(results, pool, scale, lang), _months(results, pool, lang)]
    for pool in results.meetings:
        blocks += [_received(results, pool, scale, lang), _between(results, pool, scale, lang)]
    blocks.append(_alone(results, scale, lang))
    page = laid_out([block for block in blocks if block.rows], results.years, look.columns, look.years)
    unit = sentence("unit_in_head", lang, unit=label(scale.unit, lang))
    top, *rest = head(results.scenario.title, unit, page)
    settings = [setting for setting in results.scenario.settings if not setting.startswith("to=")]
    by_hand = [line(sentence("set_by_hand", lang, settings="; ".join(settings)))] if settings else []
    in_all = [one for pool in results.meetings for one in _in_all(results, pool, scale, lang)]
    return [top, *by_hand, *rest, *in_all, *_below(results, lang, min(look.columns, BROADEST))]


def as_html(results: AreasResults, lang: Language = "en") -> str:
    """The same table for a notebook."""
    return html(table(results, Look(lang, NOTEBOOK_COLUMNS)))


def area(results: Results, lang: Language) -> str:
    """What the area of these results is called."""
    return area_of(results.scenario, lang)


def area_of(member: Scenario, lang: Language) -> str:
    """What an area is called: as its place or its table of parts says, else as the scenario writes it."""
    name = member.title
    if member.part is None and name == member.area:
        return spots()[name].zh if lang == "zh" else spots()[name].en
    return written_names(lang).get((member.area, name), name)


def _names(results: AreasResults, lang: Language) -> list[str]:
    return [area(one, lang) for one in results.members.values()]


def _together(results: AreasResults, group: str, scale: Scale, lang: Language) -> Block:
    fund = results.funds[group]
    rows = [row(label(measure, lang), results.years, map(scale.show, fund[measure].tolist())) for measure in MONEY]
    if np.isfinite(fund["reserve_months"]).any():
        rows.append(row(label("reserve_months", lang), results.years, _spans(fund["reserve_months"], False)))
    name = label("comma", lang).join(
        [label("all_areas", lang), headed("employee_pool" if group == "employee" else group, lang)]
    )
    return Block(name, rows)


def _balances(results: AreasResults, pool: str, scale: Scale, lang: Language) -> Block:
    rows = [
        row(name, results.years, map(scale.show, one.funds[pool]["balance"].tolist()))
        for name, one in zip(_names(results, lang), results.members.values(), strict=True)
    ]
    return Block(_heading(pool, "balance_of_areas", lang), rows)


def _alone(results: AreasResults, scale: Scale, lang: Language) -> Block:
    """What each area's medical assistance would hold by itself, where it is one fund."""
    rows = [
        row(name, results.years, map(scale.show, balance.tolist()))
        for name, balance in zip(_names(results, lang), results.assistance_alone.values(), strict=False)
    ]
    return Block(_heading("assistance", "balance_alone", lang), rows)


def _months(results: AreasResults, pool: str, lang: Language) -> Block:
    rows = [
        row(name, results.years, _spans(one.funds[pool]["reserve_months"], True))
        for name, one in zip(_names(results, lang), results.members.values(), strict=True)
    ]
    return Block(_heading(pool, "months_of_areas", lang), rows)


def _spans(months: Array, marked: bool) -> Iterable[Span]:
    """Months of reserve; where nothing is left, marked."""
    for value in months.tolist():
        mark, style = MARKS["empty"] if marked and value <= 0 else ("", "")
        yield Span(f"{mark} {numbers.months(value)}".lstrip(), style)


def _heading(pool: str, what: str, lang: Language) -> str:
    return sentence("areas_in", lang, group=pool_label(pool, lang), what=label(what, lang))


def pool_label(pool: str, lang: Language) -> str:
    """What a pool is called: the employees' without the accounts."""
    return label({"employee": "employee_pool", "assistance": "medical_assistance"}.get(pool, pool), lang)


def _received(results: AreasResults, pool: str, scale: Scale, lang: Language) -> Block:
    """What each area gains from the others; the funds between them keep or give the difference."""
    received = results.meetings[pool].received
    if not received.any():
        return Block("", [])
    rows = [_signed(name, results, values, scale) for name, values in zip(_names(results, lang), received, strict=True)]
    rows.append(_signed(label("kept_by_funds", lang), results, -received.sum(axis=0), scale))
    return Block(_heading(pool, "received_of_areas", lang), rows)


def _signed(name: str, results: AreasResults, values: Array, scale: Scale) -> Row:
    return row(name, results.years, [scale.show(value, signed=True) for value in values.tolist()])


def _between(results: AreasResults, pool: str, scale: Scale, lang: Language) -> Block:
    """The adjustment fund, the merged fund, interest and support, where there are any."""
    meeting = results.meetings[pool]
    support = meeting.moved["support"].sum(axis=0)
    found = {
        "adjustment_fund": meeting.fund,
        "merged_fund": meeting.joint,
        "interest_between": meeting.interest,
        "support": support,
    }
    rows = [
        row(label(name, lang), results.years, map(scale.show, values.tolist()))
        for name, values in found.items()
        if np.nan_to_num(values).any()
    ]
    rows += [
        row(sentence("borne_by", lang, who=who), results.years, map(scale.show, values.tolist()))
        for who, values in results.borne(pool).items()
        if support.any()
    ]
    return Block(_heading(pool, "between_areas", lang), rows)


def _in_all(results: AreasResults, pool: str, scale: Scale, lang: Language) -> Page:
    """Who gains and who pays, added up over the years: a line of the settlement in each column."""
    lines = results.moving(pool)
    if not lines:
        return []
    meeting = results.meetings[pool]
    columns = {name: meeting.moved[name].sum(axis=1) for name in lines} | {"received_net": meeting.received.sum(axis=1)}
    years = np.array(results.years)[np.any([meeting.moved[name].any(axis=0) for name in lines], axis=0)]
    heads = [label(name, lang) for name in columns]
    cells = [[scale.show(value, signed=name in ("received_net", "cleared")) for value in values.tolist()]
             for name, values in columns.items()]  # fmt: skip
    broad = [GAP + max(map(width, (top, *column))) for top, column in zip(heads, cells, strict=True)]
    names = _names(results, lang)
    left = 2 + max(map(width, names))
    moved = sentence("moved_in_all", lang, first=years[0], last=years[-1])
    page: Page = [EMPTY, line(sentence("areas_in", lang, group=pool_label(pool, lang), what=moved), "head")]
    page.append((Span(" " * left), *(Span(to_right(top, of), "head") for top, of in zip(heads, broad, strict=True))))
    for i, name in enumerate(names):
        row_of = [Span(to_right(column[i], of)) for column, of in zip(cells, broad, strict=True)]
        page.append((Span(to_left(f"  {name}", left)), *row_of))
    return page


def _below(results: AreasResults, lang: Language, columns: int) -> Page:
    """What is wrong and where, what the words mean, how much of it nobody published."""
    first = next(iter(results.members.values()))
    far = dict.fromkeys(one for member in results.members.values() for one in member.beyond)
    told: Page = [line(text, "warning") for one in far for text in wrapped(f"!  {beyond(one, lang)}", columns, " " * 3)]
    for mark, style, text in _warnings(results, lang):
        told += [line(one, style) for one in wrapped(f"{mark:<3}{text}", columns, " " * 3)]
    texts = [
        named("reserve_months", first.definitions["reserve_months"][lang], lang),
        band(first, lang),
        label("note_balance_settled", lang),
        *_of_parts(results, lang),
        *_of_mergers(results, lang),
        *_of_unknown(results, lang),
        *answers(first, lang),
        sentence("figures_counted", lang, kinds=kinds(results.manifest["counts"], lang)),
    ]
    below = paragraphs(texts, columns, "faint")
    return [EMPTY, *told, *([EMPTY] if told else []), *below]


def _warnings(results: AreasResults, lang: Language) -> Iterable[tuple[str, Style, str]]:
    """Every kind of alert in one sentence, with the areas and when it happens there."""
    called = {name: area(one, lang) for name, one in results.members.items()} | {"": label("one_fund_of_all", lang)}
    found: dict[tuple[str, str, float], list[str]] = {}
    for name, alerts in results.alerts.items():
        for alert in alerts:
            level = alert.level if alert.kind in ("below", "above") else 0.0
            when = dated(Date(alert.year, alert.month), lang)
            found.setdefault((alert.kind, alert.group, level), []).append(f"{called[name]} {when}")
    for (kind, group, level), areas in sorted(found.items(), key=lambda one: list(MARKS).index(one[0][0])):
        what = sentence(
            f"areas_{told_as(group, kind)}", lang, group=pool_label(group, lang), level=numbers.short(level)
        )
        mark, style = MARKS[kind]
        yield mark, style, sentence("in_areas", lang, what=what, areas=label("comma", lang).join(areas))


def _of_parts(results: AreasResults, lang: Language) -> list[str]:
    wholes: dict[str, list[str]] = {}
    for one in results.members.values():
        if one.scenario.part:
            wholes.setdefault(one.scenario.area, []).append(area(one, lang))
    return [
        sentence("note_parts", lang, parts=label("comma", lang).join(parts),
                 whole=spots()[whole].zh if lang == "zh" else spots()[whole].en)
        for whole, parts in wholes.items()
    ]  # fmt: skip


def _of_mergers(results: AreasResults, lang: Language) -> list[str]:
    merged = {pool: results.pooling.of(pool).merged for pool in MERGEABLE}
    return [
        sentence("note_merged_pool", lang, pool=pool_label(pool, lang), year=year)
        for pool, year in merged.items()
        if year
    ]


def _of_unknown(results: AreasResults, lang: Language) -> list[str]:
    """Areas without a published balance in a pool in which something moves."""
    found = []
    for pool in POOLED:
        without = [area(one, lang) for one in results.members.values() if np.isnan(one.basis.base[pool]["balance"])]
        if without and results.moving(pool):
            areas = label("comma", lang).join(without)
            found.append(sentence("note_unknown_balance", lang, pool=pool_label(pool, lang), areas=areas))
    return found


def areas_csv(results: AreasResults, lang: Language) -> bytes:
    """One row an area, fund and measure, the years in columns; all areas together first."""
    called = {name: area(one, lang) for name, one in results.members.items()} | {"": label("all_areas", lang)}
    heads = [label(name, lang) for name in ("area", "scheme", "measure", "unit")]
    rows: list[Iterable[str]] = [[*heads, *map(str, results.years)]]
    for name, group, measure, values in results.series():
        of_months = measure == "reserve_months"
        unit = label("unit_months" if of_months else "unit_10k_yuan", lang)
        cells = [numbers.plain(value, 1.0 if of_months else TEN_THOUSAND) for value in values.tolist()]
        of = label(group, lang) if group in GROUPS else pool_label(group, lang)
        rows.append([called[name], of, label(measure, lang), unit, *cells])
    return csv_bytes(rows)
