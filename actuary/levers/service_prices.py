"""Prices of care (医药价格): of drugs, consumables and hospitals' work, by level, yearly review and tier of hospital.

It moves what every case costs, the patients' part and the funds', from each year on: a price over what its trend makes of
it. What a service is made of are figures (`outpatient_drugs_share` and so on). No mark-up on drugs (取消加成) is a lower
level of drugs and a higher one of hospitals' work; new items (新增项目) a higher one of hospitals' work. It does not move
use: patients come as before, and hospitals do as much as before.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("price_level", "price_review", "tier_price_level")


class Lever(LeverFields):
    """Level and yearly rise by item, level of hospitals' work by tier."""

    level: Steps | None = moves("price_level", "price over its trend, of drugs, consumables and labour")
    review: Steps | None = moves("price_review", "what the review of each year adds to the price, for good")
    tier: Steps | None = moves("tier_price_level", "price of hospitals' work over its trend, by service")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with prices changed from their years on."""
    return law._replace(
        price_level=stepped(law, "price_level", lever.level, calendar),
        price_review=stepped(law, "price_review", lever.review, calendar),
        tier_price_level=stepped(law, "tier_price_level", lever.tier, calendar),
    )


EXAMPLE = Example(
    written="{level: {drugs: {2027: -10 %}, labour: {2027: +8 %}}, review: {labour: {2028: 1 %}}, "
    "tier: {inpatient_tertiary: {2029: +5 %}}}",
    before={
        "price_level.drugs": {2026: 1.0, 2027: 1.0},
        "price_level.labour": {2026: 1.0, 2027: 1.0},
        "price_review.labour": {2027: 0.0, 2028: 0.0},
        "tier_price_level.inpatient_tertiary": {2028: 1.0, 2029: 1.0},
    },
    after={
        "price_level.drugs": {2026: 1.0, 2027: 0.9},
        "price_level.labour": {2026: 1.0, 2027: 1.08},
        "price_review.labour": {2027: 0.0, 2028: 0.01},
        "tier_price_level.inpatient_tertiary": {2028: 1.0, 2029: 1.05},
    },
    raises="resident.inpatient",
)
