"""How speed is measured here: contestants take turns in one process, and what counts is the ratio of neighbours.

A shared machine is twice as fast in one minute as in the next, so seconds mean little. Two runs that follow each
other meet the same machine: their ratio holds, and the median over the rounds forgives a disturbed one. Every
round turns the order round, so that nobody always runs behind the same neighbour.
"""

import gc
import importlib.metadata
import math
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

Contestants = Mapping[str, Callable[[], object]]
Times = dict[str, list[float]]
"""Contestant -> seconds of one run, round by round."""

SHOWN_VERSIONS = ("numba", "llvmlite", "numpy", "pydantic", "click")


class Row(NamedTuple):
    """One line of a table."""

    name: str
    ratio: float
    low: float
    """The quarter of the rounds with the lowest ratios lies below."""
    high: float
    seconds: float
    rounds: int


def race(
    contestants: Contestants, rounds: int = 9, shortest: float = 0.02, clock: Callable[[], float] = time.perf_counter
) -> Times:
    """Everybody runs once per round, after a run to warm up that does not count.

    What takes less than `shortest` seconds is run several times in a row, and the mean counts; with 0, nothing is.
    """
    repeats = {name: _repeats(run, shortest, clock) for name, run in contestants.items()}
    times: Times = {name: [] for name in contestants}
    gc.collect()
    gc.disable()  # nobody pays for a neighbour's garbage
    try:
        for turn in range(rounds):
            order = list(contestants)[:: -1 if turn % 2 else 1]
            for name in order:
                times[name].append(_timed(contestants[name], repeats[name], clock))
    finally:
        gc.enable()
    return times


def _repeats(run: Callable[[], object], shortest: float, clock: Callable[[], float]) -> int:
    """How often a run is repeated to last long enough; finding out warms up."""
    run()
    if shortest <= 0:
        return 1
    return max(1, math.ceil(shortest / _timed(run, 1, clock)))


def _timed(run: Callable[[], object], repeats: int, clock: Callable[[], float]) -> float:
    """Seconds of one run."""
    start = clock()
    for _ in range(repeats):
        run()
    return (clock() - start) / repeats


def paired(times: Times, unit: str) -> list[Row]:
    """Every contestant as a multiple of `unit`: the median of the ratios round by round."""
    rows = []
    for name, seconds in times.items():
        ratios = [mine / its for mine, its in zip(seconds, times[unit], strict=True)]
        low, _, high = quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
        rows.append(Row(name, median(ratios), low, high, median(seconds), len(seconds)))
    return rows


def apart(name: str, seconds: list[float], unit: list[float]) -> Row:
    """A contestant that had to run in a process of its own: the ratio of the medians, without a spread."""
    ratio = median(seconds) / median(unit)
    return Row(name, ratio, ratio, ratio, median(seconds), len(seconds))


def table(title: str, unit: str, rows: list[Row]) -> str:
    """Rows as plain text; ratios are the statement, seconds an illustration."""
    width = max(len(row.name) for row in rows)
    head = f"{'':{width}}  {'ratio':>9}  {'middle half':>19}  {'median s':>9}  {'rounds':>6}"
    return "\n".join([f"{title}: 1 = {unit}", head, *(_line(row, width) for row in rows)])


def _line(row: Row, width: int) -> str:
    half = f"{_short(row.low)} - {_short(row.high)}" if row.low < row.high else ""
    return f"{row.name:{width}}  {_short(row.ratio):>9}  {half:>19}  {_short(row.seconds):>9}  {row.rounds:>6}"


def _short(value: float) -> str:
    """Three significant digits, never as a power of ten."""
    decimals = max(0, 2 - math.floor(math.log10(value))) if value > 0 else 0
    return f"{value:,.{decimals}f}"


def machine() -> str:
    """Where this was measured: processor, cores, system, versions, and how busy it is."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in SHOWN_VERSIONS)
    return "\n".join(
        [
            f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}",
            f"Python {platform.python_version()}, {versions}",
            load(),
        ]
    )


def load() -> str:
    """How many processes wanted to run in the last minute; above the number of cores, come back later."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"load {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores"


def _processor() -> str:
    return next(_models(), platform.processor() or platform.machine())


def _models() -> Iterator[str]:
    described = Path("/proc/cpuinfo")
    if sys.platform == "linux" and described.exists():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                yield line.partition(":")[2].strip()
