"""The small fund with numpy: over ages, one scenario after another; and over scenarios, many at a time."""

import numpy as np

from benchmarks.small.fund import AGES, SEXES, YEARS, Array, Results, inputs, stacked

TOGETHER = 256
"""Scenarios at a time: as many as fit into the cache."""


def per_scenario(scenarios: Array) -> Results:
    """Vectorised over sexes and ages."""
    return stacked([_one(*scenario) for scenario in scenarios.tolist()])


def _one(m: float, g: float, w: float, i: float) -> Array:
    fund = inputs()
    people, balance, money = fund.people, 0.0, np.empty((3, YEARS))
    survival = 1 - np.minimum(1.0, m * fund.death)
    for t in range(YEARS):
        income = (people * fund.contribution).sum() * (1 + w) ** t
        spending = (people * fund.cost).sum() * (1 + g) ** t
        balance = balance * (1 + i) + (income - spending) * (1 + i / 2)
        money[:, t] = income, spending, balance
        alive, people = people * survival, np.empty_like(people)
        people[:, 0], people[:, 1:] = fund.births, alive[:, :-1]
        people[:, -1] += alive[:, -1]
    return money


def over_scenarios(scenarios: Array) -> Results:
    """Vectorised over scenarios as well, sums by matrix products, some hundreds of scenarios at a time."""
    money = np.empty((len(scenarios), 3, YEARS))
    for first in range(0, len(scenarios), TOGETHER):
        some = slice(first, first + TOGETHER)
        money[some] = _many(*np.ascontiguousarray(scenarios[some].T)).transpose(2, 0, 1)
    return money[:, 0], money[:, 1], money[:, 2]


def _many(m: Array, g: Array, w: Array, i: Array) -> Array:
    """[3, year, scenario]"""
    fund = inputs()
    weights = np.stack([fund.contribution.ravel(), fund.cost.ravel()])
    people = np.repeat(fund.people[:, :, None], m.size, axis=2)
    survival = 1 - np.minimum(1.0, fund.death[:, :, None] * m)
    balance, levels, growth = np.zeros(m.size), np.ones((2, m.size)), np.stack([1 + w, 1 + g])
    money = np.empty((3, YEARS, m.size))
    for t in range(YEARS):
        income, spending = levels * (weights @ people.reshape(SEXES * AGES, m.size))
        balance = balance * (1 + i) + (income - spending) * (1 + i / 2)
        money[0, t], money[1, t], money[2, t] = income, spending, balance
        levels *= growth
        alive = people * survival
        people[:, 1:] = alive[:, :-1]
        people[:, -1] += alive[:, -1]
        people[:, 0] = fund.births[:, None]
    return money
