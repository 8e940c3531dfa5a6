"""The small fund in modelx, a cell for each year that holds an array: of one scenario, or of all of them at once."""

from functools import cache
from typing import Any

import modelx as mx
import numpy as np

from benchmarks.small.fund import YEARS, Array, Results, inputs, stacked

Space = Any
"""What modelx makes."""

LEDGER = {
    "income": "lambda t: (1 + w) ** t * contributions(t)",
    "spending": "lambda t: (1 + g) ** t * needs(t)",
    "balance": """def balance(t):
    if t == 0:
        return 0.0
    return balance(t - 1) * (1 + i) + (income(t - 1) - spending(t - 1)) * (1 + i / 2)""",
}
CELLS = {
    "survival": "lambda: 1 - np.minimum(1.0, m * death)",
    "people": """def people(t):
    if t == 0:
        return people_at_start
    alive = people(t - 1) * survival()
    older = np.empty_like(alive)
    older[:, 1:] = alive[:, :-1]
    older[:, -1] += alive[:, -1]
    older[:, 0] = births
    return older""",
    "contributions": "lambda t: (people(t) * contribution).sum((0, 1))",
    "needs": "lambda t: (people(t) * cost).sum((0, 1))",
}


def per_scenario(scenarios: Array) -> Results:
    """One scenario after another."""
    return by_scenario(space("FundOfArrays"), scenarios)


def by_scenario(fund: Space, scenarios: Array) -> Results:
    """A new value of m, g, w, i clears the cells that depend on it."""
    return stacked([_run(fund, scenario) for scenario in scenarios.tolist()])


def over_scenarios(scenarios: Array) -> Results:
    """All at once: scenarios are the last axis of every array. Some hundreds of them are fastest."""
    money = np.array(_run(space("FundOfScenarios", axes=1), list(np.ascontiguousarray(scenarios.T))))
    return money[0].T, money[1].T, money[2].T


def _run(fund: Space, scenario: list[Any]) -> list[list[Any]]:
    fund.m, fund.g, fund.w, fund.i = scenario
    return money(fund)


def money(fund: Space) -> list[list[Any]]:
    """(C, X, B) of the scenario that the cells stand at."""
    years = range(YEARS)
    return [[fund.income(t) for t in years], [fund.spending(t) for t in years], [fund.balance(t + 1) for t in years]]


@cache
def space(name: str, axes: int = 0) -> Space:
    """A space of such cells; `axes` further axes in every array."""
    made = mx.new_model(name).new_space("Fund")
    made.np = np
    made.people_at_start, made.death, made.births, made.cost, made.contribution = (
        part.reshape(part.shape + (1,) * axes) for part in inputs()
    )
    made.m, made.g, made.w, made.i = 1.0, 0.0, 0.0, 0.0
    if axes:
        made.people_at_start = made.people_at_start * np.ones(1)
    for cell, formula in (CELLS | LEDGER).items():
        made.new_cells(cell, formula=formula)
    return made
