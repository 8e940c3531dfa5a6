"""Results for spreadsheets and for other programs."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from actuary.indicators import INDICATORS, OF_PEOPLE
from actuary.labels import Language, label
from actuary.measures import GROUPS, MEASURES, RATES, UNITS, YEARLY
from actuary.reports import numbers
from actuary.reports.differences import changes
from actuary.reports.expected import measured
from actuary.reports.projection import PEOPLE
from actuary.reports.words import YEARLY_LABELS
from actuary.results import FORM
from actuary.units import Money, Months, People

if TYPE_CHECKING:
    from actuary.outcomes import Outcome
    from actuary.results import Results
    from actuary.scenario.expect import Expectation
    from actuary.simulation import Comparison

STATUS_LABELS = {"resident": "resident_status"}
"""Statuses whose label is not their own name, since a fund has it."""
STANDARDS = ("premium", "subsidy")
"""What stands in the columns of every run besides funds and people."""
TEN_THOUSAND = 1e4


def funds_csv(results: Results, lang: Language, more: Iterable[tuple[str, list[str]]] = ()) -> bytes:
    """One row a year; every measure of every fund in a column of its own, with its unit in the head; then `more` columns."""
    columns = [(label("year", lang), [str(year) for year in results.years])]
    for name in GROUPS:
        for measure, values in results.funds[name].items():
            heading = f"{label(name, lang)}: {label(measure, lang)} ({_unit(measure, lang)})"
            columns.append((heading, [_cell(measure, value) for value in values.tolist()]))
    for group in FORM:
        for name, amounts in results.form(group).items():
            heading = f"{label(group, lang)}: {label(name, lang).strip()} ({label('unit_10k_yuan', lang)})"
            columns.append((heading, [_cell(name, value) for value in amounts.tolist()]))
    for layer, fund in results.layers.items():
        for name, amounts in fund.items():
            heading = f"{label(layer, lang)}: {label(name, lang).strip()} ({label('unit_10k_yuan', lang)})"
            columns.append((heading, [numbers.plain(value, TEN_THOUSAND) for value in amounts.tolist()]))
    for status, heads in results.people.items():
        heading = f"{label(STATUS_LABELS.get(status, status), lang)} ({label('persons', lang)})"
        columns.append((heading, [numbers.plain(value, 1, 0) for value in heads.tolist()]))
    for name in STANDARDS:
        if name in results.yearly:
            heading = f"{label(YEARLY_LABELS[name], lang)} ({label('unit_yuan', lang)})"
            columns.append((heading, [numbers.plain(value, 1, 2) for value in results.yearly[name].tolist()]))
    for group, found in {**results.indicators, "": {name: results.yearly[name] for name in OF_PEOPLE}}.items():
        of = f"{label(group, lang)}: " if group else ""
        for name, values in found.items():
            if name not in results.indicators_told:
                continue
            heading = f"{of}{label(name, lang)} ({label(_INDICATOR_UNITS[INDICATORS[name].unit], lang)})"
            factor = TEN_THOUSAND if INDICATORS[name].unit == "amount" else 1.0
            columns.append((heading, [numbers.plain(value, factor, 6) for value in values.tolist()]))
    columns += [*_expected(results, lang), *more]
    head, cells = zip(*columns, strict=True)
    return csv_bytes([head, *zip(*cells, strict=True)])


def _expected(results: Results, lang: Language) -> list[tuple[str, list[str]]]:
    """Columns for each measure of which something is expected."""
    outcomes: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in results.expectations:
        outcomes.setdefault((outcome.expectation.group, outcome.expectation.measure), []).append(outcome)
    return [column for found in outcomes.values() for column in _held(results, found, lang)]


def _held(results: Results, found: list[Outcome], lang: Language) -> Iterator[tuple[str, list[str]]]:
    """What the run gives, unless it stands with its fund; the ends by year, the narrowest of several; whether it is met."""
    one = found[0].expectation
    what, (unit, factor) = measured(one, lang), _written_in(one, lang)
    if not one.group and one.measure not in (*STANDARDS, *OF_PEOPLE):
        yield f"{what}{unit}", [numbers.plain(value, factor, 6) for value in results.yearly[one.measure].tolist()]
    held = [[outcome for outcome in found if year in outcome.expectation.years] for year in results.years]
    low = [max((outcome.expectation.low for outcome in outcomes), default=math.nan) for outcomes in held]
    high = [min((outcome.expectation.high for outcome in outcomes), default=math.nan) for outcomes in held]
    for name, ends in (("lowest_expected", low), ("highest_expected", high)):
        if any(map(math.isfinite, ends)):
            yield f"{what}: {label(name, lang)}{unit}", [numbers.plain(end, factor, 6) for end in ends]
    missed = [any(year in outcome.missed_years for outcome in found) for year in results.years]
    told = (label("missed" if miss else "met", lang) for miss in missed)
    yield f"{what}: {label('met', lang)}", [word if outcomes else "" for word, outcomes in zip(told, held, strict=True)]


def _written_in(one: Expectation, lang: Language) -> tuple[str, float]:
    """The unit of a column in brackets, and what its numbers are divided by."""
    if isinstance(one.unit, Money):
        name = "unit_10k_yuan" if one.measure in MEASURES else "unit_yuan"
    else:
        name = "unit_months" if isinstance(one.unit, Months) else "persons" if isinstance(one.unit, People) else "ratio"
    return f" ({label(name, lang)})", TEN_THOUSAND if name == "unit_10k_yuan" else 1.0


def differences_csv(compared: Comparison, lang: Language) -> bytes:
    """One row a variant and measure, the projected years in columns, differences from the base."""
    years = [str(year) for year in compared.base.years]
    rows: list[Iterable[str]] = [
        [label("variant", lang), label("scheme", lang), label("measure", lang), label("unit", lang), *years]
    ]
    for variant in compared.variants:
        for name, measure, values in changes(compared, variant):
            belongs = label(
                ("a_person" if measure in YEARLY_LABELS else "once_a_year") if name == "yearly" else name, lang
            )
            what = label(YEARLY_LABELS.get(measure, measure), lang).strip()
            unit, factor, decimals = _differs_in(name, measure)
            cells = [numbers.plain(value, factor, decimals) for value in values.tolist()]
            rows.append([variant.scenario.name, belongs, what, label(unit, lang), *cells])
    return csv_bytes(rows)


_INDICATOR_UNITS = {
    "share": "ratio", "ratio": "ratio", "yuan": "unit_yuan", "months": "unit_months", "amount": "unit_10k_yuan",
}  # fmt: skip


def _differs_in(name: str, measure: str) -> tuple[str, float, int]:
    """The unit of a difference by the name of its label, what its numbers are divided by, and their decimals."""
    if name == "people":
        return "persons", 1.0, 0
    unit = YEARLY[measure] if name == "yearly" else RATES.get(measure, UNITS.get(measure, Money()))
    if isinstance(unit, Money):
        a_person = measure in INDICATORS and INDICATORS[measure].unit == "yuan"
        return ("unit_yuan", 1.0, 4) if name == "yearly" or a_person else ("unit_10k_yuan", TEN_THOUSAND, 4)
    if isinstance(unit, People):
        return "persons", 1.0, 0
    return ("unit_months", 1.0, 4) if isinstance(unit, Months) else ("ratio", 1.0, 6)


def differences_dict(compared: Comparison) -> dict[str, Any]:
    """A comparison for another program: yuan, months and persons, null where nothing is defined."""
    return {
        "base": _named(compared.base),
        "years": list(compared.base.years),
        "variants": [
            {
                **_named(variant),
                "moved": [one.what for one in compared.moved(variant)],
                "expectations": [outcome.to_dict() for outcome in variant.expectations],
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
