"""Draws of a scenario divided between two threads, in runs during which nobody else was at work (quiet.py); and by Dask."""

from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

from actuary.draws import Draws, draws_of, futures
from actuary.sampling import sample
from actuary.sampling.chunks import Question
from actuary.scenario.loading import load
from benchmarks.case import SCENARIO
from benchmarks.harness import Section, Target, paired, race
from benchmarks.quiet import LIMIT, possible, quiet_race

DRAWS, ROUNDS, WITH_ALL = 32_768, 5, 131_072
CHUNK: int = Question._field_defaults["chunk"]
ONE, TWO, PROCESSES, DASK = "one thread", "two threads", "two processes", "Dask, two workers of this machine"


def measured() -> list[Section]:
    """The tables, after a proof that all ways lead to the same bits, of two seeds."""
    scenario, notes = load(SCENARIO), []
    ways = {ONE: {"threads": 1}, TWO: {"threads": 2}, PROCESSES: {"threads": 2, "scheduler": "processes"}}
    if find_spec("distributed") is None:
        notes.append(f"{DASK}: not installed: make peers")
    else:
        ways[DASK] = {"threads": 2, "scheduler": "local"}
    for seed in (1, 2):
        told = {name: _digest(sample(draws_of(scenario, seed), 2048, **way)) for name, way in ways.items()}
        assert len(set(told.values())) == 1, told
    draws = draws_of(scenario, seed=1)
    runs = {name: lambda way=way: sample(draws, WITH_ALL, **way) for name, way in ways.items()}
    title = f"{WITH_ALL:,} draws of {SCENARIO} with all statistics, start and end included"
    return [_draws_alone(draws), Section(title, ONE, paired(race(runs, 3), ONE), notes)]


def _draws_alone(draws: Draws) -> Section:
    """The kernel's chunks on one thread and on two, while nobody else was at work."""
    title = f"{DRAWS:,} draws of {SCENARIO}, {CHUNK} at a time"
    if not possible():
        return Section(title, ONE, [], ["not measured: this system does not tell what others are using"])
    runs = {ONE: lambda: make(draws, 1), TWO: lambda: make(draws, 2)}
    times, tries = quiet_race(runs, ROUNDS)
    note = f"rounds in which others used less than {LIMIT} cores: {len(times[ONE])} of {tries[ONE]}"
    return Section(title, ONE, paired(times, ONE, {TWO: Target(most=1 / 1.85)}) if times[ONE] else [], [note])


def make(draws: Draws, threads: int) -> None:
    """Make the draws, whose values nobody looks at."""
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(lambda first: futures(draws, first, CHUNK), range(0, DRAWS, CHUNK)):
            pass


def _digest(sampled) -> bytes:  # type: ignore[no-untyped-def]
    settings, parts = sampled.tally.parts()
    return repr(settings).encode() + b"".join(parts[name].tobytes() for name in sorted(parts))
