"""Contribution waiver (减征): a share of the enterprises' part of contributions that never falls due.

It lowers the pool's income month by month and never comes back; individual accounts are credited in full. It does not
touch government bodies. A deferral, which comes back, is another lever.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("employer_relief",)


class Lever(LeverFields):
    """How much is waived, and when."""

    share: Steps | None = moves("employer_relief", "share of the enterprises' part that is waived")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the waiver from its dates on."""
    return law._replace(employer_relief=stepped(law, "employer_relief", lever.share, calendar))


EXAMPLE = Example(
    written="share: {2030-01: 50 %, 2030-07: 0 %}",
    before={"employer_relief": {2029: 0.0, 2030: 0.0, 2031: 0.0}},
    after={"employer_relief": {2029: 0.0, 2030: 0.5, 2031: 0.0}},
    raises="employee.waived",
)
