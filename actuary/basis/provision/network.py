"""The network of hospitals and pharmacies (定点机构): care may grow with their number."""

from typing import NamedTuple

from actuary.basis.known import Known
from actuary.basis.provision.factors import Factors
from actuary.law import Array, Law
from actuary.scenario.model import Scenario


class Figures(NamedTuple):
    """How large it is, and what care answers to that."""

    size: Array
    """[year] over that of the base year."""
    response: float
    """Elasticity of care to the size; 0 for no answer."""


def read(known: Known, scenario: Scenario, years: range) -> Figures:
    """By year where a scenario dates it; care answers where `behaviour.network` says so."""
    response = known.value("network_response") if scenario.behaviour.network else 0.0
    return Figures(known.path("network_size", years), response)


def factors(law: Law, figures: Figures) -> Factors:
    """Use size ^ response, of every service alike."""
    return Factors(use=figures.size**figures.response)
