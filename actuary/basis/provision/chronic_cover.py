"""Chronic and special outpatient care (门诊慢特病): the breadth of its list, and the drugs of two diseases (两病)."""

from typing import NamedTuple

import numpy as np

from actuary.axes import PAYERS
from actuary.basis.known import Known
from actuary.basis.provision.factors import CHRONIC, Factors, at
from actuary.law import Array, Law
from actuary.scenario.model import Scenario


class Figures(NamedTuple):
    """Who comes with a longer list, and who has the two diseases."""

    patients_added: float
    """Patients that a disease added to the list brings, over those of the list in the base year."""
    members: Array
    """[year] members with hypertension or diabetes who get their drugs, share of the insured."""
    paid_share: float
    """Their drugs in what residents' chronic outpatients are paid, in the base year."""


def read(known: Known, scenario: Scenario, years: range) -> Figures:
    """Members by year where a scenario dates them."""
    return Figures(
        known.value("added_disease_patients_share"),
        known.path("two_disease_share", years),
        known.value("two_disease_paid_share"),
    )


def factors(law: Law, figures: Figures) -> Factors:
    """Use 1 + diseases added x patients each brings; residents' payment 1 + paid share x (members x ratio grown by - 1)."""
    use = at(CHRONIC, 1 + figures.patients_added * law.chronic_diseases_added)
    drugs = figures.members * law.two_disease_ratio
    grown = np.divide(drugs, drugs[0], out=np.ones_like(drugs), where=drugs[0] > 0)
    residents = np.array([payer == "resident" for payer in PAYERS])[:, None, None]
    return Factors(use=use, payment=at(CHRONIC, 1 + figures.paid_share * residents * (grown - 1)))
