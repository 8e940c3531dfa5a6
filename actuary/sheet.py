"""CSV as a person writes it -> cells with places: the one reader of tables that do not come with the program.

The first line names the columns, in any order; a line that begins with # is a remark. Whatever is wrong with the columns and
the rows is remembered, so that all mistakes of a file can be told at once.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from actuary.errors import Mistake, Place, nearest, one_line
from actuary.text import letters_of

LARGEST = 1 << 24
"""Bytes; single ages of two sexes over a century are a tenth of it."""
MANY = 50
"""Mistakes of one file that are told one by one; letters of a cell that are shown."""
NO_OTHER_NAMES: Mapping[str, str] = MappingProxyType({})


class Row(NamedTuple):
    """One row of a file, by the names of its columns."""

    cells: dict[str, str]
    places: dict[str, Place]

    def cell(self, name: str) -> str:
        """What is written there; nothing where the file has no such column."""
        return self.cells.get(name, "").strip()


class Sheet:
    """Reads the rows of a file one by one and remembers what is wrong with them. Raises Mistakes where there is no text."""

    def __init__(
        self,
        path: Path,
        needed: tuple[str, ...],
        besides: tuple[str, ...] = (),
        names: Mapping[str, str] = NO_OTHER_NAMES,
    ) -> None:
        self.file, self.needed, self.besides = str(path), needed, besides
        self._names = names
        """Other words for the names of columns."""
        lines = letters_of(path, LARGEST).splitlines()
        self._rows = csv.reader("" if line.startswith("#") else line for line in lines)
        self.mistakes: list[Mistake] = []
        self.lost = False
        """Some row cannot be told apart into its cells, so that nobody knows what is missing."""

    @property
    def top(self) -> Place:
        """The begin of the file."""
        return Place(self.file, 1, 1)

    def rows(self) -> Iterator[Row]:
        """The rows that have as many cells as the first line."""
        try:
            yield from self._read()
        except csv.Error:
            self.lost = True
            self.wrong(self._at(1), "a row without an end", "a quotation mark at both ends of a cell, or at none")

    def wrong(self, place: Place, written: str, right: str) -> None:
        """Remember a mistake."""
        self.mistakes.append(Mistake(place, one_line(written, MANY) or "an empty cell", right))

    def _read(self) -> Iterator[Row]:
        written = (row for row in self._rows if any(map(str.strip, row)) and not row[0].startswith("#"))
        head = [self._names.get(name.strip(), name.strip().lower()) for name in next(written, [])]
        if not head or self._wrong_columns(head):
            self.lost = True
            return
        for row in written:
            if len(row) != len(head):
                self.lost = True
                self.wrong(self._at(1), ",".join(row), f"{len(head)} cells, as in the first line")
                continue
            places, column = {}, 1
            for name, cell in zip(head, row, strict=True):
                places[name] = self._at(column)
                column += len(cell) + 1
            yield Row(dict(zip(head, row, strict=True)), places)

    def _wrong_columns(self, head: list[str]) -> bool:
        missing = [name for name in self.needed if name not in head]
        if len(head) == 1 and len(missing) > 1:
            self.wrong(self._at(1), head[0], f"commas between the columns: {','.join(self.needed)}")
            return True
        if missing:
            self.wrong(self._at(1), ",".join(head), f"also {', '.join(missing)}, as in {','.join(self.needed)}")
        for i, name in enumerate(head):
            at = self._at(1 + sum(len(before) + 1 for before in head[:i]))
            if name not in (*self.needed, *self.besides):
                near = nearest(name, [*missing, *self.besides])
                self.wrong(at, name, f"did you mean {near}?" if near else f"no such column: {', '.join(self.needed)}")
            elif name in head[:i]:
                self.wrong(at, name, "each column once")
        return bool(self.mistakes)

    def _at(self, column: int) -> Place:
        return Place(self.file, max(self._rows.line_num, 1), column)


def told(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """The first of many, in the order of the file, and how many more there are."""
    ordered = sorted(mistakes, key=lambda one: one.place or Place("", 0, 0))
    if len(ordered) <= MANY:
        return ordered
    rest = ordered[MANY - 1 :]
    more = Mistake(rest[0].place, f"{len(rest)} more from here on", "the ones above put right, then another look")
    return [*ordered[: MANY - 1], more]
