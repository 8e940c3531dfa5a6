"""Prevention (早诊早治、医防融合): money for early detection now, and who bears it.

It moves what the pools pay for outpatients, less the part that the public-health budget bears. Whether it spares
admissions later is `prevention_effect`, seen after `prevention_delay` years: nobody has shown it, so it is 0 unless a
scenario says otherwise.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("prevention_spending", "prevention_public_share")


class Lever(LeverFields):
    """How much, and who pays it."""

    spending: Steps | None = moves("prevention_spending", "spent on prevention, over what is paid for outpatients")
    public_share: Steps | None = moves("prevention_public_share", "of that, borne by the public-health budget")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with spending on prevention and its public part changed from their years on."""
    return law._replace(
        prevention_spending=stepped(law, "prevention_spending", lever.spending, calendar),
        prevention_public_share=stepped(law, "prevention_public_share", lever.public_share, calendar),
    )


EXAMPLE = Example(
    written="{spending: {2027: 4 %}, public_share: {2028: 50 %}}",
    before={"prevention_spending": {2026: 0.0, 2027: 0.0}, "prevention_public_share": {2027: 0.0, 2028: 0.0}},
    after={"prevention_spending": {2026: 0.0, 2027: 0.04}, "prevention_public_share": {2027: 0.0, 2028: 0.5}},
    raises="resident.outpatient",
)
