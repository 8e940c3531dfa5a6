"""The catalogue: which share of the cost is in scope, by items listed, class B paid first and limits waived."""

from typing import NamedTuple

import numpy as np

from actuary.axes import PAYERS
from actuary.basis.known import Known
from actuary.basis.provision.factors import Factors
from actuary.law import Array, Law
from actuary.scenario.model import Scenario


class Figures(NamedTuple):
    """What of the cost the catalogue holds."""

    scope: Array
    """[p] share of the cost that is in scope in the base year."""
    class_b: float
    """Share of the cost that is items of class B, what the patient pays first of them included."""


def read(known: Known, scenario: Scenario, years: range) -> Figures:
    """The share in scope by payer; class B alike for both."""
    scope = np.array([known.value(f"in_scope_share_{payer}") for payer in PAYERS])
    return Figures(scope, known.value("class_b_cost_share"))


def factors(law: Law, figures: Figures) -> Factors:
    """Scope over that of the base year, [p, k, year]; never more than the whole cost, never less than none."""
    first = np.stack([law.employee_class_b_first, law.resident_class_b_first])
    paid_first = figures.class_b * (first - first[:, :1])
    listed = law.catalogue_points - law.catalogue_points[:, :1]
    scope = np.clip(figures.scope[:, None, None] + listed - paid_first[:, None], 0, 1)
    scope += law.limits_waived * (1 - scope)
    return Factors(scope=scope / figures.scope[:, None, None])
