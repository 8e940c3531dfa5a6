"""Money of the layers after the basic one: what the pools pay to them, members, the treasury, and givers.

Each amount is for a member of the pools that the layer serves, and goes with income: a share of the mean wage for
employees, of last year's disposable income for residents. What the pool pays (划拨) is its spending, 大病保险等支出; the rest
never touches the basic pools. Public money is for every member, covered or not; own premiums are those of the covered.
Money that other programmes hand over to medical assistance is public money from its date on.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("layer_from_pool", "layer_own_premium", "layer_public", "layer_gifts")


class Lever(LeverFields):
    """Premiums and other money of each layer, by year."""

    from_pool: Steps | None = moves("layer_from_pool", "what the pool pays for a member, share of a year's income")
    own_premium: Steps | None = moves("layer_own_premium", "what a covered member pays, share of a year's income")
    public: Steps | None = moves("layer_public", "public money for a member, share of a year's income")
    gifts: Steps | None = moves("layer_gifts", "gifts and lottery money for a member, share of a year's income")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the money of the layers changed from their years on."""
    return law._replace(
        layer_from_pool=stepped(law, "layer_from_pool", lever.from_pool, calendar),
        layer_own_premium=stepped(law, "layer_own_premium", lever.own_premium, calendar),
        layer_public=stepped(law, "layer_public", lever.public, calendar),
        layer_gifts=stepped(law, "layer_gifts", lever.gifts, calendar),
    )


EXAMPLE = Example(
    written="{from_pool: {critical_illness: {2027: +10 %}}, public: {medical_assistance: {2028: 0.3 %}}}",
    before={"layer_from_pool.critical_illness": {2026: 0.0026, 2027: 0.0026}, "layer_public.medical_assistance": {2028: 0.002}},
    after={"layer_from_pool.critical_illness": {2026: 0.0026, 2027: 0.00286}, "layer_public.medical_assistance": {2028: 0.003}},
    raises="resident.layer_premiums",
)  # fmt: skip
