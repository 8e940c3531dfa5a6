"""The table of people: how many, how old, and what happened between the dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from actuary.axes import OLDEST
from actuary.labels import Language, label
from actuary.law import Array
from actuary.reports import numbers
from actuary.reports.columns import Block, Row, head, laid_out, row
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST
from actuary.reports.page import EMPTY, Page, line, wrapped
from actuary.reports.words import MONTH_NAMES, sentence, title

if TYPE_CHECKING:
    from actuary.headcount import Headcount

AGES = ((0, 15), (15, 60), (60, OLDEST + 1), (65, OLDEST + 1), (80, OLDEST + 1))
"""Children, those of working age, the old by three bounds: from an age up to, but without, another."""
FEW = 1e5
"""Fewer people than this are counted one by one."""


def table(counted: Headcount, lang: Language, columns: int, wanted: Sequence[int] | None = None) -> Page:
    """People by age, births, deaths and net migrants, life expectancy, by date."""
    largest = float(counted.between(0).max())
    factor, decimals, unit = (1.0, 0, "persons") if largest < FEW else (1e4, 1, "unit_10k_people")

    def people(name: str, values: Array) -> Row:
        return row(name, counted.years, _cells(values / factor, decimals))

    by_age = [people(label("total_people", lang), counted.between(0))]
    by_age += [people(_ages(first, end, lang), counted.between(first, end)) for first, end in AGES]
    steps = [("births", counted.births), ("deaths", counted.deaths), ("net_migrants", counted.migrants)]
    changes = [people(label(name, lang), _with_start(values)) for name, values in steps]
    lives = [
        row(label(sex, lang), counted.years, _cells(_with_start(counted.life_expectancy[:, x]), 2))
        for x, sex in enumerate(counted.sexes)
    ]
    blocks = [
        Block(label("people", lang), by_age),
        Block(sentence("since_date_before", lang), changes),
        Block(label("life_expectancy", lang), lives, label("years_of_life", lang)),
    ]
    on = sentence("people_in_head", lang, unit=label(unit, lang), day=_day(counted.dates[0], lang))
    page = head(title(counted.scenario, lang), on, laid_out(blocks, counted.years, columns, wanted))
    return [*page, EMPTY, *(line(one, "faint") for one in _foot(counted, lang, min(columns, BROADEST)))]


def people_csv(counted: Headcount, lang: Language) -> bytes:
    """One number a row: people by date, sex and age; births, deaths and net migrants of the step that ends on the date."""
    rows = [[label(name, lang) for name in ("measure", "date", "sex", "age", "persons")]]
    for i, date in enumerate(counted.dates):
        for x, sex in enumerate(counted.sexes):
            for age, persons in zip(counted.ages, counted.people[i, x].tolist(), strict=True):
                rows.append([label("people", lang), date, label(sex, lang), age, numbers.plain(persons)])
    for name, values in (("births", counted.births), ("deaths", counted.deaths), ("net_migrants", counted.migrants)):
        for date, persons in zip(counted.dates[1:], values.tolist(), strict=True):
            rows.append([label(name, lang), date, "", "", numbers.plain(persons)])
    return csv_bytes(rows)


def _cells(values: Array, decimals: int) -> Iterable[str]:
    return (numbers.shown(value, decimals) for value in values.tolist())


def _with_start(values: Array) -> Array:
    """Flows by the date on which they end; nothing is told of the time before the first."""
    return np.concatenate([[np.nan], values])


def _ages(first: int, end: int, lang: Language) -> str:
    name, last = ("aged_from", first) if end > OLDEST else ("aged", end - 1)
    return sentence(name, lang, first=first, last=last)


def _day(date: str, lang: Language) -> str:
    month, day = (int(part) for part in date.split("-")[1:])
    return f"{month}月{day}日" if lang == "zh" else f"{day} {MONTH_NAMES[month - 1]}"


def _foot(counted: Headcount, lang: Language, columns: int) -> Iterable[str]:
    named = [f"{entry.name} ({label(entry.status, lang)})" for entry in counted.tables]
    texts = [
        *([label("people_of_fund", lang)] if counted.scenario.area else []),
        label("define_life_expectancy", lang),
        sentence("people_from_tables", lang, tables=label("comma", lang).join(named)),
    ]
    return [part for text in texts for part in wrapped(text, columns, "  ")]
