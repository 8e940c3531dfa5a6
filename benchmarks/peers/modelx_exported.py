"""The small fund in modelx, exported as plain Python classes: a cell for each year that holds an array.

An exported model does not clear its cells when a value is assigned: a second scenario would get the results of the first.
So each scenario is an item of the space, with cells of its own.
"""

import importlib
import sys
import tempfile
from functools import cache

import modelx as mx
import numpy as np

from benchmarks.peers.modelx_arrays import CELLS, LEDGER, Space, money
from benchmarks.small.fund import Array, Results, inputs, stacked

NAME = "exported_fund"


def run(scenarios: Array) -> Results:
    """One scenario after another, each an item that has computed nothing yet."""
    fund = _exported().Fund
    fund._mx_itemspaces.clear()
    return stacked([money(fund[scenario]) for scenario in map(tuple, scenarios.tolist())])


@cache
def _exported() -> Space:
    space = mx.new_model("FundToExport").new_space("Fund")
    space.np = np
    space.people_at_start, space.death, space.births, space.cost, space.contribution = inputs()
    space.parameters = ("m", "g", "w", "i")
    for cell, formula in (CELLS | LEDGER).items():
        space.new_cells(cell, formula=formula)
    folder = tempfile.mkdtemp(prefix="benchmarks_")
    space.model.export(f"{folder}/{NAME}")
    sys.path.insert(0, folder)
    return importlib.import_module(NAME).mx_model
