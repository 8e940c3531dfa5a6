"""The table and the pictures of a bridge: from what was forecast of a year to what is forecast of it now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from actuary.analysis.attribution.bridge import ORDER, Bridge, Span, Step
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.amounts import Told, file_unit, measure_named, plain_amount
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST, answers, counted, definitions
from actuary.reports.letters import drawable
from actuary.reports.page import EMPTY, Page, Style, line, paragraphs, to_left, to_right, width, wrapped
from actuary.reports.plots import HEADING, picture, write_below
from actuary.reports.stairs import beside_stairs, draw_stairs
from actuary.reports.why import told_between
from actuary.reports.words import named, sentence, title
from actuary.results import DEFINITIONS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from actuary.analysis.attribution.bridge_ends import End

MOST_TOLD = 4
"""So many changes of a group are told below the table, and how many more there are."""
WIDEST = 16
"""Columns of the head of an amount; a longer one takes several lines."""
BETWEEN = 3
"""Columns of room between the amounts of two measures."""


def table(bridge: Bridge, lang: Language, columns: int) -> Page:
    """A column for each measure, a line for each group of changes; below, what changed and what the words mean."""
    page: Page = paragraphs([_title(bridge, lang)], min(columns, BROADEST), "head")
    page += [EMPTY, *_rows(bridge, lang, columns)]
    columns = min(columns, BROADEST)
    moved = paragraphs(_moved(bridge, lang), columns, indent="    ")
    page += [EMPTY, *moved] if moved else []
    return [*page, EMPTY, *paragraphs(_foot(bridge, lang, columns), columns, "faint")]


def bridge_csv(bridge: Bridge, lang: Language) -> bytes:
    """A step a row, for each measure from the old value to the new one; amounts in yuan, persons, months or shares."""
    names = ("measure", "year", "what_moved", "moved", "unit")
    rows = [
        [span.measure, str(bridge.year), what, plain_amount(amount, span.unit), file_unit(span.unit, lang)]
        for span in bridge.spans
        for what, amount in (
            (label("bridge_before", lang), span.before),
            *((_group(step, lang), step.amount) for step in span.steps),
            (label("bridge_after", lang), span.after),
        )
    ]
    return csv_bytes([[label(name, lang) for name in names], *rows])


def bridge_dict(bridge: Bridge) -> dict[str, object]:
    """Everything as plain numbers, with both ends, what changed by group, and what the new one rests on."""
    return {
        "year": bridge.year,
        "ends": {side: _end_dict(end) for side, end in (("old", bridge.old), ("new", bridge.new))},
        "measures": {
            span.measure: {
                "unit": span.unit,
                "before": span.before,
                "after": span.after,
                "steps": [{"groups": list(step.groups), "amount": step.amount} for step in span.steps],
            }
            for span in bridge.spans
        },
        "moved": {group: list(what) for group, what in bridge.moved.items()},
        "runs": bridge.runs,
        "definitions": {name: DEFINITIONS[name] for name in _names(bridge)},
        "counts": bridge.results.manifest["counts"] if bridge.results else None,
    }


def waterfall(bridge: Bridge, measure: str, lang: Language = "en") -> Figure:
    """From the old forecast of one measure to the new one, a step for each group of changes."""
    span = next(one for one in bridge.spans if one.measure == measure)
    with picture(lang) as (figure, axes, lang):
        shown = _told(span, lang)
        texts = [shown.level(span.before), *(shown.change(one.amount) for one in span.steps), shown.level(span.after)]
        whats = (label("bridge_before", lang), *(_group(one, lang) for one in span.steps), label("bridge_after", lang))
        levels = span.before / shown.factor, span.after / shown.factor
        draw_stairs(axes, levels, [one.amount / shown.factor for one in span.steps], texts, whats)
        axes.set_xlabel(drawable(shown.unit))
        axes.set_title(drawable(headline(bridge, span, lang)), loc="left", pad=10, **HEADING | {"fontsize": 11})
        write_below(figure, [_title(bridge, lang), *_method(bridge, lang), *_meant(bridge, lang, (measure,))[:1]])
        beside_stairs(figure, whats)
    return figure


def headline(bridge: Bridge, span: Span, lang: Language) -> str:
    """Employee scheme, reserve months, 2030: +3.4, from 4.1 to 7.5 months."""
    shown = _told(span, lang)
    ends = {"before": shown.level(span.before), "after": shown.level(span.after), "amount": shown.change(span.total)}
    of = {"measure": measure_named(span.measure, lang), "year": bridge.year, "unit": shown.unit}
    return sentence("why_moved", lang, **ends, **of).rstrip()


def _title(bridge: Bridge, lang: Language) -> str:
    return sentence(
        "bridge_title", lang, old=_called(bridge.old, lang), new=_called(bridge.new, lang), year=bridge.year
    )


def _called(end: End, lang: Language) -> str:
    """A forecast with its day, a scenario as it is today."""
    if end.forecast:
        return sentence("bridge_frozen", lang, title=end.title, made=end.forecast.made)
    name = title(end.inputs.scenario, lang) if end.inputs else end.title
    return sentence("bridge_scenario", lang, title=name, base=end.base)


def _told(span: Span, lang: Language) -> Told:
    return told_between(span.unit, [(span.before, span.after)], [step.amount for step in span.steps], lang)


def _rows(bridge: Bridge, lang: Language, columns: int) -> Page:
    """As many measures side by side as there is room for, the others below."""
    heads = [wrapped(measure_named(span.measure, lang), WIDEST) for span in bridge.spans]
    high = max(map(len, heads)) + 1
    stubs = [*[""] * high, *_stubs(bridge, lang)]
    names = max(map(width, stubs))
    cells = [
        [*[""] * (high - 1 - len(head)), *head, *_column(span, lang)]
        for head, span in zip(heads, bridge.spans, strict=True)
    ]
    broad = [max(map(width, column)) for column in cells]
    page: Page = []
    first = 0
    while first < len(cells):
        last, room = first + 1, columns - names - 2 - BETWEEN - broad[first]
        while last < len(cells) and broad[last] + BETWEEN <= room:
            room -= broad[last] + BETWEEN
            last += 1
        page += [EMPTY] if page else []
        for i, stub in enumerate(stubs):
            row = (to_right(cells[n][i], broad[n] + BETWEEN) for n in range(first, last))
            style: Style = "head" if i <= high or i == len(stubs) - 1 else ""
            page.append(line("  " + to_left(stub, names) + "".join(row), style))
        first = last
    return page


def _stubs(bridge: Bridge, lang: Language) -> Iterator[str]:
    yield label("bridge_before", lang)
    yield from (_group(step, lang) for step in bridge.spans[0].steps)
    yield label("bridge_after", lang)


def _column(span: Span, lang: Language) -> list[str]:
    shown = _told(span, lang)
    amounts = [shown.change(step.amount) for step in span.steps]
    return [shown.unit, shown.level(span.before), *amounts, shown.level(span.after)]


def _group(step: Step, lang: Language) -> str:
    """A group by its name, or those that cannot be separated."""
    if step.groups == ORDER:
        return label("bridge_all", lang)
    return label("bridge_joined", lang).join(label(f"bridge_{group}", lang) for group in step.groups)


def _moved(bridge: Bridge, lang: Language) -> list[str]:
    """What is otherwise, group by group; of many the first and how many more."""
    told = []
    for group in ORDER:
        if what := bridge.moved.get(group):
            text = label("comma", lang).join(what[:MOST_TOLD])
            if len(what) > MOST_TOLD:
                text = sentence("bridge_more", lang, what=text, count=len(what) - MOST_TOLD)
            told.append("  " + sentence("bridge_moved", lang, group=label(f"bridge_{group}", lang), what=text))
    return told


def _foot(bridge: Bridge, lang: Language, columns: int) -> list[str]:
    texts = [
        *_method(bridge, lang),
        *_means(bridge, lang),
        *_meant(bridge, lang, [one.measure for one in bridge.spans]),
    ]
    if bridge.results:
        texts += [*answers(bridge.results, lang), *counted(bridge.results, lang, columns)]
    return texts


def _method(bridge: Bridge, lang: Language) -> list[str]:
    """How it was split, or why it could not be."""
    refused = [end for end in (bridge.old, bridge.new) if end.refused]
    if refused:
        return [sentence(f"bridge_{end.refused}", lang, forecast=end.name) for end in refused]
    if all(step.amount == 0 for span in bridge.spans for step in span.steps) and not bridge.moved:
        return [label("bridge_nothing", lang)]
    joined = [step for step in bridge.spans[0].steps if len(step.groups) > 1]
    exact = sentence("bridge_exact", lang, runs=numbers.shown(bridge.runs, 0))
    return [exact, *(sentence("bridge_joined_told", lang, groups=_group(step, lang)) for step in joined)]


def _means(bridge: Bridge, lang: Language) -> list[str]:
    """What the names of the groups stand for; nothing where none is told."""
    if any(end.refused for end in (bridge.old, bridge.new)):
        return []
    first, last = sorted((bridge.old.base, bridge.new.base))
    told = {group for span in bridge.spans for step in span.steps for group in step.groups}
    told -= {"experience"} if first == last else set()
    return [sentence(f"bridge_means_{group}", lang, first=first, last=last) for group in ORDER if group in told]


def _meant(bridge: Bridge, lang: Language, measures: Sequence[str]) -> list[str]:
    """What each measure is, where a definition is on file."""
    names = tuple(name for name in _names(bridge) if name in {one.rpartition(".")[2] for one in measures})
    if bridge.results:
        return definitions(bridge.results, lang, names)
    return [named(name, DEFINITIONS[name][lang], lang) for name in names]


def _names(bridge: Bridge) -> tuple[str, ...]:
    """The measures that have a definition, without their funds."""
    names = dict.fromkeys(span.measure.rpartition(".")[2] for span in bridge.spans)
    return tuple(name for name in names if name in DEFINITIONS)


def _end_dict(end: End) -> dict[str, object]:
    known = {"name": end.name, "title": end.title, "area": end.area, "base": end.base, "refused": end.refused}
    if end.forecast:
        return {**known, "made": end.forecast.made, "hash": end.forecast.hash, "version": end.forecast.version}
    return {**known, "hash": end.inputs.scenario.hash if end.inputs else ""}
