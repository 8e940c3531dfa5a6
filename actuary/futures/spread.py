"""How the numbers of many draws are spread: quantiles, means, shares below, by fund, measure and year."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from actuary.errors import Mistake, Mistakes
from actuary.labels import Language, label
from actuary.law import Array
from actuary.measures import UNITS, YEARLY, nearest_measure
from actuary.tally import QUANTILES, Tally
from actuary.units import Money, Months, People, Share

PERCENTS = tuple(round(100 * share, 1) for share in QUANTILES)
"""The quantiles that are kept, in %: 2.5 to 97.5, the median among them."""
LOWEST = 0.05
"""The share of the futures whose mean is the expected shortfall."""

LANGUAGES: tuple[Language, ...] = ("en", "zh")

Pair = tuple[str, str]
"""A fund and a measure; no fund's name for what there is once a year."""
First = dict[int | None, float]
"""In which year something happens for the first time: shares of the futures; under None, of those in which it does not."""
Tidy = tuple[int | None, str, str, str, float, str]
"""Year, fund, measure, statistic, value, unit; no year for the futures in which something never happens."""


@dataclass(frozen=True)
class Spread:
    """The statistics of a stream of draws by fund, measure and year."""

    tally: Tally
    years: tuple[int, ...]
    """The projected years."""
    exact: Array | None = None
    """[quantile, s] in the order of `PERCENTS`, where a second pass has found them to the last digit."""

    @property
    def count(self) -> int:
        """How many draws."""
        return self.tally.n

    @cached_property
    def rank_error(self) -> float:
        """How far the rank of a quantile may be off among the draws; 0 where it is exact."""
        return self.tally.rank_error() if self.exact is None else 0.0

    def quantiles(self, group: str, measure: str) -> Array:
        """[quantile, year] in the order of `PERCENTS`; yuan, months, persons or shares."""
        return self._quantiles[:, self._rows(group, measure)]

    def mean(self, group: str, measure: str) -> Array:
        """[year] the mean of the draws."""
        return self._means[self._rows(group, measure)]

    def shortfall(self, group: str, measure: str) -> Array:
        """[year] the mean of the lowest draws, a share `LOWEST` of them."""
        return self._lowest[self._rows(group, measure)]

    def share_below(self, group: str, measure: str) -> Array:
        """[year] the share of the draws below zero, of months of reserve below the band; NaN where nothing is defined."""
        return self._below[self._rows(group, measure)]

    def first(self, group: str, measure: str) -> First:
        """The shares of the draws that are below for the first time in each year; under None of those that never are."""
        self._rows(group, measure)
        counts = self.tally.first_years((group, measure)).tolist()
        years: tuple[int | None, ...] = (*self.years, None)
        return {year: count / self.count for year, count in zip(years, counts, strict=True)}

    def by_then(self, group: str, measure: str) -> Array:
        """[year] the share of the draws that have been below by the end of the year; NaN where nothing is defined."""
        first = self.first(group, measure)
        shares = np.cumsum([first.get(year, 0.0) for year in self.years])
        return np.where(np.isfinite(self.mean(group, measure)), shares, np.nan)

    def _rows(self, group: str, measure: str) -> slice:
        """Where a measure of a fund stands. Raises Mistakes where there is none of that name, with what there is."""
        if (group, measure) in self.tally.names:
            return self.tally.rows((group, measure))
        there = [".".join(pair).strip(".") for pair in self.tally.names]
        asked = f"{group}.{measure}".strip(".")
        near = nearest_measure(asked, there)
        funds, measures = (dict.fromkeys(pair[i] for pair in self.tally.names if pair[0]) for i in (0, 1))
        alone = [measure for fund, measure in self.tally.names if not fund]
        right = f"a measure ({', '.join(measures)}) of a fund ({', '.join(funds)}); or of none: {', '.join(alone)}"
        raise Mistakes([Mistake(None, asked, f"did you mean {near}?" if near else right)])

    @cached_property
    def _quantiles(self) -> Array:
        return self.tally.quantiles() if self.exact is None else self.exact

    @cached_property
    def _means(self) -> Array:
        return self.tally.mean()

    @cached_property
    def _sds(self) -> Array:
        return self.tally.sd()

    @cached_property
    def _lowest(self) -> Array:
        return self.tally.shortfall(LOWEST)

    @cached_property
    def _below(self) -> Array:
        shares = self.tally.below(np.nan_to_num(self.tally.levels[0]))
        return np.where(np.isfinite(self._means), shares, np.nan)

    def statistics(self, group: str, measure: str) -> dict[str, Array]:
        """Everything that is kept of a measure, by name."""
        quantiles = {
            f"quantile_{percent:g}": values
            for percent, values in zip(PERCENTS, self.quantiles(group, measure), strict=True)
        }
        lowest = {f"mean_of_lowest_{100 * LOWEST:g}": self.shortfall(group, measure)}
        rows = self._rows(group, measure)
        return {"mean": self._means[rows], "sd": self._sds[rows], **quantiles, **lowest}

    def nested(self) -> dict[str, dict[str, dict[str, list[float | None]]]]:
        """Every statistic by fund and measure, for another program; what there is once a year under `yearly`."""
        found: dict[str, dict[str, dict[str, list[float | None]]]] = {}
        for group, measure in self.tally.names:
            values = self.statistics(group, measure).items()
            found.setdefault(group or "yearly", {})[measure] = {name: plain(one) for name, one in values}
        return found


def tidy_spread(spread: Spread) -> Iterator[Tidy]:
    """Every statistic of a stream of draws, one number after another."""
    for group, measure in spread.tally.names:
        for statistic, values in spread.statistics(group, measure).items():
            pairs = zip(spread.years, values.tolist(), strict=True)
            yield from ((year, group, measure, statistic, value, unit_of(group, measure)) for year, value in pairs)


def unit_of(group: str, measure: str) -> str:
    """In which unit a number is: yuan, months, persons or share."""
    unit = UNITS[measure] if group else YEARLY[measure]
    names = {Money: "yuan", Months: "months", People: "persons", Share: "share"}
    return names[type(unit)]


def plain(values: Array) -> list[float | None]:
    """Numbers for another program; None where nothing is defined."""
    return [value if math.isfinite(value) else None for value in values.tolist()]


def statistic_name(name: str, lang: Language) -> str:
    """A statistic in words: `quantile_97.5`, `mean_of_lowest_5`, `first_run_dry`."""
    kind, _, number = name.rpartition("_")
    if kind in ("quantile", "mean_of_lowest"):
        return label("quantile_of" if kind == "quantile" else kind, lang).format(number=number)
    return label(f"statistic_{name}", lang)
