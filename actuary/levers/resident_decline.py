"""Resident decline (居民参保减员): residents who leave the register year after year, and how much of their care stays behind.

It moves heads of the resident pool: `a_year` persons leave for good in each year from its date on, and all who have left
pay no premium and bring no subsidy. `care_stays` is the share of those leaving in a year whose care the pool goes on
paying for, as of people insured twice; the others take theirs along, as those who drop out for the premium do. It moves
no people of the area, and none of the assisted: who leaves pays for himself. The first year that can be moved is the
second one projected, since cover is announced in the year before.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("residents_lost", "lost_care_stays")


class Lever(LeverFields):
    """How many leave, and what they leave behind."""

    a_year: Steps | None = moves("residents_lost", "residents who leave in a year")
    care_stays: Steps | None = moves(
        "lost_care_stays", "share of those who leave whose care stays", only_with="residents_lost"
    )


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with those who leave from their years on."""
    return law._replace(
        residents_lost=stepped(law, "residents_lost", lever.a_year, calendar),
        lost_care_stays=stepped(law, "lost_care_stays", lever.care_stays, calendar),
    )


EXAMPLE = Example(
    written="{a_year: {2027: 2 万人}, care_stays: {2027: 50 %}}",
    before={"residents_lost": {2026: 0.0, 2027: 0.0}, "lost_care_stays": {2026: 0.0, 2027: 0.0}},
    after={"residents_lost": {2026: 0.0, 2027: 20_000.0}, "lost_care_stays": {2026: 0.0, 2027: 0.5}},
    lowers="resident.contributions_own",
)
