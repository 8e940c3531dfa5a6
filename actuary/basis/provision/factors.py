"""Factors on care: what a policy multiplies use, price, scope and payment by."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from actuary.axes import PAYERS, SERVICES, TIERS
from actuary.law import Array

HOSPITALS = tuple(f"inpatient_{tier}" for tier in TIERS)
CHRONIC = ("chronic_outpatient",)
OUTPATIENTS = ("outpatient", *CHRONIC)
"""Services that policies speak of together."""


class Factors(NamedTuple):
    """What a policy makes of care, over what it would be without: each [p, k, year], or what fits into that shape."""

    use: Array | float = 1.0
    """Of cases per person; where a service counts by year, of a person's cost in it."""
    price: Array | float = 1.0
    """Of cost per case."""
    scope: Array | float = 1.0
    """Of the share of cost that is in scope."""
    payment: Array | float = 1.0
    """Of what the fund pays over what its terms give."""


def at(services: Iterable[str], factor: Array) -> Array:
    """A factor on some services, one on all others: [p, k, year] of what fits into [p, some services, year]."""
    result = np.ones((len(PAYERS), len(SERVICES), factor.shape[-1]))
    result[:, [SERVICES.index(name) for name in services]] = factor
    return result


def combined(years: int, policies: Iterable[Factors]) -> Factors:
    """The product of all policies, over its value in the base year: [p, k, year] each."""
    product = [np.ones((len(PAYERS), len(SERVICES), years)) for _ in Factors._fields]
    for policy in policies:
        for total, factor in zip(product, policy, strict=True):
            total *= factor
    return Factors(*(total / total[..., :1] for total in product))
