"""How the base year was fixed: what was published, what was solved for, what does not fit, what nobody knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from actuary.analysis.moves import PRINTED, split_printing, together
from actuary.basis.accounts import GROUPS, MEASURES
from actuary.figures.places import spots
from actuary.figures.sources import STATUSES, all_sources
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.columns import head
from actuary.reports.foot import BROADEST, interval, kinds
from actuary.reports.numbers import Scale, money_scale
from actuary.reports.page import EMPTY, Page, line, to_left, to_right, width, wrapped
from actuary.reports.words import sentence, title
from actuary.units import of_columns

if TYPE_CHECKING:
    from actuary.analysis.calibration import Calibration, Compared, Level, Projected
    from actuary.analysis.moves import Move
    from actuary.figures.single import Figure

GAP = 2
_UNITS = {"months": "unit_months", "ratio": "ratio"}
SCHEMES = ("employee", "resident")
SHOWN = tuple((group, measure) for group in SCHEMES for measure in ("spending", "balance", "reserve_months"))
"""Amounts that the table of moves has columns for."""
ALIKE = 0.02
"""Moves up and down that differ by less than this share are one, with a sign of both."""


def table(found: Calibration, lang: Language, columns: int, projected: Sequence[Projected] = ()) -> Page:
    """Every section under one head; `projected` is what some of the moves do to the last year."""
    scale = money_scale(value for (_, of), value in found.amounts.items() if of != "reserve_months")
    scale = scale._replace(decimals=3)  # what rounding leaves open is small
    unit = sentence("unit_in_head", lang, unit=label(scale.unit, lang))
    sections = [
        _targets(found, lang, columns),
        _books(found, scale, lang, columns),
        _checks(found, lang, columns),
        _levels(found, lang, columns),
        _moves(found, scale, lang, columns),
        _projected(found, projected, lang, columns),
        _trends(found, lang, columns),
        _held_out(found, lang, columns),
        _unpublished(found, lang, columns),
    ]
    body = [row for section in sections if section for row in (EMPTY, *section)]
    heading = sentence("calibrated_to", lang, title=title(found.scenario, lang), year=found.scenario.base)
    top = head(heading, unit, body)[: -len(body)]
    return [*top, *_told(found, lang, columns), *body, EMPTY, *_definitions(lang, columns)]


def in_words(name: str, lang: Language) -> str:
    """A figure of the base year in words: the group, then what of it; its own name where there are none."""
    for group in sorted((*GROUPS, "maternity"), key=len, reverse=True):
        of = name.removeprefix(f"{group}_")
        if of != name and of in (*MEASURES, "reserve_months", *_OF_GROUPS):
            belongs = label("employee_scheme" if group == "employee" else group, lang)
            return f"{belongs}{_colon(lang)}{label(_OF_GROUPS.get(of, of), lang).lower()}"
    return label(_ALONE[name], lang) if name in _ALONE else name


_OF_GROUPS = {
    "insured": "insured_short",
    "overall_ratio": "overall_ratio_short",
    "policy_ratio_inpatient": "policy_ratio_short",
}
_ALONE = {
    "enrolment_base": "enrolment_base",
    "coverage_rate": "coverage_rate",
    "active_per_retired": "active_per_retired",
    "active_insured": "contributing_members",
    "retired_insured": "retired",
    "registered_for_insurance": "registered_for_insurance",
}


def _told(found: Calibration, lang: Language, columns: int) -> Page:
    """How much of it was published, and whether anything is left over to check it against."""
    known, extra = found.statuses_of_facts, len(found.accounts.residuals) + len(found.checks)
    place = spots()[found.scenario.area]
    of_them = {0: "nothing", sum(known.values()): "all"}.get(known["published"], "some")
    told = sentence(
        f"calibrated_on_{of_them}",
        lang,
        place=place.zh if lang == "zh" else place.en,
        published=known["published"],
        count=sum(known.values()),
        kinds=kinds(known, lang),
    )
    over = sentence("over_determined", lang, count=extra) if extra else label("just_determined", lang)
    used = sentence("figures_counted", lang, kinds=kinds(found.counts, lang))
    used += "   " + sentence("figures_hint", lang, scenario=found.scenario.reference)
    broad = min(columns, BROADEST)
    settings = [setting for setting in found.scenario.settings if not setting.startswith("to=")]
    by_hand = [sentence("set_by_hand", lang, settings="; ".join(settings))] if settings else []
    return [line(row) for text in (*by_hand, told, over, used) for row in wrapped(text, broad, "  ")]


def _targets(found: Calibration, lang: Language, columns: int) -> Page:
    names = ("printed", "reached", "residual", "how_known")
    rows = [(*_compared(one, lang), label(one.figure.status, lang)) for one in found.targets]
    return [
        *_grid(label("calibration_targets", lang), names, rows, lang, columns),
        *_sources(found.targets, lang, columns),
    ]


def _checks(found: Calibration, lang: Language, columns: int) -> Page:
    names = ("printed", "reached", "residual", "printing")
    rows = [(*_compared(one, lang), _printing(one.figure.name, lang)) for one in found.checks]
    return [
        *_grid(label("calibration_checks", lang), names, rows, lang, columns),
        *_sources(found.checks, lang, columns),
    ]


def _compared(one: Compared, lang: Language) -> tuple[str, str, str, str]:
    """Its name, as written, as the calibrated year has it, and what is left, in the unit it is written in."""
    figure = one.figure
    size = of_columns("1", figure.unit)
    written = figure.text.partition(" ")[0]
    if one.published != figure.value or figure.status not in PRINTED:  # the scenario's own, or computed
        written = numbers.shown(one.published / size, 2)
    written = f"{written} {label(_UNITS[figure.unit], lang) if figure.unit in _UNITS else figure.unit}"
    told = in_words(split_printing(figure.name)[0], lang)
    given, residual = one.given / size, one.residual / size
    return told, written, numbers.shown(given, 2), numbers.shown(residual, 2, signed=True)


def _books(found: Calibration, scale: Scale, lang: Language, columns: int) -> Page:
    """The identities that settled the amounts, and what is left where more was published than they need."""
    identities = [name for name in found.accounts.settled_by if ":" in name or " = " in name]
    told = sentence(
        "settled_by",
        lang,
        count=len(found.accounts.settled_by),
        identities="; ".join(_identity(name, lang) for name in identities),
    )
    page = [line(label("calibration_books", lang), "head")]
    page += [line(text, "faint") for text in wrapped(f"  {told}", min(columns, BROADEST), "  ")]
    residuals = found.accounts.residuals
    if not residuals:
        return [*page, line(f"  {label('no_residual', lang)}")]
    whole, left = abs(found.amounts["all", "spending"]), {name: value for name, value in residuals.items() if value}
    rows = [
        (_identity(name, lang), scale.show(value, True), f"{numbers.shown(100 * value / whole, 5, True)} %")
        for name, value in left.items()
    ]
    page += _grid("", ("residual", "of_all_spending"), rows, lang, columns)
    return [*page, line(f"  {sentence('books_hold', lang, count=len(residuals) - len(left))}")]


def _identity(name: str, lang: Language) -> str:
    """An equation of the accounts in the reader's words."""
    if " " not in name:
        return in_words(name, lang)
    name = name.replace(": ", _colon(lang))
    words = {"employee": "employee_scheme", "pool": "employee_pool", "account": "employee_account"}
    words["months"] = "reserve_months"
    known = {*GROUPS, *MEASURES, *words}
    return re.sub(
        "[a-z_]{2,}", lambda found: label(words.get(found[0], found[0]), lang) if found[0] in known else found[0], name
    )


