"""Mortality and fertility by single age and year, from the tables of five-year groups and periods."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from actuary.axes import CLOSING_AGE, OLDEST, SEXES
from actuary.basis.known import Known
from actuary.figures.places import chain
from actuary.figures.tables import Table, column, table
from actuary.law import Array


class Vital(NamedTuple):
    """What people do by themselves, by year."""

    years: range
    survival: Array
    """[year, sex, age] L(a + 1) / L(a); the last two ages T(A) / (L(A - 1) + T(A))."""
    fertility: Array
    """[year, age] births per woman."""
    newborn: Array
    """[year, 3] share of boys, survival of boys, of girls to the end of the year of birth."""

    def within(self, years: range) -> "Vital":
        """The same for some of the years."""
        part = slice(self.years.index(years[0]), self.years.index(years[-1]) + 1)
        return Vital(years, self.survival[part], self.fertility[part], self.newborn[part])


def vital_rates(known: Known, years: range) -> Vital:
    """Survival, fertility and the sex ratio at birth of an area: the nation's, scaled to what is published of the area."""
    hazard = _hazards(known.table("china_mortality"), years)
    hazard *= _mortality_factor(known)
    lived = _lived(hazard)
    survival = lived[:, :, 1 : OLDEST + 2] / lived[:, :, : OLDEST + 1]
    beyond = lived[:, :, OLDEST:].sum(axis=2)
    survival[:, :, OLDEST - 1] = survival[:, :, OLDEST] = beyond / (lived[:, :, OLDEST - 1] + beyond)
    ratio = _over_periods(known.table("china_sex_ratio_at_birth"), "ratio", years)
    newborn = np.column_stack([ratio / (1 + ratio), lived[:, 0, 0], lived[:, 1, 0]])
    return Vital(years, survival, _fertility(known, years), newborn)


def census_year(known: Known) -> int:
    """The year of the census, to which the areas' life expectancy and fertility belong."""
    return int(known.value("census_year"))


def life_expectancy(hazard: Array) -> Array:
    """Years lived by a newborn, [year, sex], from hazards [year, sex, age]."""
    return np.asarray(_lived(hazard).sum(axis=2))


def _over_periods(rows: Table, name: str, years: range) -> Array:
    """A column of five-year periods read at the middle of each calendar year."""
    return np.interp(np.array(years) + 0.5, _middles(rows.columns["period_start"]), column(rows, name))


def _middles(starts: Iterable[str | int]) -> Array:
    """Middles of periods that run from mid-year to mid-year."""
    begin = np.array(sorted({float(start) for start in starts}))
    return np.asarray(begin + 0.5 + (begin[1] - begin[0]) * 0.5)


def _hazards(rows: Table, years: range) -> Array:
    """Death rates by single age up to the closing age, [year, sex, age].

    Between the middles of the periods and of the age groups rates move on straight lines of their logarithm, beyond the
    last group along the same line (Gompertz); within each group they are scaled so that people who die at them have the
    group's own rate.
    """
    starts = sorted({int(age) for age in rows.columns["age_start"]})
    periods = sorted({int(start) for start in rows.columns["period_start"]})
    rates = np.empty((len(periods), len(SEXES), len(starts)))
    for period, sex, age, rate in zip(
        rows.columns["period_start"], rows.columns["sex"], rows.columns["age_start"], column(rows, "rate"), strict=True
    ):
        rates[periods.index(int(period)), SEXES.index(sex), starts.index(int(age))] = rate
    middles = _middles(periods)
    at = np.clip(np.array(years) + 0.5, middles[0], middles[-1])
    right = np.clip(np.searchsorted(middles, at), 1, len(middles) - 1)
    weight = ((at - middles[right - 1]) / (middles[right] - middles[right - 1]))[:, None, None]
    groups = np.exp((1 - weight) * np.log(rates[right - 1]) + weight * np.log(rates[right]))
    return _single_ages(groups, starts)


