"""Cover of newborns (新生儿参保): children who are enrolled for the year of their birth, within 90 days of it.

It moves what the resident pool receives in that year: for each of them the year's premium and subsidy, a twelfth of them a
month, for they are born and enrolled all year round and not in the autumn before. Their care is paid for as it is: the base
year's books hold whatever newborns brought then, so the lever says what comes beyond it. It moves no head that is counted
at the end of a year, and who is enrolled in the autumn is the lever enrolment.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("newborns_enrolled",)


class Lever(LeverFields):
    """How many, by year of birth."""

    enrolled: Steps | None = moves("newborns_enrolled", "share of the children born in the year")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the share of newborns who are enrolled changed from its years on."""
    return law._replace(
        newborns_enrolled=stepped(law, "newborns_enrolled", lever.enrolled, calendar),
    )


EXAMPLE = Example(
    written="{enrolled: {2027: 50 %}}",
    before={"newborns_enrolled": {2026: 0.0, 2027: 0.0}},
    after={"newborns_enrolled": {2026: 0.0, 2027: 0.5}},
    raises="resident.contributions_own",
)
