"""Internet care (互联网医疗): visits over the internet that the funds pay for.

It moves outpatient and chronic outpatient care: such visits cost less (`internet_visit_relative_cost`), and some of them
nobody would have made otherwise (`internet_visits_added_share`). It moves no admission and no ratio.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("internet_visit_share",)


class Lever(LeverFields):
    """How many."""

    share: Steps | None = moves("internet_visit_share", "such visits over the visits there would be without them")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the share of visits over the internet changed from its years on."""
    return law._replace(
        internet_visit_share=stepped(law, "internet_visit_share", lever.share, calendar),
    )


EXAMPLE = Example(
    written="share: {2027: 5 %}",
    before={"internet_visit_share": {2026: 0.01, 2027: 0.01}},
    after={"internet_visit_share": {2026: 0.01, 2027: 0.05}},
    lowers="resident.outpatient",
)
