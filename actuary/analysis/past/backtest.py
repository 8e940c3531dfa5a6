"""Back-test: forecasts from past year-ends, each knowing nothing later, held against what happened.

Beside the model stand forecasts that need none: the last growth carried on, the mean growth of five years, the last growth
damped year by year. Skill = 1 - MAPE / MAPE of the best of them on the same forecasts: above zero the model is of use.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from actuary.axes import Calendar
from actuary.basis.books import OTHER_SCOPE, Books, Levels, breaks_of, levels_of, rolled_forward
from actuary.basis.trends import estimates_of, vintage_of
from actuary.enactment import law_in_force
from actuary.errors import Mistake, Mistakes
from actuary.figures.history import NEEDED, History, nation
from actuary.results import Results
from actuary.scenario.model import NO_ANSWERS, Scenario
from actuary.simulation import run

if TYPE_CHECKING:
    import pandas as pd

HORIZONS = range(1, 5 + 1)
MEASURES = ("income", "spending", "balance", "reserve_months")
POOLS = ("all", "employee", "employee_pool", "resident")
"""What is scored: every scheme; employees with accounts and maternity; their pool alone; residents."""
NAIVE = ("last_growth", "mean_growth", "damped_growth")
MEAN_OF, DAMPING = 5, 0.8
"""Years whose mean growth is carried on; what is left of the last growth after each year."""


class Forecast(NamedTuple):
    """One number forecast at the end of `origin` for `year`, yuan or months."""

    pool: str
    measure: str
    origin: int
    year: int
    model: float
    naive: dict[str, float]
    actual: float
    crosses: bool
    """The series changed its scope between origin and year: nobody could have known."""

    @property
    def horizon(self) -> int:
        """Years ahead."""
        return self.year - self.origin

    def error(self, by: str = "model") -> float:
        """Forecast over what happened, less one."""
        return (self.model if by == "model" else self.naive[by]) / self.actual - 1


class Score(NamedTuple):
    """How the forecasts of one pool, measure and horizon fared, as shares of what happened."""

    pool: str
    measure: str
    horizon: int
    cases: int
    bias: float
    mape: float
    rmse: float
    naive: dict[str, float]
    """MAPE of each forecast without a model."""

    @property
    def best(self) -> str:
        """The naive forecast that did best."""
        return min(self.naive, key=lambda name: self.naive[name])

    @property
    def skill(self) -> float:
        """1 - MAPE / MAPE of the best naive forecast."""
        return 1 - self.mape / self.naive[self.best]


class Backtest(NamedTuple):
    """Every forecast of one history, and how they fared."""

    history: History
    actual: dict[tuple[str, str], Levels]
    forecasts: tuple[Forecast, ...]

    def scores(self, alike: bool = False) -> tuple[Score, ...]:
        """By pool, measure and horizon; `alike` leaves out what crosses a change of scope."""
        counted = [one for one in self.forecasts if not (alike and one.crosses)]
        groups: dict[tuple[str, str, int], list[Forecast]] = {}
        for one in counted:
            groups.setdefault((one.pool, one.measure, one.horizon), []).append(one)
        return tuple(_score(*key, group) for key, group in groups.items())

    def only(self, pools: Iterable[str]) -> "Backtest":
        """The same of some pools."""
        kept = {*pools}
        return self._replace(forecasts=tuple(one for one in self.forecasts if one.pool in kept))

    def frame(self) -> "pd.DataFrame":
        """Tidy: a row for each forecast and who made it, the model or the series alone; yuan or months, errors as shares."""
        import pandas as pd

        names = ("pool", "measure", "origin", "year", "horizon", "crosses", "actual")
        rows = [
            (*(getattr(one, name) for name in names), by, value, one.error(by))
            for one in self.forecasts
            for by, value in {"model": one.model, **one.naive}.items()
        ]
        return pd.DataFrame(rows, columns=[*names, "forecast_by", "forecast", "error"])


TRENDS = (
    "wage_growth",
    "disposable_income_growth",
    "cost_growth_employee",
    "cost_growth_resident",
    "spending_return_rate",
)
"""Estimates that every forecast reads: of the fund's own books, or of the nation's."""

LATEST = 10
"""Origins that are scored where nobody says which."""


def origins_of(history: History) -> range:
    """The year-ends to forecast from: the books have two steps of growth by then and a year after; law and trends are known."""
    series = [history.final[key] for key in NEEDED]
    first = max(min(years) for years in series) + 2
    last = min(max(years) for years in series) - 1
    return range(next((of for of in range(first, last + 1) if _has_past(history.area, of)), last + 1), last + 1)


def _has_past(area: str, origin: int) -> bool:
    """Whether the law reaches back so far, and the nation's books told their trends by then."""
    try:
        law_in_force(area, Calendar(origin, origin + HORIZONS[-1]), origin)
    except LookupError:
        return False
    return {*TRENDS} <= {one.name for one in estimates_of(nation(), origin)}


def look_back(
    history: History, origins: range | None = None, heard: Callable[[int], object] = lambda _: None
) -> Backtest:
    """Forecast from each origin, or the latest; `heard` is told each that is done. Raises Mistakes where one cannot be."""
    actual = actual_levels(rolled_forward(history.final))
    forecasts: list[Forecast] = []
    for origin in origins or origins_of(history)[-LATEST:]:
        forecasts += _from(history, origin, actual)
        heard(origin)
    order = {(pool, measure): i for i, (pool, measure) in enumerate((p, m) for p in POOLS for m in MEASURES)}
    forecasts.sort(key=lambda one: (order[one.pool, one.measure], one.horizon, one.origin))
    return Backtest(history, actual, tuple(forecasts))


