"""Need beside age and trend: chronic disease (慢性病), the pattern of disease (疾病谱), rehabilitation (康复护理)."""

from typing import NamedTuple

import numpy as np

from actuary.basis.known import Known
from actuary.basis.provision.factors import CHRONIC, HOSPITALS, Factors, at
from actuary.law import Array, Law
from actuary.scenario.model import Scenario

LOWER_TIERS = ("inpatient_primary", "inpatient_township")
"""Where rehabilitation and nursing are."""


class Figures(NamedTuple):
    """Indices from the base year on, [year] each."""

    chronic: Array
    pattern: Array
    rehabilitation: Array


def read(known: Known, scenario: Scenario, years: range) -> Figures:
    """Each index grows by its figure a year, from the first projected year on."""
    growth = (known.path(f"{name}_growth", years) for name in ("chronic_disease", "disease_pattern", "rehabilitation"))
    return Figures(*(np.append(1.0, np.cumprod(1 + rate[1:])) for rate in growth))


def factors(law: Law, figures: Figures) -> Factors:
    """More chronic outpatients; dearer admissions in every tier; more admissions where rehabilitation is."""
    return Factors(
        use=at(CHRONIC, figures.chronic) * at(LOWER_TIERS, figures.rehabilitation),
        price=at(HOSPITALS, figures.pattern),
    )
