"""Chinese medicine (中医药): a better ratio, and pay by its outcome, for its part of the cost of care."""

import numpy as np

from actuary.axes import PAYERS
from actuary.basis.known import Known
from actuary.basis.provision.factors import Factors
from actuary.law import Array, Law
from actuary.scenario.model import Scenario


def read(known: Known, scenario: Scenario, years: range) -> float:
    """Chinese medicine in the cost of care."""
    return known.value("chinese_medicine_share")


def factors(law: Law, share: float) -> Factors:
    """Price 1 + share x pay by outcome; payment 1 + share x bonus / ratio, the ratio with its bonus at most all.

    Where a service has no ratio there is nothing to add to.
    """
    ratios = np.stack([getattr(law, f"{payer}_ratio") for payer in PAYERS])
    bonus: Array = np.minimum(law.chinese_medicine_bonus, 1 - ratios)
    payment = 1 + share * np.divide(bonus, ratios, out=np.zeros_like(ratios), where=ratios > 0)
    return Factors(price=1 + share * law.chinese_medicine_pay, payment=payment)
