"""Maternity merger (生育保险合并): from which month the maternity fund is part of the employee pool.

It moves maternity's contributions, benefits and balance into the employee pool, where they are kept as a memo. It moves
neither the maternity rate nor the benefits.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("maternity_merged",)


class Lever(LeverFields):
    """Whether the two are one."""

    merged: Steps | None = moves("maternity_merged", "yes from the month in which the two funds are one")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the merger at its date. Raises ValueError where a merged fund would be taken apart again."""
    merged = stepped(law, "maternity_merged", lever.merged, calendar)
    if (merged[1:] < merged[:-1]).any():
        raise ValueError("funds that are one stay one: write no before yes, and nothing after")
    return law._replace(maternity_merged=merged)


EXAMPLE = Example(
    written="merged: {2020: no, 2031: yes}",
    before={"maternity_merged": {2019: 0.0, 2020: 1.0, 2031: 1.0}},
    after={"maternity_merged": {2019: 0.0, 2020: 0.0, 2031: 1.0}},
    lowers="employee.contributions_employer",
)
