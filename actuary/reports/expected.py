"""What a scenario expects of its results, and whether it is met: one line for each expectation."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.foot import BROADEST
from actuary.reports.page import EMPTY, Page, line, wrapped
from actuary.reports.words import YEARLY_LABELS, dated, sentence
from actuary.units import Date, Months, Share

if TYPE_CHECKING:
    from actuary.outcomes import Outcome
    from actuary.results import Results
    from actuary.scenario.expect import Expectation

NAMES = {**YEARLY_LABELS, "wage": "average_wage", "population": "eligible"}
"""Labels of what there is once a year, where they are not its own name."""


def held(results: Results, lang: Language, columns: int) -> Page:
    """The section of a table: how many are met, then each, what is missed with a mark; nothing where nothing is expected."""
    outcomes = results.expectations
    if not outcomes:
        return []
    met = sum(outcome.met for outcome in outcomes)
    page: Page = [EMPTY, line(sentence("expected", lang, met=met, count=len(outcomes)), "head")]
    for outcome in outcomes:
        mark = "" if outcome.met else "!"
        texts = wrapped(f"{mark:<3}{told(outcome, lang)}", min(columns, BROADEST), " " * 3)
        page += [line(text, "warning" if mark else "") for text in texts]
    return page


def told(outcome: Outcome, lang: Language) -> str:
    """One expectation, what the run gives, and whether that meets it or by how much it misses."""
    one = outcome.expectation
    several = len(one.years) > 1
    value = found(one, outcome.value, lang)
    missed = len(outcome.missed_years)
    slots = {
        "what": measured(one, lang),
        "when": _when(one, lang),
        "bounds": bounds(one, lang),
        "value": sentence("value_at_worst", lang, value=value, year=outcome.year) if several else value,
        "by": distance(one, outcome.missed_by, lang) if math.isfinite(outcome.missed_by) else "",
        "missed": missed,
        "count": len(one.years),
    }
    if outcome.met:
        return sentence("expected_met", lang, **slots)
    if not math.isfinite(outcome.value):
        return sentence("expected_unknown", lang, **slots)
    return sentence("expected_missed_years" if several else "expected_missed", lang, **slots)


def measured(one: Expectation, lang: Language) -> str:
    """What is to be within bounds: a measure of a fund, or what there is once a year."""
    if not one.group:
        return label(NAMES.get(one.measure, one.measure), lang)
    return sentence("of_fund", lang, fund=label(one.group, lang), measure=label(one.measure, lang))


def _when(one: Expectation, lang: Language) -> str:
    if one.first < one.last:
        return sentence("years_from_to", lang, first=one.first, last=one.last)
    return dated(Date(one.first, None), lang)


def bounds(one: Expectation, lang: Language) -> str:
    """What is wanted: a range, at least, at most."""
    low, high = (found(one, end, lang) if math.isfinite(end) else "" for end in (one.low, one.high))
    side = "range" if low and high else "least" if low else "most"
    return sentence(f"expected_{side}", lang, low=low, high=high)


def found(one: Expectation, value: float, lang: Language) -> str:
    """A value in the unit of the measure."""
    if not math.isfinite(value):
        return numbers.MISSING
    if isinstance(one.unit, Months):
        return sentence("counted_months", lang, number=one.unit.show(value).split()[0])
    return one.unit.show(value)


def distance(one: Expectation, value: float, lang: Language) -> str:
    """How far apart two amounts are; two shares in points."""
    if isinstance(one.unit, Share):
        return sentence("points", lang, number=one.unit.show(value).removesuffix(" %"))
    return found(one, value, lang)
