"""The catalogue (医保目录): what is in scope, what the patient pays first of class B, what new drugs cost.

It moves the share of cost in scope, in points by service: items listed or removed, with them what a place pays beyond the
list of benefits. What the patient pays first of class B (乙类先行自付) moves it by that share of `class_b_cost_share`, for
employees and residents apart. Negotiated drugs (谈判药) add to what the drugs of a service cost. A waiver of limits is written
for its year, and ended in the next: of a waiver of three months, a quarter. It does not move ratios or caps, and nobody
changes to other drugs.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = (
    "catalogue_points", "employee_class_b_first", "resident_class_b_first", "negotiated_drugs", "limits_waived",
)  # fmt: skip


class Lever(LeverFields):
    """Share in scope by service, class B by scheme, new drugs by service, waiver by year."""

    scope: Steps | None = moves("catalogue_points", "added to the share of cost in scope, or taken from it")
    employee_class_b: Steps | None = moves("employee_class_b_first", "share of class B that employees pay first")
    resident_class_b: Steps | None = moves("resident_class_b_first", "share of class B that residents pay first")
    negotiated: Steps | None = moves("negotiated_drugs", "cost of newly negotiated drugs over that of all drugs")
    waived: Steps | None = moves("limits_waived", "of the cost out of scope, the share that a waiver takes in")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the catalogue changed from its years on."""
    return law._replace(
        catalogue_points=stepped(law, "catalogue_points", lever.scope, calendar),
        employee_class_b_first=stepped(law, "employee_class_b_first", lever.employee_class_b, calendar),
        resident_class_b_first=stepped(law, "resident_class_b_first", lever.resident_class_b, calendar),
        negotiated_drugs=stepped(law, "negotiated_drugs", lever.negotiated, calendar),
        limits_waived=stepped(law, "limits_waived", lever.waived, calendar),
    )


EXAMPLE = Example(
    written="{scope: {outpatient: {2027: +2 pp}}, employee_class_b: {2028: -5 pp}, resident_class_b: {2028: 15 %}, "
    "negotiated: {chronic_outpatient: {2027: 3 %}}, waived: {2029: 5 %, 2030: 0 %}}",
    before={
        "catalogue_points.outpatient": {2026: 0.0, 2027: 0.0},
        "employee_class_b_first": {2027: 0.1, 2028: 0.1},
        "resident_class_b_first": {2027: 0.1, 2028: 0.1},
        "negotiated_drugs.chronic_outpatient": {2026: 0.0, 2027: 0.0},
        "limits_waived": {2028: 0.0, 2029: 0.0, 2030: 0.0},
    },
    after={
        "catalogue_points.outpatient": {2026: 0.0, 2027: 0.02},
        "employee_class_b_first": {2027: 0.1, 2028: 0.05},
        "resident_class_b_first": {2027: 0.1, 2028: 0.15},
        "negotiated_drugs.chronic_outpatient": {2026: 0.0, 2027: 0.03},
        "limits_waived": {2028: 0.0, 2029: 0.05, 2030: 0.0},
    },
    raises="employee.outpatient",
)
