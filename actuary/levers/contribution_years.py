"""Contribution years (缴费年限互认、补缴): who retires on years that count from elsewhere or are bought, and what that brings.

It moves people at the statutory age: of those short of contribution years the share given becomes retired, with care paid
by the employee pool, in place of resident. For each of them the pool receives `price` in that year, from the fund of the
area where the years were spent (清算) or from the person (一次性补缴); it is booked with own contributions. What this area's
fund owes to others is not known here: write it as one_off.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("years_recognised", "years_price")


class Lever(LeverFields):
    """How many, and for how much."""

    recognised: Steps | None = moves(
        "years_recognised", "share of those short of contribution years who retire all the same"
    )
    price: Steps | None = moves("years_price", "what comes in for each of them, yuan")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with recognition and price from their years on."""
    return law._replace(
        years_recognised=stepped(law, "years_recognised", lever.recognised, calendar),
        years_price=stepped(law, "years_price", lever.price, calendar),
    )


EXAMPLE = Example(
    written="{recognised: {2027: 50 %}, price: {2027: 3 万元}}",
    before={"years_recognised": {2026: 0.0, 2027: 0.0}, "years_price": {2026: 0.0, 2027: 0.0}},
    after={"years_recognised": {2026: 0.0, 2027: 0.5}, "years_price": {2026: 0.0, 2027: 30000.0}},
    raises="people.retired",
)
