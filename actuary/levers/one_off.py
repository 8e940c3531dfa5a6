"""One-off money (其他收入、其他支出): what comes into a pool, or goes out of it, once.

Treatment, tests and vaccines of an epidemic, money recovered, a special transfer. Unlike a rule that holds from its date
on, an amount under a month falls in that month alone, and one under a year is that year's whole sum, in twelve equal
parts; amounts that meet in a month add up. It is due and paid at once, as a line of its own. It moves no care, no
contribution and no other year, but the interest on the balance; what it buys (cases avoided) is not followed. The months
of reserve of its year count it as spending.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, paid_once

MOVES = ("employee_other_income", "employee_other_spending", "resident_other_income", "resident_other_spending")


class Lever(LeverFields):
    """Which pool, in or out, how much, and when; each amount by its own month or year."""

    employee_income: Steps | None = moves(
        "employee_other_income", "what the employee pool receives in that month or year"
    )
    employee_spending: Steps | None = moves(
        "employee_other_spending", "what the employee pool pays in that month or year"
    )
    resident_income: Steps | None = moves(
        "resident_other_income", "what the resident pool receives in that month or year"
    )
    resident_spending: Steps | None = moves(
        "resident_other_spending", "what the resident pool pays in that month or year"
    )


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with every amount in its month, or over the months of its year."""
    return law._replace(
        employee_other_income=paid_once(law, "employee_other_income", lever.employee_income, calendar),
        employee_other_spending=paid_once(law, "employee_other_spending", lever.employee_spending, calendar),
        resident_other_income=paid_once(law, "resident_other_income", lever.resident_income, calendar),
        resident_other_spending=paid_once(law, "resident_other_spending", lever.resident_spending, calendar),
    )


EXAMPLE = Example(
    written="{employee_spending: {2030: 1.2 亿元}, resident_income: {2028-01: 500 万元}}",
    before={"employee_other_spending": {2030: 0.0, 2031: 0.0}, "resident_other_income": {2028: 0.0, 2029: 0.0}},
    after={"employee_other_spending": {2030: 1e7, 2031: 0.0}, "resident_other_income": {2028: 5e6, 2029: 0.0}},
    raises="employee.other_spending",
)
