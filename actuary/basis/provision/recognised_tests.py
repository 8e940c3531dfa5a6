"""Tests recognised elsewhere (检查检验结果互认): what is not repeated is not paid for."""

from typing import NamedTuple

from actuary.basis.known import Known
from actuary.basis.provision.factors import HOSPITALS, OUTPATIENTS, Factors, at
from actuary.law import Law
from actuary.scenario.model import Scenario


class Figures(NamedTuple):
    """Tests in the cost of care."""

    inpatient: float
    outpatient: float


def read(known: Known, scenario: Scenario, years: range) -> Figures:
    """Shares of cost."""
    return Figures(known.value("inpatient_test_share"), known.value("outpatient_test_share"))


def factors(law: Law, figures: Figures) -> Factors:
    """Price 1 - share of cost x share not repeated."""
    recognised = law.recognised_test_share
    inpatient = at(HOSPITALS, 1 - figures.inpatient * recognised)
    return Factors(price=inpatient * at(OUTPATIENTS, 1 - figures.outpatient * recognised))
