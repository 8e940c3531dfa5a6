"""Collection (征缴效率): how much of the contributions on wages comes in, when, and what of the arrears is recovered.

It moves the income of the employee pool, its accounts and maternity against today's collection, which is 100 %: 103 %
finds 3 % more than today, 95 % leaves 5 % in arrears. Of arrears a share comes in so many months later and is a receivable
until then; the rest is lost. What comes in later falls short in the pool alone: the account is credited when it falls due.
`rate: 90 %, recovered: 100 %, months: 2 months` is a delay and nothing else. What wages are declared is another lever
(declared_base); residents' premiums are not collected but taken up.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("collection_rate", "arrears_recovered", "arrears_months")


class Lever(LeverFields):
    """How much comes in, and how late."""

    rate: Steps | None = moves("collection_rate", "what comes in when due, over what comes in today")
    recovered: Steps | None = moves("arrears_recovered", "share of the rest that comes in later")
    months: Steps | None = moves("arrears_months", "how many months later it comes in")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with collection and arrears changed from their dates on."""
    return law._replace(
        collection_rate=stepped(law, "collection_rate", lever.rate, calendar),
        arrears_recovered=stepped(law, "arrears_recovered", lever.recovered, calendar),
        arrears_months=stepped(law, "arrears_months", lever.months, calendar),
    )


EXAMPLE = Example(
    written="{rate: {2027: 95 %, 2028: 102 %}, recovered: {2027: 60 %}, months: {2027: 12 months}}",
    before={
        "collection_rate": {2026: 1.0, 2027: 1.0, 2028: 1.0},
        "arrears_recovered": {2026: 0.0, 2027: 0.0},
        "arrears_months": {2026: 6.0, 2027: 6.0},
    },
    after={
        "collection_rate": {2026: 1.0, 2027: 0.95, 2028: 1.02},
        "arrears_recovered": {2026: 0.0, 2027: 0.6},
        "arrears_months": {2026: 6.0, 2027: 12.0},
    },
    raises="employee.contributions_employer",
)
