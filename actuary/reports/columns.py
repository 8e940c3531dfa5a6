"""A table over years: blocks of rows under one head, as many years as the width holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from actuary.reports.page import EMPTY, Line, Page, Span, Style, line, to_left, to_right, width

GAP = 2
APART = 3
"""Spaces between the columns of rows that are not years."""


class Row(NamedTuple):
    """A label and one cell a year."""

    label: str
    cells: dict[int, Span]


class Block(NamedTuple):
    """Rows that belong together, under their heading; a remark stands beside the heading."""

    heading: str
    rows: list[Row]
    remark: str = ""


def row(label: str, years: Iterable[int], cells: Iterable[str | Span]) -> Row:
    """A row from its cells in the order of the years."""
    spans = (cell if isinstance(cell, Span) else Span(cell) for cell in cells)
    return Row(label, dict(zip(years, spans, strict=True)))


def years_shown(years: Sequence[int], fit: int) -> list[int]:
    """At most `fit` of the years: the first and the last, every fifth (or tenth ...) between, then those that follow
    the first."""
    if len(years) <= fit:
        return list(years)
    first, *others, last = years
    for step in (5, 10, 20, 50):
        kept = {first, last, *(year for year in others if year % step == 0)}
        if len(kept) <= fit:
            break
    else:
        kept = {first, last}
    room = max(fit - len(kept), 0)
    return sorted(kept.union([year for year in others if year not in kept][:room]))


def laid_out(blocks: list[Block], years: Sequence[int], columns: int, wanted: Sequence[int] | None = None) -> Page:
    """The blocks under a line of years: `wanted`, or as many as fit into `columns`."""
    rows = [one for block in blocks for one in block.rows]
    label_width = 2 + max((width(one.label) for one in rows), default=0)
    widths = {year: max(4 + GAP, *(_needs(one.cells[year]) for one in rows)) for year in years}
    chosen = list(wanted) if wanted else _fitting(years, widths, columns - label_width)
    page: Page = [(Span(" " * label_width), *(Span(to_right(str(year), widths[year]), "head") for year in chosen))]
    for block in blocks:
        page.append(_heading(block))
        page += [_row(one, {year: widths[year] for year in chosen}, label_width) for one in block.rows]
    return page


def _fitting(years: Sequence[int], widths: dict[int, int], room: int) -> list[int]:
    """The most years whose columns have room; two at least."""
    for fit in range(len(years), 2, -1):
        chosen = years_shown(years, fit)
        if sum(widths[year] for year in chosen) <= room:
            return chosen
    return years_shown(years, 2)


def ranged(rows: Sequence[Sequence[str]], heads: int = 1, style: Style = "head") -> Page:
    """Rows under so many rows of heads: names to the left, all else to the right, each column as broad as it needs."""
    broad = [max(map(width, column)) for column in zip(*rows, strict=True)]
    page: Page = []
    for name, *cells in rows:
        right = "".join(to_right(cell, size + APART) for cell, size in zip(cells, broad[1:], strict=True))
        page.append(line(f"  {to_left(name, broad[0])}{right}", style if len(page) < heads else ""))
    return page


def head(title: str, unit: str, page: Page) -> Page:
    """The page under a line with its title on the left and its unit on the right."""
    broad = max(width("".join(span.text for span in row)) for row in page)
    if width(title) + width(unit) + 2 > broad:
        return [line(title, "head"), line(to_right(unit, broad), "faint"), *page]
    return [(Span(to_left(title, broad - width(unit)), "head"), Span(unit, "faint")), *page]


def _needs(cell: Span) -> int:
    """The width of a column for this cell; a mark before a number may come nearer to the number on its left."""
    return width(cell.text) + (GAP - 1 if cell.style else GAP)


def _heading(block: Block) -> Line:
    if not block.heading:
        return EMPTY
    remark = f"  {block.remark}" if block.remark else ""
    return (Span(block.heading, "head"), Span(remark, "faint"))


def _row(one: Row, widths: dict[int, int], label_width: int) -> Line:
    cells = [one.cells[year]._replace(text=to_right(one.cells[year].text, column)) for year, column in widths.items()]
    return (Span(to_left("  " + one.label, label_width)), *cells)
