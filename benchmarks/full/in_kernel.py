"""The full fund by the project's own kernel, draws side by side from their random numbers on: with people, or ledger only."""

from collections.abc import Callable

import numpy as np

from actuary.axes import PROCESSES
from actuary.kernel import rows_of_draws as d
from actuary.kernel.chance import Chance, levels
from actuary.kernel.futures import draw_futures, given, room
from actuary.kernel.lanes import LANES, blocks
from actuary.kernel.response import respond
from actuary.kernel.years import Array, project_people
from benchmarks.full.fund import LEVELS, POOLS, SERIES, Fund
from benchmarks.gcc import one_after_another

SEED = np.uint64(1)
LEVEL_ROWS = (d.WAGES, d.USED, d.PRICES, d.PRICES + 1, d.NATALITY, d.EPIDEMIC)
"""The kernel's rows of what the fund calls LEVELS."""


def run(fund: Fund, first: int, count: int, lives: bool) -> Array:
    """[draw, year, series] of draws from `first` on, a multiple of eight."""
    call, told = started(fund, first, count, lives)
    call()
    future = one_after_another(told, count)
    series = np.empty((count, fund.years, len(SERIES)))
    for measure, row in enumerate((d.FUTURE_INCOME, d.FUTURE_SPENDING, d.FUTURE_BALANCE)):
        series[:, :, measure : 3 * POOLS : 3] = future[:, :, row : row + POOLS]
    series[:, :, 12] = future[:, :, d.FUTURE_BIRTHS]
    return series


def started(fund: Fund, first: int, count: int, lives: bool) -> tuple[Callable[[], None], Array]:
    """The bare call, and where it writes told[block, year, row, lane]."""
    people = project_people(fund.start, 1, fund.years, fund.rules, fund.demography)
    alike = given(fund.start, fund.rules, fund.demography, fund.prices, fund.books, people)
    response = respond(fund.books, 1, fund.years, fund.rules, fund.prices)
    told, place = blocks((-(-count // LANES), fund.years, d.FUTURE_ROWS)), room(alike, response)
    chance = chance_of(fund.years, lives)

    def call() -> None:
        draw_futures(np.uint64(first), SEED, lives, alike, chance, response, place, told)

    return call, told


def levels_of(fund: Fund, first: int, count: int, lives: bool) -> Array:
    """[draw, year, level] that these draws have in the kernel, for whoever is given levels."""
    chance, years = chance_of(fund.years, lives), fund.years + 1
    found = np.empty((count, fund.years, len(LEVELS)))
    for i in range(count):
        z, x, level = np.zeros((d.PROCESSES, years)), np.zeros((2, d.PROCESSES)), np.zeros((d.PROCESSES, years))
        with np.errstate(over="ignore"):
            levels(np.uint64(first + i), SEED, chance, z, x, level)
        found[i] = level[LEVEL_ROWS, 1:].T
    return found


def chance_of(years: int, lives: bool) -> Chance:
    """Every process but enrolment varies from the first year on; births and epidemics only with `lives`."""
    width = np.ones((d.PROCESSES, years + 1))
    width[:, 0] = width[d.ENROLMENT] = 0.0
    if not lives:
        width[[d.NATALITY, d.EPIDEMIC]] = 0.0
    lasting = np.array([name not in ("use", "epidemic") for name in PROCESSES], dtype=float)
    nothing = np.zeros(0, dtype=np.uint64)
    return Chance(
        first_year=2026,
        process_names=np.arange(1, d.PROCESSES + 1, dtype=np.uint64),
        parameter_names=nothing,
        answer_names=nothing,
        model_name=np.uint64(0),
        carry=np.zeros((d.PROCESSES, d.PROCESSES)),
        impact=np.diag([0.02, 0.02, 0.02, 0.02, 0.0, 0.03, 0.0]),
        width=width,
        lasting=lasting,
        epidemic=np.array([0.1, -0.05, 0.1]),
        loadings=np.zeros((0, d.PROCESSES, years + 1)),
        answers=np.zeros((0, 4)),
        burden=0.0,
        paths=np.zeros((1, d.PROCESSES, years + 1)),
        weights=np.ones(1),
    )
