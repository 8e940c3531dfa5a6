"""The table of a portfolio: months of reserve and their chances, every scenario or area a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from actuary.errors import Mistakes
from actuary.figures.single import figure
from actuary.futures.ensemble import layers_of
from actuary.futures.spread import unit_of
from actuary.labels import Language, label
from actuary.law import Array
from actuary.manifest import version
from actuary.reports import numbers
from actuary.reports.areas import area_of
from actuary.reports.columns import Block, head, laid_out, row
from actuary.reports.ensemble import layers_told, precision_of, width_told
from actuary.reports.ensemble_files import tidy_head, tidy_rows
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST, MARKS, band_between
from actuary.reports.page import EMPTY, Page, Span, line, paragraphs
from actuary.reports.projection import Look
from actuary.reports.words import headed, sentence
from actuary.sampling.portfolio import BELOW, HIGH, LOW, MIDDLE, MONTHS, PARTED, QUANTILES, RUN_DRY, VALUE

if TYPE_CHECKING:
    from actuary.futures.spread import Tidy
    from actuary.sampling.portfolio import Answer, Portfolio

FUNDS = ("employee_scheme", "resident")
"""Whose months are printed; the files hold those of all funds together too."""
LIKELY = 0.5
"""A chance from which it is marked."""

Cell = Callable[["Answer", float], Span]


def table(told: Portfolio, look: Look) -> Page:
    """The blocks of each fund, what they mean, and at the end what came to nothing; that alone where everything did."""
    lang, wide = look.lang, min(look.columns, BROADEST)
    if not told.answers:
        return failed(told, lang, wide)[1:]
    blocks = [block for group in FUNDS for block in _blocks(told, group, lang) if block.rows]
    years = sorted({year for answer in told.answers for year in answer.years})
    page: Page = []
    if blocks:
        unit = label("portfolio_unit" if told.asked.draws else "unit_months", lang)
        page += head(_title(told, lang), unit, laid_out(blocks, years, look.columns, look.years))
    page += [EMPTY, *paragraphs(_meant(told, lang), wide, "faint")]
    return [*page, *failed(told, lang, wide)]


def failed(told: Portfolio, lang: Language, columns: int) -> Page:
    """Which scenarios came to nothing, and why."""
    if not told.failures:
        return []
    count = sentence("portfolio_failed", lang, count=len(told.failures))
    page: Page = [EMPTY, line(count, "alarm")]
    for failure in told.failures:
        page.append(line(failure.name, "head"))
        page += [line("  " + one) for one in _why(failure.why).split("\n")]
    return page


def _why(error: Exception) -> str:
    """Mistakes as they are told everywhere; of a file that cannot be read, its name and why."""
    if isinstance(error, Mistakes):
        return "\n".join(str(error).split("\n")[:-1])  # how many they are, and that nothing was run, is plain here
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror.lower()}" if error.filename else error.strerror.lower()
    return str(error)


def _title(told: Portfolio, lang: Language) -> str:
    asked = told.asked
    if not asked.draws:
        return sentence("portfolio_runs", lang, count=len(told.answers))
    return sentence(
        "portfolio_drawn", lang, count=len(told.answers), draws=numbers.shown(asked.draws, 0), seed=asked.seed
    )


def _blocks(told: Portfolio, group: str, lang: Language) -> Iterator[Block]:
    fund = headed(group, lang)
    if not told.asked.draws:
        yield _block(told, (group, MONTHS, VALUE), fund, lang, _months)
        return
    for statistic in (HIGH, MIDDLE, LOW):
        yield _block(told, (group, MONTHS, statistic), _of(fund, f"portfolio_{statistic}", lang), lang, _months)
    few = sentence("chance_below", lang, level=_levels(told, lang))
    yield _block(told, (group, MONTHS, BELOW), sentence("areas_in", lang, group=fund, what=few), lang, _chance)
    yield _block(told, (group, "balance", RUN_DRY), _of(fund, "chance_run_dry_by_then", lang), lang, _chance)


def _of(fund: str, what: str, lang: Language) -> str:
    return sentence("areas_in", lang, group=fund, what=label(what, lang))


def _block(told: Portfolio, key: tuple[str, str, str], heading: str, lang: Language, cell: Cell) -> Block:
    """A row for every scenario of which it is known; of chances, where there is one."""
    years = sorted({year for answer in told.answers for year in answer.years})
    rows = []
    for name, answer in zip(called(told, lang), told.answers, strict=True):
        values = answer.statistics[key]
        if np.nan_to_num(values).any() if key[2] in (BELOW, RUN_DRY) else np.isfinite(values).any():
            by_year = dict(zip(answer.years, values.tolist(), strict=True))
            rows.append(row(name, years, [cell(answer, by_year.get(year, np.nan)) for year in years]))
    return Block(heading, rows)


def called(told: Portfolio, lang: Language) -> list[str]:
    """What the rows are called: a scenario by its name; an area as everywhere, with its scenario where two have it."""
    names = [one.name if PARTED not in one.name else area_of(one.scenario, lang) for one in told.answers]
    twice = {name for name, count in Counter(names).items() if count > 1}
    return [
        f"{one.name.split(PARTED)[0]} {name}" if name in twice else name
        for one, name in zip(told.answers, names, strict=True)
    ]


def _months(answer: Answer, value: float) -> Span:
    if value < answer.low:
        mark, style = MARKS["empty" if value <= 0 else "below"]
        return Span(f"{mark} {numbers.months(value)}", style)
    return Span(numbers.months(value))


def _chance(answer: Answer, value: float) -> Span:
    return Span(numbers.share(value), "warning" if value >= LIKELY else "")


def _meant(told: Portfolio, lang: Language) -> list[str]:
    """What the words mean, what was drawn, and what is left out where areas stand alone."""
    texts = [label("definition_reserve_months", lang)]
    texts += [*_bands(told, lang), sentence("portfolio_marks", lang, level=_levels(told, lang))]
    if told.asked.draws:
        texts += _drawn(told, lang)
    if any(PARTED in answer.name for answer in told.answers):
        texts.append(label("portfolio_alone", lang))
    return texts


def _levels(told: Portfolio, lang: Language) -> str:
    """The months at which the bands begin."""
    return label("comma", lang).join(numbers.short(low) for low in sorted({answer.low for answer in told.answers}))


def _bands(told: Portfolio, lang: Language) -> list[str]:
    """The band of reserve months and who says so, each that there is."""
    areas = dict.fromkeys(answer.scenario.area for answer in told.answers)
    ends = ((figure("reserve_months_low", area), figure("reserve_months_high", area)) for area in areas)
    return [*dict.fromkeys(band_between(low, high, lang) for low, high in ends)]


def _drawn(told: Portfolio, lang: Language) -> list[str]:
    """What quantiles and chances mean, what varies in the draws, and how well they tell it."""
    count = told.asked.draws
    return [
        sentence("define_futures", lang, number=numbers.short(100 * QUANTILES[HIGH]), count=numbers.shown(count, 0)),
        label("define_run_dry", lang),
        label("portfolio_unlisted", lang),
        *_varied(told, lang),
        precision_of(count, max(answer.rank_error for answer in told.answers), lang),
    ]


def _varied(told: Portfolio, lang: Language) -> list[str]:
    """What varies, once; of which scenarios, where it is not the same in all of them."""
    found: dict[str, list[str]] = {}
    for name, answer in zip(called(told, lang), told.answers, strict=True):
        found.setdefault(layers_told(layers_of(answer.scenario), lang), []).append(name)
    comma = label("comma", lang)
    texts = [sentence("areas_in", lang, group=comma.join(names), what=text) for text, names in found.items()]
    shaken = (answer.scenario for answer in told.answers if answer.scenario.uncertainty.process)
    widths = dict.fromkeys(width_told(one.area, lang) for one in shaken)
    return [*(texts if len(texts) > 1 else found), *widths]


def portfolio_csv(told: Portfolio, lang: Language) -> bytes:
    """One number a row, as of an ensemble, with the name of its scenario before it: in 10,000 yuan, months, ratios."""
    names = [label("scenario", lang), *tidy_head(lang)]
    return csv_bytes(
        [names, *([answer.name, *one] for answer in told.answers for one in tidy_rows(_tidy(answer), lang))]
    )


def _tidy(answer: Answer) -> Iterator[Tidy]:
    for (group, measure, statistic), values in answer.statistics.items():
        unit = "share" if statistic.startswith("chance") else unit_of(group, measure)
        pairs = zip(answer.years, values.tolist(), strict=True)
        yield from ((year, group, measure, statistic, value, unit) for year, value in pairs)


def portfolio_dict(told: Portfolio) -> dict[str, Any]:
    """The same as plain values, with what each scenario was and what came to nothing."""
    return {
        "version": version(),
        "draws": told.asked.draws,
        "seed": told.asked.seed,
        "scenarios": [_answer(answer) for answer in told.answers],
        "failed": [{"name": failure.name, "why": _why(failure.why)} for failure in told.failures],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    found: dict[str, dict[str, dict[str, list[float | None]]]] = {}
    for (group, measure, statistic), values in answer.statistics.items():
        found.setdefault(group, {}).setdefault(measure, {})[statistic] = _finite(values)
    return {
        "name": answer.name,
        "title": answer.scenario.title,
        "area": answer.scenario.area,
        "hash": answer.scenario.hash,
        "years": list(answer.years),
        "reserve_months_low": answer.low,
        "groups": found,
    }


def _finite(values: Array) -> list[float | None]:
    return [value if np.isfinite(value) else None for value in values.tolist()]
