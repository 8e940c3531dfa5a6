"""Resident financing: a resident's own premium, the public subsidy, and how both follow disposable income.

It moves the resident pool's income and, through the premium, how many take up cover. An amount is a new start: from its
year on the index, where one holds, carries it further. Amounts beyond the last notice follow income, so a change (+30 元)
is only possible while an amount stands in the law; later, write the amount itself.
"""

import numpy as np

from actuary.axes import Calendar
from actuary.law import RULES, Array, Law
from actuary.levers.shape import Example, LeverFields, OutOfBounds, Steps, begin, moves, stepped

MOVES = ("resident_premium", "resident_premium_index", "resident_subsidy", "resident_subsidy_index")


class Lever(LeverFields):
    """Amounts and index shares, by year of cover."""

    premium: Steps | None = moves("resident_premium", "own premium for cover in the year, yuan")
    premium_index: Steps | None = moves("resident_premium_index", "share of income growth the premium follows")
    subsidy: Steps | None = moves("resident_subsidy", "public subsidy of the year, yuan")
    subsidy_index: Steps | None = moves("resident_subsidy_index", "share of income growth the subsidy follows")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with amounts and indices changed from their years on."""
    return law._replace(
        resident_premium=_amount(law, "resident_premium", lever.premium, calendar),
        resident_premium_index=stepped(law, "resident_premium_index", lever.premium_index, calendar),
        resident_subsidy=_amount(law, "resident_subsidy", lever.subsidy, calendar),
        resident_subsidy_index=stepped(law, "resident_subsidy_index", lever.subsidy_index, calendar),
    )


def _amount(law: Law, rule: str, steps: Steps | None, calendar: Calendar) -> Array:
    for step in steps or ():
        first = begin(step, rule, calendar)
        if step.quantity.change and np.any(getattr(law, f"{rule}_index")[first : first + 1] > 0):
            last = RULES[rule].unit.show(getattr(law, rule)[first])
            right = f"an amount: from here on the law follows income and names none to change (the last was {last})"
            raise OutOfBounds(right, rule, step)
    return stepped(law, rule, steps, calendar)


EXAMPLE = Example(
    written="{premium: {2028: 450 元}, premium_index: {2029: 50 %}}",
    before={"resident_premium": {2027: 400.0, 2028: 400.0}, "resident_premium_index": {2028: 1.0, 2029: 1.0}},
    after={"resident_premium": {2027: 400.0, 2028: 450.0}, "resident_premium_index": {2028: 1.0, 2029: 0.5}},
)
