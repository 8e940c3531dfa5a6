"""What a person wrote that cannot be: where it stands, what is wrong, what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import east_asian_width


class Place(NamedTuple):
    """A place in a file; lines and columns count from 1. Line 0 is no line: a setting of the command line."""

    file: str
    line: int
    col: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.col}" if self.line else self.file


class Mistake(NamedTuple):
    """One thing to put right: `wrong` is what was written, `right` says what would be right."""

    place: Place | None
    wrong: str
    right: str


class Mistakes(Exception):  # noqa: N818 - it is what a person made, not a failure of ours
    """All that is wrong with what a person wrote, in the order of the file; what has no place comes first."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.place or ("", 0, 0)))
        if not self.mistakes:
            raise ValueError("nothing is wrong: there is no mistake to tell")
        super().__init__(self.mistakes)  # as the one argument, so that it survives pickling

    def __str__(self) -> str:
        places = ["" if mistake.place is None else one_line(str(mistake.place)) for mistake in self.mistakes]
        margin = max(_width(place) + 2 if place else 0 for place in places)
        lines = []
        for place, mistake in zip(places, self.mistakes, strict=True):
            lines.append(place + " " * (margin - _width(place)) + one_line(mistake.wrong))
            lines.append(" " * max(margin, 2) + one_line(mistake.right))
        count = len(self.mistakes)
        return "\n".join([*lines, f"{count} mistake{'s' if count > 1 else ''}, nothing was run"])


def one_line(text: str, longest: int | None = None) -> str:
    """`text` fit to stand in a message: on one line, nothing in it that moves a terminal, cut if too long."""
    seen = "".join(letter if letter.isprintable() or letter in "\t\r\n\u3000\xa0" else "?" for letter in text)
    line = re.sub(r"\s+", " ", seen).strip()
    return line if longest is None or len(line) <= longest else line[: longest - 1].rstrip() + "…"


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that `word` was most likely meant to be; None when nothing is near."""
    written = _folded(word[:60])
    near = []
    for name in names:
        distance = _distance(written, _folded(name))
        if distance <= max(len(written), len(name)) // 3:
            near.append((distance, name))
    return min(near)[1] if near else None


def _folded(word: str) -> str:
    return re.sub(r"[-\s]+", "_", word.strip().lower())


def _distance(one: str, other: str) -> int:
    """Letters to add, drop, replace or swap with their neighbour to make `other` of `one`."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, above, row = row, before, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
