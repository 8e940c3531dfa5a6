"""An ensemble whose futures lie so that a table of them can be read against them."""

from typing import Any

import numpy as np

from actuary.futures.ensemble import Ensemble
from actuary.futures.spread import Spread
from actuary.measures import GROUPS, MEASURES
from actuary.results import DEFINITIONS
from actuary.tally import Tally
from tests.unit.reports.made import YEARS, fund, made

COUNT = 101
"""Futures in equal steps: the quantile of p % is the future of number p."""
BETWEEN = np.linspace(-1.0, 1.0, COUNT)
"""How far each future lies from the middle: the lowest -1, the highest +1."""


def futures(change: float = 1.0, width: float = 1.0) -> list[dict[str, dict[str, Any]]]:
    """The funds of each future: residents' spending grows faster the further down it lies."""
    return [
        {
            **dict(made(change=0.0).funds.items()),
            "resident": fund(12, 12, 20, change - width * at),
            "all": fund(24, 24, 40, change - width * at),
        }
        for at in BETWEEN.tolist()
    ]


def spread(ran: list[dict[str, dict[str, Any]]], low: float = 6.0) -> Spread:
    """The statistics of these futures, the base year left out; months are held against `low`."""
    pairs = [(group, measure) for group in GROUPS for measure in MEASURES]
    values = np.array([[funds[group][measure][1:] for group, measure in pairs] for funds in ran])
    years = len(YEARS) - 1
    levels = np.repeat([low if measure == "reserve_months" else 0.0 for _, measure in pairs], years)
    rows = np.ascontiguousarray(values.reshape(len(ran), -1).T)
    tally = Tally.of(rows, levels, pairs, years)
    tally.add(0, rows)
    return Spread(tally, YEARS[1:])


def ensemble(change: float = 1.0, width: float = 1.0, **instead: Any) -> Ensemble:
    """An ensemble of Meishan, made."""
    central = made(change=change, **instead)
    central.series = lambda name: central.funds[name.split(".")[0]][name.split(".")[1]]
    central.definitions = {**DEFINITIONS, **central.definitions}
    layers = {"process": True, "parameter": True, "model": False}
    return Ensemble(central.scenario, central, spread(futures(change, width)), 7, layers)
