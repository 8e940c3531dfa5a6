"""Maternity leave (产假与生育津贴天数): for how many days a mother with an employer gets an allowance of her wage.

It moves the allowances: the days of every birth, more for a difficult one, for every further child of a birth, for a third
child. How many births are difficult or of a third child are figures. It moves neither the number of births nor wages.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("maternity_leave_days", "maternity_difficult_days", "maternity_multiple_days", "maternity_third_days")


class Lever(LeverFields):
    """Days by year."""

    days: Steps | None = moves("maternity_leave_days", "of every birth")
    difficult: Steps | None = moves("maternity_difficult_days", "added for a difficult birth")
    further_child: Steps | None = moves("maternity_multiple_days", "added for every further child of a birth")
    third_child: Steps | None = moves("maternity_third_days", "added for a third child or a later one")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the days changed from their years on."""
    return law._replace(
        maternity_leave_days=stepped(law, "maternity_leave_days", lever.days, calendar),
        maternity_difficult_days=stepped(law, "maternity_difficult_days", lever.difficult, calendar),
        maternity_multiple_days=stepped(law, "maternity_multiple_days", lever.further_child, calendar),
        maternity_third_days=stepped(law, "maternity_third_days", lever.third_child, calendar),
    )


EXAMPLE = Example(
    written="{days: {2027: 188}, difficult: {2027: 15}, further_child: {2027: 15}, third_child: {2028: 30}}",
    before={"maternity_leave_days": {2026: 158.0, 2027: 158.0}, "maternity_third_days": {2027: 0.0, 2028: 0.0}},
    after={"maternity_leave_days": {2026: 158.0, 2027: 188.0}, "maternity_third_days": {2027: 0.0, 2028: 30.0}},
    raises="employee.maternity_allowance",
)
