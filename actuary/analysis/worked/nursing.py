"""Long-term care of a year on paper: members, what is paid in for them, what the disabled among them are paid."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from actuary.analysis.worked.employees import Payroll
from actuary.analysis.worked.inputs import Inputs
from actuary.analysis.worked.terms import Term, added_up, lesser, said
from actuary.axes import DISABILITY, SETTINGS, STATUSES
from actuary.kernel import rows as r


class Nursing(NamedTuple):
    """A payer's part of the fund of long-term care, by month."""

    handed_over: Term
    by_employers: Term
    own: Term
    subsidy: Term
    benefits: Term


def nursing_of(inputs: Inputs, insured: Term, take_up: Term | None, wages: Payroll | None) -> Nursing:
    """Members of long-term care among the insured of a scheme; `take_up` is None where all are insured."""
    inputs.sheet.open("worked_nursing", inputs.payer)
    payer = inputs.payer
    coverage = inputs.rule("nursing_coverage", part=payer)
    members = inputs.found("nursing_members", insured * coverage, "persons")
    _held(inputs, "nursing_members", members, r.NURSING_MEMBERS)
    given = members * inputs.rule("nursing_from_pool", part=payer) / 12
    by_employers = said("0", 0.0)
    if wages is not None:
        given = given + coverage * (wages.employed + wages.alone) * inputs.rule("nursing_pool_rate")
        rate = inputs.rule("nursing_employer_rate")
        by_employers = inputs.found("nursing_by_employers", coverage * wages.employed * rate, "money")
    return Nursing(
        inputs.found("handed_over", given, "money"),
        by_employers,
        inputs.found("nursing_own_paid", members * inputs.rule("nursing_own", part=payer) / 12, "money"),
        inputs.found("nursing_subsidised", members * inputs.rule("nursing_subsidy", part=payer) / 12, "money"),
        _benefits(inputs, coverage, take_up),
    )


def _benefits(inputs: Inputs, coverage: Term, take_up: Term | None) -> Term:
    """A month's benefits: claimants by setting times the mean benefit of the setting."""
    mine = [s for s, status in enumerate(STATUSES) if status.payer == inputs.payer]
    disabled = inputs.people("disabled", inputs.results.population.need[inputs.i][mine, -len(DISABILITY) :].sum(axis=0),
                             DISABILITY)  # fmt: skip
    claims = inputs.constant("nursing_claims", r.NURSING_CLAIMS, "nursing_claim_share")
    members = disabled * coverage if take_up is None else disabled * coverage * take_up
    claimants = inputs.found("claimants", members * claims, "persons", DISABILITY)
    benefit = _benefit(inputs)
    fixed = inputs.results.basis.fixed[r.NURSED_AT_HOME : r.NURSED_IN_INSTITUTION + 1]
    shares = inputs.sheet.given(
        "nursed", np.tile(fixed, len(DISABILITY)), "share", "figure", "nursing_settings", SETTINGS
    )
    each = said("claimants of the degree", np.repeat(claimants.value, r.SETTINGS))
    drawing = inputs.found("drawing", each * shares, "persons", SETTINGS)
    cost = inputs.found("nursing_cost", drawing * benefit, "money", SETTINGS)
    benefits = inputs.found("nursing_benefits", added_up(cost, "settings"), "money")
    paid_for = said("beneficiaries", (drawing.value * (benefit.value > 0.0)).sum())
    _held(inputs, "nursing_beneficiaries", paid_for, r.NURSING_BENEFICIARIES)
    _held(inputs, "nursing_benefits", 12 * benefits, r.NURSING_PAID)
    return benefits


def _benefit(inputs: Inputs) -> Term:
    """Mean benefit of a month by setting: price x ratio, less the offset for those who draw an allowance besides."""
    full = inputs.rule("nursing_price") * inputs.rule("nursing_ratio")
    drawn = inputs.constant("allowance_drawn", r.ALLOWANCE_DRAWN, "allowance_drawn_share")
    return inputs.found("benefit", full - drawn * lesser(full, inputs.rule("nursing_offset")), "yuan", SETTINGS)


def _held(inputs: Inputs, name: str, found: Term, row: int) -> None:
    """Hold a payer's number of the year against the program's."""
    program = inputs.results.ledger.yearly[inputs.i, r.NURSING + inputs.p * r.NURSING_ROWS + row]
    inputs.sheet.held(inputs.payer, name, found, program)
