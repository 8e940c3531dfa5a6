"""The full fund (full/fund.py), which is what the kernel computes with its optional mechanisms off: against C, and others."""

import numpy as np

from benchmarks.full import in_c, in_kernel, in_numpy, in_pandas, in_python
from benchmarks.full.fund import by_kernel, check, laid_out, levels
from benchmarks.full.shared import shared
from benchmarks.gcc import ABREAST, FAST, MISSING, PLAIN, STRICT, fastest, there
from benchmarks.harness import Contestants, Section, Target, paired, race

YEARS, DRAWS, ROUNDS = 50, 256, 7
FULL, LEDGER = "full kernel", "ledger only, people once for all draws"
WITH_NUMBERS = "full kernel, and its random numbers"
IN_C = "C by hand, GCC's vectors, -ffast-math"
C = {IN_C: (FAST, ABREAST), "the same, IEEE as written": (STRICT, ABREAST), "C with plain loops": (PLAIN, (8, 16, 32))}
TARGETS_OF_C = {FULL: Target(most=1.2)}
TARGETS = {LEDGER: Target(most=1 / 15), "numpy over draws": Target(20), "plain Python": Target(1000)}


def measured() -> list[Section]:
    """The tables, after a proof that all compute two sets of draws as the kernel does for one."""
    prove()
    fund = laid_out(YEARS)
    drawn = levels(DRAWS, YEARS, seed=1)
    kernel = {
        FULL: in_kernel.given_levels(fund, drawn, lives=True)[0],
        LEDGER: in_kernel.given_levels(fund, drawn, lives=False)[0],
        WITH_NUMBERS: in_kernel.started(fund, 0, DRAWS, lives=True)[0],
    }
    title = f"One draw of the full fund, {YEARS} years"
    return [*_against_c(title, kernel), _against_others(title, kernel)]


def prove(years: int = 6, draws: int = 3) -> None:
    """Raises AssertionError unless all agree, on two sets of draws."""
    fund = laid_out(years)
    same = shared(fund)
    for first in (0, 1000 * 8):
        for lives in (True, False):
            drawn = in_kernel.levels_of(fund, first, draws, lives)
            right = by_kernel(fund, drawn)
            check(in_kernel.run(fund, first, draws, lives), right)
            check(in_numpy.run(same, drawn), right)
            check(in_numpy.run(same, drawn, mixed=True), right)
            check(in_numpy.run(same, drawn, together=1), right)
            check(np.array(in_python.run(same, drawn)), right)
            check(in_pandas.run(same, drawn), right)
            for flags, abreast in C.values() if there() else ():
                check(in_c.run(fund, drawn, abreast[0], flags), right)


def _against_c(title: str, kernel: Contestants) -> list[Section]:
    if not there():
        return [Section(title, IN_C, [], [f"{IN_C}: {MISSING}"])]
    fund, drawn = laid_out(YEARS), levels(DRAWS, YEARS, seed=1)
    by_hand = {}
    for name, (flags, abreast) in C.items():
        calls = {many: in_c.started(fund, drawn, many, flags)[0] for many in abreast}
        by_hand[name] = calls[fastest(calls)]
    runs = {**by_hand, FULL: kernel[FULL]}
    times = race(runs, 6 * ROUNDS, counts=dict.fromkeys(runs, DRAWS))
    alone = min(times[FULL]) / min(times[IN_C])
    note = (
        f"the fastest run of the kernel over the fastest of C: {alone:.2f}; the rest met others on the same processor"
    )
    return [Section(title, IN_C, paired(times, IN_C, TARGETS_OF_C), [note])]


def _against_others(title: str, kernel: Contestants) -> Section:
    same, drawn = shared(laid_out(YEARS)), levels(DRAWS, YEARS, seed=1)
    runs = {
        **kernel,
        "numpy over draws": lambda: in_numpy.run(same, drawn),
        "numpy over draws, changes as matrices": lambda: in_numpy.run(same, drawn, mixed=True),
        "numpy, a draw at a time": lambda: in_numpy.run(same, drawn[:1], together=1),
        "plain Python": lambda: in_python.run(same, drawn[:1]),
        "pandas": lambda: in_pandas.run(same, drawn[:1]),
    }
    counts = {name: DRAWS for name in runs if name in kernel or "over draws" in name}
    return Section(title, FULL, paired(race(runs, ROUNDS, counts=counts), FULL, TARGETS))
