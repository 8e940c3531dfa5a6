"""Continuous cover (连续参保): how long a resident who returns after a gap waits before care is paid again.

It moves what the resident pool pays: of the insured a share returns in a year (the figure returning_share) and their care
of the months of waiting is not paid. That a longer wait keeps people from leaving is an answer of people, and is off
unless behaviour.continuity is on. The law in force has three months; a bonus on the cap of critical illness insurance for
loyal years is none of this pool's.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("waiting_months",)


class Lever(LeverFields):
    """The wait."""

    waiting: Steps | None = moves("waiting_months", "months without cover after a gap")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the wait changed from its years on."""
    return law._replace(waiting_months=stepped(law, "waiting_months", lever.waiting, calendar))


EXAMPLE = Example(
    written="waiting: {2027: 6 months}",
    before={"waiting_months": {2026: 3.0, 2027: 3.0}},
    after={"waiting_months": {2026: 3.0, 2027: 6.0}},
    lowers="resident.inpatient",
)
