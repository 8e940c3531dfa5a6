"""Care outside the area (异地就医): how much of it, at which price, and what of it the funds pay."""

from typing import NamedTuple

import numpy as np

from actuary.axes import ELSEWHERE, PAYERS, SERVICES
from actuary.basis.known import Known
from actuary.basis.provision.factors import CHRONIC, HOSPITALS, Factors, at
from actuary.law import Array, Law
from actuary.scenario.model import Scenario


class Figures(NamedTuple):
    """Who goes, and what it costs there."""

    share: Array
    """[p, place, year] of the cost of care, what is spent in each place outside the area."""
    price: Array
    """[place] price there over the price at home."""
    living: Array
    """[year] of care elsewhere, that of members who live there (异地安置、长期异地居住): their ratio is not cut."""
    claimed: float
    """Of care that is not settled directly, what is claimed by hand afterwards."""
    response: float
    """Share of care elsewhere that stays at home as the ratio there is cut by one; 0 for no answer."""


def read(known: Known, scenario: Scenario, years: range) -> Figures:
    """Shares by year where a scenario dates them; patients answer where `behaviour.elsewhere_choice` says so."""
    shares = [[known.path(f"{payer}_{place}_share", years) for place in ELSEWHERE] for payer in PAYERS]
    return Figures(
        np.array(shares),
        np.array([known.value(f"{place}_relative_price") for place in ELSEWHERE]),
        known.path("living_elsewhere_share", years),
        known.value("claimed_by_hand_share"),
        known.value("elsewhere_choice_response") if scenario.behaviour.elsewhere_choice else 0.0,
    )


def factors(law: Law, figures: Figures) -> Factors:
    """Dearer cases as more go elsewhere, and of what is spent there a smaller part paid.

    With a share e of cost at a relative price q, a case costs 1 / (1 - sum of e (1 - 1 / q)) of one at home. Payment is
    1 - sum of e (1 - kept), kept = (ratio - cut) / ratio x settled; settled = direct + (1 - direct) x claimed by hand.
    """
    figures = answered(law, figures)
    dearer = _dearer(figures)
    of_chronic = np.stack([law.elsewhere_direct_rate[0], law.elsewhere_chronic_direct_rate])
    hospital = _payment(law, figures, HOSPITALS, law.elsewhere_direct_rate)
    payment = at(HOSPITALS, hospital) * at(CHRONIC, _payment(law, figures, CHRONIC, of_chronic))
    return Factors(price=at((*HOSPITALS, *CHRONIC), dearer[:, None, :]), payment=payment)


def answered(law: Law, figures: Figures) -> Figures:
    """The figures with the shares that are left as the ratio elsewhere is cut by more than in the base year."""
    cut = law.elsewhere_ratio_cut
    left = np.clip(1 - figures.response * (cut - cut[:, :1]) * (1 - figures.living), 0, 1)
    return figures._replace(share=figures.share * left)


def outside(figures: Figures, cases: Array, cost: Array) -> tuple[Array, Array]:
    """[place, year] admissions outside the area and cost of hospitals and chronic outpatients there.

    Of all cases and cost [p, k, year] of the years from the base year on: of the cost the share e, of the cases e / q times
    what a case costs over one at home.
    """
    years = cost.shape[-1]
    share, dearer = figures.share[..., :years], _dearer(figures)[:, None, :years]
    admissions, hospital, chronic = (
        values[:, [SERVICES.index(name) for name in names]].sum(axis=1)[:, None]
        for values, names in ((cases, HOSPITALS), (cost, HOSPITALS), (cost, CHRONIC))
    )
    gone = share * dearer / figures.price[:, None]
    return (admissions * gone).sum(axis=0), ((hospital + chronic) * share).sum(axis=0)


def _dearer(figures: Figures) -> Array:
    """[p, year] what a case costs, wherever it is, over one at home."""
    return np.asarray(1 / (1 - (figures.share * (1 - 1 / figures.price[:, None])).sum(axis=1)))


def _payment(law: Law, figures: Figures, services: tuple[str, ...], direct: Array) -> Array:
    """[p, some services, year] paid over what the terms at home give, settled directly at these rates by place."""
    rows = [SERVICES.index(name) for name in services]
    ratio = np.stack([getattr(law, f"{payer}_ratio")[rows] for payer in PAYERS])[:, :, None]
    cut = np.minimum(law.elsewhere_ratio_cut * (1 - figures.living), ratio)
    kept = 1 - np.divide(cut, ratio, out=np.zeros_like(cut), where=ratio > 0)
    settled = direct + (1 - direct) * figures.claimed
    return np.asarray(1 - (figures.share[:, None] * (1 - kept * settled)).sum(axis=2))
