"""One scenario's years: the compiled kernel against the plain fund of the tests, and against itself as plain Python."""

import json
import os
import subprocess
import sys

from benchmarks.case import prepared
from benchmarks.harness import Section, apart, paired, race
from benchmarks.reference import on_paper

COMPILED, ON_PAPER, UNCOMPILED = "compiled kernel", "plain fund of the tests", "kernel, compiler off"
ROUNDS = 5


def measured() -> list[Section]:
    """The table, after a proof that kernel and plain fund agree."""
    case = prepared()
    fund = on_paper.written_out(case)
    on_paper.check(case.run(), on_paper.projected(fund))
    times = race({COMPILED: case.run, ON_PAPER: lambda: on_paper.projected(fund)}, ROUNDS)
    rows = [*paired(times, COMPILED), apart(UNCOMPILED, uncompiled(), times[COMPILED])]
    return [Section(f"People and money of {case.name}, {case.years} years", COMPILED, rows)]


def uncompiled() -> list[float]:
    """Seconds of the kernel as plain Python: whether numba compiles is decided once for a process, so it has its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.kernel"],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds: list[float] = json.loads(ran.stdout)
    return seconds


if __name__ == "__main__":
    print(json.dumps(race({UNCOMPILED: prepared().run}, ROUNDS)[UNCOMPILED]))
