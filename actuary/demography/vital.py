"""What people do by themselves: survival, births and migration in steps of a year, or of five, from an area's tables."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from actuary.axes import SEXES
from actuary.demography.lifetable import hazards_of_single_ages, survival_of, years_lived
from actuary.demography.splitting import evenly_over_ages, in_age_groups, people_of_single_ages, rates_of_single_ages
from actuary.demography.tables import PeopleTable, by_sex
from actuary.law import Array

SAME_TIME = 1e-6
"""Years: a third of a minute."""


class AreaTables(NamedTuple):
    """What is known of an area's people. Either fertility or births; no migration where nobody moves."""

    population: PeopleTable
    mortality: PeopleTable
    sex_ratio: PeopleTable
    fertility: PeopleTable | None = None
    births: PeopleTable | None = None
    migration: PeopleTable | None = None
    mortality_factor: float = 1.0
    """On all death rates."""
    fertility_factor: float = 1.0
    """On all births per woman."""

    @property
    def date(self) -> float:
        """When the population was counted, in years and parts of them."""
        return self.population.spans[0].begin

    def all(self) -> tuple[PeopleTable, ...]:
        """The tables there are."""
        return tuple(one for one in self if isinstance(one, PeopleTable))


class Vital(NamedTuple):
    """Steps of a whole number of years, one after another; ages in groups as wide as a step."""

    begin: float
    """When the first step begins."""
    width: int
    """Years of a step, and of an age group."""
    survival: Array
    """[step, sex, age] L(a + 1) / L(a); the last two ages T(A) / (L(A - 1) + T(A))."""
    fertility: Array
    """[step, age] births per woman in the whole step."""
    newborn: Array
    """[step, 3] share of boys, survival of boys, of girls to the end of the step."""
    births: Array | None
    """[step] children born, where they are published and not fertility."""
    migrants: Array
    """[step, sex, age] net migrants of the whole step, persons."""
    life_expectancy: Array
    """[step, sex] years lived by a newborn at the death rates of the step."""

    def steps(self, first: int, last: int) -> "Vital":
        """The steps from `first` up to, but without, `last`."""
        cut = slice(first, last)
        return Vital(
            begin=self.begin + first * self.width,
            width=self.width,
            survival=self.survival[cut],
            fertility=self.fertility[cut],
            newborn=self.newborn[cut],
            births=None if self.births is None else self.births[cut],
            migrants=self.migrants[cut],
            life_expectancy=self.life_expectancy[cut],
        )


def vital_of(tables: AreaTables, begin: float, count: int, width: int = 1) -> Vital:
    """So many steps of `width` years from `begin` on.

    Rates belong to the middle of their year or period and are read at the middle of each step: between two middles death
    rates move on straight lines of their logarithm, all others on straight lines; beyond the first and the last they stay.
    Persons are evenly spread over their year or period: a step from July to July has half of two calendar years.
    """
    begins = begin + np.arange(count, dtype=np.float64) * width
    at = begins + width * 0.5
    lived = years_lived(hazards(tables, at))
    grouped = in_age_groups(lived, width)
    ratio = _read(tables.sex_ratio, at)[:, 0, 0]
    newborn = np.column_stack([ratio / (1 + ratio), grouped[:, :, 0] / width])
    return Vital(
        begin=begin,
        width=width,
        survival=survival_of(grouped),
        fertility=_fertility(tables, at, width, grouped.shape[-1]),
        newborn=newborn,
        births=None if tables.births is None else _over(tables.births, begins, width)[:, 0, 0],
        migrants=in_age_groups(_migrants(tables, begins, width, lived), width),
        life_expectancy=lived.sum(axis=-1),
    )


def hazards(tables: AreaTables, at: Array) -> Array:
    """Death rates by single age at some times, [time, sex, age] up to the closing age."""
    rates = hazards_of_single_ages(_read(tables.mortality, at, by_logarithm=True), tables.mortality.ages)
    return by_sex(tables.mortality, rates) * tables.mortality_factor


def people_counted(tables: AreaTables) -> Array:
    """People by sex and single age on the date of the population table; sexes counted together are halved."""
    population = tables.population
    lived = years_lived(hazards(tables, np.array([tables.date])))[0]
    counts = by_sex(population, population.array()[0]) * len(population.sexes) / len(SEXES)
    return people_of_single_ages(counts, population.ages, lived)


def uncovered(tables: AreaTables, begin: float, end: float) -> Iterator[tuple[PeopleTable, str]]:
    """Tables of more than one year that do not reach over the whole time, each with the years it has."""
    for one in tables.all():
        first, last = one.spans[0], one.spans[-1]
        if one is tables.population or len(one.spans) == 1:
            continue
        if begin < first.begin - SAME_TIME or end > last.end + SAME_TIME:
            yield one, f"{first.text} to {last.text}"


def _fertility(tables: AreaTables, at: Array, width: int, groups: int) -> Array:
    if tables.fertility is None:
        return np.zeros((len(at), groups))
    single = rates_of_single_ages(_read(tables.fertility, at)[:, 0], tables.fertility.ages) * tables.fertility_factor
    return in_age_groups(single, width)  # of a group: the mean rate of its ages, in every year of the step


def _migrants(tables: AreaTables, begins: Array, width: int, lived: Array) -> Array:
    if tables.migration is None:
        return np.zeros_like(in_age_groups(lived, 1))
    moved = by_sex(tables.migration, _over(tables.migration, begins, width)) * len(tables.migration.sexes) / len(SEXES)
    return evenly_over_ages(moved, tables.migration.ages, lived)


def _read(which: PeopleTable, at: Array, by_logarithm: bool = False) -> Array:
    """Rates [time, sex, age group] at some times; a line of logarithms only where there is no zero."""
    values = which.array()
    middles = np.array([span.middle for span in which.spans])
    if len(middles) == 1:
        return np.repeat(values, len(at), axis=0)
    clipped = np.clip(at, middles[0], middles[-1])
    right = np.clip(np.searchsorted(middles, clipped), 1, len(middles) - 1)
    weight = ((clipped - middles[right - 1]) / (middles[right] - middles[right - 1]))[:, None, None]
    before, after = values[right - 1], values[right]
    line = (1 - weight) * before + weight * after
    positive = (before > 0) & (after > 0) & by_logarithm
    logs = [np.log(np.where(positive, rates, 1)) for rates in (before, after)]
    return np.asarray(np.where(positive, np.exp((1 - weight) * logs[0] + weight * logs[1]), line))


def _over(which: PeopleTable, begins: Array, width: int) -> Array:
    """Persons [step, sex, age group] of steps; those of a table of a single year come again every year."""
    values = which.array()
    starts, ends = (np.array([getattr(span, name) for span in which.spans]) for name in ("begin", "end"))
    if len(starts) == 1:
        return np.repeat(values * width / (ends[0] - starts[0]), len(begins), axis=0)
    common = np.minimum(begins[:, None] + width, ends) - np.maximum(begins[:, None], starts)
    shares = np.maximum(common, 0) / (ends - starts)
    return np.asarray(np.einsum("ts,sxa->txa", shares, values))
