"""Declared base (做实缴费基数): how much of the wages earned is declared, and between which bounds contributions are due.

It moves the covered wages of everybody who contributes. It moves neither the rates nor wages themselves, and not the
wage on which maternity allowances are counted.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("declared_base", "base_floor", "base_cap")


class Lever(LeverFields):
    """Truth of the declarations, floor and cap."""

    declared: Steps | None = moves("declared_base", "wages declared over wages earned")
    floor: Steps | None = moves("base_floor", "lowest base, share of the average wage")
    cap: Steps | None = moves("base_cap", "highest base, share of the average wage")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with truth and bounds of the base changed from their dates on."""
    return law._replace(
        declared_base=stepped(law, "declared_base", lever.declared, calendar),
        base_floor=stepped(law, "base_floor", lever.floor, calendar),
        base_cap=stepped(law, "base_cap", lever.cap, calendar),
    )


EXAMPLE = Example(
    written="declared: {2027: +5 pp, 2029: +10 pp}",
    before={"declared_base": {2026: 0.85, 2027: 0.85, 2029: 0.85}},
    after={"declared_base": {2026: 0.85, 2027: 0.90, 2029: 0.95}},
    raises="employee.contributions_employer",
)
