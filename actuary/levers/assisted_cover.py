"""Cover of the assisted (重点人群应保尽保): of the assisted without cover, the share who are enrolled besides.

100 % is full cover. It moves heads, and with them the pool's premiums, subsidies and care; medical assistance pays the
premiums. It moves nobody else's take-up, and not who is counted among the assisted. Care, and the layers after the basic one,
see the take-up of all residents together.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("assisted_cover",)


class Lever(LeverFields):
    """Who is enrolled besides, by year of cover."""

    share: Steps | None = moves("assisted_cover", "share of the assisted without cover who are enrolled")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the cover of the assisted changed from its years on."""
    return law._replace(assisted_cover=stepped(law, "assisted_cover", lever.share, calendar))


EXAMPLE = Example(
    written="share: {2027: 100 %}",
    before={"assisted_cover": {2026: 0.0, 2027: 0.0}},
    after={"assisted_cover": {2026: 0.0, 2027: 1.0}},
    raises="resident.own_assisted",
)
