"""Resident benefits (居民医保待遇): what the resident pool pays of each service: deductible, ratio and cap.

It moves the pool's spending from each year on: the four tiers of hospitals by admission, outpatient, chronic outpatient
and pharmacy by patient and year. It does not move use: whether better cover brings more patients is behaviour. Where the
cap is 0, as for the pharmacy, a ratio alone pays nothing. The cap is on what the pool pays, the deductible on what care
costs: a cap below the deductible is no contradiction.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("resident_deductible", "resident_ratio", "resident_cap")


class Lever(LeverFields):
    """Deductible, share and highest payment, by service and year."""

    deductible: Steps | None = moves("resident_deductible", "what the patient pays first, an admission or a year")
    ratio: Steps | None = moves("resident_ratio", "share paid of the cost in scope above it")
    cap: Steps | None = moves("resident_cap", "highest payment, an admission or a year")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the terms of the services changed from their years on."""
    return law._replace(
        resident_deductible=stepped(law, "resident_deductible", lever.deductible, calendar),
        resident_ratio=stepped(law, "resident_ratio", lever.ratio, calendar),
        resident_cap=stepped(law, "resident_cap", lever.cap, calendar),
    )


EXAMPLE = Example(
    written="{ratio: {inpatient_tertiary: {2027: +5 pp}}, deductible: {inpatient_primary: {2028: 300 元}}, "
    "cap: {outpatient: {2027: +50 %}}}",
    before={
        "resident_ratio.inpatient_tertiary": {2026: 0.65, 2027: 0.65},
        "resident_deductible.inpatient_primary": {2027: 360.0, 2028: 360.0},
        "resident_cap.outpatient": {2026: 400.0, 2027: 400.0},
    },
    after={
        "resident_ratio.inpatient_tertiary": {2026: 0.65, 2027: 0.7},
        "resident_deductible.inpatient_primary": {2027: 360.0, 2028: 300.0},
        "resident_cap.outpatient": {2026: 400.0, 2027: 600.0},
    },
    raises="resident.inpatient",
)
