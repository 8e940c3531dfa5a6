"""Employee benefits (职工医保待遇): what the employee pool pays of each service: deductible, ratio and cap.

It moves the pool's spending from each year on: the four tiers of hospitals by admission, outpatient, chronic outpatient
and pharmacy by patient and year. It does not move use (whether better cover brings more patients is behaviour), nor what
members pay from their accounts. Where the cap is 0, as for the pharmacy, a ratio alone pays nothing. The cap is on what
the pool pays, the deductible on what care costs: a cap below the deductible is no contradiction.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("employee_deductible", "employee_ratio", "employee_cap")


class Lever(LeverFields):
    """Deductible, share and highest payment, by service and year."""

    deductible: Steps | None = moves("employee_deductible", "what the patient pays first, an admission or a year")
    ratio: Steps | None = moves("employee_ratio", "share paid of the cost in scope above it")
    cap: Steps | None = moves("employee_cap", "highest payment, an admission or a year")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the terms of the services changed from their years on."""
    return law._replace(
        employee_deductible=stepped(law, "employee_deductible", lever.deductible, calendar),
        employee_ratio=stepped(law, "employee_ratio", lever.ratio, calendar),
        employee_cap=stepped(law, "employee_cap", lever.cap, calendar),
    )


EXAMPLE = Example(
    written="{ratio: {outpatient: {2027: 70 %}}, deductible: {inpatient_tertiary: {2028: +100 元}}, "
    "cap: {outpatient: {2027: 6000 元}}}",
    before={
        "employee_ratio.outpatient": {2026: 0.6, 2027: 0.6},
        "employee_deductible.inpatient_tertiary": {2027: 467.0, 2028: 467.0},
        "employee_cap.outpatient": {2026: 4000.0, 2027: 4000.0},
    },
    after={
        "employee_ratio.outpatient": {2026: 0.6, 2027: 0.7},
        "employee_deductible.inpatient_tertiary": {2027: 467.0, 2028: 567.0},
        "employee_cap.outpatient": {2026: 4000.0, 2027: 6000.0},
    },
    raises="employee.outpatient",
)
