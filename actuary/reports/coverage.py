"""The coverage matrix: what the documents name, and what answers it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from actuary.figures.coverage import ANSWERS, DRIVERS, ITEMS, TRAPS, Mechanism, mechanisms
from actuary.labels import Language, label
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST
from actuary.reports.page import EMPTY, Page, Span, line, to_left, width, wrapped
from actuary.reports.register import Item
from actuary.reports.words import sentence

COLUMNS = ("id", "name", "documents", "kind", "answered_by", "where", "test", "reason")
NOTHING = "non_fund"


def table(lang: Language, columns: int) -> Page:
    """Every mechanism under its section: what answers it and where, or why nothing does; counts at the foot."""
    broad = max(width(label(f"answer_{answer}", lang)) for answer in ANSWERS) + 2
    page: Page = []
    for section, rows in groupby(mechanisms(), lambda one: one.section):
        page += [*([EMPTY] if page else []), line(label(f"section_{section}", lang), "head")]
        for one in rows:
            page += _row(one, lang, broad, columns)
    return [
        *page,
        EMPTY,
        *(line(text) for told in counts(lang) for text in wrapped(told, min(columns, BROADEST), "  ")),
    ]


def counts(lang: Language) -> list[str]:
    """How many are answered and by what, how many move no fund's money; then the rest."""
    proper = [one for one in mechanisms() if one.section not in (DRIVERS, ITEMS, TRAPS)]
    found = Counter(one.answered_by for one in proper)
    by = label("comma", lang).join(
        sentence("answers_of_kind", lang, kind=label(f"answer_{answer}", lang), count=found[answer])
        for answer in ANSWERS
        if answer != NOTHING and found[answer]
    )
    beside = {section: [one for one in mechanisms() if one.section == section] for section in (DRIVERS, ITEMS, TRAPS)}
    return [
        sentence(
            "mechanisms_counted", lang, count=len(proper), answered=sum(map(_answered, proper)), by=by,
            limited=sum(map(_limited, proper)),
        ),
        sentence("mechanisms_outside", lang, count=found[NOTHING]),
        sentence(
            "mechanisms_beside", lang, drivers=len(beside[DRIVERS]), driven=sum(map(_answered, beside[DRIVERS])),
            items=len(beside[ITEMS]), traps=len(beside[TRAPS]),
        ),
        label("mechanisms_documents", lang),
    ]  # fmt: skip


def items() -> list[Item]:
    """Every mechanism with a page of its own."""
    return [
        Item(one.id, {"en": one.name, "zh": one.name_zh}, lambda lang, one=one: _page(one, lang))  # type: ignore[misc]
        for one in mechanisms()
    ]


def as_csv(lang: Language) -> bytes:
    """The whole matrix for a spreadsheet, one mechanism a row."""
    head = [label(f"column_{name}", lang) for name in COLUMNS]
    return csv_bytes([head, *(_cells(one, lang) for one in mechanisms())])


def _cells(one: Mechanism, lang: Language) -> list[str]:
    return [
        one.id, _name(one, lang), " ".join(one.documents), " ".join(one.kind), label(f"answer_{one.answered_by}", lang),
        " ".join(one.where), one.test, _reason(one, lang),
    ]  # fmt: skip


def _row(one: Mechanism, lang: Language, broad: int, columns: int) -> Page:
    answer = label(f"answer_{one.answered_by}", lang)
    told = label("comma", lang).join(one.where) if one.where else _reason(one, lang)
    indent = " " * (2 + 5 + broad)
    lines = wrapped(f"{indent}{told}", max(columns, len(indent) + 20), indent)
    return [
        (Span(f"  {one.id}  ", "head"), Span(_name(one, lang) + (" *" if _limited(one) else ""))),
        (
            Span(f"  {'':5}"),
            Span(to_left(answer, broad)),
            Span(lines[0].strip(), "faint"),
        ),
        *(line(text, "faint") for text in lines[1:]),
    ]


def _answered(one: Mechanism) -> bool:
    return one.answered_by != NOTHING


def _limited(one: Mechanism) -> bool:
    """Answered, but for what its remark says."""
    return _answered(one) and bool(one.reason)


def _page(one: Mechanism, lang: Language) -> Page:
    """What is known of one mechanism, a line each; what it has not is left out."""
    cells = dict(zip(COLUMNS, _cells(one, lang), strict=True))
    shown = {label(f"column_{name}", lang): cells[name] for name in COLUMNS[2:] if cells[name]}
    broad = max(map(width, shown)) + 2
    return [(Span(f"  {to_left(name, broad)}", "faint"), Span(cell)) for name, cell in shown.items()]


def _name(one: Mechanism, lang: Language) -> str:
    return one.name_zh if lang == "zh" else one.name


def _reason(one: Mechanism, lang: Language) -> str:
    return one.reason_zh if lang == "zh" else one.reason
