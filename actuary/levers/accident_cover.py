"""Accident cover (意外伤害待遇): hospital bills of accidental injury that the funds pay like others.

It moves what both pools pay for hospital care, by the share of such injury in its cost (`accident_cost_share`). What a
third party is liable for is nobody's bill here. It moves no accident.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("accident_paid_share",)


class Lever(LeverFields):
    """How much is paid for."""

    share: Steps | None = moves("accident_paid_share", "cost of accidental injury that is paid for")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the share of accidental injury that is paid for changed from its years on."""
    return law._replace(
        accident_paid_share=stepped(law, "accident_paid_share", lever.share, calendar),
    )


EXAMPLE = Example(
    written="share: {2027: 80 %}",
    before={"accident_paid_share": {2026: 1.0, 2027: 1.0}},
    after={"accident_paid_share": {2026: 1.0, 2027: 0.8}},
    lowers="resident.inpatient",
)
