"""Trends estimated from a fund's own books and the economy, as they were known at a time, each with an interval.

A trend is the mean yearly growth of the logarithm, years weighing half as much for every half-life they lie back. A year
of epidemic and the next are one step of two years; a year in which a series changes its scope is left out.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from actuary.basis.books import (
    OTHER_SCOPE,
    TWO_YEARS,
    Levels,
    breaks_of,
    care_levels,
    incomes,
    levels_of,
    output_per_head,
    paid_in,
    ratio,
    rolled_forward,
)
from actuary.figures.history import History, figure_name, nation
from actuary.figures.single import Figure, figure, filed, series
from actuary.figures.vintage import Vintage

CONFIDENCE = "trend_confidence"
"""The figure that says how much of the Student distribution an interval holds."""
SAME = np.finfo(float).eps * 100
"""Logs that differ by less are the same but for rounding."""


class Estimate(NamedTuple):
    """A number fitted to what was published by a year, with its interval."""

    name: str
    place: str
    year: int
    """The year from which, or of which, it holds."""
    value: float
    low: float
    high: float
    method: str
    years: tuple[int, ...]
    """The last year of every step that it was fitted to."""


class _Fit(NamedTuple):
    """Mean and variance of the mean on the scale of the fit, degrees of freedom, the years behind it."""

    mean: float
    variance: float
    freedom: float
    years: tuple[int, ...]


def estimates_of(history: History, year: int, half_life: float | None = None) -> tuple[Estimate, ...]:
    """Every trend that the books to `year` can tell; what they are too short for is left out.

    A half-life of years other than the figure's tells other trends: next to none the last growth, an infinite one the mean.
    """
    books, area = history.known(year), history.area
    weighed = figure("trend_half_life", area).value if half_life is None else half_life
    insured, retired = (levels_of(books, "employee", of) for of in ("insured", "retired_insured"))
    working = {of: count - retired[of] for of, count in insured.items() if retired.get(of, count) < count}
    paid = {pool: paid_in(books, pool) for pool in ("employee", "resident")}
    members = {pool: levels_of(books, pool, "insured") for pool in paid}
    spent = {pool: levels_of(books, pool, "spending") for pool in paid}

    def growth(levels: Levels, pool: str) -> _Fit | None:
        return _growth(since(levels, area), year, breaks_of(area, pool), weighed)

    def shares(pool: str) -> Levels:
        scope = [of for of, step in breaks_of(area, pool).items() if step == OTHER_SCOPE and of <= year]
        alike = ratio(spent[pool], paid[pool]).items()
        return since({of: float(np.log(share)) for of, share in alike if of >= max(scope, default=of)}, area)

    economy, mix = growth(output_per_head(), "all"), figure("trend_weight_of_output", area).value
    fits: dict[str, tuple[int, _Fit | None, Callable[[float], float], str]] = {
        "wage_growth": (
            year + 1,
            _mixed(growth(ratio(paid["employee"], working), "employee"), economy, mix),
            np.expm1,
            MIXED,
        ),
        "disposable_income_growth": (year + 1, growth(incomes(area), "all"), np.expm1, ALONE),
        "spending_return_rate": (year, _return(shares("employee"), breaks_of(area, "employee")), _share, RETURN),
        "members_growth": (year, growth(insured, "employee"), np.expm1, ALONE),
    }
    for pool in paid:
        funding = growth(ratio(paid[pool], members[pool]), pool)
        fits[f"cost_growth_{pool}"] = (year + 1, _mixed(funding, economy, mix), np.expm1, MIXED)
        fits[f"spending_gap_{pool}"] = (
            year,
            _gap(shares(pool), year, figure("spending_share_window", area).value),
            np.expm1,
            GAP,
        )
    if area == nation().area:
        for name, levels in care_levels().items():
            fits[name] = (year + 1, growth(levels, "care"), np.expm1, ALONE)
    return tuple(
        _estimate(name, area, of, fit, shown, method) for name, (of, fit, shown, method) in fits.items() if fit
    )


ALONE = "weighted mean growth of the series"
MIXED = "weighted mean growth of income per member, and of output per head, mixed"
GAP = "usual share of income that is spent, the mean of the window, over the share of the year"
RETURN = "regression of the yearly change of that share on the share of the year before"


def _estimate(name: str, place: str, year: int, fit: _Fit, shown: Callable[[float], float], method: str) -> Estimate:
    from scipy.stats import t

    reach = float(t.ppf(0.5 + 0.5 * figure(CONFIDENCE, place).value, fit.freedom)) * np.sqrt(fit.variance)
    value, low, high = (float(shown(at)) for at in (fit.mean, fit.mean - reach, fit.mean + reach))
    return Estimate(name, place, year, value, low, high, method, fit.years)


def since(levels: Levels, area: str) -> Levels:
    """The part of a series that trends are fitted to."""
    first = figure("trend_first_year", area).value
    return {of: level for of, level in levels.items() if of >= first}


def _growth(levels: Levels, year: int, breaks: dict[int, int], half_life: float) -> _Fit | None:
    """Weighted mean of the yearly growth of the logarithm; None where fewer than two steps are known."""
    steps = steps_of({of: level for of, level in levels.items() if of <= year}, breaks)
    if len(steps) < 2:
        return None
    ends, spans, rates = (np.array(part, float) for part in zip(*steps, strict=True))
    weights = spans * 0.5 ** ((year - ends) / half_life)
    mean = float(np.average(rates, weights=weights))
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    freedom = max(effective - 1, 1.0)
    spread = float(np.average((rates - mean) ** 2, weights=weights))
    return _Fit(mean, spread / freedom, freedom, tuple(int(end) for end in ends))


def steps_of(levels: Levels, breaks: dict[int, int]) -> list[tuple[int, int, float]]:
    """(last year, years, growth a year) of every step that tells a trend."""
    found = []
    for year in sorted(levels):
        span = TWO_YEARS if breaks.get(year - 1) == TWO_YEARS else 1
        if year - span in levels and year not in breaks:
            found.append((year, span, float(np.log(levels[year] / levels[year - span])) / span))
    return found


def _mixed(own: _Fit | None, economy: _Fit | None, share: float) -> _Fit | None:
    """The fund's own growth and the economy's, by a given share: what is paid in cannot long leave what is earned."""
    if own is None or economy is None:
        return None
    mean = (1 - share) * own.mean + share * economy.mean
    variance = (1 - share) ** 2 * own.variance + share**2 * economy.variance
    return _Fit(mean, variance, min(own.freedom, economy.freedom), own.years)


def _gap(shares: Levels, year: int, window: float) -> _Fit | None:
    """Log of the usual share of income that is spent over the share of the year."""
    usual = {of: share for of, share in shares.items() if year - window < of <= year}
    if len(usual) < 2 or year not in usual:
        return None
    values = np.array(list(usual.values()))
    return _Fit(float(values.mean() - usual[year]), float(values.var(ddof=1)) / len(values), len(values) - 1, (*usual,))


def _return(shares: Levels, breaks: dict[int, int]) -> _Fit | None:
    """Share of the gap that closes within a year: minus the slope of the yearly change on the level before.

    The fall into a year of epidemic is a shock from outside, the way back tells.
    """
    from scipy.stats import linregress

    ends = [of for of in sorted(shares) if of - 1 in shares and of not in breaks]
    before, after = (np.array([shares[of - lag] for of in ends]) for lag in (1, 0))
    if len(ends) <= 2 or np.ptp(before) < SAME:
        return None
    line = linregress(before, after - before)
    return _Fit(-float(line.slope), float(line.stderr) ** 2, len(ends) - 2, tuple(ends))


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def vintage_of(history: History, year: int) -> Vintage:
    """What a forecast from the end of `year` may know: the fund's books to that year, the nation's, and trends of both."""
    view: dict[tuple[str, str], dict[int, Figure]] = {}
    for books in (history,) if history.area == nation().area else (nation(), history):
        for (pool, measure), by_year in rolled_forward(books.known(year)).items():
            view.setdefault((figure_name(pool, measure), books.area), {}).update(by_year)
        for one in estimates_of(books, year):
            assumed = {of: kept for of, kept in filed(one.name, nation().area).items() if kept.status == "assumed"}
            view[(one.name, books.area)] = {**assumed, one.year: _figure(one)}
    base = _enrolment_base(view, history.area, year)
    if base is not None:
        view[(base.name, base.place)] = {year: base}
    return Vintage(year, view, history.area)


def _figure(one: Estimate) -> Figure:
    text = f"{100 * one.value:.4g} %"
    return Figure(
        one.name, one.place, one.year, one.value, text, "%", one.low, one.high, "estimated", OWN_ESTIMATE, one.method, 0
    )


def _enrolment_base(view: dict[tuple[str, str], dict[int, Figure]], area: str, year: int) -> Figure | None:
    """Insured over coverage: the people of whom the insured are a part."""
    insured = [view.get((f"{pool}_insured", area), {}).get(year) for pool in ("employee", "resident")]
    rates = series("coverage_rate", area)
    coverage = rates[max((of for of in rates if of <= year), default=min(rates))]
    if any(one is None for one in insured):
        return None
    people = sum(one.value for one in insured if one) / coverage.value
    return Figure(
        "enrolment_base", area, year, people, f"{people:.0f} 人", "人", None, None, "derived", OWN_CALCULATION,
        "insured / coverage_rate", 0,
    )  # fmt: skip


OWN_ESTIMATE, OWN_CALCULATION = "own_estimate", "own_calculation"
"""Sources of what is computed here."""
