"""Deficit cascade (基金支付缺口分担): who pays, and how much at most, when a pool has no money of its own left.

It moves no projection: balances are shown below zero whoever stands in for them, and nothing bears interest. It moves
what `actuary cascade` says of them, and backed_months, the months of reserve with what stands behind a pool. What areas
pay into an adjustment fund and get out of it while they have money is `pooling`.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = (
    "adjustment_share", "adjustment_months", "adjustment_size", "advance_months", "advance_repaid", "overdue_months",
    "overdue_first",
)  # fmt: skip


class Lever(LeverFields):
    """Who stands behind each pool, in the order of the fields."""

    adjustment: Steps | None = moves("adjustment_share", "adjustment fund: share of what is missing that it pays")
    adjustment_months: Steps | None = moves(
        "adjustment_months", "adjustment fund: months of spending in a year at most"
    )
    adjustment_size: Steps | None = moves("adjustment_size", "adjustment fund: months of spending in all years at most")
    advance: Steps | None = moves("advance_months", "treasury: months of spending advanced at most")
    repaid: Steps | None = moves("advance_repaid", "treasury: share of what is over later that goes back to it")
    overdue: Steps | None = moves("overdue_months", "hospitals: months of spending that wait at most")
    overdue_first: Steps | None = moves("overdue_first", "hospitals wait before the treasury advances anything")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with what stands behind the pools changed from its years on."""
    return law._replace(
        adjustment_share=stepped(law, "adjustment_share", lever.adjustment, calendar),
        adjustment_months=stepped(law, "adjustment_months", lever.adjustment_months, calendar),
        adjustment_size=stepped(law, "adjustment_size", lever.adjustment_size, calendar),
        advance_months=stepped(law, "advance_months", lever.advance, calendar),
        advance_repaid=stepped(law, "advance_repaid", lever.repaid, calendar),
        overdue_months=stepped(law, "overdue_months", lever.overdue, calendar),
        overdue_first=stepped(law, "overdue_first", lever.overdue_first, calendar),
    )


EXAMPLE = Example(
    written="{adjustment: {resident: {2027: 50 %}}, advance: {resident: {2027: 6 months}}}",
    before={"adjustment_share.resident": {2026: 0.0, 2027: 0.0}, "advance_months.resident": {2026: 3.0, 2027: 3.0}},
    after={"adjustment_share.resident": {2026: 0.0, 2027: 0.5}, "advance_months.resident": {2026: 3.0, 2027: 6.0}},
    raises="resident.backed_months",
)
