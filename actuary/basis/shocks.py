"""How far a year falls from its trend: standard deviations and correlations of yearly shocks, as a fund's books tell them.

Growth of income per member and the like drifts, so a shock is told by the difference of one step of growth from the step
before, half of whose mean square is the variance (von Neumann 1941): a slow drift is no shock. The share of income that is
spent returns to its usual level, so its shocks are what is left of that regression. A step of two years is their mean.
All years of the books count, also those in which the schemes were built up, since a drift does no harm.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np

from actuary.basis.books import (
    OTHER_SCOPE,
    TWO_YEARS,
    Books,
    Levels,
    breaks_of,
    levels_of,
    national,
    paid_in,
    ratio,
)
from actuary.basis.trends import CONFIDENCE, SAME, Estimate, steps_of
from actuary.figures.history import History
from actuary.figures.single import figure

FEWEST = 2
"""Differences of growth that tell a spread; three years in a row."""
TOGETHER = ("wages", "use", "price_employee", "price_resident")
"""What the books tell of in the same years, so that they tell how it moves together."""
DIFFERENCES = "half the mean square of the difference of one step of growth from the step before"
LEFT = "what is left of the regression of the yearly change of the share of income spent on the share before"
MOVE_TOGETHER = "of the shocks of the same years"
PUT_OFF = (
    "log of spending in the year over the geometric mean of the years around it, mean of both pools and all such years"
)
SUCH_YEARS = "years of epidemic among all years of the books"


class Shocks(NamedTuple):
    """Shocks of one kind: by the year in which their step ends, over the standard deviation of a year."""

    by_year: Levels
    variance: float
    freedom: float
    method: str


def shocks_of(history: History, year: int) -> tuple[Estimate, ...]:
    """Spread of every yearly shock, what moves together, and what an epidemic does, from the books to `year`."""
    books, place = history.known(year), history.area
    found = {name: shocks for name, shocks in _by_process(books, place, year).items() if shocks}
    return (
        *(_spread(f"shock_{name}", place, year, shocks) for name, shocks in found.items()),
        *_correlations(found, place, year),
        *_epidemics(books, place, year),
    )


def _by_process(books: Books, place: str, year: int) -> dict[str, Shocks | None]:
    insured = {pool: levels_of(books, pool, "insured") for pool in ("employee", "resident")}
    paid = {pool: paid_in(books, pool) for pool in insured}
    retired = levels_of(books, "employee", "retired_insured")
    working = {of: count - retired[of] for of, count in insured["employee"].items() if retired.get(of, count) < count}

    def growth(levels: Levels, pool: str) -> Shocks | None:
        seen = {of: level for of, level in levels.items() if of <= year}
        return _differences(steps_of(seen, breaks_of(place, pool)))

    return {
        "wages": growth(ratio(paid["employee"], working), "employee"),
        "use": _left(_shares(books, paid["employee"], place, year), breaks_of(place, "employee")),
        **{f"price_{pool}": growth(ratio(paid[pool], insured[pool]), pool) for pool in paid},
        "enrolment": _differences(_log_odds(insured, place, year)),
        "births": growth(national("births"), "births"),
    }


def _differences(steps: list[tuple[int, int, float]]) -> Shocks | None:
    """Shocks of a series of growth: the mean of n years varies by one n-th, so steps of years count by their length."""
    if len(steps) <= FEWEST:
        return None
    ends, spans, rates = (np.array(part, float) for part in zip(*steps, strict=True))
    moved = np.diff(rates) / np.sqrt(1 / spans[1:] + 1 / spans[:-1])
    variance, n = float(np.mean(moved**2)), len(rates)
    freedom = 2 * (n - 1) ** 2 / (2 * (n - 2) + n)
    return Shocks(dict(zip(map(int, ends[1:]), map(float, moved), strict=True)), variance, freedom, DIFFERENCES)


def _left(shares: Levels, breaks: dict[int, int]) -> Shocks | None:
    """Shocks of a level that returns: what the regression of its yearly change on the level before leaves."""
    from scipy.stats import linregress

    ends = [of for of in sorted(shares) if of - 1 in shares and of not in breaks]
    before, after = (np.array([shares[of - lag] for of in ends]) for lag in (1, 0))
    if len(ends) <= 2 or np.ptp(before) < SAME:
        return None
    line = linregress(before, after - before)
    left = after - before - line.intercept - line.slope * before
    variance = float(np.sum(left**2)) / (len(ends) - 2)
    return Shocks(dict(zip(ends, map(float, left), strict=True)), variance, len(ends) - 2, LEFT)


def _shares(books: Books, paid: Levels, place: str, year: int) -> Levels:
    spent = ratio(levels_of(books, "employee", "spending"), paid)
    return {of: float(np.log(share)) for of, share in spent.items() if of <= year}


def _log_odds(insured: dict[str, Levels], place: str, year: int) -> list[tuple[int, int, float]]:
    """Steps of the log-odds of residents' cover among those who may enrol, since the scheme counts the same people."""
    scope = [of for of, step in breaks_of(place, "resident").items() if step == OTHER_SCOPE and of <= year]
    odds: Levels = {}
    for of, people in national("population").items():
        if max(scope, default=of) <= of <= year and all(of in levels for levels in insured.values()):
            outside = people - insured["employee"][of] - insured["resident"][of]
            odds |= {of: float(np.log(insured["resident"][of] / outside))} if outside > 0 else {}
    return [(of, 1, odds[of] - odds[of - 1]) for of in sorted(odds) if of - 1 in odds]


