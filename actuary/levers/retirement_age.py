"""Retirement age: the statutory ages at which members stop paying and retire.

It moves when active members become retired members, so both contributions and the share of the old in the pool. It does
not move how many have enough contribution years, nor how often people of an age fall ill.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("retirement_age_men", "retirement_age_women", "retirement_age_women_cadres")


class Lever(LeverFields):
    """The age reached at the end of each year."""

    men: Steps | None = moves("retirement_age_men", "statutory age of men")
    women: Steps | None = moves("retirement_age_women", "statutory age of women workers")
    women_cadres: Steps | None = moves("retirement_age_women_cadres", "statutory age of women cadres")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the ages changed from their years on."""
    return law._replace(
        retirement_age_men=stepped(law, "retirement_age_men", lever.men, calendar),
        retirement_age_women=stepped(law, "retirement_age_women", lever.women, calendar),
        retirement_age_women_cadres=stepped(law, "retirement_age_women_cadres", lever.women_cadres, calendar),
    )


EXAMPLE = Example(
    written="men: {2029: 65 years}",
    before={"retirement_age_men": {2028: 60.8, 2029: 61.0}},
    after={"retirement_age_men": {2028: 60.8, 2029: 65.0}},
    raises="employee.contributions_employer",
)
