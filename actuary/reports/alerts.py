"""The traffic lights of a projection, what they warned of and when, and how far their rules can be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from actuary.analysis.alerts.chances import COLUMNS as CHANCE_COLUMNS
from actuary.analysis.alerts.chances import Futures, chance_rows, drawn_row
from actuary.analysis.alerts.foreseen import foreseen_row
from actuary.analysis.alerts.lights import (
    COLUMNS,
    LEAD_COLUMNS,
    Coming,
    Lead,
    Row,
    Warned,
    lead_rows,
    light_rows,
    pools_of,
)
from actuary.analysis.alerts.measures import DEFINITIONS, SPENDING_AHEAD, measures_of
from actuary.analysis.alerts.record import FEW, LIT, record_row
from actuary.analysis.alerts.rules import Event, Level, Rule
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.alerts_record import chances, drawn, foreseen, in_columns, in_years, record
from actuary.reports.amounts import file_unit
from actuary.reports.columns import Block, laid_out, row
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST, answers, counted
from actuary.reports.page import EMPTY, Page, Span, Style, line, paragraphs, wrapped
from actuary.reports.words import sentence, title

STYLES: dict[str, Style] = {"red": "alarm", "yellow": "warning"}
"""A light's letter says it too where there is no colour."""
HUNDRED_MILLION = 1e8


def table(found: Warned, lang: Language, columns: int) -> Page:
    """Pool by pool the lights by year and the lead times; the record of the rules; what the words mean."""
    page: Page = [line(sentence("warn_title", lang, title=title(found.base.scenario, lang)), "head"), EMPTY]
    page += laid_out([_block(found, pool, lang) for pool in pools_of(found.rules)], found.base.years, columns)
    page += [line(f"  {label('warn_signs', lang)}", "faint"), EMPTY]
    broad, columns = columns, min(columns, BROADEST)
    for pool in pools_of(found.rules):
        page += _told(found, pool, lang, columns)
    if found.futures:
        page += [EMPTY, *chances(found, found.futures, lang, broad)]
    for event in found.rules.events:
        page += [EMPTY, *record(found, event, lang)]
    if found.futures:
        for event in found.rules.events:
            page += [EMPTY, *drawn(found.futures, event, lang)]
    if found.foreseen:
        page += [EMPTY, *foreseen(found, lang)]
    return [
        *page,
        EMPTY,
        *paragraphs(_foot(found, lang, columns), columns, "faint"),
    ]


def lights_csv(found: Warned, lang: Language) -> bytes:
    """A rule, pool and year a row: the value, the light, and the unit of the value."""
    head = [label(name if name in ("measure", "year") else f"column_{name}", lang) for name in COLUMNS]
    rules = {one.name: one.called(lang) for one in found.rules.rules}
    rows = [
        [
            label(pool, lang), rules[rule], label(measure, lang), str(year), numbers.plain(value, 1, 6),
            label(f"warn_{light}", lang) if light else "", file_unit(measures_of(pool)[measure].name, lang),
        ]
        for pool, rule, measure, year, value, light in light_rows(found)
    ]  # fmt: skip
    return csv_bytes([[*head, label("unit", lang)], *rows])


def warn_dict(found: Warned) -> dict[str, object]:
    """Everything as plain numbers: rules with their levels and sources, lights, events, lead times, both records."""
    scenario = found.base.scenario
    return {
        "scenario": {"name": scenario.name, "title": scenario.title, "hash": scenario.hash},
        "rules": [_rule_dict(one) for one in found.rules.rules],
        "events": [
            {"name": one.name, "en": one.en, "zh": one.zh, "measure": one.measure, "below": one.below._asdict()}
            for one in found.rules.events
        ],
        "lights": [
            dict(zip(COLUMNS, (*one[:4], None if one[4] != one[4] else one[4], one[5] or None), strict=True))
            for one in light_rows(found)
        ],
        "coming": [
            {"event": one.event.name, "pool": one.pool, "year": one.year, "known": one.known, "already": one.already}
            for one in found.coming
        ],
        "leads": [dict(zip(LEAD_COLUMNS, one, strict=True)) for one in lead_rows(found)],
        "record": [record_row(one) for one in found.record],
        "foreseen": [foreseen_row(one) for one in found.foreseen],
        "futures": _futures_dict(found.futures) if found.futures else None,
        "panel": [{"title": one.title, "area": one.area, "last": one.last} for one in found.panel],
        "definitions": {one.measure: _definition(found, one) for one in found.rules.rules},
        "counts": found.base.manifest["counts"],
    }


