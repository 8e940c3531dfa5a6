"""Measure speed: `python -m benchmarks`, or some of it: `python -m benchmarks kernel start_up`.

kernel     one scenario's years by the compiled kernel, against the plain fund of the tests, against itself uncompiled
people     the people's part alone, against the same written with numpy over ages and statuses
start_up   how long the command line takes to answer, in starts of Python itself

Whoever is timed first shows that it computes the same. Then all take turns in one process and the ratios of neighbours
count; see `harness.py`. Ratios are what is claimed. Seconds depend on the machine and on who else uses it, and are
printed as an illustration. Nothing here is a test, and no test depends on a time.

To measure another thing, write a file here with a function `measured() -> str`, and name it in THINGS.
"""

import sys
from importlib import import_module

from benchmarks.harness import load, machine

THINGS = ("kernel", "people", "start_up")


def main(names: list[str]) -> None:
    """Measure the things named, all of them where none is."""
    if unknown := [name for name in names if name not in THINGS]:
        sys.exit(f"{', '.join(unknown)}: one of {', '.join(THINGS)} is measured here")
    print(machine())
    for name in names or THINGS:
        print(f"\n{import_module(f'benchmarks.{name}').measured()}", flush=True)
    print(f"\nat the end: {load()}")


if __name__ == "__main__":
    main(sys.argv[1:])
