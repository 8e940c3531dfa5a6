"""Where a number comes from: value <- line of the scenario <- law in force <- source and article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from actuary.axes import Calendar
from actuary.errors import Mistake, Mistakes, nearest
from actuary.figures.dated import DatedValue, in_force, written
from actuary.figures.places import chain, spots
from actuary.figures.single import Figure, figures, find, series
from actuary.figures.sources import STATUSES, all_sources
from actuary.labels import Language, label
from actuary.law import RULES, Array, Law
from actuary.levers import lever, owner
from actuary.reports.foot import BROADEST
from actuary.reports.numbers import plain
from actuary.reports.page import Page, Span, line, to_left, width, wrapped
from actuary.reports.words import dated, sentence
from actuary.scenario.check import steps_of
from actuary.units import Date, of_columns

if TYPE_CHECKING:
    from actuary.errors import Place
    from actuary.levers.shape import Step, Steps
    from actuary.results import Results
    from actuary.scenario.model import Scenario

At = Callable[[object], str]
"""Writes a place as the reader finds it."""


class Asker(NamedTuple):
    """Who asks: in which language, and how places are written for them."""

    lang: Language
    at: At


def known(name: str) -> None:
    """Raises Mistakes where neither a rule nor a figure has this name."""
    names = [*RULES, *dict.fromkeys(one.name for one in figures())]
    if name in names:
        return
    near = nearest(name, names)
    hint = f"did you mean {near}?" if near else "one of the names that are listed"
    raise Mistakes([Mistake(None, f"no rule or figure {name}", f"{hint}   (actuary list rules, actuary list figures)")])


def rule_history(scenario: Scenario, law: Law, calendar: Calendar, rule: str, asker: Asker) -> Page:
    """What a rule says in every stretch of the run, and who says so."""
    lang = asker.lang
    page: Page = [line(f"{written(rule).title[lang]}   {rule}", "head")]
    rows: list[tuple[str, str, str]] = []
    for first, last in _stretches(getattr(law, rule), calendar, rule):
        period = _period(first, last, lang)
        told = ""
        for part, value in zip(RULES[rule].parts, _values(law, calendar, rule, first), strict=True):
            who = _who(scenario, rule, part, first, asker)
            rows.append((period, value, "" if who == told else who))
            period, told = "", who  # said once for all parts that it is true of
    broad = [max(width(row[i]) for row in rows) + 2 for i in range(2)]
    page += [
        (Span("  " + to_left(period, broad[0])), Span(to_left(value, broad[1])), Span(who, "faint"))
        for period, value, who in rows
    ]
    page += [line(text, "faint") for text in _carried_on(law, calendar, rule, Date(calendar.last, None), lang)]
    return [*page, *_movers(scenario, rule, lang)]


def rule_at(scenario: Scenario, law: Law, calendar: Calendar, rule: str, date: Date, asker: Asker) -> Page:
    """What a rule says at one date, and the whole chain behind it."""
    lang = asker.lang
    said = _said(rule, scenario.area, date)
    inside = calendar.base <= date.year <= calendar.last
    value = ", ".join(_values(law, calendar, rule, date)) if inside else said.text
    if RULES[rule].period == "month" and date.month is None:
        date = Date(date.year, 1)
    page: Page = [line(f"{value}   {written(rule).title[lang]}, {dated(date, lang)}", "head")]
    steps = [step for part in RULES[rule].parts for step in _steps(scenario, rule, part, date) if inside]
    for step in steps:
        place = asker.at(_step_place(scenario, rule, step))
        text = f"{owner(rule)}: {step.part} {step.text}" if step.part else f"{owner(rule)}: {step.text}"
        page.append(line("  <- " + sentence("from_scenario", lang, text=text, place=place)))
    since = dated(said.date, lang)
    page.append(line("  <- " + sentence("from_law", lang, value=said.text, place=asker.at(said.where), since=since)))
    page.append(line(f"  <- {_source(said, lang)}"))
    page += [line(text, "faint") for text in _carried_on(law, calendar, rule, date, lang) if inside]
    return [*page, *([] if steps else _movers(scenario, rule, lang))]


def figure_origin(scenario: Scenario, name: str, date: Date | None, asker: Asker) -> Page:
    """A figure with its place, year, interval, status, source and reason, and whether the scenario changes it."""
    lang = asker.lang
    found = _nearest_figures(name, scenario.area, date)
    page: Page = []
    for one in found:
        page.append(line(f"{one.text}   {name}, {_where(one, lang)}", "head"))
        page.append(line(f"  <- data/figures.csv:{one.line}, {label(one.status, lang)}"))
        page.append(line(f"  <- {all_sources()[one.source].title}"))
        if one.place != scenario.area and any((one.name, scenario.area) == (own.name, own.place) for own in figures()):
            page.append(line("  " + sentence("figure_elsewhere", lang, area=_place_name(scenario.area, lang)), "faint"))
        if one.low is not None and one.high is not None:
            page.append(
                line("  " + sentence("interval", lang, low=_in_unit(one, one.low), high=_in_unit(one, one.high)))
            )
        if one.note:
            note = f"  {label('note', lang)}{_colon(lang)}{one.note}"
            page += [line(text, "faint") for text in wrapped(note, BROADEST, "    ")]
    steps: Steps = scenario.figures.get(name, ())
    for step in steps:
        place = scenario.place("figures", name, str(step.date)) if step.date else scenario.place("figures", name)
        page.append(line("  " + sentence("figure_set", lang, text=step.text, place=asker.at(place))))
    return page if steps else [*page, line(label("not_changed", lang), "faint")]


def figures_used(results: Results, assumed: bool, asker: Asker) -> Page:
    """Everything the run used, by how well it is known; or only what nobody published, with the reasons."""
    lang = asker.lang
    used = [one for one in results.manifest["figures"] if not one["idle"]]
    idle = sorted({one["name"] for one in results.manifest["figures"] if one["idle"]})
    page: Page = []
    for status in STATUSES:
        if not (assumed and status in ("published", "derived")):
            page += _of_status(label(status, lang), [one for one in used if one["status"] == status], assumed, lang)
    if idle:
        page.append(line(sentence("figures_that_stand_by", lang, count=results.manifest["idle"]), "head"))
        page += [line(text, "faint") for text in wrapped("  " + label("comma", lang).join(idle), BROADEST, "  ")]
    return page or [line(label("nothing_assumed", lang))]


def _of_status(heading: str, used: list[dict[str, Any]], assumed: bool, lang: Language) -> Page:
    rows = [(one["name"], f"{one['value']} {one['unit']}".strip(), _whereabouts(one, lang)) for one in used]
    broad = [min(max(width(row[i]) for row in rows), 40) + 2 for i in range(3)] if rows else []
    page: Page = [line(f"{heading} ({len(rows)})", "head")] if rows else []
    for row, one in zip(rows, used, strict=True):
        cells = "  " + "".join(to_left(text, broad[i]) for i, text in enumerate(row))
        page.append((Span(cells), Span("" if assumed else one["source"], "faint")))
        if one["changed"]:
            page.append(line(" " * 6 + sentence("in_this_run", lang, text=one["changed"]), "head"))
        if assumed and one["note"]:
            page += [line(text, "faint") for text in wrapped(" " * 6 + one["note"], BROADEST, " " * 6)]
    return page


def _whereabouts(one: dict[str, Any], lang: Language) -> str:
    """Place and year of a figure, place and date of the law; a table has neither."""
    if one["kind"] == "table":
        return label("table", lang)
    place = _place_name(one["place"], lang)
    return place if one["year"] is None else f"{place}, {one['year']}"


def _said(rule: str, area: str, date: Date) -> DatedValue:
    """What the law says; what goes by year is what holds at its end. Raises Mistakes before the first value."""
    try:
        return in_force(rule, area, date if RULES[rule].period == "month" else Date(date.year, 12))
    except LookupError:
        first = min(value.date for place in chain(area) for value in written(rule).values.get(place, ()))
        raise Mistakes(
            [Mistake(None, f"{rule} in {date}", f"a date from {first} on: nothing is known before")]
        ) from None


def _who(scenario: Scenario, rule: str, part: str, date: Date, asker: Asker) -> str:
    """The line of the scenario that set the rule, or the source of the law."""
    if steps := _steps(scenario, rule, part, date):
        return asker.at(_step_place(scenario, rule, steps[-1]))
    said = _said(rule, scenario.area, date)
    return f"{said.source} ({label(said.status, asker.lang)})"


def _period(first: Date, last: Date, lang: Language) -> str:
    if first == last:
        return dated(first, lang)
    return sentence("from_to", lang, first=dated(first, lang), last=dated(last, lang))


def _stretches(values: Array, calendar: Calendar, rule: str) -> Iterator[tuple[Date, Date]]:
    """First and last date of each stretch over which a rule stays the same."""
    months = range(1, 12 + 1) if RULES[rule].period == "month" else (None,)
    dates = [Date(year, month) for year in calendar.years for month in months]
    rows = np.atleast_2d(values)
    first = 0
    for i in range(1, len(dates) + 1):
        if i == len(dates) or (rows[:, i] != rows[:, first]).any():
            yield dates[first], dates[i - 1]
            first = i


def _values(law: Law, calendar: Calendar, rule: str, date: Date) -> list[str]:
    """The value at a date, or one for each part."""
    unit = RULES[rule].unit
    index = calendar.month_index(date) if RULES[rule].period == "month" else calendar.year_index(date)
    values = np.atleast_2d(getattr(law, rule))[:, index].tolist()
    return [f"{part} {unit.show(value)}".strip() for part, value in zip(RULES[rule].parts, values, strict=True)]


def _steps(scenario: Scenario, rule: str, part: str, date: Date) -> list[Step]:
    """The step that holds at a date where the scenario moves the rule, for a part of it; of amounts paid once, all."""
    fields = scenario.levers.get(owner(rule))
    held = [
        step
        for _, moved, steps in (steps_of(fields) if fields else ())
        for step in steps
        if (moved, step.part) == (rule, part) and _month(step.date or Date(scenario.base + 1, None)) <= _month(date)
    ]
    if RULES[rule].once:
        return [step for step in held if step.date in (date, Date(date.year, None))]
    return held[-1:]


def _step_place(scenario: Scenario, rule: str, step: Step) -> Place | None:
    name = owner(rule)
    field = next(field for field, moved, _ in steps_of(scenario.levers[name]) if moved == rule)
    return scenario.place("levers", name, field, *step.path)


def _month(date: Date) -> int:
    return 12 * date.year + (date.month or 1)


def _movers(scenario: Scenario, rule: str, lang: Language) -> Page:
    """Whether the scenario moves the rule, and what could."""
    name = owner(rule)
    fields = scenario.levers.get(name)
    if fields and any(moved == rule for _, moved, _ in steps_of(fields)):
        return []
    return [line(sentence("could_move", lang, lever=name, example=lever(name).example.written), "faint")]


CARRIED_ON = {"index": "follows_index", "rise": "rises_yearly"}
"""How an amount goes on where the law names none: the ending of the rule that says so, and the sentence."""


def _carried_on(law: Law, calendar: Calendar, rule: str, date: Date, lang: Language) -> Iterator[str]:
    """Where an amount follows an index or rises every year, it is known only to a run."""
    for ending, said in CARRIED_ON.items():
        by = f"{rule}_{ending}"
        if by in RULES and date.year <= calendar.last:
            years = [year for year in calendar.years if getattr(law, by)[calendar.year_index(Date(year, None))] > 0]
            if years and date.year >= years[0]:
                yield sentence(said, lang, since=years[0], value=_values(law, calendar, by, date)[0], rule=by)


def _source(said: DatedValue, lang: Language) -> str:
    source = all_sources()[said.source].title
    return sentence("from_source", lang, source=source, article=said.article, status=label(said.status, lang))


def _nearest_figures(name: str, area: str, date: Date | None) -> list[Figure]:
    """The figure of the year asked for, or of all years, of the nearest place that has it. Raises Mistakes."""
    if date is None:
        try:
            return list(series(name, area).values())
        except KeyError:
            found = find(name, area)
    else:
        found = find(name, area, date.year) or find(name, area)
        if found and found.year not in (None, date.year):
            found = None
    if found is None:
        there = sorted({f"{one.place} {one.year or ''}".strip() for one in figures() if one.name == name})
        when = f" in {date.year}" if date else ""
        wrong = f"{name}: nothing is known for {' or '.join(chain(area))}{when}"
        raise Mistakes([Mistake(None, wrong, f"it is known for {', '.join(there)}")])
    return [found]


def _where(one: Figure, lang: Language) -> str:
    return _place_name(one.place, lang) + (f", {one.year}" if one.year else "")


def _place_name(place: str, lang: Language) -> str:
    spot = spots()[place]
    return spot.zh if lang == "zh" else spot.en


def _in_unit(one: Figure, value: float) -> str:
    """A bound of the interval in the unit of the figure itself."""
    return f"{plain(value, of_columns('1', one.unit))} {one.unit}"


def _colon(lang: Language) -> str:
    return "：" if lang == "zh" else ": "
