"""How often people need care, what it costs, and how both move with age and time."""

from typing import NamedTuple

import numpy as np

from actuary.axes import OLDEST, PAYERS, SERVICES, SEXES, TIERS
from actuary.basis.known import Known
from actuary.basis.macro import Macro
from actuary.figures.tables import Table, column
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.severity import LOG_LOW, LOG_STEP, curve

SEVERITY_LAW = "lognormal"


class Illness(NamedTuple):
    """Care as the money sees it; years from the base year on."""

    services: Array
    """[p, k, row] frequency, cost per case, in-scope share, by-year mark, of the base year."""
    curves: Array
    """[p, k, point, 2]"""
    wage_curve: Array
    grid: Array
    relativity: Array
    """[k, sex, age], mean not yet one."""
    use: Array
    """[p, k, year] index of cases per person of unchanged age."""
    price: Array
    """[p, k, year] index of cost per case."""


def illness_of(known: Known, macro: Macro, years: range) -> Illness:
    """The nation's care of the base year and its course since; the area's level is solved later."""
    base = years[0]
    services = np.array([[_service(known, payer, name, base) for name in SERVICES] for payer in PAYERS])
    admission = curve(SEVERITY_LAW, known.value("severity_cv_admission"))
    yearly = curve(SEVERITY_LAW, known.value("severity_cv_year"))
    by_service = np.stack([yearly if _by_year(name) else admission for name in SERVICES])
    trends = [[_trend(known, macro, payer, name, years) for name in SERVICES] for payer in PAYERS]
    return Illness(
        services,
        np.stack([by_service, by_service]),
        curve(SEVERITY_LAW, known.value("wage_cv")),
        np.array([LOG_LOW, LOG_STEP]),
        np.stack([_relativity(known.table("relativity_points"), _kind(name)) for name in SERVICES]),
        np.array([[use for use, _ in row] for row in trends]),
        np.array([[price for _, price in row] for row in trends]),
    )


def _kind(service: str) -> str:
    """The service as the bulletins count it: inpatient care of all tiers is one."""
    return "inpatient" if service.startswith("inpatient") else service


def _by_year(service: str) -> bool:
    """Whether deductible and cap count by year: outpatient care and drugs; inpatient care counts by admission."""
    return _kind(service) != "inpatient"


def _service(known: Known, payer: str, name: str, base: int) -> tuple[float, ...]:
    anchors = known.table("service_anchors")
    frequency = _at(_published(anchors, payer, _kind(name), "frequency"), base)
    cost = _at(_published(anchors, payer, _kind(name), "cost_per_case"), base)
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


def _published(anchors: Table, payer: str, kind: str, measure: str) -> dict[int, float]:
    return {
        int(year): value
        for pool, service, year, of, value in zip(
            *(anchors.columns[name] for name in ("pool", "service", "year", "measure")),
            column(anchors, "value"),
            strict=True,
        )
        if (pool, service, of) == (payer, kind, measure)
    }


def _at(values: dict[int, float], year: int) -> float:
    """The value of a year, or of the nearest year that has one."""
    return values[min(values, key=lambda known: (abs(known - year), known))]


def _trend(known: Known, macro: Macro, payer: str, service: str, years: range) -> tuple[Array, Array]:
    """Indices of use and price from the base year: as the nation's were published, then as cost follows income.

    Published use per person holds the ageing of the people counted; it is taken out, since age acts by itself.
    """
    anchors = known.table("service_anchors")
    frequency = _published(anchors, payer, _kind(service), "frequency")
    cost = _published(anchors, payer, _kind(service), "cost_per_case")
    ageing = known.value(f"national_ageing_effect_{payer}")
    use_growth, price_growth = _long_run(known, macro, years, max(frequency))
    use, price = np.ones(len(years)), np.ones(len(years))
    for i, year in enumerate(years[1:], start=1):
        if year <= max(frequency):
            use[i] = use[i - 1] * _at(frequency, year) / _at(frequency, year - 1) / (1 + ageing)
            price[i] = price[i - 1] * _at(cost, year) / _at(cost, year - 1)
        else:
            use[i], price[i] = use[i - 1] * (1 + use_growth[i]), price[i - 1] * (1 + price_growth[i])
    return use, price


def _long_run(known: Known, macro: Macro, years: range, last_known: int) -> tuple[Array, Array]:
    """Growth of use and of price a year: real cost per head = elasticity x real income + an excess that fades."""
    income = macro.disposable_income
    before = range(years[0] - 1, years[-1])
    inflation = macro.at(macro.inflation, years)
    real_income = macro.at(income, years) / macro.at(income, before) / (1 + inflation) - 1
    fades_by = known.value("excess_fades_by")
    left = np.clip((fades_by - np.array(years)) / (fades_by - last_known), 0, 1)
    real_cost = known.value("health_cost_elasticity") * real_income + known.value("excess_cost_growth") * left
    priced = known.value("price_share_of_cost_growth")
    return (1 - priced) * real_cost, (1 + inflation) * (1 + priced * real_cost) - 1


def _relativity(rows: Table, kind: str) -> Array:
    """Need by age over the mean, [sex, age], on straight lines between the points; the same for both sexes."""
    points = [
        (float(age), value)
        for service, age, value in zip(
            rows.columns["service"], rows.columns["age"], column(rows, "relativity"), strict=True
        )
        if service == kind
    ]
    ages, values = zip(*points, strict=True)
    line = np.interp(np.arange(OLDEST + 1) + 0.5, ages, values)
    return np.tile(line, (len(SEXES), 1))
