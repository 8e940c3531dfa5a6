"""Audit (智能审核): what should not have been paid, and how much of it is stopped beforehand."""

import numpy as np

from actuary.axes import LEAKS
from actuary.basis.known import Known
from actuary.basis.provision.factors import Factors
from actuary.law import Array, Law
from actuary.scenario.model import Scenario

_OF_ACCOUNTS = LEAKS.index("account_cash")


def read(known: Known, scenario: Scenario, years: range) -> Array:
    """[leak, year] share of what is paid in the base year, by what leaks: of the pools' payments, or of the accounts'."""
    return np.stack([known.path(f"{leak}_share", years) for leak in LEAKS])


def factors(law: Law, leaks: Array) -> Factors:
    """Payment (1 - leaks of the base year) + leaks of the year x what is not stopped, over all services alike.

    What is rightly paid is what is left of the base year's payments without its leaks; a leak that grows is paid on top.
    """
    of_pools = slice(_OF_ACCOUNTS)
    return Factors(payment=_paid(leaks[of_pools], law.audit_stopped_share[of_pools]))


def drawn(law: Law, leaks: Array) -> Array:
    """[year] what members draw from their accounts over the base year's, by the same equation; what is stopped stays there."""
    paid = _paid(leaks[_OF_ACCOUNTS:], law.audit_stopped_share[_OF_ACCOUNTS:])
    return np.asarray(paid / paid[0])


def _paid(leaks: Array, stopped: Array) -> Array:
    return np.asarray(1 - leaks[:, 0].sum() + (leaks * (1 - stopped)).sum(axis=0))