def projected(history: History, origin: int, years: int = HORIZONS[-1]) -> Results:
    """The model's run over some years from the end of `origin`, told nothing later of the fund."""
    return run(seen_from(history, origin, years))


def seen_from(history: History, origin: int, years: int = HORIZONS[-1]) -> Scenario:
    """The law in force over some years from the end of `origin`, as it was known then."""
    name = f"{history.area} {origin}"
    return Scenario(
        name=name, reference=name, settings=(), title=name, why="", area=history.area, base=origin,
        last=origin + years, levers={}, figures={}, behaviour=NO_ANSWERS, people=None, step=1, parent=None, text=name,
        hash="", places={}, vintage=vintage_of(history, origin),
    )  # fmt: skip


def actual_levels(books: Books) -> dict[tuple[str, str], Levels]:
    """What happened, by pool and measure: the parts where they are known, else the whole as published."""
    found: dict[tuple[str, str], Levels] = {}
    for measure in ("income", "spending"):
        parts = {pool: levels_of(books, pool, measure) for pool in ("employee", "employee_pool", "resident")}
        found |= {(pool, measure): levels for pool, levels in parts.items()}
        found["all", measure] = _sum(parts["employee"], parts["resident"])
    residents, whole = (levels_of(books, pool, "balance") for pool in ("resident", "all"))
    pools, accounts = (levels_of(books, pool, "balance") for pool in ("employee_pool", "employee_account"))
    printed = levels_of(books, "employee", "balance")
    employees = {**_sum(whole, residents, -1), **_sum(pools, accounts), **printed}
    found |= {
        ("employee_pool", "balance"): pools,
        ("resident", "balance"): residents,
        ("employee", "balance"): employees,
    }
    found["all", "balance"] = {**whole, **_sum(employees, residents)}
    for pool in POOLS:
        spending = found[pool, "spending"]
        found[pool, "reserve_months"] = {
            year: 12 * balance / spending[year] for year, balance in found[pool, "balance"].items() if year in spending
        }
    return found


def _sum(one: Levels, other: Levels, sign: int = 1) -> Levels:
    return {year: value + sign * other[year] for year, value in one.items() if year in other}


def _from(history: History, origin: int, actual: dict[tuple[str, str], Levels]) -> Iterator[Forecast]:
    try:
        results = projected(history, origin)
    except (ArithmeticError, LookupError) as cause:
        odd = isinstance(cause, (FloatingPointError, ZeroDivisionError))
        reason = "its amounts and heads do not fit together" if odd else str(cause).strip("'")
        right = f"books of which a base year can be made: {reason}"
        raise Mistakes([Mistake(None, f"{history.title}, {origin}", right)]) from None
    for pool in POOLS:
        scope = {of for of, step in breaks_of(history.area, _part(pool)).items() if step == OTHER_SCOPE}
        for measure in MEASURES:
            # an error is a share of what happened: of a fund that owes, or has nothing, there is none
            levels = {
                of: level for of, level in actual[pool, measure].items() if level > 0 and of >= _first(pool, scope)
            }
            path = _path(results, pool, measure)
            known = {of: level for of, level in levels.items() if of <= origin}
            naive = naive_forecasts(known, origin, scope)
            for horizon in HORIZONS:
                year = origin + horizon
                if naive and year in levels and np.isfinite(path[horizon]):
                    crosses = any(origin < of <= year for of in scope)
                    ahead = {name: values[horizon - 1] for name, values in naive.items()}
                    yield Forecast(pool, measure, origin, year, float(path[horizon]), ahead, levels[year], crosses)


def _first(pool: str, scope: set[int]) -> int:
    """A pool that came to count other people is another series from then on; the sum of all goes on, and says so."""
    return 0 if pool == "all" else max(scope, default=0)


def _part(pool: str) -> str:
    """The pool whose change of scope is one of the whole."""
    return "resident" if pool == "all" else pool


def _path(results: Results, pool: str, measure: str) -> np.ndarray:
    funds = results.funds
    if pool in ("resident", "all"):
        return funds[pool][measure]
    if pool == "employee_pool":
        return funds["employee"][measure]
    both = {of: funds["all"][of] - funds["resident"][of] for of in ("income", "spending")}
    balance = funds["employee_scheme"]["balance"]
    return {**both, "balance": balance, "reserve_months": 12 * balance / both["spending"]}[measure]


def naive_forecasts(known: Levels, origin: int, scope: set[int]) -> dict[str, list[float]]:
    """What the series alone would say, by horizon; nothing where it has no growth to carry on.

    A year that only counts other people than the year before is no growth for anybody.
    """
    growth = {of: known[of] / known[of - 1] - 1 for of in known if of - 1 in known and of not in scope}
    if origin not in known or not growth:
        return {}
    last = growth[max(growth)]
    lately = [growth[of] for of in sorted(growth)[-MEAN_OF:]]
    mean = float(np.prod([1 + one for one in lately])) ** (1 / len(lately)) - 1
    damped = np.cumprod([1 + last * DAMPING**horizon for horizon in HORIZONS])
    start = known[origin]
    return {
        "last_growth": [start * (1 + last) ** horizon for horizon in HORIZONS],
        "mean_growth": [start * (1 + mean) ** horizon for horizon in HORIZONS],
        "damped_growth": [start * float(factor) for factor in damped],
    }


def _score(pool: str, measure: str, horizon: int, group: list[Forecast]) -> Score:
    errors = np.array([one.error() for one in group])
    naive = {name: float(np.mean([abs(one.error(name)) for one in group])) for name in NAIVE}
    return Score(
        pool, measure, horizon, len(group), float(errors.mean()), float(np.abs(errors).mean()),
        float(np.sqrt((errors**2).mean())), naive,
    )  # fmt: skip
