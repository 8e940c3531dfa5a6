"""Results for spreadsheets and for other programs."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from actuary.indicators import INDICATORS, OF_PEOPLE
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.differences import changes
from actuary.reports.projection import PEOPLE, YEARLY_LABELS
from actuary.results import FORM, GROUPS, MEASURES

if TYPE_CHECKING:
    from actuary.results import Results
    from actuary.simulation import Comparison

STATUS_LABELS = {"resident": "resident_status"}
"""Statuses whose label is not their own name, since a fund has it."""
TEN_THOUSAND = 1e4


def funds_csv(results: Results, lang: Language) -> bytes:
    """One row a year; every measure of every fund in a column of its own, with its unit in the head."""
    columns = [(label("year", lang), [str(year) for year in results.years])]
    for name in GROUPS:
        for measure, values in results.funds[name].items():
            heading = f"{label(name, lang)}: {label(measure, lang)} ({_unit(measure, lang)})"
            columns.append((heading, [_cell(measure, value) for value in values.tolist()]))
    for group in FORM:
        for name, amounts in results.form(group).items():
            heading = f"{label(group, lang)}: {label(name, lang).strip()} ({label('unit_10k_yuan', lang)})"
            columns.append((heading, [_cell(name, value) for value in amounts.tolist()]))
    for status, heads in results.people.items():
        heading = f"{label(STATUS_LABELS.get(status, status), lang)} ({label('persons', lang)})"
        columns.append((heading, [numbers.plain(value, 1, 0) for value in heads.tolist()]))
    for name, unit in (("premium", "unit_yuan"), ("subsidy", "unit_yuan")):
        if name in results.yearly:
            heading = f"{label(YEARLY_LABELS[name], lang)} ({label(unit, lang)})"
            columns.append((heading, [numbers.plain(value, 1, 2) for value in results.yearly[name].tolist()]))
    for group, found in {**results.indicators, "": {name: results.yearly[name] for name in OF_PEOPLE}}.items():
        of = f"{label(group, lang)}: " if group else ""
        for name, values in found.items():
            heading = f"{of}{label(name, lang)} ({label(_INDICATOR_UNITS[INDICATORS[name].unit], lang)})"
            columns.append((heading, [numbers.plain(value, 1, 6) for value in values.tolist()]))
    head, cells = zip(*columns, strict=True)
    return csv_bytes([head, *zip(*cells, strict=True)])


def differences_csv(compared: Comparison, lang: Language) -> bytes:
    """One row a variant and measure, the projected years in columns, differences from the base."""
    years = [str(year) for year in compared.base.years]
    rows: list[Iterable[str]] = [
        [label("variant", lang), label("scheme", lang), label("measure", lang), label("unit", lang), *years]
    ]
    for variant in compared.variants:
        for name, measure, values in changes(compared, variant):
            belongs = label(name, lang) if name in GROUPS else label("people" if name == "people" else "a_person", lang)
            what = YEARLY_LABELS.get(measure, measure)
            unit = _unit(measure, lang) if name in GROUPS else label(_YEARLY_UNITS.get(measure, "persons"), lang)
            cells = [_cell(measure, value) for value in values.tolist()]
            rows.append([variant.scenario.name, belongs, label(what, lang).strip(), unit, *cells])
    return csv_bytes(rows)


_INDICATOR_UNITS = {"share": "ratio", "ratio": "ratio", "yuan": "unit_yuan"}
_YEARLY_UNITS = {"premium": "unit_yuan", "subsidy": "unit_yuan", "active_per_retired": "ratio"}


def differences_dict(compared: Comparison) -> dict[str, Any]:
    """A comparison for another program: yuan, months and persons, null where nothing is defined."""
    return {
        "base": _named(compared.base),
        "years": list(compared.base.years),
        "variants": [
            {
                **_named(variant),
                "moved": [text for text, _ in compared.moved(variant)],
                "differences": _nested(compared, variant),
            }
            for variant in compared.variants
        ],
    }


def csv_bytes(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as a CSV file with a byte order mark, by which spreadsheets know UTF-8, and the line ends they expect."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _unit(measure: str, lang: Language) -> str:
    return label("unit_months" if measure == "reserve_months" else "unit_10k_yuan", lang)


def _cell(measure: str, value: float) -> str:
    if measure.startswith("line_") or (measure in MEASURES and measure != "reserve_months"):
        return numbers.plain(value, TEN_THOUSAND)
    return numbers.plain(value, 1, 0 if measure in PEOPLE else 4)


def _named(results: Results) -> dict[str, str]:
    scenario = results.scenario
    return {"name": scenario.name, "title": scenario.title, "hash": scenario.hash}


def _nested(compared: Comparison, variant: Results) -> dict[str, dict[str, list[float | None]]]:
    nested: dict[str, dict[str, list[float | None]]] = {}
    for name, measure, values in changes(compared, variant):
        nested.setdefault(name, {})[measure] = [value if math.isfinite(value) else None for value in values.tolist()]
    return nested
