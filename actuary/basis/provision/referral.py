"""Tiered referral (分级诊疗): patients who are treated in the tier below, by rule or as its ratio draws ahead."""

from typing import NamedTuple

import numpy as np

from actuary.axes import PAYERS, TIERS, UPPER_TIERS
from actuary.basis.illness import service_of
from actuary.basis.known import Known
from actuary.basis.provision.factors import HOSPITALS, Factors, at
from actuary.kernel import rows as r
from actuary.law import Array, Law
from actuary.scenario.model import Scenario


class Figures(NamedTuple):
    """What those who go to a lower tier are like, and who goes."""

    admissions: Array
    """[p, tier] admissions per person in the base year, as the nation has them."""
    relative_cost: float
    """Cost of those who can go to the tier below over that of all in their tier."""
    response: float
    """Share of a tier's admissions that goes to the tier below as its ratio draws ahead by one; 0 for no answer."""


def read(known: Known, scenario: Scenario, years: range) -> Figures:
    """The figures of the base year; patients answer to ratios where `behaviour.tier_choice` says so."""
    return Figures(
        np.array([[service_of(known, payer, name, years[0])[r.FREQUENCY] for name in HOSPITALS] for payer in PAYERS]),
        known.value("referred_relative_cost"),
        known.value("tier_choice_response") if scenario.behaviour.tier_choice else 0.0,
    )


def factors(law: Law, figures: Figures) -> Factors:
    """Cases leave a tier for the one below and cost there what others do; they were the cheaper ones of their own.

    In a tier with f admissions of its own, of which s go and g come, at relative cost q of those who can go:
    use = (f (1 - s) + g) / f, price = (f (1 - s q) + g) / (f (1 - s) + g).
    """
    before = figures.admissions[:, :, None]
    leaving = np.pad(_leaving(law, figures.response), ((0, 0), (0, 1), (0, 0)))
    coming = np.pad((before * leaving)[:, :-1], ((0, 0), (1, 0), (0, 0)))
    after = before * (1 - leaving) + coming
    cost = before * (1 - leaving * figures.relative_cost) + coming
    price = np.divide(cost, after, out=np.ones_like(after), where=after > 0)
    return Factors(use=at(HOSPITALS, after / before), price=at(HOSPITALS, price))


def _leaving(law: Law, response: float) -> Array:
    """[p, upper tier, year] share of the tier's admissions that goes to the tier below; nobody moves up."""
    ratios = np.stack([getattr(law, f"{payer}_ratio")[: len(TIERS)] for payer in PAYERS])
    ahead = np.diff(ratios, axis=1)
    moved = law.referred_share[: len(UPPER_TIERS)] + response * (ahead - ahead[..., :1])
    return np.asarray(np.clip(moved, 0, 1))
