"""The small fund by the vector type of the project's own kernel: eight scenarios side by side."""

from collections.abc import Callable
from functools import cache
from typing import Any

from actuary.kernel.compiler import machine_code
from actuary.kernel.lanes import LANES, blocks, numbers_in, vectors
from benchmarks.gcc import beside_each_other, one_after_another
from benchmarks.small.fund import AGES, SEXES, YEARS, Array, Inputs, Results, inputs, scenarios


def run(chosen: Array) -> Results:
    """All scenarios, eight at a time."""
    call, money = started(chosen)
    call()
    by_scenario = one_after_another(money, len(chosen))
    return by_scenario[:, 0], by_scenario[:, 1], by_scenario[:, 2]


def ready(count: int) -> Callable[[], None]:
    """The bare call for so many scenarios."""
    return started(scenarios(count, 3))[0]


def started(chosen: Array) -> tuple[Callable[[], None], Array]:
    """The bare call, and where it writes money[block, 3, year, lane]."""
    laid_out = beside_each_other(chosen, LANES)
    money = blocks((len(laid_out), 3, YEARS))
    fund, room = Inputs(*(part.ravel() for part in inputs())), blocks((2, SEXES * AGES))
    return lambda: _compiled()(laid_out, fund, money, room), money


@cache
def _compiled() -> Any:
    return machine_code(project)


def project(scenarios, fund, money, room):  # type: ignore[no-untyped-def]
    """scenarios[block, 4, lane] -> money[block, 3, year, lane]; room[2, cell, lane] to work in."""
    scenarios, money, room = vectors(scenarios), vectors(money), vectors(room)
    people, survival = room[0], room[1]
    people0, death, births, cost, contribution = numbers_in(fund)
    for block in range(scenarios.shape[0]):
        interest = scenarios[block, 3] + 1.0
        half = 0.5 * scenarios[block, 3] + 1.0
        balance, wage, price = 0.0, 1.0, 1.0
        for j in range(SEXES * AGES):
            people[j] = people0[j]
            survival[j] = 1.0 - min(scenarios[block, 0] * death[j], 1.0)
        for t in range(YEARS):
            income, spending = 0.0, 0.0
            for x in range(SEXES):
                younger = births[x]
                for a in range(AGES):
                    j = x * AGES + a
                    now = people[j]
                    income += now * contribution[j]
                    spending += now * cost[j]
                    people[j] = younger
                    younger = now * survival[j]
                people[x * AGES + AGES - 1] += younger
            income *= wage
            spending *= price
            balance = balance * interest + (income - spending) * half
            money[block, 0, t] = income
            money[block, 1, t] = spending
            money[block, 2, t] = balance
            wage *= scenarios[block, 2] + 1.0
            price *= scenarios[block, 1] + 1.0