def _single_ages(groups: Array, starts: list[int]) -> Array:
    ages = np.arange(CLOSING_AGE + 1)
    ends = [*starts[1:], CLOSING_AGE + 1]
    closed = [(start + end) * 0.5 for start, end in zip(starts[2:-1], ends[2:-1], strict=True)]
    log = np.log(groups[..., 2:-1])
    hazard = np.empty((*groups.shape[:2], CLOSING_AGE + 1))
    slope = (log[..., -1] - log[..., -2]) / (closed[-1] - closed[-2])
    for year, sex in np.ndindex(groups.shape[:2]):
        line = np.interp(ages + 0.5, closed, log[year, sex])
        old = ages + 0.5 > closed[-1]
        line[old] = log[year, sex, -1] + slope[year, sex] * (ages[old] + 0.5 - closed[-1])
        hazard[year, sex] = np.exp(line)
    hazard[..., 0] = groups[..., 0]
    hazard[..., 1 : starts[2]] = groups[..., 1, None]
    for i in range(2, len(starts)):
        lived = _lived(hazard)[..., starts[i] : ends[i]]
        part = hazard[..., starts[i] : ends[i]]
        mean = (part * lived).sum(axis=2) / lived.sum(axis=2)
        part *= (groups[..., i] / mean)[..., None]
    return hazard


def _lived(hazard: Array) -> Array:
    """Person-years L(a) lived at each age by one newborn: l(a + 1) + a(a) d(a), q = m / (1 + (1 - a) m).

    The dead of the first year have lived the Coale-Demeny West time, all others half a year.
    """
    first = _infant_time(hazard[..., 0])
    time = np.full(hazard.shape, 0.5)
    time[..., 0] = first
    dying = np.minimum(hazard / (1 + (1 - time) * hazard), 1.0)
    alive = np.cumprod(1 - dying, axis=-1)
    begin = np.concatenate([np.ones_like(alive[..., :1]), alive[..., :-1]], axis=-1)
    return np.asarray(alive + time * (begin - alive))


def _infant_time(rate: Array) -> Array:
    """Years lived by those who die in the first year of life, by sex [.., sex] (Coale and Demeny, West)."""
    rows = table("infant_time")
    low, slope, high, bound = (np.array(column(rows, name)) for name in ("constant", "slope", "above", "bound"))
    return np.asarray(np.where(rate < bound, low + slope * rate, high))


def _mortality_factor(known: Known) -> float:
    """Factor on all death rates that moves the nation's life expectancy of the census year by as much as the area's."""
    rows = known.table("area_life_expectancy")
    published = {
        place: years
        for place, year, sex, years in zip(
            rows.columns["place"], rows.columns["year"], rows.columns["sex"], column(rows, "years"), strict=True
        )
        if sex == "both" and int(year) == census_year(known)
    }
    nearest = next(published[place] for place in chain(known.area) if place in published)
    nation = published[chain(known.area)[-1]]
    hazard = _hazards(known.table("china_mortality"), range(census_year(known), census_year(known) + 1))
    wanted = life_expectancy(hazard).mean() + nearest - nation
    low, high = 0.5, 2.0
    while low < (middle := (low + high) * 0.5) < high:
        low, high = (middle, high) if life_expectancy(hazard * middle).mean() > wanted else (low, middle)
    return middle


def _fertility(known: Known, years: range) -> Array:
    """Births per woman by single age, [year, age], scaled to the area's total fertility of the census year."""
    rows = known.table("china_fertility")
    starts = sorted({int(age) for age in rows.columns["age_start"]})
    rates = column(rows, "rate")
    by_year = np.zeros((len(years), OLDEST + 1))
    for start in starts:
        group = [rate for age, rate in zip(rows.columns["age_start"], rates, strict=True) if int(age) == start]
        line = np.interp(np.array(years) + 0.5, _middles(rows.columns["period_start"]), group)
        by_year[:, start : start + starts[1] - starts[0]] = line[:, None]
    return by_year * _fertility_factor(known)


def _fertility_factor(known: Known) -> float:
    rows = known.table("area_fertility")
    totals = {
        place: births
        for place, method, births in zip(
            rows.columns["place"], rows.columns["method"], column(rows, "births_per_woman"), strict=True
        )
        if method == "infants"
    }
    nearest = next(totals[place] for place in chain(known.area) if place in totals)
    return nearest / totals[chain(known.area)[-1]]
