"""Series of a fund's books and of the economy around it, ready to be compared from year to year."""

from actuary.figures.dated import in_force
from actuary.figures.places import chain
from actuary.figures.single import Figure, series
from actuary.figures.tables import column, table
from actuary.units import Date

Levels = dict[int, float]
"""A series by year."""
Books = dict[tuple[str, str], dict[int, Figure]]
"""(pool, measure) -> by year."""


def levels_of(books: Books, pool: str, measure: str) -> Levels:
    """A series in yuan or persons. Where maternity had books of its own, they are part of the employees'."""
    own = {year: one.value for year, one in books.get((pool, measure), {}).items()}
    apart = books.get(("maternity", measure), {}) if pool == "employee" and measure != "insured" else {}
    return {
        year: value + (apart[year].value if year in apart and _apart(apart[year]) else 0) for year, value in own.items()
    }


def paid_in(books: Books, pool: str) -> Levels:
    """Income with what was waived by law: a relief is no trend."""
    waived = books.get((pool, "contributions_waived"), {})
    return {
        year: income + (waived[year].value if year in waived else 0)
        for year, income in levels_of(books, pool, "income").items()
    }


def rolled_forward(books: Books) -> Books:
    """The books with balances missing in a single year: the balance printed for the year before + income - spending."""
    found = dict(books)
    for pool, measure in books:
        flows = [books.get((pool, of), {}) for of in ("income", "spending")]
        if measure == "balance" and all(flows):
            found[pool, measure] = _rolled(books[pool, measure], *flows)
    return found


def _rolled(balances: dict[int, Figure], income: dict[int, Figure], spending: dict[int, Figure]) -> dict[int, Figure]:
    found = dict(balances)
    for year in sorted(income):
        if year not in balances and year - 1 in balances and year in spending:
            before = balances[year - 1]
            value = before.value + income[year].value - spending[year].value
            found[year] = before._replace(
                year=year, value=value, text=f"{value:.0f} 元", unit="元", status="derived",
                note=f"balance of {year - 1} + income - spending",
            )  # fmt: skip
    return dict(sorted(found.items()))


def ratio(over: Levels, under: Levels) -> Levels:
    """One series over another, where both are known."""
    return {year: value / under[year] for year, value in over.items() if under.get(year)}


def output_per_head() -> Levels:
    """The nation's output over its people, yuan."""
    return ratio(national("output"), national("population"))


def national(measure: str) -> Levels:
    """A series of the nation's economy or people."""
    rows = table("national_macro")
    cells = zip(rows.columns["year"], rows.columns["measure"], column(rows, "value"), strict=True)
    return {int(year): value for year, of, value in cells if of == measure}


def incomes(area: str) -> Levels:
    """Disposable income per head of the nearest place that publishes it, yuan; what is estimated is no observation."""
    return {year: one.value for year, one in series("disposable_income", area).items() if one.status != "estimated"}


def care_levels() -> dict[str, Levels]:
    """The nation's discharges per member and cost per discharge, by what their growth is called."""
    rows = table("service_anchors")
    called = {"frequency": "use", "cost_per_case": "price"}
    found: dict[str, Levels] = {}
    for payer, service, measure, year, value in zip(
        *(rows.columns[name] for name in ("pool", "service", "measure", "year")), column(rows, "value"), strict=True
    ):
        if service == "inpatient" and measure in called:
            found.setdefault(f"{called[measure]}_growth_{payer}", {})[int(year)] = value
    return found


TWO_YEARS, OTHER_SCOPE = 2, 0
"""What a break makes of the step into its year: one with the next year's, or none at all."""


def breaks_of(area: str, pool: str) -> dict[int, int]:
    """Years whose growth is not a trend: of all pools in the place and around it, and of the place's own pool."""
    rows = table("trend_breaks")
    return {
        int(year): int(step)
        for place, of, year, step in zip(
            *(rows.columns[name] for name in ("place", "pool", "year", "step")), strict=True
        )
        if (of == "all" and place in chain(area)) or (of == pool and place == area)
    }


def _apart(one: Figure) -> bool:
    """Whether maternity still had books of its own at the end of the year."""
    return in_force("maternity_merged", one.place, Date(one.year or 0, 12)).values[0] == 0
