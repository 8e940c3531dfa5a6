"""What a run can be asked about: the funds and the measures of each, and what there is once a year, each with its unit."""

import math

from actuary.axes import POOLS
from actuary.units import Money, Months, Number, People, Share, Unit

GROUPS = (*POOLS, "employee_scheme", "all")
"""Pools, then what is read together: pool and account of the employees; everything."""

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
    "births": People(),
    "deaths": People(),
    "population": People(),
}
"""How what there is once a year, over all funds, is written."""
