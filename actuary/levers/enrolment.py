"""Enrolment (扩面、应保尽保): how many of the eligible residents are insured, and how many records are taken off.

`target` is the take-up that enrolment work aims at and `reached` the share of the gap to it that is closed; beyond the
ceiling (the figure take_up_ceiling) nobody can be won, and where people take up more by themselves nothing is done. Those
who are won need less care than those already there, as behaviour.selection says. `assisted` is the least share of the
assisted who are insured: 100 % for a duty to cover them all. `records_removed` takes duplicate and invalid records off the
register: premiums, subsidies and the reported coverage fall with the heads, the need of care does not. Cover is announced,
and its premium collected, in the year before: the first year that can be moved is the second one projected.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("enrolment_target", "enrolment_reached", "assisted_take_up", "records_removed")


class Lever(LeverFields):
    """Targets by year of cover."""

    target: Steps | None = moves("enrolment_target", "take-up of residents that enrolment work aims at")
    reached: Steps | None = moves("enrolment_reached", "share of the gap to the target that is closed")
    assisted: Steps | None = moves("assisted_take_up", "least share of the assisted who are insured")
    records_removed: Steps | None = moves("records_removed", "records taken off, share of the insured residents")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with targets and removals from their years on."""
    return law._replace(
        enrolment_target=stepped(law, "enrolment_target", lever.target, calendar),
        enrolment_reached=stepped(law, "enrolment_reached", lever.reached, calendar),
        assisted_take_up=stepped(law, "assisted_take_up", lever.assisted, calendar),
        records_removed=stepped(law, "records_removed", lever.records_removed, calendar),
    )


EXAMPLE = Example(
    written="{target: {2027: 95 %}, reached: {2027: 50 %}, assisted: {2027: 100 %}, records_removed: {2028: 2 %}}",
    before={
        "enrolment_target": {2026: 0.0, 2027: 0.0},
        "enrolment_reached": {2026: 1.0, 2027: 1.0},
        "assisted_take_up": {2026: 0.0, 2027: 0.0},
        "records_removed": {2027: 0.0, 2028: 0.0},
    },
    after={
        "enrolment_target": {2026: 0.0, 2027: 0.95},
        "enrolment_reached": {2026: 1.0, 2027: 0.5},
        "assisted_take_up": {2026: 0.0, 2027: 1.0},
        "records_removed": {2027: 0.0, 2028: 0.02},
    },
    raises="resident.contributions_own",
)
