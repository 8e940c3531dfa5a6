"""What a run can be asked about: the funds and the measures of each, and what there is once a year, each with its unit."""

import math
from collections.abc import Iterable

from actuary.axes import POOLS
from actuary.errors import nearest
from actuary.units import Money, Months, Number, People, Share, Unit

GROUPS = (*POOLS, "employee_scheme", "all")
"""Pools, then what is read together: pool and account of the employees; all of medical and maternity insurance."""

UNITS: dict[str, Unit] = {
    "income": Money(),
    "spending": Money(),
    "balance": Money(-math.inf),
    "surplus": Money(-math.inf),
    "reserve_months": Months(-math.inf),
    "cumulative_surplus": Money(-math.inf),
}
"""How each measure of a fund is written."""

MEASURES = tuple(UNITS)

RATES: dict[str, Unit] = {
    "surplus_rate": Share(-math.inf, 1),
    "free_reserve_months": Months(-math.inf),
    "backed_months": Months(-math.inf),
    "income_growth": Share(-1),
    "spending_growth": Share(-1),
    "income_per_insured": Money(),
    "spending_per_insured": Money(),
    "income_over_wage": Share(),
    "policy_ratio": Share(0, 1),
    "overall_ratio": Share(0, 1),
    "own_share": Share(0, 1),
    "point_value": Share(),
    "hospitals_kept": Share(-1),
    "hospitals_kept_amount": Money(-math.inf),
}
"""Rates, growth and ratios of payment of a fund."""

RATED = ("employee_scheme", "resident", "all")
_PAYING = ("employee_scheme", "resident")
_OF_PAYING = ("policy_ratio", "overall_ratio", "point_value", "hospitals_kept", "hospitals_kept_amount")

YEARLY: dict[str, Unit] = {
    "premium": Money(),
    "subsidy": Money(),
    "subsidy_per_premium": Number(),
    "take_up": Share(0, 1),
    "covered_wages": Money(),
    "wage": Money(),
    "active_per_retired": Number(),
    "insured_employees": People(),
    "insured_residents": People(),
    "coverage_rate": Share(0, 1),
    "insured_births": People(),
    "disabled": People(),
    "nursing_members": People(),
    "nursing_beneficiaries": People(),
    "births": People(),
    "deaths": People(),
    "population": People(),
    "admissions_in_province": People(),
    "admissions_beyond_province": People(),
    "cost_in_province": Money(),
    "cost_beyond_province": Money(),
    "aid_ratio": Share(0, 1),
    "own_payment_assisted": Money(),
    "high_cost_patients": People(),
}
"""How what there is once a year, over all funds, is written."""


def units_of(group: str) -> dict[str, Unit]:
    """Everything that can be asked of a fund, and how it is written; no fund's name for what there is once a year."""
    if not group:
        return YEARLY
    rates = {name: unit for name, unit in RATES.items() if group in (_PAYING if name in _OF_PAYING else RATED)}
    return {**UNITS, **rates}


def nearest_measure(written: str, names: Iterable[str]) -> str | None:
    """The name that was most likely meant: one of the same fund that ends with the word written, else one that looks alike.

    resident.months is resident.reserve_months and not resident.births; of several the one that funds are first asked for.
    """
    known = [*names]
    fund, dot, word = written.strip().rpartition(".")
    ending = [name for name in known if name.startswith(f"{fund}{dot}") and name.endswith(f"_{word}")]
    asked_for = [*UNITS, *RATES, *YEARLY]
    places = {name: asked_for.index(last) for name in ending if (last := name.rpartition(".")[2]) in asked_for}
    return min(places, key=lambda name: places[name], default=nearest(written, known))
