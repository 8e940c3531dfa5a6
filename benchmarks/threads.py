"""Draws of a scenario divided between two threads, in runs during which nobody else was at work (quiet.py); and by Dask."""

from importlib.util import find_spec

from actuary.draws import draws_of
from actuary.sampling import sample
from actuary.scenario.loading import load
from benchmarks.case import SCENARIO
from benchmarks.harness import Section, Target, paired
from benchmarks.quiet import LIMIT, possible, quiet_race

DRAWS, ROUNDS = 16_384, 5
ONE, TWO, PROCESSES, DASK = "one thread", "two threads", "two processes", "Dask, two workers of this machine"


def measured() -> list[Section]:
    """The table, after a proof that all ways lead to the same bits, of two seeds."""
    scenario, notes = load(SCENARIO), []
    draws = draws_of(scenario, seed=1)
    ways = {ONE: {"threads": 1}, TWO: {"threads": 2}, PROCESSES: {"threads": 2, "scheduler": "processes"}}
    if find_spec("distributed") is None:
        notes.append(f"{DASK}: not installed: make peers")
    else:
        ways[DASK] = {"threads": 2, "scheduler": "local"}
    for seed in (1, 2):
        told = {name: _digest(sample(draws_of(scenario, seed), 2048, **way)) for name, way in ways.items()}
        assert len(set(told.values())) == 1, told
    if not possible():
        return [Section("Threads", ONE, [], ["not measured: this system does not tell what others are using"])]
    runs = {name: lambda way=way: sample(draws, DRAWS, **way) for name, way in ways.items()}
    times, tries = quiet_race(runs, ROUNDS)
    notes.append(f"rounds in which others used less than {LIMIT} cores: {len(times[ONE])} of {tries[ONE]}")
    title = f"{DRAWS:,} draws of {SCENARIO} with all statistics, start of processes included"
    rows = paired(times, ONE, {TWO: Target(most=1 / 1.85)}) if times[ONE] else []
    return [Section(title, ONE, rows, notes)]


def _digest(sampled) -> bytes:  # type: ignore[no-untyped-def]
    settings, parts = sampled.tally.parts()
    return repr(settings).encode() + b"".join(parts[name].tobytes() for name in sorted(parts))
