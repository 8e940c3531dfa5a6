"""Other channels of outpatient care: prescriptions filled at pharmacies (外配处方), visits over the internet (互联网医疗)."""

from typing import NamedTuple

import numpy as np

from actuary.axes import PAYERS
from actuary.basis.illness import service_of, trend_of
from actuary.basis.known import Known
from actuary.basis.macro import Macro, macro_of
from actuary.basis.provision.factors import OUTPATIENTS, Factors, at
from actuary.kernel import rows as r
from actuary.law import Array, Law
from actuary.scenario.model import Scenario

PHARMACY = ("pharmacy",)


class Figures(NamedTuple):
    """What is bought and seen elsewhere, and at what cost."""

    drugs: Array
    """[service] drugs in the cost of ordinary and of chronic outpatients."""
    pharmacy_price: float
    """Price of a drug at a pharmacy over that at the hospital."""
    over_pharmacy: Array
    """[p, service, year] cost per person of these outpatients over that of pharmacies, by the trends of each."""
    visit_cost: float
    """Cost of a visit over the internet over that of a visit."""
    visits_added: float
    """Share of such visits that would not have been made otherwise."""


def read(known: Known, scenario: Scenario, years: range) -> Figures:
    """The figures, and the nation's cost of outpatients and pharmacies as it moves on from the base year."""
    macro = macro_of(known, range(years[0] - 2, years[-1] + 1))
    costs = [[_cost(known, macro, payer, name, years) for name in OUTPATIENTS] for payer in PAYERS]
    pharmacy = [[_cost(known, macro, payer, *PHARMACY, years)] for payer in PAYERS]
    return Figures(
        np.array([known.value(f"{name}_drugs_share") for name in OUTPATIENTS]),
        known.value("pharmacy_relative_price"),
        np.array(costs) / np.array(pharmacy),
        known.value("internet_visit_relative_cost"),
        known.value("internet_visits_added_share"),
    )


def _cost(known: Known, macro: Macro, payer: str, name: str, years: range) -> Array:
    """[year] cost per person of unchanged age."""
    row = service_of(known, payer, name, years[0])
    use, price = trend_of(known, macro, payer, name, years)
    return np.asarray(row[r.FREQUENCY] * row[r.COST] * use * price)


def factors(law: Law, figures: Figures) -> Factors:
    """What is bought at pharmacies leaves the cost of outpatients and comes to theirs; visits are added, or cost less.

    With v visits over the internet for each other one, of which a are added, at relative cost c:
    use = 1 + a v, price = (1 - (1 - a) v + v c) / (1 + a v).
    """
    moved = figures.drugs[:, None] * law.external_prescription_share
    bought = 1 + figures.pharmacy_price * (figures.over_pharmacy * moved).sum(axis=1, keepdims=True)
    visits, added = law.internet_visit_share, figures.visits_added
    use = 1 + added * visits
    price = (1 - (1 - added) * visits + visits * figures.visit_cost) / use
    return Factors(use=at(OUTPATIENTS, use) * at(PHARMACY, bought), price=at(OUTPATIENTS, price * (1 - moved)))
