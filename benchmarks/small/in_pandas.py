"""The small fund with pandas, as an analyst writes it: series by sex and age, shifted by group to grow older."""

import pandas as pd

from benchmarks.small.fund import AGES, SEXES, YEARS, Array, Results, inputs, stacked


def run(scenarios: Array) -> Results:
    """One scenario after another."""
    return stacked([_one(*scenario) for scenario in scenarios.tolist()])


def _one(m: float, g: float, w: float, i: float) -> list[list[float]]:
    fund = inputs()
    cells = pd.MultiIndex.from_product([range(SEXES), range(AGES)], names=["sex", "age"])
    people, death, cost, contribution = (
        pd.Series(part.ravel(), cells) for part in (fund.people, fund.death, fund.cost, fund.contribution)
    )
    survival, balance, years = 1 - (m * death).clip(upper=1), 0.0, []
    for t in range(YEARS):
        income = (people * contribution).sum() * (1 + w) ** t
        spending = (people * cost).sum() * (1 + g) ** t
        balance = balance * (1 + i) + (income - spending) * (1 + i / 2)
        years.append((income, spending, balance))
        alive = people * survival
        people = alive.groupby(level="sex").shift(1)
        for x in range(SEXES):
            people[(x, 0)] = fund.births[x]
            people[(x, AGES - 1)] += alive[(x, AGES - 1)]
    return [list(series) for series in zip(*years, strict=True)]
