"""Joining (放开户籍、灵活就业参保): who may come into the fund, and who moves to the employee scheme alone.

It moves people. `arriving` are persons a year who come because registration is no longer asked for: evenly over the ages
from `from_age` to `to_age` and both sexes, at the end of the year, with the statuses of their age. `flexible` is the share
of residents of working age (the figures formalisation_age_from and formalisation_age_to) who join the employee scheme as
flexible workers in a year, those of new forms of employment among them, beyond those who do anyway; on what base and at
which rate they pay is the lever flexible_workers. It asks nobody to leave, and knows no price: a share is what policy gets.
"""

import numpy as np

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("arriving_people", "arriving_age_from", "arriving_age_to", "joining_flexible")


class Lever(LeverFields):
    """How many come, of which age, and how many join."""

    arriving: Steps | None = moves("arriving_people", "persons who come in a year")
    from_age: Steps | None = moves("arriving_age_from", "youngest age of those who come")
    to_age: Steps | None = moves("arriving_age_to", "oldest age of those who come", beside="arriving_age_from")
    flexible: Steps | None = moves(
        "joining_flexible", "residents of working age who join as flexible workers in a year"
    )


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with those who come and join from their years on; a ValueError where the oldest are younger than the youngest."""
    first = stepped(law, "arriving_age_from", lever.from_age, calendar)
    last = stepped(law, "arriving_age_to", lever.to_age, calendar)
    if np.any(np.ceil(first) > np.floor(last)):
        raise ValueError("from_age at or below to_age, with a whole age between them, in every year")
    return law._replace(
        arriving_people=stepped(law, "arriving_people", lever.arriving, calendar),
        arriving_age_from=first,
        arriving_age_to=last,
        joining_flexible=stepped(law, "joining_flexible", lever.flexible, calendar),
    )


EXAMPLE = Example(
    written="{arriving: {2027: 2000 人}, from_age: {2027: 18 years}, to_age: {2027: 40 years}, flexible: {2028: 0.5 %}}",
    before={"arriving_people": {2026: 0.0, 2027: 0.0}, "joining_flexible": {2027: 0.0, 2028: 0.0}},
    after={"arriving_people": {2026: 0.0, 2027: 2000.0}, "joining_flexible": {2027: 0.0, 2028: 0.005}},
    raises="employee.contributions_own",
)
