"""Wages, incomes and prices by year: published to today, then along the assumed paths."""

from typing import NamedTuple

import numpy as np

from actuary.basis.known import Known
from actuary.figures.places import chain
from actuary.figures.single import Figure
from actuary.law import Array


class Macro(NamedTuple):
    """By year, from two years before the base year."""

    years: range
    wage: Array
    """Mean wage, yuan a year."""
    disposable_income: Array
    """Per head, yuan a year."""
    inflation: Array
    """Consumer prices, growth a year."""

    def at(self, values: Array, years: range) -> Array:
        """Values of some of the years."""
        return values[[self.years.index(year) for year in years]]


def macro_of(known: Known, years: range) -> Macro:
    """What is published of the nearest place, carried on by the growth assumed for later years."""
    return Macro(
        years,
        _carried_on(known, "average_wage", "wage_growth", years) * 12,
        _carried_on(known, "disposable_income", "disposable_income_growth", years),
        known.path("inflation", years),
    )


def _carried_on(known: Known, level: str, growth: str, years: range) -> Array:
    """A published level by year; earlier as the nation's moved, later by the assumed growth."""
    own = known.series(level)
    nation = known.series(level, chain(known.area)[-1])
    rates = known.path(growth, years)
    result = np.empty(len(years))
    first = min(own)
    for i, year in enumerate(years):
        if year in own:
            result[i] = known.value(level, year)
        elif year < first:
            result[i] = known.value(level, first) * _nation(nation, year) / _nation(nation, first)
        else:
            result[i] = result[i - 1] * (1 + rates[i])
    return result


def _nation(levels: dict[int, Figure], year: int) -> float:
    """The nation's level, its first known one for years before it."""
    return levels[max(year, min(levels))].value
