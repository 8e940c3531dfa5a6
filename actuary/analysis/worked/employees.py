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
from actuary.law import Array


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
    covered = inputs.found("employed", employed * wage / 12 * declared * level, "money")
    return Payroll(
        covered,
        inputs.found(
            "alone", inputs.moved(alone * wage / 12 * declared * level * lowest, "flexible_declared"), "money"
        ),
        retired,
        wage,
    )


def _exposure_of(persons: dict[Status, float]) -> Term:
    return said(" + ".join(f"exposure of {status.name}" for status in persons), sum(persons.values()))


class Contributed(NamedTuple):
    """Contributions by pool and line, by month."""

    pool: dict[int, Term]
    account: dict[int, Term]
    in_all: Term | None
    """Share of contributions that ever comes in, over today's; None where it is today's."""


def contributed(inputs: Inputs, wages: Payroll) -> Contributed:
    """What is due, waived, put off and comes back, and how it is split between pool and account."""
    inputs.sheet.open("worked_contributions")
    employer_rate, employee_rate = inputs.rule("employer_rate"), inputs.rule("employee_rate")
    alone = inputs.moved(wages.alone, "flexible_rate")
    full = _Due(
        inputs.found("employer_due", wages.employed * employer_rate, "money"),
        inputs.found("own_due", (wages.employed + alone) * employee_rate, "money"),
        inputs.found("alone_employer_part", alone * employer_rate, "money"),
    )
    collected = _collected(inputs, full)
    employer_due, own_due, alone_due = collected.in_time
    retired_base, retired_rate = inputs.rule("retired_base"), inputs.rule("retired_rate")
    own_retired = inputs.found("own_retired", wages.retired * wages.wage / 12 * retired_base * retired_rate, "money")
    enterprises = inputs.constant("enterprise_share", r.ENTERPRISE_SHARE, "enterprise_payroll_share")
    waived = inputs.found("waived", employer_due * enterprises * inputs.rule("employer_relief"), "money")
    put_off = inputs.found("deferred", (employer_due - waived) * inputs.rule("deferred_share"), "money")
    back = _coming_back(inputs, put_off, collected.later)
    level = inputs.level(r.ACCOUNT_CREDIT_LEVEL)
    from_own = inputs.found(
        "account_from_own", level * inputs.rule("account_employee_share") * collected.in_all.own, "money"
    )
    employer_share, credit = inputs.rule("account_employer_share"), inputs.rule("account_retired_credit")
    from_employer = inputs.found(
        "account_from_employer",
        level * (employer_share * (collected.in_all.employer + collected.in_all.alone) + wages.retired * credit),
        "money",
    )
    own = inputs.found("contributions_own", _with_years(inputs, own_due + alone_due + own_retired - from_own), "money")
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
            **collected.arrears,
            **_support(inputs, wages),
        },
        {r.CONTRIBUTIONS_OWN: from_own, r.CONTRIBUTIONS_EMPLOYER: from_employer},
        collected.share,
    )


class _Due(NamedTuple):
    """Contributions of a month: of employers, of everybody's own part, and the employer's part of those who pay alone."""

    employer: Term
    own: Term
    alone: Term


class _Collected(NamedTuple):
    """What comes in of the contributions of a month."""

    in_time: _Due
    in_all: _Due
    """With what comes in later."""
    arrears: dict[int, Term]
    later: Term | None
    share: Term | None
    """Of what is due today that is earned."""


def _collected(inputs: Inputs, full: _Due) -> _Collected:
    """Contributions at the rate of collection; as they are due where it is that of today."""
    year = slice(12 * inputs.t, 12 * inputs.t + 12)
    if (inputs.results.law.collection_rate[year] == 1).all():
        return _Collected(full, full, {}, None, None)
    rate, recovered = inputs.rule("collection_rate"), inputs.rule("arrears_recovered")
    owing = inputs.found("in_arrears", said(f"max(0, 1 - {rate.text})", np.maximum(0.0, 1 - rate.value)), "share")
    in_all = inputs.found("earned", rate + recovered * owing, "share")
    arrears = inputs.found("arrears", owing * (full.employer + full.own + full.alone), "money")
    later = inputs.found("paid_later", recovered * arrears, "money")
    in_time = _Due(*(inputs.found(f"{name}_in_time", rate * term, "money") for name, term in full._asdict().items()))
    return _Collected(in_time, _Due(*(in_all * term for term in full)), {r.ARREARS: arrears}, later, in_all)


def _with_years(inputs: Inputs, own: Term) -> Term:
    """Own contributions with what comes in for years that are recognised or bought, where anything does."""
    if not inputs.results.law.years_price[inputs.t]:
        return own
    persons = inputs.people("recognised", inputs.results.population.vital[inputs.i, r.RECOGNISED])
    return own + persons * inputs.rule("years_price") / 12


def _support(inputs: Inputs, wages: Payroll) -> dict[int, Term]:
    """What the treasury pays for the retired, where it does."""
    year = slice(12 * inputs.t, 12 * inputs.t + 12)
    if not inputs.results.law.retired_support[year].any():
        return {}
    return {r.SUBSIDY: inputs.found("subsidies", wages.retired * inputs.rule("retired_support"), "money")}


def _coming_back(inputs: Inputs, put_off: Term, arrears: Term | None) -> Term:
    """What was put off, or in arrears, and is paid this year: of last year, and of this year after the months it takes."""
    earlier = inputs.before("deferred_before", inputs.books.owed[: len(MONTHS)])
    back = np.broadcast_to(earlier.value, len(MONTHS)).copy()
    text = f"{earlier.text} + deferred of deferral_months before"
    _come_back(back, put_off, inputs.rule("deferral_months"))
    if arrears is not None:
        text += f" + {arrears.text} of arrears_months before"
        _come_back(back, arrears, inputs.rule("arrears_months"))
    return inputs.found("coming_back", said(text, back if back.any() else 0.0), "money")


def _come_back(back: Array, amounts: Term, after: Term) -> None:
    """Add each month's amount to the month in which it is paid, where that is one of the year."""
    for month, later in enumerate(np.broadcast_to(after.value, len(MONTHS))):
        if month + int(later) < len(MONTHS):
            back[month + int(later)] += np.broadcast_to(amounts.value, len(MONTHS))[month]


def drawn(inputs: Inputs, contributions: dict[int, Term]) -> Term:
    """What members take out of their accounts in a month."""
    inputs.sheet.open("worked_account")
    before = inputs.before("account_before", inputs.books.balances[r.ACCOUNT])
    share = inputs.level(r.ACCOUNT_DRAW)
    if inputs.results.basis.basis_year[r.ACCOUNT_USE, inputs.t] != 1:
        share = share * inputs.yearly("account_use", r.ACCOUNT_USE, "number", "account_cash_share")
    credited = contributions[r.CONTRIBUTIONS_OWN] + contributions[r.CONTRIBUTIONS_EMPLOYER]
    return inputs.found("account_payments", share * (before / 12 + credited), "money")
