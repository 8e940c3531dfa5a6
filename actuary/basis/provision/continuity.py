"""Continuous cover: residents who return after a gap wait, and a longer wait may keep people from leaving.

Care of those who wait is not paid: of the insured a share returns in a year and waits so many twelfths of it.
"""

from typing import NamedTuple

import numpy as np

from actuary.axes import PAYERS
from actuary.basis.known import Known
from actuary.basis.provision.factors import Factors
from actuary.law import Array, Law
from actuary.scenario.model import Scenario


class Figures(NamedTuple):
    """What is known of those who return, and of how a wait keeps people insured."""

    returning: float
    """Share of the insured residents who return after a gap in a year."""
    response: float
    """Change of the logit of take-up for a month of waiting; 0 where that answer is off."""


def read(known: Known, scenario: Scenario, years: range) -> Figures:
    """The figures of the area; nobody answers to the wait unless the scenario says so."""
    response = known.value("take_up_waiting_response") if scenario.behaviour.continuity else 0.0
    return Figures(known.value("returning_share"), response)


def factors(law: Law, figures: Figures) -> Factors:
    """Payment for residents: 1 - returning_share x waiting_months / 12."""
    unpaid = figures.returning * np.minimum(law.waiting_months, 12) / 12
    payment = np.ones((len(PAYERS), 1, unpaid.size))
    payment[PAYERS.index("resident")] -= unpaid
    return Factors(payment=payment)


def persuaded(law: Law, figures: Figures) -> Array:
    """What the logit of take-up moves by, by year: the response times the months of waiting beyond those of the base year."""
    return np.asarray(figures.response * (law.waiting_months - law.waiting_months[0]))
