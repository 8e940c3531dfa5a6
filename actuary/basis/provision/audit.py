"""Audit (智能审核): what should not have been paid, and how much of it is stopped beforehand."""

import numpy as np

from actuary.axes import LEAKS
from actuary.basis.known import Known
from actuary.basis.provision.factors import Factors
from actuary.law import Array, Law
from actuary.scenario.model import Scenario


def read(known: Known, scenario: Scenario, years: range) -> Array:
    """[leak, year] share of what is paid in the base year, by what leaks."""
    return np.stack([known.path(f"{leak}_share", years) for leak in LEAKS])


def factors(law: Law, leaks: Array) -> Factors:
    """Payment (1 - leaks of the base year) + leaks of the year x what is not stopped, over all services alike.

    What is rightly paid is what is left of the base year's payments without its leaks; a leak that grows is paid on top.
    """
    rightly = 1 - leaks[:, 0].sum()
    return Factors(payment=rightly + (leaks * (1 - law.audit_stopped_share)).sum(axis=0))
