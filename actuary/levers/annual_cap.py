"""Annual cap (年度最高支付限额): what a basic pool pays at most for a member in a year, in wages or incomes.

What lies above is not paid by the pool: patients owe it, and the layers after the basic one pay their part of it. It moves
the pools' spending on the few whose year is very dear, the less the higher the cap. It moves no deductible and no ratio;
the caps by service stand in employee_benefits and resident_benefits.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("annual_cap",)


class Lever(LeverFields):
    """The cap of each pool, by year."""

    times: Steps | None = moves(
        "annual_cap", "times the mean wage (employee) or last year's disposable income (resident); 0 for none"
    )


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the caps changed from their years on."""
    return law._replace(annual_cap=stepped(law, "annual_cap", lever.times, calendar))


EXAMPLE = Example(
    written="times: {resident: {2027: 4}, employee: {2028: 4 times}}",
    before={"annual_cap.resident": {2026: 0.0, 2027: 0.0}, "annual_cap.employee": {2028: 0.0}},
    after={"annual_cap.resident": {2026: 0.0, 2027: 4.0}, "annual_cap.employee": {2028: 4.0}},
    lowers="resident.inpatient",
)
