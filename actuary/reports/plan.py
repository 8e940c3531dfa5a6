"""The yearly plan and assessment (年度计划与考核): targets held against the year, enrolment by its bases, the budget."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.expected import bounds, distance, found, measured
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST
from actuary.reports.numbers import money_scale
from actuary.reports.page import EMPTY, Page, Style, line, to_left, to_right, width, wrapped
from actuary.reports.projection import with_lines
from actuary.reports.words import headed, sentence, title

if TYPE_CHECKING:
    from actuary.analysis.plans import Base, Plan
    from actuary.outcomes import Outcome

Row = tuple[str, ...]


def table(plan: Plan, lang: Language, columns: int) -> Page:
    """Three blocks under one title; below, what each base is."""
    page: Page = [line(sentence("plan_title", lang, title=title(plan.results.scenario, lang), year=plan.year), "head")]
    for heading, rows, marks in (_assessment(plan, lang), _enrolment(plan, lang), *_budgets(plan, lang)):
        page += [EMPTY, line(heading, "head"), *_grid(rows, marks)]
    foot = wrapped(sentence("plan_foot", lang, year=plan.year, following=plan.year + 1), min(columns, BROADEST), "  ")
    return [*page, EMPTY, *(line(text, "faint") for text in foot)]


def plan_csv(plan: Plan, lang: Language) -> bytes:
    """The same rows for a spreadsheet: block, item, then the columns of its block."""
    blocks = (_assessment(plan, lang), _enrolment(plan, lang), *_budgets(plan, lang))
    return csv_bytes([[heading, *(cell.strip() for cell in row)] for heading, rows, _ in blocks for row in rows])


def plan_dict(plan: Plan) -> dict[str, object]:
    """Plain numbers: persons, yuan, shares of one; None where nothing is known."""
    return {
        "scenario": plan.results.scenario.name,
        "year": plan.year,
        "assessment": [outcome.to_dict() for outcome in plan.assessed],
        "enrolment": [
            {name: _known(value) for name, value in {**one._asdict(), "share": one.share, "planned": one.planned,
                                                     "to_win": one.to_win}.items()}
            for one in plan.bases
        ],
        "budget": {fund: {name: list(pair) for name, pair in lines.items()} for fund, lines in plan.budget.items()},
    }  # fmt: skip


def _known(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


Block = tuple[str, list[Row], dict[int, Style]]


def _assessment(plan: Plan, lang: Language) -> Block:
    head = tuple(label(name, lang) for name in ("plan_target", "plan_wanted", "plan_achieved", "plan_missed_by"))
    rows = [head, *(_assessed(outcome, lang) for outcome in plan.assessed)]
    if not plan.assessed:
        rows = [(label("plan_no_target", lang),)]
    missed: dict[int, Style] = {i: "warning" for i, one in enumerate(plan.assessed, start=1) if not one.met}
    return sentence("plan_assessment", lang, year=plan.year), rows, missed


def _assessed(outcome: Outcome, lang: Language) -> Row:
    one = outcome.expectation
    missed = label("plan_met", lang) if outcome.met else distance(one, outcome.missed_by, lang)
    return measured(one, lang), bounds(one, lang), found(one, outcome.value, lang), missed


def _enrolment(plan: Plan, lang: Language) -> Block:
    names = (
        "plan_base",
        "plan_persons",
        "plan_share",
        "plan_persons_next",
        "plan_planned",
        "plan_foreseen",
        "plan_to_win",
    )
    head = tuple(sentence(name, lang, year=plan.year, following=plan.year + 1) for name in names)
    rows = [head, *(_of_base(one, lang) for one in plan.bases)]
    unit = label("unit_10k_people", lang)
    return f"{sentence('plan_enrolment', lang, following=plan.year + 1)}  {unit}", rows, {}


def _of_base(one: Base, lang: Language) -> Row:
    heads = (numbers.people(value) for value in (one.following, one.planned, one.foreseen))
    return (
        label(f"plan_{one.name}", lang), numbers.people(one.now), numbers.share(one.share), *heads,
        numbers.people(one.to_win, signed=True),
    )  # fmt: skip


def _budgets(plan: Plan, lang: Language) -> list[Block]:
    scale = money_scale(amount for lines in plan.budget.values() for pair in lines.values() for amount in pair)
    blocks: list[Block] = []
    for fund, lines in plan.budget.items():
        rows: list[Row] = [(label("plan_line", lang), str(plan.year), str(plan.year + 1), label("plan_change", lang))]
        for name in with_lines(lines=True):
            if name in lines:
                now, following = lines[name]
                change = numbers.share(following / now - 1) if now > 0 else numbers.MISSING
                rows.append((label(name, lang), scale.show(now), scale.show(following), change))
        blocks.append((f"{headed(fund, lang)}  {label(scale.unit, lang)}", rows, {}))
    return blocks


def _grid(rows: list[Row], marks: dict[int, Style]) -> Page:
    """Rows with their first cell to the left and the others to the right; the first row is the head."""
    broad = [max(width(row[i]) for row in rows if i < len(row)) for i in range(max(map(len, rows)))]
    page: Page = []
    for i, row in enumerate(rows):
        cells = [to_left(row[0], broad[0]), *(to_right(c, b) for c, b in zip(row[1:], broad[1:], strict=False))]
        page.append(line("  " + "  ".join(cells), marks.get(i, "faint" if i == 0 and len(rows) > 1 else "")))
    return page
