"""A fund's own books over the years, as far as they were known at a time.

The nation's are the bulletins in `data/tables/`; a bureau's own come from a file of the same columns.
"""

from functools import cache
from typing import NamedTuple

from actuary.figures.places import chain, spots
from actuary.figures.single import Figure
from actuary.figures.tables import column, table

AMOUNTS = ("income", "spending", "balance", "contributions_waived")
HEADS = ("insured", "retired_insured")
POOLS = ("employee", "employee_pool", "employee_account", "resident", "maternity", "all")
"""The books that can be kept: `employee` is pool and accounts together, `all` every scheme."""

NEEDED = (
    ("employee", "income"),
    ("employee", "spending"),
    ("employee", "insured"),
    ("employee", "retired_insured"),
    ("resident", "income"),
    ("resident", "spending"),
    ("resident", "insured"),
)
"""What every forecast starts from."""

NATION_TABLES = ("national_funds", "national_members")
EARLIER_NAMES = {"resident_urban": "resident"}
"""Pools under the name they had before: the urban resident scheme is what the resident scheme grew from."""


class Booked(NamedTuple):
    """One figure of a fund's books."""

    pool: str
    measure: str
    known_in: int
    """The year in which it was published: a forecast made at the end of a year waits for the bulletin of that year."""
    figure: Figure


class History(NamedTuple):
    """A fund's books: every figure in every version that was published."""

    title: str
    area: str
    booked: tuple[Booked, ...]

    def known(self, year: int) -> dict[tuple[str, str], dict[int, Figure]]:
        """(pool, measure) -> by year: what the books to `year` said when they were published, the last version of each."""
        found: dict[tuple[str, str], dict[int, Figure]] = {}
        for one in sorted(self.booked, key=lambda one: one.known_in):
            of = one.figure.year
            if of is not None and of <= year and one.known_in <= year + 1:
                found.setdefault((one.pool, one.measure), {})[of] = one.figure
        return found

    @property
    def last(self) -> int:
        """The last year of the books."""
        return max(one.figure.year or 0 for one in self.booked)

    @property
    def final(self) -> dict[tuple[str, str], dict[int, Figure]]:
        """(pool, measure) -> by year: the last version of everything."""
        return self.known(max(one.known_in for one in self.booked))


def figure_name(pool: str, measure: str) -> str:
    """What a figure of the books is called among all figures."""
    return measure if measure == "retired_insured" else f"{pool}_{measure}"


ACCOUNTS = frozenset(figure_name(pool, of) for pool in POOLS for of in (*AMOUNTS, *HEADS, "surplus", "reserve_months"))
"""Names of what the books of a fund say, or what follows from them."""


@cache
def nation() -> History:
    """The bulletins' own series, from the first year of each; their scope changes as the tables say."""
    place = chain(next(iter(spots())))[-1]
    booked = [one for name in NATION_TABLES for one in _of_table(name, place)]
    return History(table(NATION_TABLES[0]).title, place, tuple(booked))


def _of_table(name: str, place: str) -> list[Booked]:
    rows = table(name)
    cells = zip(
        *(rows.columns[of] for of in ("year", "pool", "measure", "value", "unit", "status", "source")),
        column(rows, "value"),
        strict=True,
    )
    found = []
    for year, written, measure, text, unit, status, source, value in cells:
        pool = EARLIER_NAMES.get(written, written)
        if pool in POOLS and measure in (*AMOUNTS, *HEADS):
            figure = Figure(
                figure_name(pool, measure), place, int(year), value, f"{text} {unit}", unit, None, None, status, source,
                rows.title, 0,
            )  # fmt: skip
            found.append(Booked(pool, measure, int(year) + 1, figure))
    return found
