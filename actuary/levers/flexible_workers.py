"""Flexible workers (灵活就业、新就业形态): on what base, and at which rate, those contribute who pay alone.

It moves the employee pool's own contributions and the credits to their accounts, from each date on. The base is told
against that of today (the figure flexible_base_share), the rate against the employer's and the individual's part together:
`rate: 70 %` is a lower rate, such as one without an account. How many join is the lever enrolment.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("flexible_declared", "flexible_rate")


class Lever(LeverFields):
    """Their base and their rate."""

    base: Steps | None = moves("flexible_declared", "their contribution base, over that of today")
    rate: Steps | None = moves("flexible_rate", "what they pay, share of the full rate")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with base and rate of flexible workers changed from their dates on."""
    return law._replace(
        flexible_declared=stepped(law, "flexible_declared", lever.base, calendar),
        flexible_rate=stepped(law, "flexible_rate", lever.rate, calendar),
    )


EXAMPLE = Example(
    written="{base: {2027: 120 %}, rate: {2028: 80 %}}",
    before={"flexible_declared": {2026: 1.0, 2027: 1.0}, "flexible_rate": {2027: 1.0, 2028: 1.0}},
    after={"flexible_declared": {2026: 1.0, 2027: 1.2}, "flexible_rate": {2027: 1.0, 2028: 0.8}},
    lowers="employee.contributions_own",
)