def _levels(found: Calibration, lang: Language, columns: int) -> Page:
    rows = [_level(one, lang) for one in found.levels]
    page = _grid(label("calibration_levels", lang), ("value", "solved_from_amount"), rows, lang, columns)
    split = label("note_assumed_split", lang) if found.basis.assumed_split else ""
    return [*page, *(line(text, "faint") for text in wrapped(f"  {split}", min(columns, BROADEST), "    "))]


def _level(one: Level, lang: Language) -> tuple[str, str, str]:
    target = in_words(one.solved_from, lang) if one.solved_from else label("level_free", lang)
    return label(f"level_{one.name}", lang), numbers.shown(one.value, 4), target


def _moves(found: Calibration, scale: Scale, lang: Language, columns: int) -> Page:
    """One line a fact: by how much its rounding, its interval or another printing of it moves each amount."""

    def shown(amount: tuple[str, str], value: float, signed: bool = False) -> str:
        return numbers.shown(value, 3, signed) if amount[1] == "reserve_months" else scale.show(value, signed)

    def moved(amount: tuple[str, str], low: float, high: float) -> str:
        if np.isclose(-low, high, rtol=ALIKE) and any(digit in shown(amount, high) for digit in "123456789"):
            return f"±{shown(amount, high)}"
        ends = [text for text in (shown(amount, low, True), shown(amount, high, True)) if text[0] in "+-"]
        return "/".join(ends) or shown(amount, low)

    rows = [(label("as_calibrated", lang), *(shown(of, found.amounts[of]) for of in SHOWN))]
    for move in found.moves:
        told = [moved(of, move.low[of], move.high[of]) for of in SHOWN]
        if any(text[0] in "±+-" for text in told):
            rows.append((_moved(move, found, lang), *told))
    if any(move.kind == "rounding" for move in found.moves):
        worst = together(found.moves)
        rows.append((label("all_roundings", lang), *(moved(of, -worst[of], worst[of]) for of in SHOWN)))
    if len(rows) == 1:
        return [line(label("calibration_moves", lang), "head"), line(f"  {label('no_moves', lang)}")]
    groups = [label("employee_scheme" if group == "employee" else group, lang) for group in SCHEMES]
    measures = [label("months_short" if measure == "reserve_months" else measure, lang) for _, measure in SHOWN]
    return _two_headed(label("calibration_moves", lang), groups, measures, rows, columns)


