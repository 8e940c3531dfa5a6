"""What is missing of a fund's own books as a whole, stands there twice, or cannot be one series."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from actuary.errors import Mistake, Place
from actuary.figures.history import NEEDED, Booked

FEWEST = 4
"""Years: two steps of growth before the first forecast, and one year that it can be held against."""
JUMP = 10
"""No fund grows so many times in a year: it is the unit."""

Series = dict[tuple[str, str], dict[int, "Entry"]]
"""(pool, measure) -> by year, in order: the last version of each."""


class Entry(NamedTuple):
    """One row of a file."""

    booked: Booked
    places: dict[str, Place]
    """By the name of the column."""
    place: str
    """The area, where the row names one."""

    @property
    def year(self) -> int:
        """The year that it is a figure of."""
        return self.booked.figure.year or 0

    @property
    def name(self) -> str:
        """What it is a figure of."""
        return f"{self.booked.pool} {self.booked.measure}"


def holes(entries: list[Entry], top: Place) -> list[Mistake]:
    """Everything that the books lack, or have twice; `top` is the begin of their file."""
    series = series_of(entries)
    missing = [key for key in NEEDED if key not in series]
    mistakes = [*_twice(entries), *_jumps(series), *_too_many_retired(series)]
    mistakes += [Mistake(top, f"no {measure} of {pool}", "every forecast starts from it") for pool, measure in missing]
    if not missing:
        first, last = common_years(series)
        mistakes += _gaps(series, first)
        if last - first + 1 < FEWEST:
            right = f"at least {FEWEST} years that have {', '.join(' '.join(key) for key in NEEDED)}"
            mistakes.append(Mistake(top, f"{first} to {last}" if first <= last else "no year with everything", right))
    return mistakes


def series_of(entries: list[Entry]) -> Series:
    """The rows by what they are figures of."""
    found: Series = {}
    for entry in sorted(entries, key=lambda one: (one.year, one.booked.known_in)):
        found.setdefault((entry.booked.pool, entry.booked.measure), {})[entry.year] = entry
    return found


def common_years(series: Series) -> tuple[int, int]:
    """The first and the last year for which everything that is needed is there."""
    needed = [series[key] for key in NEEDED]
    return max(min(years) for years in needed), min(max(years) for years in needed)


def _twice(entries: list[Entry]) -> Iterator[Mistake]:
    seen: dict[tuple[str, int, int], Entry] = {}
    for entry in entries:
        first = seen.setdefault((entry.name, entry.year, entry.booked.known_in), entry)
        if first is not entry:
            right = f"once: it stands in line {first.booked.figure.line} already; of another printing say in which year"
            yield Mistake(entry.places["year"], f"{entry.year}, {entry.name}", f"{right} (column published)")


def _gaps(series: Series, first: int) -> Iterator[Mistake]:
    """Years missing inside a series that forecasts are made from and held against."""
    for key in NEEDED:
        for before, after in pairwise(series[key]):
            if after > max(before + 1, first):
                missing = f"{before + 1}" if after == before + 2 else f"{before + 1} to {after - 1}"
                entry = series[key][after]
                yield Mistake(entry.places["year"], f"{entry.name}: {before}, then {after}", f"also {missing}")


def _jumps(series: Series) -> Iterator[Mistake]:
    for (_, measure), years in series.items():
        before, *others = years.values()
        for after in others:
            one, other = before.booked.figure, after.booked.figure
            turning = measure == "balance" and (one.unit == other.unit or one.value <= 0 or other.value <= 0)
            if turning or 1 / JUMP <= other.value / one.value <= JUMP:  # a balance can fall to nothing and turn
                before = after
                continue
            right = f"less than {JUMP} times, or a {JUMP}th of, {one.year} ({one.text}): probably the unit"
            yield Mistake(after.places["value"], f"{after.name}: {other.text}", right)


def _too_many_retired(series: Series) -> Iterator[Mistake]:
    members = series.get(("employee", "insured"), {})
    for year, one in series.get(("employee", "retired_insured"), {}).items():
        if year in members and one.booked.figure.value >= members[year].booked.figure.value:
            right = f"fewer than all insured employees, {members[year].booked.figure.text}"
            yield Mistake(one.places["value"], f"{one.name}: {one.booked.figure.text}", right)
