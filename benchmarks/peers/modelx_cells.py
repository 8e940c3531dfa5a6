"""The small fund in modelx, a cell for each year, sex and age: as tables of insurance models are written."""

import modelx as mx

from benchmarks.peers.modelx_arrays import LEDGER, Space, by_scenario
from benchmarks.small.fund import Array, Results, inputs

CELLS = {
    "survival": "lambda x, a: 1 - min(1.0, m * death[x][a])",
    "people": """def people(t, x, a):
    if t == 0:
        return people_at_start[x][a]
    if a == 0:
        return births[x]
    if a == 100:
        return people(t - 1, x, 99) * survival(x, 99) + people(t - 1, x, 100) * survival(x, 100)
    return people(t - 1, x, a - 1) * survival(x, a - 1)""",
    "contributions": "lambda t: sum(people(t, x, a) * contribution[x][a] for x in range(2) for a in range(101))",
    "needs": "lambda t: sum(people(t, x, a) * cost[x][a] for x in range(2) for a in range(101))",
}


def run(scenarios: Array) -> Results:
    """One scenario after another: a new value of m, g, w, i clears the cells that depend on it."""
    return by_scenario(_space(), scenarios)


_made: list[Space] = []


def _space() -> Space:
    if not _made:
        space = mx.new_model("FundOfCells").new_space("Fund")
        fund = inputs()
        space.people_at_start, space.births = fund.people.tolist(), fund.births.tolist()
        space.death, space.cost, space.contribution = (
            part.tolist() for part in (fund.death, fund.cost, fund.contribution)
        )
        for name, formula in (CELLS | LEDGER).items():
            space.new_cells(name, formula=formula)
        _made.append(space)
    return _made[0]
