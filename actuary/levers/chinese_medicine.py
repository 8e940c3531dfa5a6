"""Chinese medicine (中医药): a better ratio, and pay by its outcome (按疗效价值付费).

It moves what is paid for Chinese medicine in every service of both pools, by its share of the cost of care
(`chinese_medicine_share`): the bonus the fund's part, the pay the price, of which the patient pays a part too. It moves
neither how many patients choose it nor the deductible.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("chinese_medicine_bonus", "chinese_medicine_pay")


class Lever(LeverFields):
    """Points on the ratio, and pay on top."""

    bonus: Steps | None = moves("chinese_medicine_bonus", "what is added to the ratio")
    outcome_pay: Steps | None = moves("chinese_medicine_pay", "what is paid by outcome, on top of the price")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with bonus and pay by outcome changed from their years on."""
    return law._replace(
        chinese_medicine_bonus=stepped(law, "chinese_medicine_bonus", lever.bonus, calendar),
        chinese_medicine_pay=stepped(law, "chinese_medicine_pay", lever.outcome_pay, calendar),
    )


EXAMPLE = Example(
    written="{bonus: {2027: 5 %}, outcome_pay: {2028: 10 %}}",
    before={"chinese_medicine_bonus": {2026: 0.0, 2027: 0.0}, "chinese_medicine_pay": {2027: 0.0, 2028: 0.0}},
    after={"chinese_medicine_bonus": {2026: 0.0, 2027: 0.05}, "chinese_medicine_pay": {2027: 0.0, 2028: 0.1}},
    raises="resident.inpatient",
)
