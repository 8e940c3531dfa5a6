"""What was known at the end of a year: a forecast is scored fairly only if it saw nothing later.

Population, mortality and the age profile may be today's: they are not the fund's. Of everything else, what is dated later is
hidden.
"""

from typing import NamedTuple

from actuary.figures.history import ACCOUNTS
from actuary.figures.single import Figure, filed


class Vintage(NamedTuple):
    """The last year that a forecast knows, with what was published and estimated by then."""

    year: int
    books: dict[tuple[str, str], dict[int, Figure]]
    """(name, place) -> by year: a fund's books, and trends estimated from them."""
    place: str
    """Whose books they are: of its accounts nothing else is known."""

    def seen(self, name: str, place: str) -> dict[int, Figure]:
        """The figures of a name and place that were known; what is assumed is no observation and stays."""
        written = {} if place == self.place and name in ACCOUNTS else filed(name, place)
        known = {year: one for year, one in written.items() if year <= self.year or one.status == "assumed"}
        return known | self.books.get((name, place), {})
