"""What in a fund's books does not hang together, and what was done about it: told, never absorbed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from actuary.analysis.moves import half_unit
from actuary.basis.books import Books, rolled_forward
from actuary.errors import Place
from actuary.figures.history import AMOUNTS, POOLS, Booked, History
from actuary.figures.single import Figure
from actuary.units import Money

WHOLES = {"employee": ("employee_pool", "employee_account"), "all": ("employee", "resident")}
"""What is the sum of what."""
AS_WRITTEN = "told, not absorbed: every amount counts as it is written"


class Remark(NamedTuple):
    """Something odd in the books, which is no mistake."""

    place: Place | None
    """The row; None where the books come with the program."""
    what: str
    done: str
    """What the program does about it."""


def remarks_of(history: History, file: str) -> tuple[Remark, ...]:
    """Everything odd, in the order of the file."""
    books = history.final
    found = [*_units(books), *_restated(history.booked), *_rolled(books), *_residuals(books), *_parts(books)]
    remarks = (Remark(Place(file, one.line, 1) if one.line else None, what, done) for one, what, done in found)
    return tuple(sorted(remarks, key=lambda one: one.place or ("", 0, 0)))


Found = Iterator[tuple[Figure, str, str]]


WANTED = {
    ("employee_account", "balance"): "the accounts then take the nation's share of the balance",
    ("maternity", "spending"): "births paid before the merger are then taken to be in the employees' books",
}
"""What a forecast can do without, at a price: why its employees are not to be trusted then."""


def lacking(history: History, file: str) -> tuple[Remark, ...]:
    """What the books of a bureau do not keep, though a forecast of the employees needs it to be a good one."""
    kept = {(one.pool, one.measure) for one in history.booked}
    return tuple(
        Remark(Place(file, 1, 1), f"{pool} {measure}: no row", f"{done}: employees' spending can be far off")
        for (pool, measure), done in WANTED.items()
        if (pool, measure) not in kept
    )


def _units(books: Books) -> Found:
    for (pool, measure), years in books.items():
        runs = [[*group] for _, group in groupby((years[year] for year in sorted(years)), key=lambda one: one.unit)]
        if len(runs) > 1:
            told = ", ".join(f"{_span(run[0].year, run[-1].year)} in {run[0].unit}" for run in runs)
            yield runs[1][0], f"{pool} {measure}: {told}", "each year read in its own unit"


def _restated(booked: Iterable[Booked]) -> Found:
    order = sorted(booked, key=lambda one: (one.pool, one.measure, one.figure.year or 0, one.known_in))
    for (pool, measure, year), group in groupby(order, key=lambda one: (one.pool, one.measure, one.figure.year)):
        versions = [*group]
        if len({one.known_in for one in versions}) > 1:
            told = ", ".join(f"{one.figure.text} printed in {one.known_in}" for one in versions)
            done = "a forecast knows what was printed by the year after its origin; it is held against the last"
            yield versions[-1].figure, f"{pool} {measure} {year}: {told}", done


def _rolled(books: Books) -> Found:
    """Balances that are missing in a single year, and those that stay missing."""
    filled = rolled_forward(books)
    for (pool, measure), years in books.items():
        for before, after in pairwise(sorted(years)):
            missing = [year for year in range(before + 1, after) if year not in filled[pool, measure]]
            new = [year for year in range(before + 1, after) if year in filled[pool, measure]]
            if new:
                yield years[after], f"{pool} {measure}: {_listed(new)} missing", "the year before + income - spending"
            if missing:
                what = f"{pool} {measure}: {_listed(missing)} missing"
                yield years[after], what, "nothing is started from, or held against, these years of it"


def _residuals(books: Books) -> Found:
    """Balances that are not the year before + income - spending, beyond what rounding leaves open."""
    for pool in POOLS:
        balances, income, spending = (books.get((pool, of), {}) for of in ("balance", "income", "spending"))
        for year in sorted(balances):
            if year in income and year in spending and year - 1 in balances:
                parts = [balances[year], balances[year - 1], income[year], spending[year]]
                left = parts[0].value - parts[1].value - parts[2].value + parts[3].value
                if abs(left) > sum(map(half_unit, parts)):
                    what = f"{pool} {year}: the balance is {_more(left)} than the year before + income - spending"
                    yield balances[year], what, AS_WRITTEN


def _parts(books: Books) -> Found:
    """Wholes that are not the sum of their parts."""
    for measure in AMOUNTS:
        for whole, names in WHOLES.items():
            total = books.get((whole, measure), {})
            for year, one in sorted(total.items()):
                parts = [figure for name in names if (figure := books.get((name, measure), {}).get(year))]
                left = one.value - sum(part.value for part in parts)
                # some count maternity among all while it has books of its own, some do not
                apart = books.get(("maternity", measure), {}).get(year)
                odd = [left, left - apart.value] if apart and whole == "all" else [left]
                if len(parts) == len(names) and min(map(abs, odd)) > sum(map(half_unit, [one, *parts])):
                    what = f"{whole} {measure} {year}: {_more(left)} than {' + '.join(names)}"
                    yield one, what, "told, not absorbed: parts count where they are known, else the whole"


def _more(left: float) -> str:
    return f"{Money().show(abs(left))} {'more' if left > 0 else 'less'}"


def _span(first: int | None, last: int | None) -> str:
    return f"{first}" if first == last else f"{first}-{last}"


def _listed(years: list[int]) -> str:
    return ", ".join(map(str, years))
