"""The accounts that were published of an area, year by year: what a forecast is held against."""

from __future__ import annotations

from typing import NamedTuple

from actuary.figures.places import spots
from actuary.figures.single import figures
from actuary.figures.tables import column, table
from actuary.measures import GROUPS

NAMES = {"employee_scheme": "employee", "employee": "employee_pool"}
"""Groups that the figures call otherwise: what the bulletins print of the employees is pool and account together."""
MEASURES = ("income", "spending", "surplus", "balance", "reserve_months")
"""What is published of a group and may be foreseen: yuan, and months for the last."""
SCHEME, PARTS = "employee_scheme", ("employee", "employee_account")


class Published(NamedTuple):
    """An amount in yuan, or months, and how well it is known."""

    value: float
    status: str
    """published, or derived: a sum or difference of published ones."""


Accounts = dict[tuple[str, str, int], Published]
"""By group, measure and year."""


def accounts_of(area: str) -> Accounts:
    """What was published of this very area, no quick reports and nothing assumed.

    Where only the parts of a number are published it follows from them, by the definitions the program prints:
    surplus = income - spending; months = 12 x balance / spending of the year; employee scheme = pool + account.
    Printed months give way to that definition wherever it can be followed.
    """
    found = {**_single(area), **_national(area)}
    for year in sorted({year for _, _, year in found}):
        for measure in ("income", "spending", "balance"):
            parts = [found.get((part, measure, year)) for part in PARTS]
            if all(parts):
                whole = Published(sum(part.value for part in parts if part), "derived")
                found.setdefault((SCHEME, measure, year), whole)
        for group in GROUPS:
            _by_definition(found, group, year)
    return found


def known_to(accounts: Accounts, otherwise: int) -> int:
    """The last year of which anything is published."""
    return max((year for _, _, year in accounts), default=otherwise)


def _single(area: str) -> Accounts:
    """Single figures; those derived in data/figures.csv may rest on what is assumed, and count for nothing here."""
    meant = {f"{NAMES.get(group, group)}_{measure}": (group, measure) for group in GROUPS for measure in MEASURES}
    return {
        (*meant[one.name], one.year): Published(one.value, one.status)
        for one in figures()
        if one.place == area and one.name in meant and one.year is not None and one.status == "published"
    }


def _national(area: str) -> Accounts:
    """The bulletins' table belongs to the place that nothing lies around; its derived rows are sums and differences."""
    if spots()[area].parent:
        return {}
    groups = {NAMES.get(group, group): group for group in GROUPS}
    rows = table("national_funds")
    columns = (rows.columns[name] for name in ("year", "pool", "measure", "status"))
    return {
        (groups[pool], measure, int(year)): Published(value, status)
        for year, pool, measure, status, value in zip(*columns, column(rows, "value"), strict=True)
        if pool in groups and measure in MEASURES and status in ("published", "derived")
    }


def _by_definition(found: Accounts, group: str, year: int) -> None:
    amounts = {measure: found.get((group, measure, year)) for measure in ("income", "spending", "balance")}
    income, spending, balance = amounts.values()
    if income and spending:
        found.setdefault((group, "surplus", year), Published(income.value - spending.value, "derived"))
    if balance and spending:
        found[group, "reserve_months", year] = Published(12 * balance.value / spending.value, "derived")
