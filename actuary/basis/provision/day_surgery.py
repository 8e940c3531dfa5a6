"""Day surgery (日间手术): operations with admission and discharge on one day cost less than other admissions."""

from actuary.basis.known import Known
from actuary.basis.provision.factors import HOSPITALS, Factors, at
from actuary.law import Law
from actuary.scenario.model import Scenario


def read(known: Known, scenario: Scenario, years: range) -> float:
    """Cost of such an operation over the same with days in bed."""
    return known.value("day_surgery_relative_cost")


def factors(law: Law, relative_cost: float) -> Factors:
    """Price 1 - share (1 - relative cost), of the admissions of every tier."""
    return Factors(price=at(HOSPITALS, 1 - law.day_surgery_share * (1 - relative_cost)))
