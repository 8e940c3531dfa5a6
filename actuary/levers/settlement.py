"""Settlement (结算): when hospitals get what they are due, and what the assessment takes off.

A share of bills is held back until the clearing of the year; a quality reserve comes back by the hospitals' score, the
rest of it stays with the pool; a share is paid in its month instead of with the usual lag (to suppliers of drugs
directly, or at once). What is paid ahead in January is taken off in December: no spending, but no interest on it.
It moves the payable and the month of payment; of the cost only what the score takes off. It moves no care.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("held_back", "quality_reserve", "quality_score", "paid_at_once", "prepaid_share", "clearing_month")


class Lever(LeverFields):
    """Shares of a line's bills, and the month of the clearing."""

    held_back: Steps | None = moves("held_back", "share of bills held back until the clearing")
    quality_reserve: Steps | None = moves(
        "quality_reserve", "share of bills paid at the clearing by the score", beside="held_back"
    )
    quality_score: Steps | None = moves(
        "quality_score", "share of that reserve which the assessment gives back", "quality_reserve"
    )
    at_once: Steps | None = moves("paid_at_once", "share of bills paid in their month", beside="held_back")
    prepaid: Steps | None = moves("prepaid_share", "paid ahead in January, share of the line's cost of the year before")
    clearing_month: Steps | None = moves("clearing_month", "month of the next year, 0 for December of the year itself")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the settlement changed from its years on. Raises ValueError for shares of more than a bill."""
    moved = law._replace(
        held_back=stepped(law, "held_back", lever.held_back, calendar),
        quality_reserve=stepped(law, "quality_reserve", lever.quality_reserve, calendar),
        quality_score=stepped(law, "quality_score", lever.quality_score, calendar),
        paid_at_once=stepped(law, "paid_at_once", lever.at_once, calendar),
        prepaid_share=stepped(law, "prepaid_share", lever.prepaid, calendar),
        clearing_month=stepped(law, "clearing_month", lever.clearing_month, calendar),
    )
    if ((moved.held_back + moved.quality_reserve + moved.paid_at_once).round(12) > 1).any():
        raise ValueError("held_back, quality_reserve and at_once of a line that add up to 100 % at most in every year")
    return moved


EXAMPLE = Example(
    written="{held_back: {employee_inpatient: {2027: 10 %}}, quality_reserve: {employee_inpatient: {2027: 5 %}}, "
    "quality_score: {employee_inpatient: {2027: 80 %}}, clearing_month: {2028: 4}}",
    before={"held_back.employee_inpatient": {2026: 0.0, 2027: 0.0}, "quality_reserve.employee_inpatient": {2027: 0.0},
            "quality_score.employee_inpatient": {2027: 1.0}, "clearing_month": {2027: 6.0, 2028: 6.0}},
    after={"held_back.employee_inpatient": {2026: 0.0, 2027: 0.1}, "quality_reserve.employee_inpatient": {2027: 0.05},
           "quality_score.employee_inpatient": {2027: 0.8}, "clearing_month": {2027: 6.0, 2028: 4.0}},
    lowers="employee.inpatient",
)  # fmt: skip
