"""Measure speed: `python -m benchmarks`, or some of it: `python -m benchmarks kernel start_up`.

full_fund       draws of what the kernel computes, its optional mechanisms off: C by hand, numpy, pandas, plain Python
small_fund      a small fund that everybody can write: C, numpy, pandas, plain Python, modelx, heavylight, cashflower
random_numbers  standard normal numbers: the kernel's streams, numpy
quantiles       nine quantiles of a million draws: the tally, np.quantile
threads         draws of a scenario on two threads, two processes and Dask, while nobody else is at work
kernel          one scenario's years by the compiled kernel, against the plain fund of the tests, against itself uncompiled
grid            a thousand laws of one scenario in one call of the kernel, against one run of it
people          the people's part alone, against the same written with numpy over ages and statuses
start_up        how long the command line takes to answer, in starts of Python itself

Whoever is timed first shows that it computes the same. Then all take turns in one process and the ratios of neighbours
count; see `harness.py`. Ratios are what is claimed. Seconds depend on the machine and on who else uses it, and are
printed as an illustration. Nothing here is a test, and no test depends on a time.

`--json FILE` keeps the table with versions, date and load; `--picture` draws benchmarks/ratios.svg from the kept run
benchmarks/ratios.json without measuring anything. The other programs are installed by `make peers`, beside the program and
never into its own environment: `make bench` finds them there.

To measure another thing, write a file here with a function `measured() -> list[Section]`, and name it in THINGS.
"""

import argparse
import os
from importlib import import_module
from pathlib import Path

from benchmarks.harness import Section, load, machine, table
from benchmarks.kept import keep, read

THINGS = ("full_fund", "small_fund", "random_numbers", "quantiles", "threads", "kernel", "grid", "people", "start_up")
KEPT = Path(__file__).with_name("ratios.json")


def main(arguments: list[str] | None = None) -> None:
    """Measure the things named, all of them where none is; or draw a kept run."""
    asked = _parser().parse_args(arguments)
    if unknown := [name for name in asked.things if name not in THINGS]:
        raise SystemExit(f"{', '.join(unknown)}: one of {', '.join(THINGS)} is measured here")
    if asked.picture:
        from benchmarks.picture import draw

        print(draw(read(asked.json or KEPT), KEPT.with_suffix(".svg")))
        return
    sections = measured(asked.things or THINGS)
    if asked.json:
        keep(asked.json, sections)


def measured(things: list[str] | tuple[str, ...]) -> list[Section]:
    """One section of the table after another, printed as soon as it is known."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy comes in: everybody has one core
    import_module("benchmarks.case")  # what is measured is machine code, from the first call on
    print(machine())
    sections: list[Section] = []
    for thing in things:
        for section in import_module(f"benchmarks.{thing}").measured():
            print(f"\n{table(section)}", flush=True)
            sections.append(section)
    print(f"\nat the end: {load()}")
    return sections


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "things", nargs="*", help=f"what to measure: {', '.join(THINGS)}; all of it where none is named"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the table here")
    parser.add_argument("--picture", action="store_true", help=f"draw the kept run (of --json, else {KEPT.name})")
    return parser


if __name__ == "__main__":
    main()
