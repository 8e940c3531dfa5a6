"""What a target takes: the value that meets it, what it gives when applied, and what it costs whom."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from actuary.analysis.choices.varied import written
from actuary.labels import Language, label
from actuary.measures import GROUPS, MEASURES
from actuary.reports import numbers
from actuary.reports.amounts import file_unit
from actuary.reports.columns import ranged
from actuary.reports.expected import bounds, found, measured
from actuary.reports.exports import csv_bytes
from actuary.reports.fields import field_in_full, field_named
from actuary.reports.foot import BROADEST, answers, counted, meant, unseen
from actuary.reports.page import EMPTY, Page, line, paragraphs, wrapped
from actuary.reports.words import capital, dated, going_on, sentence, title
from actuary.units import Date, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actuary.analysis.choices.solve import Cost, Solution

DIGITS = 9
"""So many digits of the value at which the target is just met: enough to meet it to a millionth."""

LIKELY = "80 %"
"""The chance that a plain answer proposes to ask for."""

PEOPLE = ("insured_employees", "insured_residents")


def table(solution: Solution, lang: Language, columns: int) -> Page:
    """The answer first, then its proof, its costs, and below what was searched and what the words mean."""
    columns = min(columns, BROADEST)
    scenario = solution.base.scenario
    slots = {**_asked(solution, lang), "vary": field_in_full(solution.varied, lang)}
    asked = sentence("solve_title", lang, title=title(scenario, lang), **slots)
    page: Page = paragraphs([asked], columns, "head")
    page += [EMPTY, *(line(one, "" if solution.met else "warning") for one in wrapped(answer(solution, lang), columns))]
    page += paragraphs(_proof(solution, lang), columns, indent="")
    page += unseen(solution.applied, lang, columns)
    if solution.costs:
        page += [EMPTY, *costs_told(solution.costs, solution.varied.since.year, solution.target.last, lang)]
    foot = [
        *_searched(solution, lang),
        *(costs_defined(lang) if solution.costs else []),
        *meant(solution.base, solution.target.series, lang),
        *answers(solution.base, lang),
        *counted(solution.base, lang, columns),
    ]
    return [*page, EMPTY, *paragraphs(foot, columns, "faint")]


def answer(solution: Solution, lang: Language) -> str:
    """The answer in one sentence: the value, since when, and what the measure is with it and without."""
    if solution.everywhere:
        return sentence("solve_everywhere", lang, **_asked(solution, lang), **_ends(solution), **_told(solution, lang))
    name = "solve_answer" if solution.met else "solve_none"
    return capital(sentence(name, lang, **_asked(solution, lang), **_ends(solution), **_told(solution, lang)))


def as_dict(solution: Solution) -> dict[str, object]:
    """Everything as plain numbers, in yuan, months, people or shares of one; None where there is no such value."""
    varied, target = solution.varied, solution.target
    return {
        "scenario": solution.base.scenario.name,
        "vary": varied.name,
        "from": str(varied.since),
        "until": target.text,
        "measure": target.series,
        "first": target.first,
        "last": target.last,
        "level": target.level,
        "met": solution.met,
        "met_already": target.met(solution.before),
        "value": solution.value,
        "gives": solution.gives,
        "rounded": solution.rounded,
        "rounded_gives": solution.rounded_gives,
        "held": solution.held,
        "held_then": solution.held_then,
        "rounded_then": solution.rounded_then if solution.applied else None,
        "before": solution.before,
        "low": solution.low,
        "high": solution.high,
        "monotone": solution.monotone,
        "crossings": solution.crossings,
        "runs": solution.runs,
        "setting": solution.setting,
        "costs": [one._asdict() for one in solution.costs],
    }


def as_csv(solution: Solution, lang: Language) -> bytes:
    """The answer, then what it costs whom: one number a row, with its unit behind it."""
    last, first = solution.target.last, solution.varied.since.year
    varied, measured = (file_unit(one.unit.name, lang) for one in (solution.varied, solution.target))
    rows = [["", str(last), sentence("solve_a_year", lang, first=first, last=last), label("unit", lang)]]
    told = {
        "solve_value": (solution.value if solution.value is not None else float("nan"), varied),
        "solve_gives": (solution.gives, measured),
        "solve_rounded": (solution.rounded, varied),
        "solve_rounded_gives": (solution.rounded_gives, measured),
        "solve_held": (solution.held, varied),
        "solve_before": (solution.before, measured),
    }
    rows += [[label(name, lang), numbers.plain(one, decimals=DIGITS), "", unit] for name, (one, unit) in told.items()]
    return csv_bytes([*rows, *costs_rows(solution.costs, lang)])


def costs_rows(costs: Sequence[Cost], lang: Language) -> list[list[str]]:
    """What each bears more, and what else moves, as rows of a file: in the last year, a year, the unit."""
    return [
        [label(one.name, lang), numbers.plain(one.in_year), numbers.plain(one.a_year), file_unit(unit, lang)]
        for one in costs
        for unit in ("people" if one.name in PEOPLE else "money",)
    ]


def _asked(solution: Solution, lang: Language) -> dict[str, str]:
    one, varied = solution.target.expectation, solution.varied
    exact = solution.target.sign == "="
    when = dated(Date(one.last, None), lang)
    if one.first < one.last:
        when = sentence("years_from_to", lang, first=one.first, last=one.last)
    return {
        "vary": field_named(varied, lang),
        "since": dated(varied.since, lang),
        "what": measured(one, lang),
        "when": when,
        "bounds": sentence("solve_exactly", lang, level=found(one, one.low, lang)) if exact else bounds(one, lang),
    }


def _told(solution: Solution, lang: Language) -> dict[str, str]:
    unit = solution.varied.unit
    return {
        "value": value_told(unit, solution.rounded),
        "gives": _at_worst(solution, solution.rounded_gives, lang),
        "held": value_told(unit, solution.held),
        "before": found(solution.target.expectation, solution.before, lang),
    }


def _ends(solution: Solution) -> dict[str, str]:
    unit = solution.varied.unit
    return {"low": value_told(unit, solution.low), "high": value_told(unit, solution.high)}


def value_told(unit: Unit, value: float) -> str:
    """A value of the lever, to as many digits as meet the target."""
    return written(unit, float(f"{value:.{DIGITS}g}"), grouped=True)


def _at_worst(solution: Solution, value: float, lang: Language) -> str:
    """A value of the measure; of several years it is that of the worst."""
    shown = found(solution.target.expectation, value, lang)
    return sentence("solve_worst", lang, value=shown) if solution.target.first < solution.target.last else shown


def _proof(solution: Solution, lang: Language) -> list[str]:
    """That it was applied; that it was met already, or in other places too."""
    told = []
    if solution.value is not None:
        value = value_told(solution.varied.unit, solution.value)
        told.append(sentence("solve_proof", lang, value=value, gives=_precisely(solution, solution.gives, lang)))
        told += _later(solution, lang)
        if solution.target.met(solution.before) and solution.target.sign != "=":
            told.append(sentence("solve_met_already", lang))
        if solution.crossings > 1:
            told.append(sentence("solve_several", lang, count=solution.crossings))
        told += _how_likely(solution, lang)
    if not solution.monotone:
        told.append(sentence("solve_not_monotone", lang, vary=field_named(solution.varied, lang)))
    return told


def _how_likely(solution: Solution, lang: Language) -> list[str]:
    """That one projection is no chance, and the command that asks for one; nothing of a measure that draws do not tell."""
    target, scenario = solution.target, solution.base.scenario
    if target.sign == "=" or target.group not in GROUPS or target.measure not in MEASURES:
        return []
    lines = " ".join(f"--set {shlex.quote(one)} " for one in scenario.settings)
    varied = f"--vary {solution.varied.name} --from {solution.varied.since}"
    command = (
        f"actuary solve {scenario.reference} {lines}{varied} --until {shlex.quote(f'P({target.text}) >= {LIKELY}')}"
    )
    return [sentence("solve_how_likely", lang, share=LIKELY, command=command)]


def _later(solution: Solution, lang: Language) -> list[str]:
    """What the value has become by the end of the target, where it is not what it was, with it or without."""
    if (solution.rounded_then, solution.held_then) == (solution.rounded, solution.held):
        return []
    unit = solution.varied.unit
    then, held = value_told(unit, solution.rounded_then), value_told(unit, solution.held_then)
    when = dated(Date(solution.target.last, None), lang)
    return [sentence("solve_later", lang, when=when, then=then, held=held)]


def _precisely(solution: Solution, value: float, lang: Language) -> str:
    """A value of the measure to a millionth, or to a yuan or a person."""
    unit = solution.target.unit
    if unit.name == "months":
        return sentence("counted_months", lang, number=numbers.shown(value, 6))
    if unit.name == "share":
        return f"{numbers.shown(100 * value, 6)} %"
    return numbers.shown(value, 6) if unit.name == "number" else f"{numbers.shown(value, 0)} {unit.symbol}"


def costs_told(costs: Sequence[Cost], first: int, last: int, lang: Language) -> Page:
    """What each bears more, what that makes of the funds, and what else moves; what does not move has no row."""
    scale = numbers.money_scale(one.in_year for one in costs if one.name not in PEOPLE)
    rows = [[sentence("solve_costs", lang, unit=label(scale.unit, lang)), str(last)]]
    rows[0].append(sentence("solve_a_year", lang, first=first, last=last))
    for one in costs:
        show = _heads if one.name in PEOPLE else scale.show
        cells = [show(one.in_year, True), show(one.a_year, True)]
        if any(cell.strip("+-0.,") for cell in cells):
            rows.append([_named(one, lang), *cells])
    return ranged(rows)


def costs_defined(lang: Language) -> list[str]:
    """Who is meant by each that bears, and that they add up."""
    return [label("bearers_defined", lang), label("solve_define_costs", lang)]


def _heads(people: float, signed: bool) -> str:
    return numbers.shown(people / numbers.PEOPLE_SCALE, 2, signed)


def _named(one: Cost, lang: Language) -> str:
    name = label(one.name, lang)
    return (
        sentence("solve_counted", lang, what=name, unit=label("unit_10k_people", lang)) if one.name in PEOPLE else name
    )


def _searched(solution: Solution, lang: Language) -> list[str]:
    """The range, the projections, how the value holds on, and the line that makes it so."""
    told = [sentence("solve_searched", lang, runs=solution.runs, **_ends(solution), **_asked(solution, lang))]
    if solution.value is not None:
        told.append(going_on(solution.base.scenario, (solution.setting,), lang))
    return told
