"""The employees' scheme of a year: payroll, contributions, accounts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from actuary.analysis.worked.inputs import Inputs
from actuary.analysis.worked.people import Exposed
from actuary.analysis.worked.sheet import MONTHS
from actuary.analysis.worked.terms import Term, limited, said
from actuary.axes import STATUSES, Status
from actuary.kernel import rows as r


class Payroll(NamedTuple):
    """Covered wages of a month, yuan."""

    employed: Term
    alone: Term
    """Of those who pay without an employer, on the lowest base."""
    retired: Term
    """Persons who pay nothing on a wage."""
    wage: Term
    """Of everybody with one, yuan a year."""


def payrolls(inputs: Inputs, people: Exposed) -> Payroll:
    """Covered wages: persons x wage x declared share x level."""
    inputs.sheet.open("worked_payroll")
    mine = [status for status in STATUSES if status.payer == "employee"]
    persons = dict(zip(mine, people.exposure.value.tolist(), strict=True))
    employed, alone, retired = (
        inputs.found(f"{name}_persons", _exposure_of({status: persons[status] for status in of}), "persons")
        for name, of in (
            ("employed", [status for status in mine if status.employed]),
            ("alone", [status for status in mine if status.pays_on_wage and not status.employed]),
            ("retired", [status for status in mine if not status.pays_on_wage]),
        )
    )
    wage = inputs.yearly("wage", r.WAGE, "yuan", "average_wage, wage_growth")
    truth, floor, cap = (inputs.rule(name) for name in ("declared_base", "base_floor", "base_cap"))
    spread = inputs.severity("wage_cv", chosen=False)
    declared = inputs.found("declared", floor + limited(spread, truth, cap) - limited(spread, truth, floor), "number")
    level = inputs.level(r.PAYROLL_LEVEL)
    lowest = inputs.constant("flexible_base", r.FLEXIBLE_BASE, "flexible_base_share")
    return Payroll(
        inputs.found("employed", employed * wage / 12 * declared * level, "money"),
        inputs.found("alone", alone * wage / 12 * declared * level * lowest, "money"),
        retired,
        wage,
    )


def _exposure_of(persons: dict[Status, float]) -> Term:
    return said(" + ".join(f"exposure of {status.name}" for status in persons), sum(persons.values()))


class Contributed(NamedTuple):
    """Contributions by pool and line, by month."""

    pool: dict[int, Term]
    account: dict[int, Term]


def contributed(inputs: Inputs, wages: Payroll) -> Contributed:
    """What is due, waived, put off and comes back, and how it is split between pool and account."""
    inputs.sheet.open("worked_contributions")
    employer_rate, employee_rate = inputs.rule("employer_rate"), inputs.rule("employee_rate")
    employer_due = inputs.found("employer_due", wages.employed * employer_rate, "money")
    own_due = inputs.found("own_due", (wages.employed + wages.alone) * employee_rate, "money")
    alone_due = inputs.found("alone_employer_part", wages.alone * employer_rate, "money")
    retired_base, retired_rate = inputs.rule("retired_base"), inputs.rule("retired_rate")
    own_retired = inputs.found("own_retired", wages.retired * wages.wage / 12 * retired_base * retired_rate, "money")
    enterprises = inputs.constant("enterprise_share", r.ENTERPRISE_SHARE, "enterprise_payroll_share")
    waived = inputs.found("waived", employer_due * enterprises * inputs.rule("employer_relief"), "money")
    put_off = inputs.found("deferred", (employer_due - waived) * inputs.rule("deferred_share"), "money")
    back = _coming_back(inputs, put_off)
    level = inputs.level(r.ACCOUNT_CREDIT_LEVEL)
    from_own = inputs.found("account_from_own", level * inputs.rule("account_employee_share") * own_due, "money")
    employer_share, credit = inputs.rule("account_employer_share"), inputs.rule("account_retired_credit")
    from_employer = inputs.found(
        "account_from_employer",
        level * (employer_share * (employer_due + alone_due) + wages.retired * credit),
        "money",
    )
    own = inputs.found("contributions_own", own_due + alone_due + own_retired - from_own, "money")
    by_employer = inputs.found(
        "contributions_employer", employer_due - waived - put_off + back - from_employer, "money"
    )
    return Contributed(
        {
            r.CONTRIBUTIONS_OWN: own,
            r.CONTRIBUTIONS_EMPLOYER: by_employer,
            r.OWN_RETIRED: own_retired,
            r.WAIVED: waived,
            r.DEFERRED: put_off,
        },
        {r.CONTRIBUTIONS_OWN: from_own, r.CONTRIBUTIONS_EMPLOYER: from_employer},
    )


def _coming_back(inputs: Inputs, put_off: Term) -> Term:
    """Contributions put off that are paid this year: of last year, and of this year after the months of the deferral."""
    earlier = inputs.before("deferred_before", inputs.books.owed[: len(MONTHS)])
    after = inputs.rule("deferral_months")
    back = np.broadcast_to(earlier.value, len(MONTHS)).copy()
    for month, later in enumerate(np.broadcast_to(after.value, len(MONTHS))):
        if month + int(later) < len(MONTHS):
            back[month + int(later)] += np.broadcast_to(put_off.value, len(MONTHS))[month]
    text = f"{earlier.text} + deferred of deferral_months before"
    return inputs.found("coming_back", said(text, back if back.any() else 0.0), "money")


def drawn(inputs: Inputs, contributions: dict[int, Term]) -> Term:
    """What members take out of their accounts in a month."""
    inputs.sheet.open("worked_account")
    before = inputs.before("account_before", inputs.books.balances[r.ACCOUNT])
    share = inputs.level(r.ACCOUNT_DRAW)
    credited = contributions[r.CONTRIBUTIONS_OWN] + contributions[r.CONTRIBUTIONS_EMPLOYER]
    return inputs.found("account_payments", share * (before / 12 + credited), "money")
