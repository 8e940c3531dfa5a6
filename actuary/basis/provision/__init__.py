"""How policy on care moves use, price, scope and payment before the funds pay: one file per topic, this folder is the register.

A topic reads its figures once (`read`) and says what a law makes of care (`factors`). What it says is over the base year's:
the base year came out as published under the law of its time, whatever that was.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from actuary.basis.known import Known
from actuary.basis.provision.factors import Factors, combined
from actuary.law import Law
from actuary.scenario.model import Scenario

Provision = Mapping[str, Any]
"""The figures of each topic, by its name."""

_NOT_TOPICS = {"factors"}


@cache
def topics() -> dict[str, Any]:
    """Every topic by name, in the order of the names."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name not in _NOT_TOPICS)
    return {name: importlib.import_module(f"{__name__}.{name}") for name in names}


def read(known: Known, scenario: Scenario, years: range) -> Provision:
    """The figures of every topic for the years laid out; a behavioural answer that is off reads as none."""
    proper, provision = set(known.used), {}
    for name, topic in topics().items():
        before, known.used = known.used, {}
        provision[name] = topic.read(known, scenario, years)
        known.of_policy[name] = set(known.used) - proper
        known.used = {**before, **known.used}
    return provision


def provided(law: Law, provision: Provision) -> Factors:
    """What a law makes of use, price, scope and payment, over the base year's: factors [p, k, year]."""
    years = law.resident_ratio.shape[-1]
    return combined(years, [topic.factors(law, provision[name]) for name, topic in topics().items()])


def figures_idle(law: Law, provision: Provision, known: Known) -> set[tuple[str, str, int | None]]:
    """The figures that were read for policy on care which under this law moves nothing."""
    years = law.resident_ratio.shape[-1]
    at_work = {
        name
        for name, topic in topics().items()
        if any(np.any(factor != 1) for factor in combined(years, [topic.factors(law, provision[name])]))
    }
    used = {name: keys for name, keys in known.of_policy.items() if name in at_work}
    return set().union(*known.of_policy.values()) - set().union(*used.values())
