"""The full fund by the project's own kernel, draws side by side from their random numbers on: with people, or ledger only."""

from collections.abc import Callable
from functools import cache
from typing import cast

import numpy as np

from actuary.axes import PROCESSES
from actuary.draws import sealed
from actuary.kernel import rows_of_draws as d
from actuary.kernel.chance import Chance, lay_under, levels
from actuary.kernel.compiler import machine_code
from actuary.kernel.futures import draw_futures, given, room, unfold
from actuary.kernel.lanes import LANES, blocks, numbers_in, turned, vectors, vectors_in
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
    same = sealed(alike), sealed(chance_of(fund.years, lives)), sealed(response)

    def call() -> None:
        draw_futures(np.uint64(first), SEED, lives, *same, place, told)

    return call, told


def given_levels(fund: Fund, drawn: Array, lives: bool) -> tuple[Callable[[], None], Array]:
    """The bare call on levels[draw, year, level] that are there already, as C and numpy get them, and where it writes."""
    people = project_people(fund.start, 1, fund.years, fund.rules, fund.demography)
    alike = given(fund.start, fund.rules, fund.demography, fund.prices, fund.books, people)
    response = respond(fund.books, 1, fund.years, fund.rules, fund.prices)
    told, place = blocks((len(drawn) // LANES, fund.years, d.FUTURE_ROWS)), room(alike, response)
    level = blocks((len(drawn) // LANES, d.PROCESSES, fund.years + 1))
    level[:] = 1.0
    level[:, d.ENROLMENT] = 0.0
    level[:, LEVEL_ROWS, 1:] = drawn.reshape(-1, LANES, *drawn.shape[1:]).transpose(0, 3, 2, 1)
    place.fixed[:] = alike.fixed[:, None]
    engine = _engine()

    def call() -> None:
        engine(lives, alike, response, place, level, told)

    return call, told


@cache
def _engine() -> Callable[..., None]:
    return cast(Callable[..., None], machine_code(_unfolded))


def _unfolded(lives, alike, response, place, level, told):  # type: ignore[no-untyped-def]
    every, rows, at_hand, given_level = numbers_in(alike), vectors(told), vectors_in(place), vectors(level)
    lay_under(turned(every.years_of_basis), turned(at_hand.years_of_basis))
    for block in range(told.shape[0]):
        for f in range(given_level.shape[1]):
            for t in range(given_level.shape[2]):
                at_hand.level[f, t] = given_level[block, f, t]
        unfold(lives, every, numbers_in(response), at_hand, rows[block])


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
