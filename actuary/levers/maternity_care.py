"""Maternity care (生育医疗费用): what the funds pay for a birth: fixed prices, a third child, a benefit of residents.

It moves maternity's medical spending, and that of residents: fixed prices of a delivery and of antenatal care bind where
care costs more; whether a third child is paid for moves its allowance too; the residents' benefit is on top of hospital
care. It does not move how many children are born, nor what hospitals do where a price is fixed.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("delivery_limit", "antenatal_limit", "maternity_third_paid", "resident_birth_benefit")


class Lever(LeverFields):
    """What is paid for a birth, by year."""

    delivery: Steps | None = moves("delivery_limit", "fixed price of a delivery, a case (住院分娩定额)")
    antenatal: Steps | None = moves("antenatal_limit", "fixed price of antenatal care, a head (产前检查包干)")
    third_child: Steps | None = moves("maternity_third_paid", "share of births of a third child that is paid for")
    resident_birth: Steps | None = moves("resident_birth_benefit", "paid by the resident pool for a birth of its own")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with what is paid for a birth changed from its years on."""
    return law._replace(
        delivery_limit=stepped(law, "delivery_limit", lever.delivery, calendar),
        antenatal_limit=stepped(law, "antenatal_limit", lever.antenatal, calendar),
        maternity_third_paid=stepped(law, "maternity_third_paid", lever.third_child, calendar),
        resident_birth_benefit=stepped(law, "resident_birth_benefit", lever.resident_birth, calendar),
    )


EXAMPLE = Example(
    written="{delivery: {2027: 3500 元}, antenatal: {2027: 1200 元}, third_child: {2027: 0 %}, "
    "resident_birth: {2028: 1000 元}}",
    before={"delivery_limit": {2026: 1e6, 2027: 1e6}, "resident_birth_benefit": {2027: 0.0, 2028: 0.0}},
    after={"delivery_limit": {2026: 1e6, 2027: 3500.0}, "resident_birth_benefit": {2027: 0.0, 2028: 1000.0}},
    raises="resident.maternity_medical",
)
