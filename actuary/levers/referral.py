"""Referral (分级诊疗): admissions that go to the tier of hospitals below.

It moves cases from a tier to the next one, by the tier they come from; there they cost what others do, and are paid by the
ratio of that tier. Those who go are the lighter cases of their own tier (`referred_relative_cost`), so the rest cost more
a case. It moves nobody to outpatient care, and no ratio: whether patients answer to ratios is `behaviour.tier_choice`.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("referred_share",)


class Lever(LeverFields):
    """How many, by the tier they come from."""

    share: Steps | None = moves("referred_share", "admissions of a tier that go to the tier below")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the shares that go to the tier below changed from their years on."""
    return law._replace(
        referred_share=stepped(law, "referred_share", lever.share, calendar),
    )


EXAMPLE = Example(
    written="{share: {tertiary: {2027: 10 %}, secondary: {2028: 5 %}}}",
    before={
        "referred_share.tertiary": {2026: 0.0, 2027: 0.0},
        "referred_share.secondary": {2027: 0.0, 2028: 0.0},
    },
    after={
        "referred_share.tertiary": {2026: 0.0, 2027: 0.1},
        "referred_share.secondary": {2027: 0.0, 2028: 0.05},
    },
    lowers="resident.inpatient",
)
