"""Births of a year on paper: maternity of members, and the residents' benefit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.analysis.worked.employees import Payroll
from actuary.analysis.worked.inputs import Inputs
from actuary.analysis.worked.terms import Term, lesser, said
from actuary.axes import STATUSES
from actuary.kernel import rows as r


class Maternity(NamedTuple):
    """Money of maternity by month, wherever its books are."""

    income: Term
    medical: Term
    allowance: Term

    def in_months(self, chosen: NDArray[np.bool_]) -> Maternity:
        """The same in some months, nothing in the others."""
        return Maternity(*(said(f"{term.text} in its months", term.value * chosen) for term in self))


def maternity_of(inputs: Inputs, wages: Payroll, in_all: Term | None) -> Maternity:
    """Contributions on payroll, by the share earned; care and allowance of the births of members with an employer."""
    inputs.sheet.open("worked_maternity")
    births = inputs.results.population.births[inputs.i]
    with_employer = inputs.people(
        "insured_births", sum(births[s] for s, status in enumerate(STATUSES) if status.employed)
    )
    claims = inputs.found("claims", inputs.level(r.MATERNITY_CLAIMS) * with_employer, "cases")
    third = inputs.constant("third_births", r.THIRD_BIRTHS, "third_birth_share")
    thirds = inputs.found("thirds", claims * third * inputs.rule("maternity_third_paid"), "cases")
    paid = inputs.found("paid_births", claims * (1 - third) + thirds, "cases")
    medical = paid * _care_of_a_birth(inputs)
    wage = said("wage", inputs.results.basis.basis_year[r.WAGE, inputs.t])
    days = paid * _days_of_a_birth(inputs) + thirds * inputs.rule("maternity_third_days")
    level, rate = inputs.level(r.MATERNITY_LEVEL), inputs.rule("maternity_rate")
    income = level * wages.employed * rate
    inputs.rule("maternity_merged")
    return Maternity(
        inputs.found("maternity_income", income if in_all is None else income * in_all, "money"),
        inputs.found("maternity_medical_cost", medical / 12, "money"),
        inputs.found("maternity_allowance_cost", wage / 12 / 30 * days / 12, "money"),
    )


def _care_of_a_birth(inputs: Inputs) -> Term:
    """Delivery and antenatal care, each what it costs or its fixed price, whichever is less."""
    cost = inputs.yearly("birth_cost", r.BIRTH_COST, "yuan", "birth_cost, service_anchors")
    share = inputs.constant("antenatal_share", r.ANTENATAL_SHARE, "antenatal_cost_share")
    antenatal = inputs.found("antenatal_cost", cost * share, "yuan")
    delivery = inputs.found("delivery_cost", cost - antenatal, "yuan")
    return inputs.found(
        "paid_of_a_birth",
        lesser(delivery, inputs.rule("delivery_limit")) + lesser(antenatal, inputs.rule("antenatal_limit")),
        "yuan",
    )


def _days_of_a_birth(inputs: Inputs) -> Term:
    """Days of allowance, the mean of all births but what a third child has more."""
    difficult = inputs.constant("difficult_births", r.DIFFICULT_BIRTHS, "difficult_birth_share")
    further = inputs.constant("further_children", r.FURTHER_CHILDREN, "further_children_of_a_birth")
    more = difficult * inputs.rule("maternity_difficult_days") + further * inputs.rule("maternity_multiple_days")
    return inputs.found("days_of_a_birth", inputs.rule("maternity_leave_days") + more, "days")


def births_of_residents(inputs: Inputs, take_up: Term) -> Term:
    """A month of what the resident pool pays for births besides hospital care."""
    inputs.sheet.open("worked_births")
    births = inputs.results.population.births[inputs.i]
    mothers = inputs.people(
        "resident_births", sum(births[s] for s, status in enumerate(STATUSES) if status.payer == "resident")
    )
    benefit = inputs.rule("resident_birth_benefit")
    return inputs.found("birth_benefits", mothers * take_up * benefit / 12, "money")
