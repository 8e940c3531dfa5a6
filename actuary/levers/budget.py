"""Budget (总额预算): what a line of care may cost the pool in a year: a budget of its own for each line that has one.

It is what the line cost in the year before and growth, or a share of the pool's income of the year before (以收定支).
By points, value of a point = budget / points. Hospitals keep their share of a surplus and bear an overrun, but for the
pool's share of it up to the limit. It covers the care that `payment_method` says; all else is paid as before. It moves no
care: how hospitals answer is `behaviour.hospital_response` and `behaviour.refusals`.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, OutOfBounds, Steps, moves, stepped

MOVES = ("budget_set", "budget_growth", "budget_income_share", "surplus_kept", "overrun_shared", "overrun_limit")


class Lever(LeverFields):
    """Which lines have a budget, how large, and who has what is left over or too much."""

    set: Steps | None = moves("budget_set", "the line has a budget")
    growth: Steps | None = moves(
        "budget_growth", "budget over what the line cost in the year before, less one", "budget_set"
    )
    income_share: Steps | None = moves(
        "budget_income_share", "in place of growth: share of the pool's last income", "budget_set"
    )
    surplus_kept: Steps | None = moves("surplus_kept", "share of what is left over that hospitals keep", "budget_set")
    overrun_shared: Steps | None = moves(
        "overrun_shared", "share of what is too much that the pool bears", "budget_set"
    )
    overrun_limit: Steps | None = moves(
        "overrun_limit", "up to this share of the budget; hospitals bear all beyond", "budget_set"
    )


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the budgets changed from their years on. Raises OutOfBounds for a budget of nothing."""
    for step in lever.income_share or ():
        if step.quantity.value == 0 and not step.quantity.change:
            right = "a share above 0 %: a budget of nothing pays no hospital; set: no takes a budget away"
            raise OutOfBounds(right, "budget_income_share", step)
    return law._replace(
        budget_set=stepped(law, "budget_set", lever.set, calendar),
        budget_growth=stepped(law, "budget_growth", lever.growth, calendar),
        budget_income_share=stepped(law, "budget_income_share", lever.income_share, calendar),
        surplus_kept=stepped(law, "surplus_kept", lever.surplus_kept, calendar),
        overrun_shared=stepped(law, "overrun_shared", lever.overrun_shared, calendar),
        overrun_limit=stepped(law, "overrun_limit", lever.overrun_limit, calendar),
    )


EXAMPLE = Example(
    written="{set: {resident_inpatient: {2027: yes}}, growth: {resident_inpatient: {2027: 1 %}}, "
    "overrun_shared: {resident_inpatient: {2027: 30 %}}, overrun_limit: {resident_inpatient: {2027: 10 %}}}",
    before={"budget_set.resident_inpatient": {2026: 0.0, 2027: 0.0}, "budget_growth.resident_inpatient": {2026: 0.0},
            "overrun_shared.resident_inpatient": {2027: 0.0}, "overrun_limit.resident_inpatient": {2027: 1.0}},
    after={"budget_set.resident_inpatient": {2026: 0.0, 2027: 1.0}, "budget_growth.resident_inpatient": {2026: 0.0},
           "overrun_shared.resident_inpatient": {2027: 0.3}, "overrun_limit.resident_inpatient": {2027: 0.1}},
    lowers="resident.inpatient",
)  # fmt: skip