def _moved(move: Move, found: Calibration, lang: Language) -> str:
    """What is put otherwise: a figure within half a unit, to the ends of its interval; all of another printing."""
    if move.kind == "printing":
        return sentence("printed_otherwise", lang, printing=label(f"printing_{move.name}", lang))
    figure = next(one.figure for one in found.targets if one.figure.name == move.name)
    size = of_columns("1", figure.unit)
    ends = [way[move.name] / size for way in move.values]
    if move.kind == "rounding":
        return f"{in_words(move.name, lang)} ±{numbers.plain((ends[1] - ends[0]) / 2)}"
    return f"{in_words(move.name, lang)} {numbers.short(ends[0])}..{numbers.short(ends[1])}"


def _projected(found: Calibration, projected: Sequence[Projected], lang: Language, columns: int) -> Page:
    rows = []
    for one in projected:
        name = _moved(one.move, found, lang) if one.move else label("as_calibrated", lang)
        told = [numbers.months(low) if f"{low:.1f}" == f"{high:.1f}" else f"{numbers.months(low)}..{numbers.months(high)}"
                for low, high in (one.months[scheme] for scheme in SCHEMES)]  # fmt: skip
        rows.append((name, *told))
    if len(rows) <= 1 or not any(numbers.MISSING not in text for row in rows for text in row[1:]):
        return []
    heading = sentence("calibration_projected", lang, year=found.scenario.last)
    return _grid(heading, ("employee_scheme", "resident"), rows, lang, columns, text_last=False)


def _trends(found: Calibration, lang: Language, columns: int) -> Page:
    rows = [
        (
            _word("trend", one.name, lang),
            *(f"{numbers.shown(100 * value, 1)} %" for value in (one.value, one.low, one.high)),
            f"{one.years[0]}-{one.years[-1]}",
        )
        for one in found.trends
    ]
    page = _grid(label("calibration_trends", lang), _TREND_COLUMNS, rows, lang, columns)
    told = [f"{_word('trend', one.name, lang)}{_colon(lang)}{one.method}" for one in found.trends]
    told += [f"{year}{_colon(lang)}{reason}" for year, reason in found.breaks]
    return [
        *page,
        *(line(text, "faint") for one in told for text in wrapped(f"  {one}", min(columns, BROADEST), "    ")),
    ]


_TREND_COLUMNS = ("value", "interval_low", "interval_high", "years_behind")


def _word(kind: str, name: str, lang: Language) -> str:
    """What is estimated or held out in words; its own name where there are none."""
    try:
        return label(f"{kind}_{name}", lang)
    except KeyError:
        return name


