"""Contribution deferral (缓征): a share of the employer's part of contributions that is paid later.

It moves income in time and nothing else: what is put off is a receivable and comes back after the months given. A
waiver, which does not come back, is another lever.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("deferred_share", "deferral_months")


class Lever(LeverFields):
    """How much is put off, and for how long."""

    share: Steps | None = moves("deferred_share", "share of the employer's part that is put off")
    months: Steps | None = moves("deferral_months", "how many months later it is paid")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the deferral from its dates on."""
    return law._replace(
        deferred_share=stepped(law, "deferred_share", lever.share, calendar),
        deferral_months=stepped(law, "deferral_months", lever.months, calendar),
    )


EXAMPLE = Example(
    written="{share: {2030: 30 %, 2031: 0 %}, months: {2030: 12 months}}",
    before={"deferred_share": {2029: 0.0, 2030: 0.0, 2031: 0.0}, "deferral_months": {2029: 6.0, 2030: 6.0}},
    after={"deferred_share": {2029: 0.0, 2030: 0.3, 2031: 0.0}, "deferral_months": {2029: 6.0, 2030: 12.0}},
    raises="employee.deferred",
)
