"""Contribution rate: the share of covered wages paid into the employee fund, and into maternity.

It moves the fund's income from each dated value on. Flexible workers pay both parts themselves, so either rate moves
theirs too. It does not move wages: how employers answer a higher rate is behaviour, and behaviour belongs to the basis.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("employer_rate", "employee_rate", "maternity_rate")


class Lever(LeverFields):
    """Who pays how much."""

    employer: Steps | None = moves("employer_rate", "the employer's part, share of covered wages")
    employee: Steps | None = moves("employee_rate", "the individual's part, share of covered wages")
    maternity: Steps | None = moves("maternity_rate", "the employer's part for maternity, merged or not")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the rates changed from their dates on."""
    return law._replace(
        employer_rate=stepped(law, "employer_rate", lever.employer, calendar),
        employee_rate=stepped(law, "employee_rate", lever.employee, calendar),
        maternity_rate=stepped(law, "maternity_rate", lever.maternity, calendar),
    )


EXAMPLE = Example(
    written="employer: {2027: 7 %}",
    before={"employer_rate": {2026: 0.06, 2027: 0.06}},
    after={"employer_rate": {2026: 0.06, 2027: 0.07}},
    raises="employee.contributions_employer",
)
