"""What it takes for a target to be likely enough: the value, its proof in the same draws, and what it costs whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actuary.futures.ensemble import layers_of
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.amounts import file_unit
from actuary.reports.ensemble import layers_told, shocks_told
from actuary.reports.expected import bounds, measured
from actuary.reports.exports import csv_bytes
from actuary.reports.fields import field_in_full, field_named
from actuary.reports.foot import BROADEST, answers, counted, meant, unseen
from actuary.reports.page import EMPTY, Page, line, paragraphs, wrapped
from actuary.reports.solve import DIGITS, costs_defined, costs_rows, costs_told, value_told
from actuary.reports.words import capital, dated, going_on, sentence, title

if TYPE_CHECKING:
    from actuary.analysis.choices.likely import Likely, Share


def table(found: Likely, lang: Language, columns: int) -> Page:
    """The answer first, then its proof, its costs, and below what was searched, drawn and what the words mean."""
    columns = min(columns, BROADEST)
    slots = {**_asked(found, lang), "vary": field_in_full(found.varied, lang)}
    asked = sentence("likely_title", lang, title=title(found.base.scenario, lang), **slots)
    page: Page = paragraphs([asked], columns, "head")
    page += [EMPTY, *(line(one, "" if found.met else "warning") for one in wrapped(answer(found, lang), columns))]
    page += paragraphs(_proof(found, lang), columns, indent="")
    page += unseen(found.applied, lang, columns)
    if found.costs:
        page += [EMPTY, *costs_told(found.costs, found.varied.since.year, found.chance.target.last, lang)]
    foot = [
        *_searched(found, lang),
        *_drawn(found, lang),
        *(costs_defined(lang) if found.costs else []),
        *meant(found.base, found.chance.target.series, lang),
        *answers(found.base, lang),
        *counted(found.base, lang, columns),
    ]
    return [*page, EMPTY, *paragraphs(foot, columns, "faint")]


def answer(found: Likely, lang: Language) -> str:
    """The answer in one sentence: the value, since when, and how likely the target is with it and without."""
    name = "likely_everywhere" if found.everywhere else "likely_answer" if found.met else "likely_none"
    unit = found.varied.unit
    told = sentence(
        name, lang, **_asked(found, lang), low=value_told(unit, found.low), high=value_told(unit, found.high),
        value=value_told(unit, found.at.value), held=value_told(unit, found.before.value),
        share=_percent(found.at.share), before=_percent(found.before.share),
    )  # fmt: skip
    return capital(told)


def as_dict(found: Likely) -> dict[str, object]:
    """Everything as plain numbers, in yuan, months, people or shares of one; None where there is no such value."""
    varied, target = found.varied, found.chance.target
    return {
        "scenario": found.base.scenario.name,
        "vary": varied.name,
        "from": str(varied.since),
        "until": found.chance.text,
        "measure": target.series,
        "first": target.first,
        "last": target.last,
        "level": target.level,
        "share": found.chance.level,
        "met": found.met,
        "met_already": found.chance.over(found.before.share) >= 0,
        "value": found.value,
        "at": found.at._asdict(),
        "beside": found.beside._asdict() if found.beside else None,
        "before": found.before._asdict(),
        "step": found.step,
        "low": found.low,
        "high": found.high,
        "monotone": found.monotone,
        "crossings": found.crossings,
        "draws": found.draws,
        "seed": found.seed,
        "runs": found.runs,
        "setting": found.setting,
        "costs": [one._asdict() for one in found.costs],
    }


def as_csv(found: Likely, lang: Language) -> bytes:
    """The answer with its shares of the draws, their standard errors, and what it costs whom: a number and its unit a row."""
    last, first = found.chance.target.last, found.varied.since.year
    value = found.value if found.value is not None else float("nan")
    unit = file_unit(found.varied.unit.name, lang)
    rows = [["", "", label("likely_error", lang), label("unit", lang)]]
    rows.append([label("likely_value", lang), _plain(value), "", unit])
    rows.append(_row("likely_at", found.at, lang))
    if found.beside:
        rows += [[label("likely_beside", lang), _plain(found.beside.value), "", unit]]
        rows += [_row("likely_beside_share", found.beside, lang)]
    rows += [
        [label("solve_held", lang), _plain(found.before.value), "", unit],
        _row("likely_before", found.before, lang),
    ]
    if found.costs:
        rows.append(["", str(last), sentence("solve_a_year", lang, first=first, last=last), label("unit", lang)])
    return csv_bytes([*rows, *costs_rows(found.costs, lang)])


def _row(name: str, told: Share, lang: Language) -> list[str]:
    return [label(name, lang), _plain(told.share), _plain(told.error), file_unit("share", lang)]


def _plain(value: float) -> str:
    return numbers.plain(value, decimals=DIGITS)


def _asked(found: Likely, lang: Language) -> dict[str, str]:
    chance, varied = found.chance, found.varied
    one = chance.target.expectation
    when = sentence("likely_in", lang, year=one.last)
    if one.first < one.last:
        when = sentence("likely_in_all", lang, first=one.first, last=one.last)
    wanted = "likely_most" if chance.sign == "<=" else "likely_least"
    return {
        "vary": field_named(varied, lang),
        "since": dated(varied.since, lang),
        "what": measured(one, lang),
        "when": when,
        "bounds": bounds(one, lang),
        "wanted": sentence(wanted, lang, share=f"{numbers.short(100 * chance.level)} %"),
    }


def _percent(share: float) -> str:
    return f"{numbers.shown(100 * share, 2)} %"


def _with_error(told: Share, lang: Language) -> str:
    return sentence("likely_share", lang, share=_percent(told.share), error=_percent(told.error))


def _proof(found: Likely, lang: Language) -> list[str]:
    """The share with the value and with the one beside it; that it was met already, or begins to be met elsewhere too."""
    unit, told = found.varied.unit, []
    if found.beside:
        slots = {"value": value_told(unit, found.at.value), "beside": value_told(unit, found.beside.value)}
        shares = {"share": _with_error(found.at, lang), "beside_share": _with_error(found.beside, lang)}
        told.append(sentence("likely_proof", lang, **slots, **shares))
        if found.chance.over(found.before.share) >= 0:
            told.append(sentence("solve_met_already", lang))
        if found.crossings > 1:
            told.append(sentence("likely_several", lang, count=found.crossings))
    if not found.monotone:
        told.append(sentence("solve_not_monotone", lang, vary=field_named(found.varied, lang)))
    return told


def _searched(found: Likely, lang: Language) -> list[str]:
    """The range, the steps, how the value holds on, and the line that makes it so."""
    unit = found.varied.unit
    ends = {"low": value_told(unit, found.low), "high": value_told(unit, found.high)}
    step, since = value_told(unit, found.step), dated(found.varied.since, lang)
    told = [sentence("likely_searched", lang, runs=found.runs, step=step, since=since, **ends)]
    if found.value is not None:
        told.append(going_on(found.base.scenario, (found.setting,), lang))
    return told


def _drawn(found: Likely, lang: Language) -> list[str]:
    """What a chance is here, and what varies in the draws."""
    scenario = found.base.scenario
    layers = layers_of(scenario)
    meant = sentence("likely_meant", lang, draws=numbers.shown(found.draws, 0), seed=found.seed)
    return [meant, layers_told(layers, lang), *(shocks_told(scenario, lang) if layers["process"] else [])]
