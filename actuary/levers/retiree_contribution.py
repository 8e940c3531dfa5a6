"""Retiree contribution (退休人员缴费): retired employees pay a share of the average pension, or wage, into the pool.

It moves the employee pool's own contributions from each date on. `base: 100 %` makes the rate one of the average wage; a
base alone moves nothing while the rate is 0. It moves neither pensions nor care, and credits nothing to the accounts:
what the pool credits to the retired is another rule, that of account_crediting.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("retired_rate", "retired_base")


class Lever(LeverFields):
    """Which share, and of what."""

    rate: Steps | None = moves("retired_rate", "what the retired pay, share of their base")
    base: Steps | None = moves("retired_base", "that base (the average pension), share of the average wage")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with rate and base of the retired changed from their dates on."""
    return law._replace(
        retired_rate=stepped(law, "retired_rate", lever.rate, calendar),
        retired_base=stepped(law, "retired_base", lever.base, calendar),
    )


EXAMPLE = Example(
    written="{rate: {2028: 2 %}, base: {2030: 100 %}}",
    before={"retired_rate": {2027: 0.0, 2028: 0.0}, "retired_base": {2028: 0.41, 2030: 0.41}},
    after={"retired_rate": {2027: 0.0, 2028: 0.02}, "retired_base": {2028: 0.41, 2030: 1.0}},
    raises="employee.own_retired",
)
