"""Day surgery (日间手术): admissions that are operations with admission and discharge on one day.

It moves the cost of an admission in every tier: such an operation costs less than the same with days in bed
(`day_surgery_relative_cost`). It moves neither the number of operations nor the ratio: they are paid as admissions.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("day_surgery_share",)


class Lever(LeverFields):
    """How much is done in a day."""

    share: Steps | None = moves("day_surgery_share", "admissions that are operations within one day")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the share of day surgery changed from its years on."""
    return law._replace(
        day_surgery_share=stepped(law, "day_surgery_share", lever.share, calendar),
    )


EXAMPLE = Example(
    written="share: {2027: 6 %}",
    before={"day_surgery_share": {2026: 0.03, 2027: 0.03}},
    after={"day_surgery_share": {2026: 0.03, 2027: 0.06}},
    lowers="resident.inpatient",
)
