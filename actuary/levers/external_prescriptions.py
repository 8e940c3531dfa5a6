"""External prescriptions (外配处方): outpatients' drugs that are bought at pharmacies with a hospital's prescription.

It moves cost from outpatient and chronic outpatient care to pharmacies, at the price there (`pharmacy_relative_price`).
What the pools pay at pharmacies is ratio and cap of that service, levers employee_benefits and resident_benefits: while
these are 0, members pay such drugs themselves. It moves no hospital's drug budget.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("external_prescription_share",)


class Lever(LeverFields):
    """How much is bought there."""

    share: Steps | None = moves("external_prescription_share", "share of outpatients' drug cost")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the share bought at pharmacies changed from its years on."""
    return law._replace(
        external_prescription_share=stepped(law, "external_prescription_share", lever.share, calendar),
    )


EXAMPLE = Example(
    written="share: {2027: 20 %}",
    before={"external_prescription_share": {2026: 0.0, 2027: 0.0}},
    after={"external_prescription_share": {2026: 0.0, 2027: 0.2}},
    lowers="resident.outpatient",
)
