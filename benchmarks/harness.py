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
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median, quantiles
from types import MappingProxyType
from typing import NamedTuple

Contestants = Mapping[str, Callable[[], object]]
Counts = Mapping[str, int]
"""Contestant -> how many of what is timed one run makes, where it is not one."""
Times = dict[str, list[float]]
"""Contestant -> seconds of one run, round by round."""

SHOWN_VERSIONS = (
    "numba", "llvmlite", "numpy", "pandas", "pydantic", "click", "modelx", "heavylight", "cashflower", "dask",
)  # fmt: skip
NAME = 42
"""Columns that the names of contestants take."""


class Target(NamedTuple):
    """Between which ratios a contestant should come out."""

    least: float = 0.0
    most: float = math.inf

    def __str__(self) -> str:
        words = [f">= {self.least:,g}"] * (self.least > 0) + [f"<= {self.most:,g}"] * (self.most < math.inf)
        return " ".join(words)


ANY = Target()
"""Whatever comes out is as it is."""


class Row(NamedTuple):
    """One line of a table."""

    name: str
    ratio: float
    low: float
    """The quarter of the rounds with the lowest ratios lies below."""
    high: float
    seconds: float
    rounds: int
    target: Target = ANY

    @property
    def missed(self) -> bool:
        """Whether the ratio lies beyond its target."""
        return not self.target.least <= self.ratio <= self.target.most


class Section(NamedTuple):
    """What is compared with what."""

    title: str
    unit: str
    """The contestant whose time is 1."""
    rows: list[Row]
    notes: list[str] = []  # noqa: RUF012 - a tuple's default, never written to


def race(
    contestants: Contestants,
    rounds: int = 9,
    shortest: float = 0.02,
    clock: Callable[[], float] = time.perf_counter,
    counts: Counts = MappingProxyType({}),
) -> Times:
    """Everybody runs once per round, after a run to warm up that does not count.

    What takes less than `shortest` seconds is run several times in a row, and the mean counts; with 0, nothing is. A run
    that makes more than one of what is timed (`counts`) is divided by how many it makes.
    """
    repeats = {name: _repeats(run, shortest, clock) for name, run in contestants.items()}
    times: Times = {name: [] for name in contestants}
    gc.collect()
    gc.disable()  # nobody pays for a neighbour's garbage
    try:
        for turn in range(rounds):
            order = list(contestants)[:: -1 if turn % 2 else 1]
            for name in order:
                seconds = _timed(contestants[name], repeats[name], clock)
                times[name].append(seconds / counts.get(name, 1))
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


def paired(times: Times, unit: str, targets: Mapping[str, Target] = MappingProxyType({})) -> list[Row]:
    """Every contestant as a multiple of `unit`: the median of the ratios round by round."""
    rows = []
    for name, seconds in times.items():
        ratios = [mine / its for mine, its in zip(seconds, times[unit], strict=True)]
        low, _, high = quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
        rows.append(Row(name, median(ratios), low, high, median(seconds), len(seconds), targets.get(name, ANY)))
    return rows


def apart(name: str, seconds: list[float], unit: list[float]) -> Row:
    """A contestant that had to run in a process of its own: the ratio of the medians, without a spread."""
    ratio = median(seconds) / median(unit)
    return Row(name, ratio, ratio, ratio, median(seconds), len(seconds))


def table(section: Section) -> str:
    """A section as plain text; ratios are the statement, seconds an illustration."""
    head = f"{'':{NAME}}  {'ratio':>9}  {'target':>11}  {'middle half':>19}  {'median s':>11}  {'rounds':>6}"
    return "\n".join([f"{section.title}: 1 = {section.unit}", head, *map(_line, section.rows), *section.notes])


def _line(row: Row) -> str:
    half = f"{short(row.low)} - {short(row.high)}" if row.low < row.high else ""
    told = f"{row.name:{NAME}}  {short(row.ratio):>9}  {row.target!s:>11}  {half:>19}"
    return f"{told}  {short(row.seconds):>11}  {row.rounds:>6}{'  missed' if row.missed else ''}"


def short(value: float) -> str:
    """Three significant digits, never as a power of ten."""
    decimals = max(0, 2 - math.floor(math.log10(value))) if value > 0 else 0
    return f"{value:,.{decimals}f}"


def machine() -> str:
    """Where this was measured: processor, cores, system, versions, and how busy it is."""
    told = ", ".join(f"{name} {version}" for name, version in versions().items())
    system = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return "\n".join([f"{processor()}, {system}", f"Python {platform.python_version()}, {told}", load()])


def versions() -> dict[str, str]:
    """The libraries that are measured or measured against, as far as they are installed; and the C compiler."""
    installed = {name: _version(name) for name in SHOWN_VERSIONS}
    return {name: version for name, version in (installed | {"gcc": _gcc()}).items() if version}


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _gcc() -> str:
    if not shutil.which("gcc"):
        return ""
    return subprocess.run(["gcc", "-dumpfullversion"], capture_output=True, text=True, check=True).stdout.strip()


def load() -> str:
    """How many processes wanted to run in the last minute; above the number of cores, come back later."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"load {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores"


def processor() -> str:
    """What the machine calls itself."""
    return next(_models(), platform.processor() or platform.machine())


def _models() -> Iterator[str]:
    described = Path("/proc/cpuinfo")
    if sys.platform == "linux" and described.exists():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                yield line.partition(":")[2].strip()
