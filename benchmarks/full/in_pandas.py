"""The full fund with pandas, as an analyst writes it: frames by sex and age, a column for each status, a draw at a time."""

import numpy as np
import pandas as pd

from actuary.kernel.years import Array
from benchmarks.full.fund import AGES, SERIES, SEXES
from benchmarks.full.in_numpy import Lived, settle
from benchmarks.full.shared import Cells, Shared, Year

CELLS = pd.MultiIndex.from_product([range(SEXES), range(AGES)], names=["sex", "age"])
STATUSES = ["active", "retired", "resident", "assisted"]


def run(same: Shared, drawn: Array) -> Array:
    """[draw, year, series]"""
    return np.stack([_one(same, draw) for draw in drawn])


def _one(same: Shared, levels: Array) -> Array:
    people, weights = pd.DataFrame(same.start, CELLS, STATUSES), pd.DataFrame(same.weights, CELLS)
    told, insured = np.empty((len(same.years), len(SERIES))), np.array([same.insured])
    balances, waiting = same.opening[:, None].copy(), np.zeros((same.lag.size - 1, same.opening.size, 1))
    for t, (year, level) in enumerate(zip(same.years, levels, strict=True)):
        before, (people, births, of_active) = people, _live(people, _frame(same.cells, t), year, *level[-2:])
        exposed = (before + people) / 2
        groups = [exposed["active"] + exposed["retired"], exposed["resident"], exposed["assisted"]]
        residents = np.array([people[["resident", "assisted"]].sum().sum()])
        lived = Lived(
            active=np.array([exposed["active"].sum()]),
            retired=np.array([exposed["retired"].sum()]),
            births=np.array([births]),
            births_of_active=np.array([of_active]),
            residents=residents,
            need=np.stack([weights.mul(group, axis=0).sum().to_numpy()[:, None] for group in groups]),
        )
        series = np.empty((len(SERIES), 1))
        settle(year, lived, level[:, None], insured, balances, waiting, same.lag, series)
        told[t], told[t, 12], insured = series[:, 0], births, residents
    return told


def _frame(cells: Cells, t: int) -> pd.DataFrame:
    """What becomes of those who enter a cell, a column for each rate."""
    frame = pd.DataFrame({name: getattr(cells, name)[t] for name in Cells._fields[:-1]}, CELLS)
    for i, into in enumerate(STATUSES):
        for j, out_of in enumerate(STATUSES):
            frame[into, out_of] = cells.mix[t, :, i, j]
    return frame


def _live(
    before: pd.DataFrame, cells: pd.DataFrame, year: Year, births: float, deaths: float
) -> tuple[pd.DataFrame, float, float]:
    """People a year later, births, and births to the active."""
    alive = before.groupby(level="sex").shift(1).mul(1 - (cells["dying"] * deaths).clip(upper=1), axis=0)
    alive += before.mul((1 - (cells["dying_oldest"] * deaths).clip(upper=1)) * (cells["dying_oldest"] > 0), axis=0)
    alive = alive.fillna(0.0)
    born = births * (before + alive).mul(cells["bearing"], axis=0).sum()
    alive.loc[(0, 0), "resident"] = born.sum() * year.boys
    alive.loc[(1, 0), "resident"] = born.sum() * year.girls
    present = alive.sum(axis=1)
    moved = cells["migrants"].where(cells["migrants"] > -present, -present)
    somebody = present > 0
    alive = alive.mul((1 + moved / present).where(somebody, 1), axis=0)
    alive["resident"] += moved.where(~somebody, 0)
    after = pd.DataFrame({into: sum(alive[out_of] * cells[into, out_of] for out_of in STATUSES) for into in STATUSES})
    return after, float(born.sum()), float(born["active"])
