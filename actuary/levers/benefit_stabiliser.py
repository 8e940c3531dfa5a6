"""Benefit stabiliser (待遇动态调整): shares paid that move by themselves with the months of reserve of the pool.

Where a pool closes a year with fewer months than the lower end of the band, all its ratios fall by a step in the next
year; with more than the upper end they rise by one; within the band they stay where they are. The steps add up, to the
limit. Months are of the pool alone, its balance over its spending of the year. It does not move deductibles or caps,
nor use; what is not paid at all (a ratio of 0) stays so.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("stabiliser_low", "stabiliser_high", "stabiliser_step", "stabiliser_limit")


class Lever(LeverFields):
    """The band, the step and how far the steps may add up, by payer and year."""

    low: Steps | None = moves("stabiliser_low", "months of reserve below which ratios fall by a step")
    high: Steps | None = moves(
        "stabiliser_high", "months of reserve above which they rise by a step", beside="stabiliser_low"
    )
    step: Steps | None = moves("stabiliser_step", "by how much, in points of the ratio")
    limit: Steps | None = moves("stabiliser_limit", "how far the steps may add up, either way")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the stabiliser changed from its years on. Raises ValueError for a band that is upside down."""
    moved = law._replace(
        stabiliser_low=stepped(law, "stabiliser_low", lever.low, calendar),
        stabiliser_high=stepped(law, "stabiliser_high", lever.high, calendar),
        stabiliser_step=stepped(law, "stabiliser_step", lever.step, calendar),
        stabiliser_limit=stepped(law, "stabiliser_limit", lever.limit, calendar),
    )
    if (moved.stabiliser_low > moved.stabiliser_high).any():
        raise ValueError("low at most as many months as high, for each payer in every year")
    return moved


EXAMPLE = Example(
    written="{step: {resident: {2027: 1 %}}, limit: {resident: {2027: 5 %}}, high: {resident: {2028: 12 months}}}",
    before={"stabiliser_step.resident": {2026: 0.0, 2027: 0.0}, "stabiliser_limit.resident": {2026: 0.0, 2027: 0.0},
            "stabiliser_high.resident": {2027: 9.0, 2028: 9.0}},
    after={"stabiliser_step.resident": {2026: 0.0, 2027: 0.01}, "stabiliser_limit.resident": {2026: 0.0, 2027: 0.05},
           "stabiliser_high.resident": {2027: 9.0, 2028: 12.0}},
    raises="resident.inpatient",
)  # fmt: skip
