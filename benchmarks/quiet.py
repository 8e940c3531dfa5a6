"""Runs that count only when nobody else was at work: two cores are measured on two cores, or not at all.

What all processes used is told by /proc/stat, what this one and its children used by the clock of the process. Children
count when they have ended.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.harness import Contestants, Times

STAT = Path("/proc/stat")
LIMIT = 0.12
"""Cores that others may use in a run that counts."""
IDLE = (3, 4)
"""Columns of /proc/stat in which nobody works: idle, and waiting for a disk."""
AT_WORK = 8
"""Columns of /proc/stat that add up: of guests, the time stands in others already."""


class Run(NamedTuple):
    """One run: seconds, and the cores that others and it itself used meanwhile."""

    seconds: float
    others: float
    own: float

    @property
    def quiet(self) -> bool:
        """Whether it counts."""
        return self.others < LIMIT


def quiet_race(runs: Contestants, rounds: int, longest: float = 120.0) -> tuple[Times, dict[str, int]]:
    """Everybody in turn until each has `rounds` quiet runs, or `longest` seconds are over: times, and tries of each."""
    times: Times = {name: [] for name in runs}
    tries, end = dict.fromkeys(runs, 0), time.perf_counter() + longest
    while min(map(len, times.values())) < rounds and time.perf_counter() < end:
        turn = {name: observed(run) for name, run in runs.items()}
        for name in runs:
            tries[name] += 1
        if all(run.quiet for run in turn.values()):  # a round counts as a whole, so that neighbours are compared
            for name, run in turn.items():
                times[name].append(run.seconds)
    return times, tries


def observed(
    run: Callable[[], object],
    clock: Callable[[], float] = time.perf_counter,
    everybody: Callable[[], float] | None = None,
    own: Callable[[], float] | None = None,
) -> Run:
    """A run, watched."""
    everybody, own = everybody or at_work, own or at_work_here
    all_before, own_before, start = everybody(), own(), clock()
    run()
    seconds = clock() - start
    mine = own() - own_before
    return Run(seconds, max(0.0, everybody() - all_before - mine) / seconds, mine / seconds)


def possible() -> bool:
    """Whether this system tells what others use."""
    return STAT.exists()


def at_work(stat: str | None = None) -> float:
    """Seconds of work of all processes on all cores since the machine started."""
    line = (stat or STAT.read_text(encoding="ascii")).splitlines()[0].split()[1:]
    worked = sum(int(ticks) for column, ticks in enumerate(line[:AT_WORK]) if column not in IDLE)
    return worked / os.sysconf("SC_CLK_TCK")


def at_work_here() -> float:
    """Seconds of work of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
