"""How long the command line takes to answer, in starts of Python itself."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from actuary.home import scenarios_folder
from benchmarks.case import SCENARIO
from benchmarks.harness import Section, paired, race

PYTHON = "python -c pass"
ROUNDS, FIRST_ROUNDS = 9, 3
"""The first run ever compiles the kernel: long enough to need fewer rounds."""


def measured() -> list[Section]:
    """Both tables; the commands run as a person runs them, each in a process of its own."""
    file = scenarios_folder() / f"{SCENARIO}.yaml"
    often = {
        PYTHON: _python,
        "actuary --help": _actuary("--help"),
        f"actuary check {SCENARIO}.yaml": _actuary("check", str(file)),
        f"actuary run {SCENARIO}, warm": _actuary("run", SCENARIO),
    }
    seldom = {PYTHON: _python, f"actuary run {SCENARIO}, first run ever": _first_run}
    return [
        Section("Start-up", PYTHON, paired(race(often, ROUNDS, shortest=0.0), PYTHON)),
        Section("Start-up with nothing compiled", PYTHON, paired(race(seldom, FIRST_ROUNDS, shortest=0.0), PYTHON)),
    ]


def _python() -> None:
    _quietly([sys.executable, "-c", "pass"], {})


def _actuary(*arguments: str, **environment: str) -> Callable[[], None]:
    """A call of the command that stands beside this Python."""
    program = Path(sys.executable).with_name("actuary")
    return lambda: _quietly([str(program), *arguments], environment)


def _first_run() -> None:
    """A run for which nothing has been compiled: numba finds an empty folder."""
    with tempfile.TemporaryDirectory() as empty:
        _actuary("run", SCENARIO, NUMBA_CACHE_DIR=empty)()


def _quietly(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=True)
