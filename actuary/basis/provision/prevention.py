"""Early detection and prevention (早诊早治、医防融合): money now; admissions avoided later, where a figure says so."""

from typing import NamedTuple

import numpy as np

from actuary.basis.known import Known
from actuary.basis.provision.factors import HOSPITALS, OUTPATIENTS, Factors, at
from actuary.law import Law
from actuary.scenario.model import Scenario


class Figures(NamedTuple):
    """What prevention prevents, and when."""

    effect: float
    """Share of admissions avoided for spending as much again as is paid for outpatients."""
    delay: int
    """Years until it is seen."""


def read(known: Known, scenario: Scenario, years: range) -> Figures:
    """Without evidence the effect is none; a scenario may take another."""
    return Figures(known.value("prevention_effect"), round(known.value("prevention_delay")))


def factors(law: Law, figures: Figures) -> Factors:
    """Payment 1 + spending x (1 - the public share) for outpatients; admissions 1 - effect x spending `delay` years ago."""
    spending = law.prevention_spending
    paid = 1 + spending * (1 - law.prevention_public_share)
    seen = spending[np.maximum(np.arange(spending.size) - figures.delay, 0)]
    avoided = np.clip(figures.effect * seen, 0, 1)
    return Factors(use=at(HOSPITALS, 1 - avoided), payment=at(OUTPATIENTS, paid))
