"""What is missing of a table of people as a whole, or there twice: years, sexes, ages."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from actuary.axes import SEXES
from actuary.demography.cells import BOTH, NO_AGES, Ages, Span
from actuary.errors import Mistake, Place

CLOSES_AT = 80
"""A table of mortality reaches at least this age: from there on a line of its logarithm closes it."""


class Key(NamedTuple):
    """Where a number belongs; an axis that the table does not have is empty."""

    span: Span
    sex: str
    ages: Ages


class Cell(NamedTuple):
    """One row of a file."""

    key: Key
    value: float
    places: dict[str, Place]
    """By the name of the column."""
    place: str
    """The area, where the file has a column for it."""


def in_order(keys: Iterable[Key]) -> tuple[tuple[Span, ...], tuple[str, ...], tuple[Ages, ...]]:
    """The years, sexes and ages of some keys; an axis that the table does not have is empty."""
    spans, sexes, ages = ({key[axis] for key in keys} for axis in range(3))
    known = (*SEXES, BOTH)
    return (
        tuple(sorted(span for span in spans if isinstance(span, Span))),
        tuple(sex for sex in known if sex in sexes),
        tuple(sorted(group for group in ages if isinstance(group, Ages) and group != NO_AGES)),
    )


def holes_in(kind: str, cells: list[Cell], top: Place) -> list[Mistake]:
    """Everything that a table of this kind lacks or has twice; `top` is the begin of its file."""
    if not cells:
        return []
    keys = {cell.key: cell for cell in reversed(cells)}
    spans, sexes, _ = in_order(keys)
    first = {span: next(cell for cell in cells if cell.key.span == span) for span in spans}
    mistakes = [*_twice(cells), *_times(kind, spans, first), *_sexes(sexes, cells, top)]
    if cells[0].key.ages != NO_AGES:
        mistakes += _ages(kind, keys, spans, sexes or ("",), top)
    return mistakes


def _twice(cells: list[Cell]) -> Iterator[Mistake]:
    seen: dict[Key, Cell] = {}
    for cell in cells:
        first = seen.setdefault(cell.key, cell)
        if first is not cell:
            place, line = _begin(cell), _begin(first).line
            yield Mistake(place, _named(cell.key), f"each cell once: it stands in line {line} already")


def _times(kind: str, spans: tuple[Span, ...], first: dict[Span, Cell]) -> Iterator[Mistake]:
    if kind == "population":
        for span in spans[1:]:
            right = f"one date: the file begins with {spans[0].text}"
            yield Mistake(first[span].places["date"], span.text, right)
        return
    for before, after in pairwise(spans):
        place = first[after].places["year"]
        if before.begin % 1 != after.begin % 1:
            yield Mistake(
                place, after.text, f"calendar years or periods from mid-year to mid-year, not both: {before.text}"
            )
            return
        if after.begin < before.end:
            yield Mistake(place, after.text, f"each year once: {before.text} reaches into it")
        elif after.begin > before.end:
            yield Mistake(place, f"{after.text} after {before.text}", "every year between the first and the last")


def _sexes(sexes: tuple[str, ...], cells: list[Cell], top: Place) -> Iterator[Mistake]:
    if BOTH in sexes and len(sexes) > 1:
        place = next(cell.places["sex"] for cell in cells if cell.key.sex == BOTH)
        yield Mistake(place, BOTH, f"{' and '.join(SEXES)}, or {BOTH} together, not all three")
    elif len(sexes) == 1 and BOTH not in sexes:
        missing = next(sex for sex in SEXES if sex not in sexes)
        yield Mistake(top, f"no rows of {missing}", f"{' and '.join(SEXES)}, or {BOTH} together")


def _ages(
    kind: str, keys: dict[Key, Cell], spans: tuple[Span, ...], sexes: tuple[str, ...], top: Place
) -> Iterator[Mistake]:
    """Ages of each year and sex: without a hole, and the same everywhere."""
    found: dict[tuple[Span, str], list[Ages]] = {}
    for key in sorted(keys):
        found.setdefault((key.span, key.sex), []).append(key.ages)
    usual: list[Ages] = []
    for span in spans:
        for sex in sexes:
            groups = found.get((span, sex))
            if groups is None:
                yield Mistake(top, f"no rows of {_named(Key(span, sex, NO_AGES))}", "every sex in every year")
                continue
            places = {group: keys[Key(span, sex, group)].places["age"] for group in groups}
            wrong = [*_gaps(groups, places), *_ends(kind, groups, places)]
            yield from wrong
            if not wrong and usual and groups != usual:
                right = f"the same {len(usual)} age groups, {usual[0].text} to {usual[-1].text}, in every year and sex"
                yield Mistake(places[groups[0]], _named(Key(span, sex, NO_AGES)), right)
            usual = usual or groups


def _gaps(groups: list[Ages], places: dict[Ages, Place]) -> Iterator[Mistake]:
    for before, after in pairwise(groups):
        if after.first < before.end:
            yield Mistake(places[after], after.text, f"each age once: {before.text} has it already")
        elif after.first > before.end:
            missing = f"{before.end}" if after.first == before.end + 1 else f"{before.end}-{after.first - 1}"
            yield Mistake(places[after], f"{after.text} after {before.text}", f"also a row of {missing}")


def _ends(kind: str, groups: list[Ages], places: dict[Ages, Place]) -> Iterator[Mistake]:
    """Where the ages begin and end."""
    youngest, oldest = groups[0], groups[-1]
    if kind == "fertility":
        if oldest.open:
            yield Mistake(places[oldest], oldest.text, "a last age of mothers, such as 45-49")
        return
    if youngest.first > 0:
        yield Mistake(places[youngest], youngest.text, "ages from 0 on")
    elif kind == "mortality" and youngest.end > 1:
        yield Mistake(places[youngest], youngest.text, "age 0 by itself: infants do not die as children do")
    if kind == "mortality" and (oldest.first if oldest.open else oldest.end - 1) < CLOSES_AT:
        right = f"death rates to {CLOSES_AT}+ or an older age: they close the life table"
        yield Mistake(places[oldest], oldest.text, right)
    elif kind != "mortality" and not oldest.open:
        yield Mistake(places[oldest], oldest.text, f"an open group at the end, such as {oldest.first}+")


def _begin(cell: Cell) -> Place:
    return min(cell.places.values())


def _named(key: Key) -> str:
    return " ".join(part for part in (key.span.text, key.sex, key.ages.text) if part)
