"""Interest (基金收益): what a year brings on the balances of all pools.

It moves the income of every pool that holds money, from each date on: a better deposit, a bond, or a fall of rates. It
credits nothing on a debt, and it is the same for all pools.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("interest_rate",)


class Lever(LeverFields):
    """The rate."""

    rate: Steps | None = moves("interest_rate", "interest a year on the opening balance of the month")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the rate of interest changed from its dates on."""
    return law._replace(interest_rate=stepped(law, "interest_rate", lever.rate, calendar))


EXAMPLE = Example(
    written="rate: {2027: 2 %}",
    before={"interest_rate": {2026: 0.011, 2027: 0.011}},
    after={"interest_rate": {2026: 0.011, 2027: 0.02}},
    raises="resident.interest",
)
