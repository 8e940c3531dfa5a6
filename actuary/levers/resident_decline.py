"""Resident decline (居民参保减员): residents who leave the register year after year, and how much of their care stays.

It moves heads of the residents' pool: `a_year` persons leave in each year from its date on, beyond what births, deaths, formal
work and premiums explain. They leave for good: premiums and subsidies of all who have left so far are gone. `care_stays` is
the share of those leaving in a year whose going spares the pool no care, since they needed none of it, as the healthy or
people insured twice; the others take theirs along, as much of it as behaviour.selection says of those who leave for the
premium. It moves no people of the area, and none of the assisted, whose premium is paid for them. Cover is announced, and
its premium collected, in the year before: the first year that can be moved is the second one projected.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("residents_lost", "lost_care_stays")


class Lever(LeverFields):
    """Residents who leave by year of cover, and their care."""

    a_year: Steps | None = moves("residents_lost", "residents who leave in a year, besides those who do anyway")
    care_stays: Steps | None = moves("lost_care_stays", "share of them whose care stays", only_with="residents_lost")


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
