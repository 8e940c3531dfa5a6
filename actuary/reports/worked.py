"""A year on paper: every step in order, with its formula or where it comes from, and the program's numbers beside it."""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from actuary.axes import SERVICES
from actuary.figures.dated import written
from actuary.labels import Language, label
from actuary.law import RULES
from actuary.reports import numbers
from actuary.reports.exports import csv_bytes
from actuary.reports.page import EMPTY, Page, Span, line, to_left, to_right, width, wrapped
from actuary.reports.words import sentence, title

if TYPE_CHECKING:
    from actuary.analysis.worked.sheet import Check, Section, Step
    from actuary.analysis.worked.year import Worked

SCHEMA_VERSION = 1
BROADEST = 100
"""Two of these pages lie side by side on a desk; a formula of one page is read in one glance."""
NAME, VALUE, UNIT, GAP = 24, 14, 7, 2
EXACT = 6
"""Decimals of the results: of 万元 the fen."""
BIG = 1e11
"""Pools of this size are told in 亿元, smaller ones in 万元."""
_UNIT_LABELS = {
    "persons": "unit_persons",
    "cases": "unit_cases",
    "yuan": "unit_yuan",
    "months": "unit_months",
    "days": "unit_days",
}


class _Writer:
    """Writes steps in one language, width and unit of money."""

    def __init__(self, worked: Worked, lang: Language, columns: int) -> None:
        self.lang, self.columns = lang, min(columns, BROADEST)
        steps = [step for section in worked.sections for step in section.steps]
        largest = max(float(abs(step.value).max()) for step in steps if step.unit == "money")
        self.money, self.factor = ("unit_100m_yuan", 1e8) if largest >= BIG else ("unit_10k_yuan", 1e4)

    def section(self, section: Section) -> Page:
        """Single numbers a line each; rows of numbers under the names of their axis."""
        pool = label(section.pool, self.lang) if section.pool else ""
        page: Page = [EMPTY, line(sentence(section.name, self.lang, pool=pool), "head")]
        for axis, steps in groupby(section.steps, key=lambda step: step.axis):
            told = [*steps]
            page += self._rows(axis, told) if axis else chain.from_iterable(map(self._single, told))
        return page

    def checks(self, checks: tuple[Check, ...]) -> Page:
        """Results on paper, the program's, and what lies between them."""
        heads = [label(name, self.lang) for name in ("on_paper", "the_program", "difference")]
        rows = [
            (check.name, *(self._exact(check, value) for value in (check.found, check.program, check.difference)))
            for check in checks
        ]
        broad = [GAP + max(map(width, cells)) for cells in zip(("", *heads), *rows, strict=True)]
        page: Page = [EMPTY, line(sentence("worked_checks", self.lang, unit=label(self.money, self.lang)), "head")]
        page.append(line(" " * (GAP + broad[0]) + "".join(map(to_right, heads, broad[1:])), "faint"))
        for pool, of_pool in groupby(zip(checks, rows, strict=True), key=lambda pair: pair[0].pool):
            page.append(line(label(f"worked_{pool}" if pool == "care" else pool, self.lang), "faint"))
            page += [
                line("  " + to_left(row[0], broad[0]) + "".join(map(to_right, row[1:], broad[1:])))
                for _, row in of_pool
            ]
        return page

    def _exact(self, check: Check, value: float) -> str:
        return numbers.shown(value if check.name.endswith("months") else value / self.factor, EXACT)

    def _single(self, step: Step) -> Page:
        """Name, value and unit, then the formula or the source in what is left of the line."""
        begin = f"  {step.name}"
        number = to_right(" " + self._number(step, float(step.value)), GAP + NAME + VALUE - width(begin))
        begin += number + to_left(f" {self._unit(step)}", UNIT)
        room = self.columns - width(begin) - GAP
        told = wrapped(self._told(step), room) or [""]
        return [
            (Span(begin + " " * GAP), Span(told[0], "faint")),
            *(line(" " * (self.columns - room) + text, "faint") for text in told[1:]),
        ]

    def _rows(self, axis: tuple[str, ...], steps: list[Step]) -> Page:
        """As many columns as fit, then the others; formulas stand below their rows the first time."""
        names = [label(f"short_{name}", self.lang) if name in SERVICES else name for name in axis]
        cells = {step.name: [self._number(step, float(value)) for value in step.value] for step in steps}
        broad = GAP + max(width(text) for row in (names, *cells.values()) for text in row)
        fit = max((self.columns - GAP - NAME - UNIT) // broad, 1)
        blocks = -(-len(axis) // fit)
        size = -(-len(axis) // blocks)
        page: Page = []
        for first in range(0, len(axis), size):
            part = slice(first, first + size)
            head = " " * (GAP + NAME + UNIT) + "".join(to_right(name, broad) for name in names[part])
            page.append(line(head, "head"))
            for step in steps:
                begin = to_left(to_left(f"  {step.name}", GAP + NAME) + f" {self._unit(step)}", GAP + NAME + UNIT)
                page.append(line(begin + "".join(to_right(cell, broad) for cell in cells[step.name][part])))
                if first == 0:
                    page += [
                        line(text, "faint") for text in wrapped(f"      {self._told(step)}", self.columns, " " * 8)
                    ]
        return page

    def _told(self, step: Step) -> str:
        """= the formula; or who says so: law: its title, figure: its names."""
        if step.origin == "found":
            return f"= {step.text}"
        text = written(step.text).title[self.lang] if step.text in RULES else step.text
        origin = label(f"origin_{step.origin}", self.lang)
        return f"{origin}{'：' if self.lang == 'zh' else ': '}{text}" if text else origin

    def _unit(self, step: Step) -> str:
        name = self.money if step.unit == "money" else _UNIT_LABELS.get(step.unit)
        return label(name, self.lang) if name else ""

    def _number(self, step: Step, value: float) -> str:
        return numbers.significant(value / self.factor if step.unit == "money" else value)


def table(worked: Worked, lang: Language, columns: int) -> Page:
    """The page that a person recomputes the year from."""
    writer = _Writer(worked, lang, columns)
    group = label("employee_scheme" if worked.payer == "employee" else worked.payer, lang)
    told = sentence("worked_title", lang, title=title(worked.results.scenario, lang), year=worked.year, group=group)
    notes = [label("worked_signs", lang), _about_severity(worked, lang)]
    page: Page = [line(told, "head")]
    page += [line(text, "faint") for note in notes for text in wrapped(note, writer.columns, "  ")]
    for section in worked.sections:
        page += writer.section(section)
    return [*page, *writer.checks(worked.checks)]


def _about_severity(worked: Worked, lang: Language) -> str:
    law = worked.results.scenario.behaviour.severity
    return label("worked_lev_lognormal", lang) if law == "lognormal" else sentence("worked_lev", lang, law=law)


COLUMNS = ("section", "pool", "step", "of", "value", "unit", "origin", "formula")


def worked_csv(worked: Worked) -> bytes:
    """Every number in full, a row each; yuan, persons, shares."""
    rows = [
        (section.name, section.pool, step.name, of, repr(value), _plain_unit(step), step.origin, step.text)
        for section in worked.sections
        for step in section.steps
        for of, value in _by_axis(step)
    ]
    for check in worked.checks:
        for of, value in (("found", check.found), ("program", check.program), ("difference", check.difference)):
            rows.append(("worked_checks", check.pool, check.name, of, repr(value), "", "", ""))
    return csv_bytes([COLUMNS, *rows])


def worked_dict(worked: Worked) -> dict[str, Any]:
    """Everything as plain numbers: yuan, persons, shares."""
    scenario = worked.results.scenario
    return {
        "schema_version": SCHEMA_VERSION,
        "scenario": {"name": scenario.name, "title": scenario.title, "hash": scenario.hash},
        "year": worked.year,
        "pool": worked.payer,
        "sections": [
            {
                "name": section.name,
                "pool": section.pool,
                "steps": [
                    {
                        "name": step.name,
                        "value": dict(_by_axis(step)) if step.axis else float(step.value),
                        "unit": _plain_unit(step),
                        "origin": step.origin,
                        "formula": step.text,
                    }
                    for step in section.steps
                ],
            }
            for section in worked.sections
        ],
        "checks": [{**check._asdict(), "difference": check.difference} for check in worked.checks],
    }


def _by_axis(step: Step) -> list[tuple[str, float]]:
    return [*zip(step.axis, step.value.tolist(), strict=True)] if step.axis else [("", float(step.value))]


def _plain_unit(step: Step) -> str:
    return "yuan" if step.unit == "money" else step.unit
