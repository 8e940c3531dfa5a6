"""The register of forecasts: what is on record, and how it fared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from actuary.analysis.past.forecasts import Cell, Forecast
from actuary.analysis.past.scores import IN_PER_CENT, Outcome, Row, Score, Summary
from actuary.figures.places import spots
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.columns import years_shown
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST
from actuary.reports.numbers import Scale, money_scale
from actuary.reports.page import EMPTY, Line, Page, Span, Style, line, to_left, to_right, width, wrapped
from actuary.reports.words import headed, sentence

SUMMARY = ("years_scored", "bias", "mean_error", "rms_error", "inside_interval")
"""Columns behind the years."""
FEET = ("define_error", "define_bias", "define_published_months")
GAP = 2


def listing(forecasts: Sequence[Forecast], lang: Language) -> Page:
    """One line each: its name, what it is about, who made it and when, what it foresees."""
    if not forecasts:
        return [line(label("no_forecasts", lang))]
    broad = max(width(one.name) for one in forecasts) + GAP
    page: Page = []
    for one in forecasts:
        page.append((Span(to_left(one.name, broad), "head"), Span(f"{_place(one, lang)}: {one.title}")))
        told = label("comma", lang).join(filter(None, (_foreseen(one.cells, lang), *_events(one, lang))))
        page.append(line(f"{'':{broad}}{_made(one, lang)}; {told}", "faint"))
    return page


def table(scores: Sequence[Score], lang: Language, columns: int) -> Page:
    """The errors of every forecast by year with their summary, what is not due yet, and what the words mean."""
    page: Page = []
    for score in scores:
        page += [*_head(score.forecast, lang), *_errors(score, lang, columns), *_remarks(score, lang, columns), EMPTY]
    rows = [row for score in scores for row in score.rows]
    derived = sum(row.status == "derived" for row in rows)
    feet = [
        *(label(foot, lang) for foot in FEET),
        sentence("held_against", lang, count=len(rows), derived=derived),
    ]
    if not scores:
        return [line(label("no_forecasts", lang))]
    room = min(columns, BROADEST)
    return [*page, *(line(text, "faint") for foot in feet for text in wrapped(foot, room, "  "))]


def rows_csv(scores: Sequence[Score], lang: Language) -> bytes:
    """One row for each foreseen number that was published since: yuan or months, its error, its interval."""
    names = (
        "forecast", "made", "scheme", "measure", "year", "horizon", "unit", "forecast_value", "interval_low",
        "interval_high", "published_value", "status", "difference", "error_in_per_cent",
    )  # fmt: skip
    cells = [_csv_row(score.forecast, row, lang) for score in scores for row in score.rows]
    return csv_bytes([[label(name, lang) for name in names], *cells])


def scores_dict(scores: Sequence[Score]) -> list[dict[str, Any]]:
    """Everything for another program: yuan, months, shares; null where nothing is defined."""
    return [
        {
            **_identity(score.forecast),
            "rows": [_plain_row(row) for row in score.rows],
            "summaries": [_plain(summary._asdict()) for summary in score.summaries],
            "unpublished": [cell[:3] for cell in score.unpublished],
            "ahead": [cell[:3] for cell in score.ahead],
            "events": [{**one.event._asdict(), "seen": one.seen, "checked": one.checked} for one in score.outcomes],
        }
        for score in scores
    ]


def _head(forecast: Forecast, lang: Language) -> Page:
    title = (Span(forecast.name, "head"), Span(f"  {_place(forecast, lang)}: {forecast.title}", "head"))
    return [title, line(f"  {_made(forecast, lang)}", "faint")]


def _errors(score: Score, lang: Language, columns: int) -> Page:
    """The errors in a grid: a line of years and summaries, then groups with their measures."""
    if not score.rows:
        return []
    scale = _coarse(row.difference for row in score.rows if row.cell.measure == "surplus")
    errors = {(*row.cell[:3],): _error(row.cell.measure, row.error, scale) for row in score.rows}
    years = sorted({row.cell.year for row in score.rows})
    names = {one: _measure(one.measure, scale, lang) for one in score.summaries}
    tails = {one: _tail(one, scale) for one in score.summaries}
    kept = [i for i in range(len(SUMMARY)) if any(tail[i] for tail in tails.values())]
    behind = [_broadest(label(SUMMARY[i], lang), *(tail[i] for tail in tails.values())) for i in kept]
    broad, column = 4 + max(map(width, names.values())), _broadest("2026", *errors.values())
    chosen = years_shown(years, max((columns - broad - sum(behind)) // column, 1))
    widths = [*(column for _ in chosen), *behind]
    page: Page = [_grid_line("", broad, [*map(str, chosen), *(label(SUMMARY[i], lang) for i in kept)], widths, "head")]
    group = ""
    for one, name in names.items():
        if one.group != group:
            page.append(line(f"  {headed(one.group, lang)}", "head"))
            group = one.group
        cells = [errors.get((one.group, one.measure, year), "") for year in chosen]
        page.append(_grid_line(f"    {name}", broad, [*cells, *(tails[one][i] for i in kept)], widths, ""))
    return page


def _coarse(amounts: Iterable[float]) -> Scale:
    """The unit of errors in money; what is wrong by hundreds has no decimals worth reading."""
    errors = [*amounts]
    scale = money_scale(errors)
    large = max(map(abs, errors), default=0.0) >= 100 * scale.factor
    return scale._replace(decimals=0) if large else scale


def _broadest(*texts: str) -> int:
    return GAP + max(map(width, texts))


def _grid_line(name: str, broad: int, cells: Iterable[str], widths: Iterable[int], style: Style) -> Line:
    written = (to_right(cell, column) for cell, column in zip(cells, widths, strict=True))
    return (Span(to_left(name, broad)), Span("".join(written), style))


def _tail(one: Summary, scale: Scale) -> list[str]:
    inside = "" if one.coverage is None else numbers.shown(100 * one.coverage, 0) + " %"
    unsigned = (_error(one.measure, error, scale).lstrip("+") for error in (one.mean_error, one.rms_error))
    return [str(one.years), _error(one.measure, one.bias, scale), *unsigned, inside]


def _error(measure: str, error: float, scale: Scale) -> str:
    if measure == "reserve_months":
        return numbers.months(error, signed=True)
    return numbers.shown(100 * error, 1, signed=True) if measure in IN_PER_CENT else scale.show(error, signed=True)


def _measure(measure: str, scale: Scale, lang: Language) -> str:
    units = {"reserve_months": "unit_months", "surplus": scale.unit}
    unit = "%" if measure in IN_PER_CENT else label(units[measure], lang)
    return sentence("measure_in_unit", lang, measure=label(measure, lang), unit=unit)


def _remarks(score: Score, lang: Language, columns: int) -> Page:
    texts = [_outcome(one, lang) for one in score.outcomes]
    if score.unpublished:
        kinds: dict[tuple[str, str], list[int]] = {}
        for cell in score.unpublished:
            kinds.setdefault((cell.group, cell.measure), []).append(cell.year)
        what = [f"{label(g, lang)} {label(m, lang)} {_span(years)}" for (g, m), years in kinds.items()]
        texts.append(sentence("forecast_unpublished", lang, what=label("comma", lang).join(what)))
    if score.ahead:
        years = [cell.year for cell in score.ahead]
        texts.append(sentence("forecast_ahead", lang, count=len(years), years=_span(years)))
    return [line(f"  {part}") for text in texts for part in wrapped(text, min(columns, BROADEST) - 2, "  ")]


def _outcome(one: Outcome, lang: Language) -> str:
    checked = one.checked or 0
    name = "outcome_seen" if one.seen else "outcome_missed" if checked >= one.event.year else "outcome_ahead"
    group, event = label(one.event.group, lang), label(f"event_{one.event.kind}", lang)
    return sentence(name, lang, group=group, event=event, year=one.event.year, seen=one.seen, checked=checked)


def _foreseen(cells: Sequence[Cell], lang: Language) -> str:
    return sentence("forecast_numbers", lang, count=len(cells), years=_span(c.year for c in cells)) if cells else ""


def _events(forecast: Forecast, lang: Language) -> list[str]:
    return [f"{label(f'event_{event.kind}', lang)} {event.year}" for event in forecast.events]


def _span(years: Iterable[int]) -> str:
    first, *_, last = [*sorted(years)] * 2
    return f"{first}" if first == last else f"{first}-{last}"


def _place(forecast: Forecast, lang: Language) -> str:
    return spots()[forecast.area].zh if lang == "zh" else spots()[forecast.area].en


def _made(forecast: Forecast, lang: Language) -> str:
    told = sentence("forecast_of", lang, who=forecast.who, made=forecast.made, known=forecast.known_to)
    if forecast.level is None:
        return told
    return sentence("forecast_level", lang, told=told, level=f"{numbers.short(100 * forecast.level)} %")


def _csv_row(forecast: Forecast, row: Row, lang: Language) -> list[str]:
    months = row.cell.measure == "reserve_months"
    unit, size, decimals = ("unit_months", 1.0, 4) if months else ("unit_10k_yuan", 1e4, 4)
    value, low, high, published, difference = (
        "" if amount is None else numbers.plain(amount, size, decimals)
        for amount in (row.cell.value, row.cell.low, row.cell.high, row.published, row.difference)
    )
    share = numbers.plain(100 * row.error) if row.cell.measure in IN_PER_CENT else ""
    words = (label(name, lang) for name in (row.cell.group, row.cell.measure))
    return [
        forecast.name, forecast.made, *words, str(row.cell.year), str(row.horizon), label(unit, lang),
        value, low, high, published, label(row.status, lang), difference, share,
    ]  # fmt: skip


def _identity(forecast: Forecast) -> dict[str, Any]:
    said = {key: value for key, value in forecast._asdict().items() if key not in ("cells", "events")}
    return {key: value or None for key, value in said.items()}


def _plain_row(row: Row) -> dict[str, Any]:
    return _plain(
        {
            **row.cell._asdict(),
            "horizon": row.horizon,
            "published": row.published,
            "status": row.status,
            "difference": row.difference,
            "error": row.error,
            "inside": row.inside,
        }
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: None if isinstance(value, float) and not math.isfinite(value) else value for key, value in values.items()
    }
