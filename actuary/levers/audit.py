"""Audit (智能审核、基金监管): what should not be paid, stopped before it is.

It moves what both pools pay for care, by the leaks of the base year that are stopped: bills that are not true
(`false_claims_share`), and cost that hospitals should bear themselves (`shifted_cost_share`); and what members draw from
their accounts, by the share of it that is cashed out or buys no care (套取个人账户, `account_cash_share`): that stays in the
accounts. What is recovered after it was paid is one_off money. It moves no cost and no patient, and audit itself is paid by
the treasury.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("audit_stopped_share",)


class Lever(LeverFields):
    """How much, by leak."""

    stopped: Steps | None = moves("audit_stopped_share", "share of a leak that is stopped")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the shares that audit stops changed from their years on."""
    return law._replace(
        audit_stopped_share=stepped(law, "audit_stopped_share", lever.stopped, calendar),
    )


EXAMPLE = Example(
    written="{stopped: {false_claims: {2027: 30 %}, shifted_cost: {2028: 20 %}, account_cash: {2028: 40 %}}}",
    before={
        "audit_stopped_share.false_claims": {2026: 0.0, 2027: 0.0},
        "audit_stopped_share.shifted_cost": {2027: 0.0, 2028: 0.0},
        "audit_stopped_share.account_cash": {2027: 0.0, 2028: 0.0},
    },
    after={
        "audit_stopped_share.false_claims": {2026: 0.0, 2027: 0.3},
        "audit_stopped_share.shifted_cost": {2027: 0.0, 2028: 0.2},
        "audit_stopped_share.account_cash": {2027: 0.0, 2028: 0.4},
    },
    lowers="resident.inpatient",
)
