"""Emergency reserve (应急使用标准): what a pool sets aside of its balance for a major epidemic, in months of its spending.

It moves no money: what is set aside stays in the balance and bears its interest. It moves what is free of it, the measure
free_reserve_months, which a scenario may expect a level of. What an emergency costs when it comes is one_off money.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("emergency_months",)


class Lever(LeverFields):
    """How much, by pool."""

    months: Steps | None = moves("emergency_months", "months of the pool's spending that are set aside")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with what is set aside changed from its years on."""
    return law._replace(
        emergency_months=stepped(law, "emergency_months", lever.months, calendar),
    )


EXAMPLE = Example(
    written="{months: {employee: {2027: 2 months}, resident: {2028: 1 month}}}",
    before={"emergency_months.employee": {2026: 0.0, 2027: 0.0}, "emergency_months.resident": {2027: 0.0, 2028: 0.0}},
    after={"emergency_months.employee": {2026: 0.0, 2027: 2.0}, "emergency_months.resident": {2027: 0.0, 2028: 1.0}},
    lowers="resident.free_reserve_months",
)
