"""Subsidy split (财政补助分担): which treasury pays the residents' subsidy: the centre, the province, or city and county.

It moves who pays, not how much: the lines below fiscal subsidies, and not one yuan of the pool. What centre and province
leave is the city's and the county's.
"""

import numpy as np

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("subsidy_central_share", "subsidy_province_share")


class Lever(LeverFields):
    """Shares of the upper levels."""

    central: Steps | None = moves("subsidy_central_share", "share of the subsidy that the central treasury pays")
    province: Steps | None = moves(
        "subsidy_province_share", "share of the subsidy that the province pays", beside="subsidy_central_share"
    )


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the shares changed from their years on; a ValueError where they are more than all."""
    central = stepped(law, "subsidy_central_share", lever.central, calendar)
    province = stepped(law, "subsidy_province_share", lever.province, calendar)
    over = np.flatnonzero(central + province > 1 + np.finfo(float).eps)
    if over.size:
        year, first = calendar.base + int(over[0]), over[0]
        raise ValueError(
            f"central and province at most 100 % together; in {year} they are {central[first] + province[first]:.0%}"
        )
    return law._replace(subsidy_central_share=central, subsidy_province_share=province)


EXAMPLE = Example(
    written="{central: {2027: 60 %}, province: {2027: 30 %}}",
    before={"subsidy_central_share": {2026: 0.8, 2027: 0.8}, "subsidy_province_share": {2026: 0.1, 2027: 0.1}},
    after={"subsidy_central_share": {2026: 0.8, 2027: 0.6}, "subsidy_province_share": {2026: 0.1, 2027: 0.3}},
    lowers="resident.subsidy_central",
)