def _held_out(found: Calibration, lang: Language, columns: int) -> Page:
    rows = [
        (
            f"{_word('held', one.name, lang)}, {one.year}",
            *(numbers.shown(value, 2) for value in (one.model, one.published)),
            numbers.share(one.error),
        )
        for one in found.held_out
    ]
    heading = label("calibration_held_out", lang)
    return _grid(heading, ("reached", "printed", "error"), rows, lang, columns, text_last=False) if rows else []


def _unpublished(found: Calibration, lang: Language, columns: int) -> Page:
    """What the base year and the projection rest on and nobody published, the least known last, with the reasons."""
    page: Page = []
    for status in STATUSES:
        of_status = [one for one in found.unpublished if one.status == status]
        if of_status:
            page += [line(sentence("free_of_status", lang, status=label(status, lang), count=len(of_status)), "head")]
        for one in of_status:
            page.append(line(f"  {one.name}{_of(one, lang)}{_colon(lang)}{one.text}{interval(one)}"))
            page += [line(text, "faint") for text in wrapped(f"      {one.note}", min(columns, BROADEST), "      ")]
    return page


def _of(figure: Figure, lang: Language) -> str:
    place = spots()[figure.place]
    where = place.zh if lang == "zh" else place.en
    return f", {where}" + (f" {figure.year}" if figure.year else "")


def _definitions(lang: Language, columns: int) -> Page:
    names = ("define_residual", "define_levels", "define_moves", "define_ratios", "define_trends")
    return [line(row, "faint") for name in names for row in wrapped(label(name, lang), min(columns, BROADEST), "  ")]


def _sources(compared: Sequence[Compared], lang: Language, columns: int) -> Page:
    sources = dict.fromkeys(all_sources()[one.figure.source].title for one in compared)
    told = f"  {label('sources', lang)}{_colon(lang)}{'; '.join(sources)}"
    return [line(text, "faint") for text in wrapped(told, min(columns, BROADEST), "    ")] if sources else []


def _printing(name: str, lang: Language) -> str:
    printing = split_printing(name)[1]
    return label(f"printing_{printing}", lang) if printing else ""


def _colon(lang: Language) -> str:
    return "：" if lang == "zh" else ": "


def _grid(
    heading: str,
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    lang: Language,
    columns: int,
    text_last: bool = True,
) -> Page:
    """Rows under a heading and the names of their columns; a text in the last one goes below where it does not fit."""
    if not rows:
        return []
    top = ["", *(label(name, lang) for name in names)]
    broad = [max(width(row[i]) for row in (top, *rows)) for i in range(len(top))]
    fits = GAP + sum(broad) + GAP * (len(broad) - 1) <= columns
    page = [line(heading, "head")] if heading else []
    for row in (top, *rows):
        kept = row if fits or not text_last else row[:-1]
        cells = [to_left(row[0], broad[0])]
        cells += [
            (to_left if text_last and i == len(top) - 1 else to_right)(kept[i], broad[i]) for i in range(1, len(kept))
        ]
        page.append(line(" " * GAP + (" " * GAP).join(cells), "faint" if row is top else ""))
        if len(kept) < len(row) and row is not top and row[-1]:
            page.append(line(" " * 3 * GAP + row[-1], "faint"))
    return page


def _two_headed(
    heading: str, groups: Sequence[str], measures: Sequence[str], rows: Sequence[Sequence[str]], columns: int
) -> Page:
    """Rows of numbers under groups of as many measures each; a label that leaves them no room has its own line."""
    cells = [max(width(row[i + 1]) for row in (("", *measures), *rows)) + GAP for i in range(len(measures))]
    longest = GAP + max(width(row[0]) for row in rows)
    indent = max(min(longest, columns - sum(cells)), 0)
    each = len(measures) // len(groups)
    spans = [sum(cells[i * each : (i + 1) * each]) for i in range(len(groups))]
    page = [
        line(heading, "head"),
        line(" " * indent + "".join(to_right(group, span) for group, span in zip(groups, spans, strict=True)), "faint"),
        line(" " * indent + "".join(map(to_right, measures, cells)), "faint"),
    ]
    for name, *told in rows:
        numbers_told = "".join(map(to_right, told, cells))
        if GAP + width(name) > indent:
            page += [line(" " * GAP + name), line(" " * indent + numbers_told)]
        else:
            page.append(line(to_left(" " * GAP + name, indent) + numbers_told))
    return page
