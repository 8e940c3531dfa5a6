"""How often people need care, what it costs, and how both move with age and time."""

from functools import cache
from typing import NamedTuple

import numpy as np

from actuary.axes import PAYERS, SERVICES, SEXES, TIERS
from actuary.basis.age_profile import need_by_age
from actuary.basis.growth import care_growth, recovery
from actuary.basis.known import Known
from actuary.basis.macro import Macro
from actuary.figures.tables import column, table
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.severity import LOG_LOW, LOG_STEP, curve

ANCHORS = "service_anchors"
"""The table of published care."""
WAGE_LAW = "lognormal"
"""How wages spread; how cost does is the scenario's choice."""


class Illness(NamedTuple):
    """Care as the money sees it; years from the base year on."""

    services: Array
    """[p, k, row] frequency, cost per case, in-scope share, by-year mark, of the base year."""
    curves: Array
    """[p, k, point, 2]"""
    wage_curve: Array
    annual_curve: Array
    """[point, 2] of a member's cost in scope over the year."""
    grid: Array
    relativity: Array
    """[k, sex, age], mean not yet one; the same for both sexes."""
    use: Array
    """[p, k, year] index of cases per person of unchanged age."""
    price: Array
    """[p, k, year] index of cost per case."""


def illness_of(known: Known, macro: Macro, years: range, law: str) -> Illness:
    """The nation's care of the base year and its course since; the area's level is solved later.

    `law` is the severity law of an admission, of a year's cost of a service and of a member's whole year.
    """
    base = years[0]
    services = np.array([[service_of(known, payer, name, base) for name in SERVICES] for payer in PAYERS])
    admission, yearly = _spread(known, law, "severity_cv_admission"), _spread(known, law, "severity_cv_year")
    by_service = np.stack([yearly if _by_year(name) else admission for name in SERVICES])
    trends = [[trend_of(known, macro, payer, name, years) for name in SERVICES] for payer in PAYERS]
    need = {kind: need_by_age(known, kind) for kind in dict.fromkeys(map(kind_of, SERVICES))}
    return Illness(
        services,
        np.stack([by_service, by_service]),
        _spread(known, WAGE_LAW, "wage_cv"),
        _spread(known, law, "severity_cv_annual"),
        np.array([LOG_LOW, LOG_STEP]),
        np.stack([np.tile(need[kind_of(name)], (len(SEXES), 1)) for name in SERVICES]),
        np.array([[use for use, _ in row] for row in trends]),
        np.array([[price for _, price in row] for row in trends]),
    )


def _spread(known: Known, law: str, cv: str) -> Array:
    """The curve of a law whose coefficient of variation is a figure. LookupError where the law cannot have it."""
    try:
        return curve(law, known.value(cv))
    except ValueError as cause:
        raise LookupError(f"{cv}: {cause}") from None


def kind_of(service: str) -> str:
    """The service as the bulletins count it: inpatient care of all tiers is one."""
    return "inpatient" if service.startswith("inpatient") else service


def _by_year(service: str) -> bool:
    """Whether deductible and cap count by year: outpatient care and drugs; inpatient care counts by admission."""
    return kind_of(service) != "inpatient"


def service_of(known: Known, payer: str, name: str, base: int) -> tuple[float, ...]:
    """A service of one payer in the base year, as the nation has it: the rows of `services`."""
    frequency = _at(published_care(known, payer, kind_of(name), "frequency"), base)
    cost = _at(published_care(known, payer, kind_of(name), "cost_per_case"), base)
    scope = known.value(f"in_scope_share_{payer}")
    row = [0.0] * r.SERVICE_ROWS
    if not _by_year(name):
        shares, costs = _tiers(known, payer)
        tier = TIERS.index(name.removeprefix("inpatient_"))
        cost *= costs[tier] / (shares * costs).sum()
        frequency *= shares[tier]
    row[r.FREQUENCY], row[r.COST], row[r.SCOPE], row[r.BY_YEAR] = frequency, cost, scope, float(_by_year(name))
    return tuple(row)


def _tiers(known: Known, payer: str) -> tuple[Array, Array]:
    """Shares of admissions and cost per admission by tier; a township hospital costs what a primary one does."""
    rows = known.table("tier_shares")
    shares = dict(zip(zip(rows.columns["pool"], rows.columns["tier"], strict=True), column(rows, "share"), strict=True))
    rows = known.table("tier_cost_per_admission")
    costs: dict[str, float] = {}
    for pool, tier, cost in zip(rows.columns["pool"], rows.columns["tier"], column(rows, "cost"), strict=True):
        if pool == payer:
            costs.setdefault(tier, cost)
    by_tier = np.array([shares[payer, tier] for tier in TIERS])
    return by_tier / by_tier.sum(), np.array([costs.get(tier, costs["primary"]) for tier in TIERS])


def published_care(known: Known, payer: str, kind: str, measure: str) -> dict[int, float]:
    """What was published of care by year, as far as it was known: frequency, cost_per_case."""
    known.table(ANCHORS)
    return known.seen(_care_by_year()[payer, kind, measure])


@cache
def _care_by_year() -> dict[tuple[str, str, str], dict[int, float]]:
    rows = table(ANCHORS)
    found: dict[tuple[str, str, str], dict[int, float]] = {}
    what = zip(*(rows.columns[name] for name in ("pool", "service", "measure")), strict=True)
    for key, year, value in zip(what, rows.columns["year"], column(rows, "value"), strict=True):
        found.setdefault(key, {})[int(year)] = value
    return found


def _at(values: dict[int, float], year: int) -> float:
    """The value of a year, or of the nearest year that has one."""
    return values[min(values, key=lambda known: (abs(known - year), known))]


def trend_of(known: Known, macro: Macro, payer: str, service: str, years: range) -> tuple[Array, Array]:
    """Indices of use and price of a service from the base year: as the nation's were published, then as they grow.

    Published use per person holds the ageing of the people counted; it is taken out, since age acts by itself.
    """
    frequency = published_care(known, payer, kind_of(service), "frequency")
    cost = published_care(known, payer, kind_of(service), "cost_per_case")
    ageing = known.value(f"national_ageing_effect_{payer}")
    use_growth, price_growth = care_growth(known, macro, payer, years, max(frequency))
    use, price = np.ones(len(years)), np.ones(len(years))
    for i, year in enumerate(years[1:], start=1):
        if year <= max(frequency):
            use[i] = use[i - 1] * _at(frequency, year) / _at(frequency, year - 1) / (1 + ageing)
            price[i] = price[i - 1] * _at(cost, year) / _at(cost, year - 1)
        else:
            use[i], price[i] = use[i - 1] * (1 + use_growth[i]), price[i - 1] * (1 + price_growth[i])
    return use * recovery(known, payer, years), price
