"""Treasury support (财政补助职工医保): what a treasury pays into the employee pool for each retired member.

It moves the pool's fiscal subsidies from each date on, in step with the retired: a transfer, or the share of an excise
that is meant for the cost of ageing, written per head. Nothing of it is credited to the accounts. An amount once is the
lever one_off.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("retired_support",)


class Lever(LeverFields):
    """How much for each of the retired."""

    per_retired: Steps | None = moves("retired_support", "what the treasury pays for a retired member, yuan a month")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the treasury's payment from its dates on."""
    return law._replace(retired_support=stepped(law, "retired_support", lever.per_retired, calendar))


EXAMPLE = Example(
    written="per_retired: {2028: 20 元}",
    before={"retired_support": {2027: 0.0, 2028: 0.0}},
    after={"retired_support": {2027: 0.0, 2028: 20.0}},
    raises="employee.subsidy",
)
