"""Resident financing: a resident's own premium, the public subsidy, and how both go on beyond the last notice.

It moves the resident pool's income and, through the premium, how many take up cover. An amount is a new start: from there
the law's yearly rise, and an index where one holds, carry it on. `premium_rise: {2028: 0 元}` freezes the premium; with
`premium_index: {2028: 100 %}` beside it, it follows disposable income instead. A change (+30 元) is only possible while an
amount stands in the law; later, write the amount itself, or another rise.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, started, stepped

MOVES = (
    "resident_premium", "resident_premium_index", "resident_premium_rise",
    "resident_subsidy", "resident_subsidy_index", "resident_subsidy_rise",
)  # fmt: skip


class Lever(LeverFields):
    """Amounts, index shares and yearly rises, by year of cover."""

    premium: Steps | None = moves("resident_premium", "own premium for cover in the year, yuan")
    premium_index: Steps | None = moves("resident_premium_index", "share of income growth the premium follows")
    premium_rise: Steps | None = moves("resident_premium_rise", "what a year adds to the premium, yuan")
    subsidy: Steps | None = moves("resident_subsidy", "public subsidy of the year, yuan")
    subsidy_index: Steps | None = moves("resident_subsidy_index", "share of income growth the subsidy follows")
    subsidy_rise: Steps | None = moves("resident_subsidy_rise", "what a year adds to the subsidy, yuan")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with amounts, indices and rises changed from their years on."""
    moved = law._replace(
        resident_premium_index=stepped(law, "resident_premium_index", lever.premium_index, calendar),
        resident_premium_rise=stepped(law, "resident_premium_rise", lever.premium_rise, calendar),
        resident_subsidy_index=stepped(law, "resident_subsidy_index", lever.subsidy_index, calendar),
        resident_subsidy_rise=stepped(law, "resident_subsidy_rise", lever.subsidy_rise, calendar),
    )
    return moved._replace(
        resident_premium=started(law, moved, "resident_premium", lever.premium, calendar),
        resident_subsidy=started(law, moved, "resident_subsidy", lever.subsidy, calendar),
    )


EXAMPLE = Example(
    written="{premium: {2028: 450 元}, premium_rise: {2029: 20 元}}",
    before={"resident_premium": {2027: 400.0, 2028: 400.0}, "resident_premium_rise": {2028: 16.0, 2029: 16.0}},
    after={"resident_premium": {2027: 400.0, 2028: 450.0}, "resident_premium_rise": {2028: 16.0, 2029: 20.0}},
    raises="resident.contributions_own",
)
