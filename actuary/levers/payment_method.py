"""Payment method (支付方式): how hospitals are paid: by points or groups under a budget, by bed-day, by head.

`covered` and `grouping` say which care a budget is for (DIP, DRG, a lump sum for an alliance): they move money only
where the lever `budget` sets one, and are a mistake elsewhere; what the layers after the basic one pay hospitals can
follow the value of a point there (大病保险按病种分值). Bed-days and heads have a price instead of their cost. What is left is
fee for service. It moves what hospitals are paid; patients pay, and members are covered, as before.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = (
    "covered_share", "grouping_rate", "bed_day_share", "bed_day_price", "capitation_share", "capitation_amount",
    "layer_by_points",
)  # fmt: skip


class Lever(LeverFields):
    """Shares of care by method, and the prices; by line of care, by payer, or by layer."""

    covered: Steps | None = moves("covered_share", "share of the line's cost under its budget, where it has one")
    grouping: Steps | None = moves("grouping_rate", "share of the covered cases that fall into a group")
    bed_day: Steps | None = moves("bed_day_share", "share of inpatient care paid by bed-day")
    bed_day_price: Steps | None = moves("bed_day_price", "price of a bed-day; the pool pays its share", "bed_day_share")
    capitation: Steps | None = moves("capitation_share", "share of the insured whose outpatient care is paid by head")
    capitation_amount: Steps | None = moves("capitation_amount", "what the pool pays a head a year", "capitation_share")
    layers: Steps | None = moves(
        "layer_by_points",
        "share of what a layer pays for patients that goes by points; where inpatient care has a budget",
    )


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the methods changed from their years on. Raises ValueError for what has no price."""
    moved = law._replace(
        covered_share=stepped(law, "covered_share", lever.covered, calendar),
        grouping_rate=stepped(law, "grouping_rate", lever.grouping, calendar),
        bed_day_share=stepped(law, "bed_day_share", lever.bed_day, calendar),
        bed_day_price=stepped(law, "bed_day_price", lever.bed_day_price, calendar),
        capitation_share=stepped(law, "capitation_share", lever.capitation, calendar),
        capitation_amount=stepped(law, "capitation_amount", lever.capitation_amount, calendar),
        layer_by_points=stepped(law, "layer_by_points", lever.layers, calendar),
    )
    if ((moved.bed_day_share > 0) & (moved.bed_day_price == 0)).any():
        raise ValueError("bed_day_price above 0 元, for each payer and year in which bed_day is above 0 %")
    if ((moved.capitation_share > 0) & (moved.capitation_amount == 0)).any():
        raise ValueError("capitation_amount above 0 元, for each payer and year in which capitation is above 0 %")
    return moved


EXAMPLE = Example(
    written="{covered: {resident_inpatient: {2027: 100 %}}, bed_day: {resident: {2027: 5 %}}, "
    "bed_day_price: {resident: {2027: 300 元}}}",
    before={"covered_share.resident_inpatient": {2026: 0.84, 2027: 0.84}, "bed_day_share.resident": {2026: 0.0, 2027: 0.0},
            "bed_day_price.resident": {2026: 0.0, 2027: 0.0}},
    after={"covered_share.resident_inpatient": {2026: 0.84, 2027: 1.0}, "bed_day_share.resident": {2026: 0.0, 2027: 0.05},
           "bed_day_price.resident": {2026: 0.0, 2027: 300.0}},
    lowers="resident.inpatient",
)  # fmt: skip
