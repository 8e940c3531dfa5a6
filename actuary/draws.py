"""Draws of a scenario (a stand-in until the engine is there): noise around the plain run."""

from typing import NamedTuple

import numpy as np

from actuary.law import Array
from actuary.measures import GROUPS, MEASURES
from actuary.scenario.model import Scenario
from actuary.simulation import run

Drawn = dict[tuple[str, str], Array]


class Draws(NamedTuple):
    """What the draws of a scenario are made from."""

    scenario: Scenario
    central: Drawn
    seed: int


def draws_of(scenario: Scenario, seed: int = 1) -> Draws:
    """What the draws of a scenario are made from."""
    results = run(scenario)
    found = {(group, measure): np.array(results.funds[group][measure][1:]) for group in GROUPS for measure in MEASURES}
    return Draws(scenario, found, seed)


def drawn(draws: Draws, first: int, count: int) -> Drawn:
    """The series of some draws: [year, draw] by group and measure."""
    years = len(next(iter(draws.central.values())))
    noise = np.empty((years, count))
    for k in range(count):
        stream = np.random.Generator(np.random.Philox(key=draws.seed, counter=[first + k, 0, 0, 0]))
        noise[:, k] = np.exp(0.05 * stream.standard_normal(years).cumsum())
    return {key: values[:, None] * noise for key, values in draws.central.items()}