def _futures_dict(futures: Futures) -> dict[str, object]:
    chances = [dict(zip(CHANCE_COLUMNS, one, strict=True)) for one in chance_rows(futures)]
    record = [drawn_row(one) for one in futures.record]
    return {"draws": futures.draws, "seed": futures.seed, "chances": chances, "record": record}


def _rule_dict(rule: Rule) -> dict[str, object]:
    levels = {name: getattr(rule, name)._asdict() for name in LIT}
    return {**rule._asdict(), **levels}


def _block(found: Warned, pool: str, lang: Language) -> Block:
    """The rules of a pool, a row each."""
    rows = [one for one in found.rows if one.pool == pool]
    return Block(
        label(pool, lang),
        [row(unit_beside(one, lang), found.base.years, _cells(one, lang)) for one in rows],
    )


def unit_beside(one: Row, lang: Language) -> str:
    """Months of reserve, months."""
    unit = written(one.rule.measure, one.pool, lang)[0]
    return sentence("warn_unit", lang, rule=one.rule.called(lang), unit=unit) if unit else one.rule.called(lang)


def _cells(one: Row, lang: Language) -> Iterator[Span]:
    _, shown = written(one.rule.measure, one.pool, lang)
    for value, light in zip(one.values, one.lights, strict=True):
        text = shown(float(value))
        style = STYLES.get(light, "")
        yield Span(f"{label(f'warn_sign_{light}', lang)} {text}" if style else text, style)


def written(measure: str, pool: str, lang: Language) -> tuple[str, Callable[[float], str]]:
    """The unit in which a measure stands in the table, and how its numbers are written."""
    kind = measures_of(pool)[measure].name
    if kind == "share":
        unit = label("warn_points", lang) if measure == SPENDING_AHEAD else "%"
        return unit, lambda value: numbers.shown(100 * value, 1)
    if kind == "months":
        return label("unit_months", lang), numbers.months
    if kind == "money":
        a_person = measure.endswith("_per_insured")
        factor, name = (1.0, "unit_yuan") if a_person else (HUNDRED_MILLION, "unit_100m_yuan")
        return label(name, lang), lambda value: numbers.shown(value / factor, 0 if a_person else 2)
    return "", lambda value: numbers.shown(value, 2)


def _told(found: Warned, pool: str, lang: Language, columns: int) -> Page:
    """Which rule turns red first, and the lead times of every event that comes."""
    last, name = found.base.years[-1], label(pool, lang)
    first = {one.rule: at for one in found.rows if one.pool == pool and (at := one.first("red"))}
    if first:
        at = min(first.values())
        rules = label("comma", lang).join(rule.called(lang) for rule, when in first.items() if when == at)
        texts = [sentence("warn_first_red", lang, pool=name, rules=rules, year=found.base.years[at])]
    else:
        texts = [sentence("warn_never_red", lang, pool=name, last=last)]
    coming = [one for one in found.coming if one.pool == pool]
    never = [one.event.called(lang) for one in coming if one.known and not one.year and not one.already]
    if never:
        events = label("warn_or", lang).join(never)
        texts.append(sentence("warn_event_none", lang, pool=name, last=last, events=events))
    for one in coming:
        if one.already or not one.known:
            kind = "already" if one.already else "unknown"
            texts.append(sentence(f"warn_event_{kind}", lang, pool=name, event=one.event.called(lang)))
    page = [line(part) for text in texts for part in wrapped(text, columns, "  ")]
    for one in coming:
        if one.year and not one.already:
            page += _leads(found, one, lang)
    return page


