"""Care elsewhere (异地就医): how it is settled outside the area, and by how much its ratio is cut.

It moves what is paid for hospital care and chronic outpatients in other cities of the province and beyond it. Settled
directly, everything is claimed; of the rest `claimed_by_hand_share`. The cut does not touch members who live there
(`living_elsewhere_share`). How many go is a figure (`resident_beyond_province_share` and its like), and whether a cut
keeps them is `behaviour.elsewhere_choice`. It moves no month in which a claim by hand is paid.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("elsewhere_direct_rate", "elsewhere_chronic_direct_rate", "elsewhere_ratio_cut")


class Lever(LeverFields):
    """How care elsewhere is settled and paid."""

    direct_rate: Steps | None = moves("elsewhere_direct_rate", "share settled directly, by place")
    chronic_direct_rate: Steps | None = moves(
        "elsewhere_chronic_direct_rate", "the same of chronic outpatients beyond the province"
    )
    ratio_cut: Steps | None = moves("elsewhere_ratio_cut", "what is taken off the ratio, by place")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with settlement and ratios elsewhere changed from their years on."""
    return law._replace(
        elsewhere_direct_rate=stepped(law, "elsewhere_direct_rate", lever.direct_rate, calendar),
        elsewhere_chronic_direct_rate=stepped(
            law, "elsewhere_chronic_direct_rate", lever.chronic_direct_rate, calendar
        ),
        elsewhere_ratio_cut=stepped(law, "elsewhere_ratio_cut", lever.ratio_cut, calendar),
    )


EXAMPLE = Example(
    written="{direct_rate: {beyond_province: {2027: 80 %}}, chronic_direct_rate: {2028: 70 %}, "
    "ratio_cut: {beyond_province: {2027: 20 %}}}",
    before={
        "elsewhere_direct_rate.beyond_province": {2026: 0.6, 2027: 0.6},
        "elsewhere_chronic_direct_rate": {2027: 0.2, 2028: 0.2},
        "elsewhere_ratio_cut.beyond_province": {2026: 0.15, 2027: 0.15},
    },
    after={
        "elsewhere_direct_rate.beyond_province": {2026: 0.6, 2027: 0.8},
        "elsewhere_chronic_direct_rate": {2027: 0.2, 2028: 0.7},
        "elsewhere_ratio_cut.beyond_province": {2026: 0.15, 2027: 0.2},
    },
    lowers="resident.inpatient",
)