def _spread(name: str, place: str, year: int, shocks: Shocks) -> Estimate:
    """Standard deviation with the interval of the chi-square distribution."""
    from scipy.stats import chi2

    value = float(np.sqrt(shocks.variance))
    tail = 0.5 - 0.5 * figure(CONFIDENCE, place).value
    low, high = (value * float(np.sqrt(shocks.freedom / chi2.ppf(1 - at, shocks.freedom))) for at in (tail, 1 - tail))
    return Estimate(name, place, year, value, low, high, shocks.method, tuple(sorted(shocks.by_year)))


def _correlations(found: dict[str, Shocks], place: str, year: int) -> list[Estimate]:
    """How shocks of the same years move together, about zero, with the interval of Fisher's z; too few years tell none."""
    from scipy.special import ndtri

    books = {name: found[name].by_year for name in TOGETHER if name in found}
    ends = sorted(set.intersection(*map(set, books.values()))) if len(books) == len(TOGETHER) else []
    if len(ends) <= FEWEST + 1:
        return []
    reach = float(ndtri(0.5 + 0.5 * figure(CONFIDENCE, place).value)) / np.sqrt(len(ends) - FEWEST)
    estimates = []
    for one, other in combinations(TOGETHER, 2):
        a, b = (np.array([books[name][of] for of in ends]) for name in (one, other))
        value = float(a @ b / np.sqrt((a @ a) * (b @ b)))
        low, high = (float(np.tanh(np.arctanh(value) + sign * reach)) for sign in (-1, 1))
        name = f"shock_correlation_{one}_{other}"
        estimates.append(Estimate(name, place, year, value, low, high, MOVE_TOGETHER, tuple(ends)))
    return estimates


def _epidemics(books: Books, place: str, year: int) -> list[Estimate]:
    """How often there was one, with the interval of Clopper and Pearson, and what care it put off."""
    from scipy.stats import beta

    years = [of for of in levels_of(books, "employee", "insured") if of <= year]
    hit = [of for of in years if breaks_of(place, "all").get(of) == TWO_YEARS]
    fell = [
        float(np.log(spent[of] / np.sqrt(spent[of - 1] * spent[of + 1])))
        for spent in (levels_of(books, pool, "spending") for pool in ("employee", "resident"))
        for of in hit
        if of + 1 in spent
    ]
    if not fell:
        return []
    n, k, tail = len(years), len(hit), 0.5 - 0.5 * figure(CONFIDENCE, place).value
    often = (k / n, float(beta.ppf(tail, k, n - k + 1)), float(beta.ppf(1 - tail, k + 1, n - k)))
    return [
        Estimate("epidemic_chance", place, year, *often, SUCH_YEARS, tuple(hit)),
        Estimate("epidemic_use", place, year, float(np.mean(fell)), min(fell), max(fell), PUT_OFF, tuple(hit)),
    ]
