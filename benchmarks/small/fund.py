"""Spec S, the small fund that everybody can write: its inputs, its scenarios, and what comes of them in plain Python.

Two sexes, 101 ages, 30 years. A scenario is four numbers: m multiplies mortality, g is the growth of cost, w that of
contributions, i the interest of a year. With people P_0 and no money, for every year t:

    C_t = (1 + w)^t x sum(P_t x contribution)           X_t = (1 + g)^t x sum(P_t x cost)
    B_(t+1) = B_t (1 + i) + (C_t - X_t) (1 + i / 2)
    P_(t+1)[x, a + 1] = P_t[x, a] (1 - min(1, m x death[x, a]))       the last age is open: it keeps its own
    P_(t+1)[x, 0] = births[x]

Every year and scenario makes three results: contributions C, spending X, the balance B after it. Whoever is timed shows
first that it computes two sets of scenarios as `on_paper` does: a set that is computed second finds what lingers in caches.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Results = tuple[Array, Array, Array]
"""Contributions, spending, balance: each [scenario, year]."""
Run = Callable[[Array], Results]
"""Scenarios [n, 4] -> results."""

YEARS, SEXES, AGES = 30, 2, 101
NEAR = 1e-8
"""How far others may be from paper, as a share of the largest amount."""


class Inputs(NamedTuple):
    """What all scenarios share, by sex and age; money for each person and year."""

    people: Array
    death: Array
    births: Array
    """[x]"""
    cost: Array
    contribution: Array


@cache
def inputs() -> Inputs:
    """A population that ages, and two and a half times the contribution of a year to each working person's cost."""
    ages = np.arange(AGES)
    death = np.stack([2.8e-5 * np.exp(0.1 * ages), 2e-5 * np.exp(0.1 * ages)]) + 0.003 * np.exp(-ages)
    cost = 0.3 + 2 / (1 + ages) + 6 * np.exp((ages - 85) / 22)
    return Inputs(
        people=np.stack([1000 * np.where(ages < 60, 1.0, np.exp(-(((ages - 60) / 16) ** 2)))] * SEXES),
        death=np.minimum(1.0, death),
        births=np.array([980.0, 930.0]),
        cost=np.stack([cost, 1.1 * cost]),
        contribution=np.stack([2.4 * ((ages >= 18) & (ages < 65)), 2.0 * ((ages >= 18) & (ages < 60))]),
    )


def scenarios(count: int, seed: int) -> Array:
    """[n, 4] of m, g, w, i."""
    random = np.random.default_rng(seed)
    centre, width = np.array([1.0, 0.03, 0.025, 0.02]), np.array([0.1, 0.01, 0.01, 0.01])
    return centre + width * random.standard_normal((count, 4))


def on_paper(chosen: Array) -> Results:
    """The fund in plain Python, one scenario after another."""
    fund = [part.tolist() for part in inputs()]
    return stacked([_one(*scenario, *fund) for scenario in chosen.tolist()])


def stacked(results: Sequence[Sequence[Sequence[float]]]) -> Results:
    """Results of one scenario after another, each (C, X, B), as those of all."""
    together = np.array(results, dtype=float)
    return together[:, 0], together[:, 1], together[:, 2]


def check(run: Run, count: int = 2) -> None:
    """Raises AssertionError unless `run` computes two sets of scenarios as on paper."""
    for seed in (3, 4):
        chosen = scenarios(count, seed)
        for name, theirs, right in zip("CXB", run(chosen), on_paper(chosen), strict=True):
            near = NEAR * np.abs(right).max()
            np.testing.assert_allclose(theirs, right, rtol=NEAR, atol=near, err_msg=f"{name} of seed {seed}")


def _one(m, g, w, i, people, death, births, cost, contribution):  # type: ignore[no-untyped-def]
    """One scenario: (C, X, B) as lists by year."""
    people = [list(sex) for sex in people]
    balance = 0.0
    money: tuple[list[float], list[float], list[float]] = ([], [], [])
    for t in range(YEARS):
        income = spending = 0.0
        for x in range(SEXES):
            for a in range(AGES):
                income += people[x][a] * contribution[x][a]
                spending += people[x][a] * cost[x][a]
        income *= (1 + w) ** t
        spending *= (1 + g) ** t
        balance = balance * (1 + i) + (income - spending) * (1 + i / 2)
        for series, amount in zip(money, (income, spending, balance), strict=True):
            series.append(amount)
        for x in range(SEXES):
            alive = [people[x][a] * (1 - min(1.0, m * death[x][a])) for a in range(AGES)]
            people[x] = [births[x], *alive[:-1]]
            people[x][-1] += alive[-1]
    return money
