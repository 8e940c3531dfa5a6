"""The small fund that everybody can write (small/fund.py): the kernel's vectors against C, numpy, pandas and other programs."""

from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from benchmarks.gcc import ABREAST, MISSING, there
from benchmarks.harness import ANY, Section, Target, paired, race
from benchmarks.small.fund import check, scenarios

OURS, IN_C = "the kernel's vectors", "C by hand, GCC's vectors"
SCENARIOS, TOGETHER, ROUNDS = 1024, 256, 7
"""Scenarios in a run of those that are fast; those in one array, as many as suit the cache."""


class Contestant(NamedTuple):
    """Where `run(scenarios)` stands, how many scenarios it is given at a time, and what it should come out at."""

    module: str
    function: str
    scenarios: int
    target: Target = ANY
    needs: str = "numpy"


CONTESTANTS = {
    "numpy over scenarios": Contestant("small.in_numpy", "over_scenarios", SCENARIOS, Target(6)),
    "modelx, arrays over scenarios": Contestant(
        "peers.modelx_arrays", "over_scenarios", TOGETHER, Target(25), "modelx"
    ),
    "numpy per scenario": Contestant("small.in_numpy", "per_scenario", 16),
    "modelx exported, array cells": Contestant("peers.modelx_exported", "run", 16, needs="modelx"),
    "heavylight": Contestant("peers.heavylight_fund", "run", 8, Target(400), "heavylight"),
    "modelx, array cells": Contestant("peers.modelx_arrays", "per_scenario", 8, Target(1000), "modelx"),
    "plain Python": Contestant("small.fund", "on_paper", 4),
    "pandas": Contestant("small.in_pandas", "run", 1, needs="pandas"),
    "cashflower": Contestant("peers.cashflower_cohorts", "run", 1, Target(50_000), "cashflower"),
    "modelx, scalar cells": Contestant("peers.modelx_cells", "run", 1, needs="modelx"),
}


def measured() -> list[Section]:
    """The table, after a proof that all compute two sets of scenarios alike."""
    from benchmarks.small import in_c, in_lanes

    check(in_lanes.run)
    runs, counts, notes = {OURS: in_lanes.ready(SCENARIOS)}, {OURS: SCENARIOS}, []
    if there():
        for abreast in ABREAST:
            check(in_c.run(abreast))
        runs[IN_C], counts[IN_C] = in_c.ready(SCENARIOS), SCENARIOS
    else:
        notes.append(f"{IN_C}: {MISSING}")
    for name, contestant in CONTESTANTS.items():
        if find_spec(contestant.needs) is None:
            notes.append(f"{name}: not installed: make peers")
            continue
        run = getattr(import_module(f"benchmarks.{contestant.module}"), contestant.function)
        check(run)
        runs[name] = partial(run, scenarios(contestant.scenarios, 3))
        counts[name] = contestant.scenarios
    times = race(runs, ROUNDS, counts=counts)
    targets = {name: contestant.target for name, contestant in CONTESTANTS.items()}
    return [Section("One scenario of the small fund, 30 years", OURS, paired(times, OURS, targets), notes)]
