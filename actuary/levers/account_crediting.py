"""Account crediting (个人账户划入): which part of contributions goes to individual accounts instead of the pool.

It moves income between the pool and the accounts; the scheme's income as a whole stays the same. It does not move what
the pool pays for outpatient care, the other side of the reform of 2021.
"""

from actuary.axes import Calendar
from actuary.law import Law
from actuary.levers.shape import Example, LeverFields, Steps, moves, stepped

MOVES = ("account_employee_share", "account_employer_share", "account_retired_credit")


class Lever(LeverFields):
    """What is credited, by who paid it."""

    employee_share: Steps | None = moves("account_employee_share", "share of the individual's part that is credited")
    employer_share: Steps | None = moves("account_employer_share", "share of the employer's part that is credited")
    retired_credit: Steps | None = moves("account_retired_credit", "credit of a retired member, yuan a month")


def apply(law: Law, lever: Lever, calendar: Calendar) -> Law:
    """The law with the crediting rules changed from their dates on."""
    return law._replace(
        account_employee_share=stepped(law, "account_employee_share", lever.employee_share, calendar),
        account_employer_share=stepped(law, "account_employer_share", lever.employer_share, calendar),
        account_retired_credit=stepped(law, "account_retired_credit", lever.retired_credit, calendar),
    )


EXAMPLE = Example(
    written="{employee_share: {2028: 80 %}, retired_credit: {2028: +10 元}}",
    before={"account_employee_share": {2027: 1.0, 2028: 1.0}, "account_retired_credit": {2027: 60.0, 2028: 60.0}},
    after={"account_employee_share": {2027: 1.0, 2028: 0.8}, "account_retired_credit": {2027: 60.0, 2028: 70.0}},
    lowers="employee_account.contributions_own",
)
