"""Prices: what drugs, consumables and hospitals' work cost, by volume-based procurement, reviews, tiers and new drugs."""

from typing import NamedTuple

import numpy as np

from actuary.axes import GOODS, ITEMS, SERVICES
from actuary.basis.known import Known
from actuary.basis.provision.factors import Factors
from actuary.law import Array, Law
from actuary.scenario.model import Scenario

DRUGS, LABOUR = ITEMS.index("drugs"), ITEMS.index("labour")


class Figures(NamedTuple):
    """What the cost of a service is made of."""

    shares: Array
    """[i, k] share of each item in the cost of each service; an item's parts of a service add up to one."""


def read(known: Known, scenario: Scenario, years: range) -> Figures:
    """Drugs and consumables are figures of each service, hospitals' work is the rest; alike for both payers and all years."""
    goods = np.array([[known.value(f"{service}_{good}_share") for service in SERVICES] for good in GOODS])
    work = 1 - goods.sum(axis=0)
    if np.any(np.round(work, 12) < 0):
        service = SERVICES[int(np.argmin(work))]
        raise LookupError(f"{service}_drugs_share, {service}_consumables_share: 100 % of the cost at most, together")
    return Figures(np.vstack([goods, np.maximum(work, 0)]))


def factors(law: Law, figures: Figures) -> Factors:
    """Prices, what dearer brands leave out of scope, and what hospitals keep of the saving: [k, year] each."""
    bought = procured(law)
    now = _cost(law, figures, bought)
    price = now.sum(axis=0)
    goods = now[: len(GOODS)]
    dearer = law.payment_standard * law.procured_share * (1 - law.procured_uptake) * law.procured_cut / bought
    saved = _cost(law, figures, _of_last_agreement(bought, law))[: len(GOODS)] - goods
    kept = (law.procured_kept[:, None] * np.maximum(saved, 0)).sum(axis=0)
    return Factors(price=price, scope=1 - (dearer[:, None] * goods).sum(axis=0) / price, payment=1 + kept / price)


def procured(law: Law) -> Array:
    """Price of drugs and of consumables over that without procurement: [g, year]."""
    return np.asarray(1 - law.procured_share * law.procured_uptake * law.procured_cut)


def _of_last_agreement(bought: Array, law: Law) -> Array:
    """The prices of procurement that hospitals are measured by: those of the year before the agreements in force."""
    years = np.arange(bought.shape[1])
    before = np.maximum(years - np.rint(law.procured_term).astype(int), 0)
    return bought[:, before]


def _cost(law: Law, figures: Figures, bought: Array) -> Array:
    """Cost of each item of a case, over the whole cost of the case in the base year: [i, k, year]."""
    price = np.repeat((law.price_level * np.cumprod(1 + law.price_review, axis=1))[:, None], len(SERVICES), axis=1)
    price[: len(GOODS)] *= bought[:, None]
    price[DRUGS] *= 1 + law.negotiated_drugs
    price[LABOUR] *= law.tier_price_level
    return np.asarray(figures.shares[..., None] * price / price[..., :1])
