"""How far early-warning rules can be believed: on published books, in past forecasts, in futures drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from actuary.analysis.alerts.chances import Futures
from actuary.analysis.alerts.foreseen import Foreseen
from actuary.analysis.alerts.lights import Warned
from actuary.analysis.alerts.record import FEW, LIT, Record, Tally, itself
from actuary.analysis.alerts.rules import Event, Rule
from actuary.figures.history import History
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.backtest import place_name
from actuary.reports.columns import Block, laid_out, row
from actuary.reports.page import Page, line, to_left, width
from actuary.reports.words import sentence

RECORD_HEAD = ("rule", "within", "cases", "came", "false_yellow", "missed_yellow", "false_red", "missed_red")
"""`warn_` stands before the names of their labels."""

Rate = Callable[[int, int, float, Language], str]
"""From a count, of how many, and the rate, to what stands in a cell."""


def record(found: Warned, event: Event, lang: Language) -> Page:
    """False alarms and misses of every rule before an event."""
    ours = [one for one in found.record if one.event == event]
    if not ours:
        return []
    rows = [[label(f"warn_{name}", lang) for name in RECORD_HEAD], *(_record_cells(one, lang) for one in ours)]
    heading = sentence("warn_record", lang, event=event.called(lang), books=_books(found.panel, lang))
    return [line(heading, "head"), *in_columns(rows)]


def _record_cells(one: Record, lang: Language) -> list[str]:
    if not one.seen:
        return [one.rule.called(lang), in_years(one.rule.within, lang), label("warn_unseen", lang)]
    return _tallied(one.rule, one.event, {light: one.tally(light) for light in LIT}, lang, _rate)


def _tallied(rule: Rule, event: Event, tallies: Mapping[str, Tally], lang: Language, rate: Rate) -> list[str]:
    """A rule before an event: cases, those in which it came, then for nothing and missed of both lights."""
    red = tallies["red"]
    cells = [rule.called(lang), in_years(rule.within, lang)]
    cells += [numbers.shown(count, 0) for count in (red.events + red.others, red.events)]
    for light, tally in tallies.items():
        cells += [label("warn_itself", lang)] * 2 if itself(rule, event, light) else _rates(tally, lang, rate)
    return cells


def chances(found: Warned, futures: Futures, lang: Language, columns: int) -> Page:
    """The chance of red by pool, rule and year, in %."""
    blocks = [
        Block(
            label(pool, lang),
            [
                row(
                    one.rule.called(lang),
                    futures.years,
                    (numbers.shown(100 * chance, 0) for chance in one.red.tolist()),
                )
                for one in futures.likely
                if one.pool == pool
            ],
        )
        for pool in dict.fromkeys(one.pool for one in futures.likely)
    ]
    heading = sentence("warn_chances", lang, count=numbers.shown(futures.draws, 0))
    page = [line(heading, "head"), *(laid_out(blocks, futures.years, columns) if blocks else [])]
    drawn = {one.rule.name for one in futures.likely}
    if missing := [rule.called(lang) for rule in found.rules.rules if rule.name not in drawn]:
        page.append(line("  " + sentence("warn_not_drawn", lang, rules=label("comma", lang).join(missing)), "faint"))
    return page


def drawn(futures: Futures, event: Event, lang: Language) -> Page:
    """False alarms and misses before an event in the futures drawn."""
    ours = [one for one in futures.record if one.event == event]
    if not ours:
        return []
    rows = [[label(f"warn_{name}", lang) for name in RECORD_HEAD]]
    rows += [_tallied(one.rule, one.event, {"yellow": one.yellow, "red": one.red}, lang, _rate_alone) for one in ours]
    heading = sentence("warn_drawn", lang, event=event.called(lang), count=numbers.shown(futures.draws, 0))
    return [line(heading, "head"), *in_columns(rows)]


def foreseen(found: Warned, lang: Language) -> Page:
    """The same of lights that past forecasts showed."""
    names = ("rule", "forecasts", "false_yellow", "missed_yellow", "false_red", "missed_red")
    rows = [[label(f"warn_{name}", lang) for name in names]]
    rows += [_foreseen_cells(one, lang) for one in found.foreseen]
    origins = {light.origin for one in found.foreseen for light in one.lights}
    heading = sentence("warn_foreseen", lang, books=_books(found.panel, lang), count=len(origins))
    return [line(heading, "head"), *in_columns(rows)]


def _foreseen_cells(one: Foreseen, lang: Language) -> list[str]:
    if not one.lights:
        return [one.rule.called(lang), label("warn_unseen", lang)]
    rates = [cell for light in LIT for cell in _rates(one.tally(light), lang, _rate)]
    return [one.rule.called(lang), str(len(one.lights)), *rates]


def _rates(tally: Tally, lang: Language, rate: Rate) -> list[str]:
    """For nothing, then missed."""
    return [
        rate(tally.false_alarms, tally.others, tally.false_alarm_rate, lang),
        rate(tally.misses, tally.events, tally.miss_rate, lang),
    ]


def _rate(count: int, of: int, rate: float, lang: Language) -> str:
    """3 of 20 = 15 %; counts alone where they are too few."""
    if of < FEW:
        return sentence("warn_few", lang, count=count, of=of)
    return sentence("warn_rate", lang, count=count, of=of, rate=f"{numbers.shown(100 * rate, 0)} %")


def _rate_alone(count: int, of: int, rate: float, lang: Language) -> str:
    """15 %: of many thousand cases, whose numbers stand beside it."""
    return _rate(count, of, rate, lang) if of < FEW else numbers.share(rate)


def _books(panel: Sequence[History], lang: Language) -> str:
    """China 2008-2025, and a fund's own."""
    told = []
    for one in panel:
        years = {year for (_, measure), of in one.final.items() if measure in ("income", "spending") for year in of}
        told.append(sentence("warn_books", lang, place=place_name(one.area, lang), first=min(years), last=max(years)))
    return label("comma", lang).join(told)


def in_years(count: int, lang: Language) -> str:
    """1 year, 3 years."""
    return sentence("warn_year" if count == 1 else "warn_years", lang, count=count)


def in_columns(rows: Sequence[Sequence[str]]) -> Page:
    """Rows under their head, each column as broad as it needs; a lone last cell may run over."""
    full = max(len(one) for one in rows)
    broad = [max(width(one[i]) for one in rows if len(one) == full) for i in range(full)]
    broad[0] = max(width(one[0]) for one in rows)
    page: Page = []
    for i, one in enumerate(rows):
        cells = (to_left(cell, size) for cell, size in zip(one, broad, strict=False))
        page.append(line("  " + "  ".join(cells), "" if i else "faint"))
    return page
