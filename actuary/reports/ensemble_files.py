"""An ensemble for spreadsheets: one row for each year and statistic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from actuary.futures.ensemble import EVENTS, tidy
from actuary.futures.spread import statistic_name, unit_of
from actuary.labels import Language, label
from actuary.law import Array
from actuary.reports import numbers
from actuary.reports.exports import TEN_THOUSAND, csv_bytes
from actuary.reports.words import YEARLY_LABELS, sentence

if TYPE_CHECKING:
    from actuary.futures.differences import Differences
    from actuary.futures.ensemble import Ensemble
    from actuary.futures.spread import Tidy

UNITS = {"yuan": ("unit_10k_yuan", TEN_THOUSAND), "months": ("unit_months", 1.0), "persons": ("persons", 1.0),
         "share": ("ratio", 1.0)}  # fmt: skip
"""How each unit is written, by the name of its label, and what numbers are divided by."""
DECIMALS = 6


def ensemble_csv(found: Ensemble, lang: Language) -> bytes:
    """Year, fund, measure, statistic, value, unit; no year for the futures in which something never happens."""
    return csv_bytes([tidy_head(lang), *tidy_rows(tidy(found), lang)])


def differences_csv(found: Differences, lang: Language) -> bytes:
    """The same of each variant's difference to the base, with the variant's name before it."""
    rows = (
        [variant.scenario.name, *cells]
        for i, variant in enumerate(found.compared.variants)
        for cells in tidy_rows(found.tidy(i), lang)
    )
    return csv_bytes([[label("variant", lang), *tidy_head(lang)], *rows])


def columns(found: Ensemble, lang: Language) -> Iterator[tuple[str, list[str]]]:
    """What a table with a row a year, the base year first, has of the spread of balances and months of reserve."""
    for group in found.groups:
        for measure in ("balance", "reserve_months"):
            unit, factor = UNITS[unit_of(group, measure)]
            for name, values in found.spread.statistics(group, measure).items():
                told = f"{label(measure, lang)}, {statistic_name(name, lang)}"
                yield _column(f"{label(group, lang)}: {told} ({label(unit, lang)})", values, factor)
        for what in EVENTS:
            for name, chances in ((what, found.chance(group, what)), (f"{what}_by_then", found.by_then(group, what))):
                told = statistic_name(f"chance_{name}", lang)
                yield _column(f"{label(group, lang)}: {told} ({label('ratio', lang)})", chances, 1.0)


def _column(name: str, values: Array, factor: float) -> tuple[str, list[str]]:
    return name, ["", *(numbers.plain(value, factor, DECIMALS) for value in values.tolist())]


def tidy_head(lang: Language) -> list[str]:
    """Year, fund, measure, statistic, value, unit."""
    names = (label(name, lang) for name in ("year", "scheme", "measure", "statistic", "value", "unit"))
    return [f"{name[:1].upper()}{name[1:]}" for name in names]


def tidy_rows(found: Iterable[Tidy], lang: Language) -> Iterator[list[str]]:
    """One number a row; no year for the futures in which something never happens: the statistic says so."""
    for year, group, measure, statistic, value, unit in found:
        name, factor = UNITS[unit]
        of = label(group or "once_a_year", lang)
        what = label(YEARLY_LABELS.get(measure, measure), lang).strip()
        told = statistic_name(statistic, lang)
        if year is None:
            told = sentence("areas_in", lang, group=told, what=label("never", lang))
        yield [
            "" if year is None else str(year),
            of,
            what,
            told,
            numbers.plain(value, factor, DECIMALS),
            label(name, lang),
        ]
