"""Accidental injury (意外伤害): whose hospital bills are paid like others, no third party being liable."""

from actuary.basis.known import Known
from actuary.basis.provision.factors import HOSPITALS, Factors, at
from actuary.law import Law
from actuary.scenario.model import Scenario


def read(known: Known, scenario: Scenario, years: range) -> float:
    """Accidental injury in the cost of hospital care in scope."""
    return known.value("accident_cost_share")


def factors(law: Law, share: float) -> Factors:
    """Payment 1 - share of cost x what is not paid."""
    return Factors(payment=at(HOSPITALS, 1 - share * (1 - law.accident_paid_share)))