def _leads(found: Warned, coming: Coming, lang: Language) -> Page:
    """A rule a row: since when each of its lights was on, and how many years that is before the event."""
    slots = {"pool": label(coming.pool, lang), "event": coming.event.called(lang), "year": coming.year}
    ours = [one for one in found.leads if one.pool == coming.pool and one.event == coming.event]
    known = {row.rule.name: any(row.lights) for row in found.rows if row.pool == coming.pool}
    rows = [
        [rule.called(lang), *(_lead(one, known[rule.name], lang) for one in ours if one.rule == rule)]
        for rule in dict.fromkeys(one.rule for one in ours)
    ]
    head = [label(name, lang) for name in ("warn_rule", "warn_yellow_lead", "warn_red_lead")]
    return [line(sentence("warn_event", lang, **slots), "head"), *in_columns([head, *rows])]


def _lead(one: Lead, known: bool, lang: Language) -> str:
    if one.years is None:
        return label("warn_dark", lang) if known else numbers.MISSING
    if not one.years:
        return label("warn_same_year", lang)
    name = "warn_lead_at_least" if one.at_least else "warn_lead"
    return sentence(name, lang, years=in_years(one.years, lang), since=one.since)


def _foot(found: Warned, lang: Language, columns: int) -> list[str]:
    """What each rule and event is and who says so, then how cases are counted and what the run rests on."""
    texts = [*(_rule_is(found, one, lang) for one in found.rules.rules)]
    texts += [_event_is(one, lang) for one in found.rules.events]
    texts.append(label("warn_lead_is", lang))
    if found.record:
        texts.append(sentence("warn_record_is", lang, few=FEW))
    if found.foreseen:
        texts.append(label("warn_foreseen_is", lang))
    if found.futures:
        count = numbers.shown(found.futures.draws, 0)
        texts.append(sentence("warn_draws", lang, count=count, seed=found.futures.seed))
    else:
        texts.append(label("warn_no_draws", lang))
    return [*texts, *answers(found.base, lang), *counted(found.base, lang, columns)]


def _rule_is(found: Warned, rule: Rule, lang: Language) -> str:
    slots = {"rule": rule.called(lang), "definition": _definition(found, rule)[lang]}
    slots |= {
        "side": label(f"warn_{rule.alarm}", lang),
        "yellow": level_told(rule.yellow, lang),
        "red": level_told(rule.red, lang),
    }
    return sentence("warn_rule_is", lang, source=_source((rule.yellow, rule.red), lang), **slots)


def level_told(one: Level, lang: Language) -> str:
    """A level as it is written; in Chinese with a Chinese unit, and percent close to its number."""
    if lang == "en":
        return one.text
    return one.text.replace(" months", "个月").replace(" pp", "个百分点").replace(" %", "%")


def _definition(found: Warned, rule: Rule) -> dict[str, str]:
    """What a measure is; its own name where no definition is on file."""
    known = {**found.base.definitions, **DEFINITIONS}
    return known.get(rule.measure) or {lang: label(rule.measure, lang) for lang in ("en", "zh")}


def _event_is(event: Event, lang: Language) -> str:
    told = f"{label('sensitivity_colon', lang)}{_source((event.below,), lang)}" if event.below.source else ""
    return sentence(
        "warn_event_is", lang, event=_first(event.called(lang)), measure=label(event.measure, lang),
        level=level_told(event.below, lang), source=told,
    )  # fmt: skip


def _first(text: str) -> str:
    """The same with a capital letter."""
    return text[:1].upper() + text[1:]


def _source(levels: Sequence[Level], lang: Language) -> str:
    """Who says so, how well that is known, and why; what two levels have in common stands once."""
    notes: dict[str, list[str]] = {}
    for one in levels:
        status = label(one.status, lang) if one.status else ""
        source = sentence("warn_source", lang, source=one.source, status=status) if status else one.source
        notes.setdefault(status if one.status == "assumed" else source, []).append(one.note)
    told = [
        sentence("warn_why", lang, source=source, note="; ".join(dict.fromkeys(of))) if any(of) else source
        for source, of in notes.items()
    ]
    return label("comma", lang).join(told)
