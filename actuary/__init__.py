"""What becomes of a Chinese medical-insurance fund under the law in force, and under another one.

import actuary
meishan = actuary.run("meishan")
meishan.table("reserve_months")
actuary.compare("meishan", "meishan_rate_cut")
actuary.ensemble("meishan", draws=10_000).chance_below("resident")
"""

from typing import TYPE_CHECKING, Any
from typing import overload as _overload

if TYPE_CHECKING:
    from actuary import shown
    from actuary.analysis.calibration import Calibration
    from actuary.analysis.past.backtest import Backtest
    from actuary.analysis.past.coverage import Coverage
    from actuary.futures.differences import Differences
    from actuary.headcount import Headcount
    from actuary.pooling.comparison import AreasComparison
    from actuary.scenario.model import Scenario
    from actuary.simulation import Comparison

__all__ = [
    "backtest",
    "balance",
    "bridge",
    "calibrate",
    "cascade",
    "compare",
    "coverage",
    "differences",
    "drivers",
    "ensemble",
    "frontier",
    "load",
    "people",
    "run",
    "sensitivity",
    "solve",
    "sweep",
    "warn",
    "why",
]


def load(name: str, *settings: str) -> "Scenario":
    """A scenario by path or bundled name, with settings such as "levers.contribution_rate.employer.2027=7 %" on top.

    Raises actuary.errors.Mistakes, which tells every mistake of the file and where it stands.
    """
    from actuary.scenario.loading import load as load_scenario

    return load_scenario(name, *settings)


def run(scenario: "str | Scenario") -> "shown.ShownResults | shown.ShownAreas":
    """Project a scenario, given by name, by path or loaded. Raises actuary.errors.Mistakes.

    Of several areas the result has `.members`, each with the results of one, and `.gains(pool)`, what moved between them.
    """
    from actuary.shown import able_to_draw, able_to_show

    asked = load(scenario) if isinstance(scenario, str) else scenario
    if asked.members:
        from actuary.pooling.projection import run_areas

        return able_to_show(run_areas(asked))
    from actuary.simulation import run as run_scenario

    return able_to_draw(run_scenario(asked))


def compare(base: Any, *variants: Any) -> "Comparison | AreasComparison":
    """Hold variants against a base, each given by name, by path, loaded or already run."""
    from actuary.shown import ShownAreas, ShownResults

    first, *others = (_ran(one) for one in (base, *variants))
    if isinstance(first, ShownResults) and all(isinstance(one, ShownResults) for one in others):
        from actuary.simulation import compare as compare_results

        return compare_results(first, *(one for one in others if isinstance(one, ShownResults)))
    from actuary.pooling.comparison import alike, compare_areas

    alike(one.scenario for one in (first, *others))
    return compare_areas(*(one for one in (first, *others) if isinstance(one, ShownAreas)))


def differences(
    base: "str | Scenario", *variants: "str | Scenario", draws: int = 10_000, seed: int = 1, threads: int | None = None
) -> "Differences":
    """What variants change, draw by draw: `.spreads` of each, whose quantiles are of variant less base, and `.frame()`.

    The same draw befalls all of them, so that what they have in common falls out of a difference; `chance_lower` in the frame
    is how likely a variant is to have less than the base. All are of one area. Raises actuary.errors.Mistakes.
    """
    from actuary.futures.differences import differences_of

    asked = [load(one) if isinstance(one, str) else one for one in (base, *variants)]
    return differences_of(*asked, draws=draws, seed=seed, threads=threads)


@_overload
def why(
    base: "str | Scenario", variant: "str | Scenario", measure: str | None = ..., year: int | None = ..., *,
    seed: int = ..., draws: None = ...,
) -> "shown.ShownSplit": ...  # fmt: skip


@_overload
def why(
    base: "str | Scenario", variant: "str | Scenario", measure: str | None = ..., year: int | None = ..., *,
    seed: int = ..., draws: int,
) -> "shown.ShownSplitOfDraws": ...  # fmt: skip


def why(
    base: "str | Scenario",
    variant: "str | Scenario",
    measure: str | None = None,
    year: int | None = None,
    *,
    seed: int = 1,
    draws: int | None = None,
) -> "shown.ShownSplit | shown.ShownSplitOfDraws":
    """Share a variant's difference from its base out among its levers: `.parts`, which add up to it, and `.frame()`.

    `measure` is a name of `Results.series`, without one the reserve months of the scheme whose months move most; `year` the
    last one unless it is said. Every lever, figure and answer that is otherwise is a part: what it adds on the average of
    all orders (Shapley value), exact up to 12 of them, beyond that from orders drawn with `seed`, each part with its standard
    error; `.waterfall()` draws them.

    With `draws` it is the difference of the median and of the bad tail over so many futures, the same ones whatever is
    changed: `.middle` and `.tail`, each with its parts, `.frame()` of both, `.waterfalls()`. Raises actuary.errors.Mistakes.
    """
    from actuary.shown import able_to_step, able_to_step_twice

    before, after = (load(one) if isinstance(one, str) else one for one in (base, variant))
    if draws is not None:
        from actuary.analysis.attribution.why_draws import split_of_draws

        return able_to_step_twice(split_of_draws(before, after, measure, year, draws=draws, seed=seed))
    from actuary.analysis.attribution.why import split_of

    return able_to_step(split_of(before, after, measure, year, seed=seed))


def bridge(
    old: "str | Scenario", new: "str | Scenario", *measures: str, year: int | None = None
) -> "shown.ShownBridge":
    """From what was forecast of a year to what is forecast of it now: `.spans` with their steps, which add up; `.frame()`.

    `old` and `new` are each a forecast on record, by name or path, or a scenario; `measures` are names of `Results.series`,
    balance and months of both schemes unless they are said, `year` the last that both foresee. The steps are new data,
    experience, assumptions, law, levers (Shapley values), and what the program itself makes otherwise of the old inputs;
    `.waterfall(measure)` draws them. Raises actuary.errors.Mistakes.
    """
    from actuary.analysis.attribution.bridge import bridge_of
    from actuary.analysis.attribution.bridge_ends import both
    from actuary.shown import able_to_cross

    return able_to_cross(bridge_of(*both(old, new), measures, year))


def ensemble(
    scenario: "str | Scenario", draws: int = 10_000, seed: int = 1, *, threads: int | None = None, exact: bool = False
) -> "shown.ShownEnsemble":
    """Draw many futures of a scenario of one area: `.quantiles(group, measure)`, `.chance_below(group)`, `.frame()`.

    The same seed gives the same futures, on any number of threads, one for each processor unless it is said. `exact`: to
    the last digit also where the quantiles of very many futures are told within their rank. Raises actuary.errors.Mistakes.
    """
    from actuary.futures.ensemble import ensemble_of
    from actuary.shown import able_to_fan

    asked = load(scenario) if isinstance(scenario, str) else scenario
    return able_to_fan(ensemble_of(asked, draws, seed, threads=threads, exact=exact))


def solve(
    scenario: str, vary: str, until: str, *settings: str, between: str | None = None, since: str | None = None,
    draws: int = 10_000, seed: int = 1,
) -> "shown.ShownSolution | shown.ShownLikely":  # fmt: skip
    """How much of a lever meets a target: solve("meishan", "resident_financing.premium", "resident.surplus[2035] = 0").

    `.value` meets it just so, `.rounded` can be written, `.gives` and `.rounded_gives` are what the two give when applied,
    `.frame()` is what that costs whom; `.met` is false where nothing in the range meets it. `between` is a range in the field's
    unit, `since` the date from which the value holds. A chance, as "P(employee.reserve_months >= 6, 2026..2035) >= 90 %", is
    the share of `draws` drawn with `seed`: `.value` is the first value to be written that meets it, `.at` and `.beside` the
    shares with it and one step short of it. Raises actuary.errors.Mistakes.
    """
    from actuary.analysis.choices.target import is_chance
    from actuary.shown import ShownLikely, ShownSolution

    if is_chance(until):
        from actuary.analysis.choices.likely import likely_of

        return ShownLikely(*likely_of(scenario, settings, vary, until, between, since, draws, seed))
    from actuary.analysis.choices.solve import solution_of

    return ShownSolution(*solution_of(scenario, settings, vary, until, between, since))


def balance(
    scenario: "str | Scenario",
    pool: str = "employee",
    since: int | None = None,
    until: int | None = None,
    reserve: float = 0.0,
) -> "shown.ShownBalance":
    """What rate pays for a fund: `.break_even`, `.cost_rate`, `.income_rate` by year, `.balance` and `.balancing` over a span.

    `pool` is employee, employee_scheme (with the accounts) or resident (the premium); the span begins with `since` and ends
    with `until`, the first and the last year possible unless they are said; `reserve` months are wanted at its end. `.needed`
    is the rate with which the projection itself ends so; `.frame()` is tidy. Raises actuary.errors.Mistakes.
    """
    from actuary.analysis.choices.balance import balance_of
    from actuary.shown import ShownBalance

    asked = load(scenario) if isinstance(scenario, str) else scenario
    return ShownBalance(*balance_of(asked, pool, since, until, reserve))


def sweep(
    scenario: str,
    *vary: str,
    year: int | None = None,
    measure: str | None = None,
    since: str | None = None,
    settings: tuple[str, ...] = (),
    break_even: bool = False,
) -> "shown.ShownSweep":
    """Every combination of values: sweep("meishan", "resident_financing.premium.2027=380..500:20 元", "figures.X=1,2,3 %").

    One to three fields of levers or figures; `.cells` tell the first years of deficit and without money and the months of
    reserve in `year`, the last one unless it is said, and `measure`, a name of `Results.series`; `.frame()` has a row a cell.
    `since` is the date of fields of levers without one; with `break_even` cells also tell the rates that pay for the funds to
    the last year. Raises actuary.errors.Mistakes.
    """
    from actuary.analysis.choices.sweep import sweep_of
    from actuary.shown import ShownSweep

    found = sweep_of(scenario, settings, vary, year, measure, since)
    if not break_even:
        return ShownSweep(*found)
    from actuary.analysis.choices.sweep_rates import with_rates

    return ShownSweep(*with_rates(found, scenario, settings))


def frontier(
    scenario: str,
    *vary: str,
    in_band: str = "90 %",
    years: str | None = None,
    weight: tuple[str, ...] = (),
    draws: int = 500,
    seed: int = 1,
    since: str | None = None,
    settings: tuple[str, ...] = (),
    fund: tuple[str, ...] = (),
) -> "shown.ShownFrontier":
    """The least costly packages that keep the band: frontier("meishan", "resident_financing.premium.2027=400..600 元").

    One to six fields of levers; `.packages` has the cheapest for each of several chances of every scheme being in its band in
    all `years` ("2027..2035"), with what it costs whom, `.chosen` that for `in_band`, `.frame()` a row a package;
    `.cost_by_chance()` draws them. `weight` as "members=2"; `fund` as ("resident",) where one scheme alone is to be in its
    band. Raises actuary.errors.Mistakes.
    """
    from actuary.analysis.choices.frontier import frontier_of
    from actuary.shown import able_to_choose

    return able_to_choose(frontier_of(scenario, settings, vary, in_band, years, weight, draws, seed, since, fund))


def sensitivity(
    scenario: "str | Scenario",
    measure: str = "employee_scheme.reserve_months",
    year: int | None = None,
    only: "tuple[str, ...] | list[str]" = (),
) -> "shown.ShownSensitivity":
    """Which figures matter: each at both ends of its interval, all else unchanged. `.swings`, `.switches`, `.frame()`.

    `measure` is a name of `Results.series`, `year` the last one unless it is said, `only` names of figures. `.switches` are
    the values at which the first year of deficit moves, `.stress` all figures together at their worse ends; `.tornado()`
    draws the swings. Raises actuary.errors.Mistakes.
    """
    from actuary.analysis.sensitivity import sensitivity_of
    from actuary.shown import able_to_turn

    return able_to_turn(sensitivity_of(load(scenario) if isinstance(scenario, str) else scenario, measure, year, only))


def cascade(scenario: Any, pool: str | None = None) -> "shown.ShownCascade":
    """Who pays when a pool has no money left: `.pools`, `.frame()` by year, `.months()` by month, `.bars()`.

    `pool` is employee or resident, both without it; the scenario is given by name, by path, loaded or already run, and is of
    one area. Who pays, and how much at most, is set by the lever deficit_cascade. Raises actuary.errors.Mistakes.
    """
    from actuary.analysis.cascade import cascade_in, cascade_of
    from actuary.results import Results
    from actuary.shown import able_to_fall

    if isinstance(scenario, Results):
        return able_to_fall(cascade_in(scenario, pool))
    asked = load(scenario) if isinstance(scenario, str) else getattr(scenario, "scenario", scenario)
    return able_to_fall(cascade_of(asked, pool))


def warn(
    scenario: "str | Scenario",
    rules: "str | None" = None,
    books: "str | None" = None,
    *,
    draws: int = 0,
    seed: int = 1,
) -> "shown.ShownWarned":
    """Early warning: a light for every rule, pool and year of a scenario: `.frame()`, `.lead_frame()`, `.lights()`.

    `rules` is a file of the form of data/warnings.yaml, which holds what applies without one; `books` a CSV file of a fund's
    own history. `.record_frame()` is how often each rule warned for nothing or not at all before an event in published
    books, the nation's and these, `.foreseen_frame()` the same of the lights of past forecasts. With `draws`, `.futures` has
    how likely each light is, `.frame()`, and the same record over those futures, `.record_frame()`. Raises
    actuary.errors.Mistakes.
    """
    from pathlib import Path

    from actuary.analysis.alerts.lights import warned_of
    from actuary.shown import able_to_warn

    asked = load(scenario) if isinstance(scenario, str) else scenario
    return able_to_warn(warned_of(asked, None if rules is None else Path(rules), books, draws, seed))


def people(scenario: "str | Scenario") -> "Headcount":
    """The people of a scenario by date, sex and age: those of its fund, or of its own tables.

    Raises actuary.errors.Mistakes.
    """
    from actuary.headcount import people_of

    return people_of(load(scenario) if isinstance(scenario, str) else scenario)


def calibrate(scenario: "str | Scenario") -> "Calibration":
    """How the base year of a scenario was fixed: `.frame("targets")` and its other sections. Raises actuary.errors.Mistakes."""
    from actuary.analysis.calibration import Calibration

    return Calibration.of(load(scenario) if isinstance(scenario, str) else scenario)


def backtest(books: str = "china", area: str | None = None, origins: range | None = None) -> "Backtest":
    """Forecast from past year-ends, knowing nothing later, and hold that against what happened; `.frame()` is tidy.

    `books` is china or a CSV file of a fund's own history, `area` whose wages and law apply. Raises actuary.errors.Mistakes.
    """
    from actuary.analysis.past.backtest import look_back
    from actuary.analysis.past.history_file import books_of

    return look_back(books_of(books, area).history, origins)


def coverage(
    books: str = "china", area: str | None = None, origins: range | None = None, *, draws: int = 1000, seed: int = 1
) -> "Coverage":
    """Draw from past year-ends, knowing nothing later: did what came lie within the intervals? `.held()`, `.frame()`.

    `books`, `area` and `origins` as for backtest; the latest year-ends unless they are said. Raises actuary.errors.Mistakes.
    """
    from actuary.analysis.past.coverage import coverage_of
    from actuary.analysis.past.history_file import books_of

    return coverage_of(books_of(books, area).history, origins, draws, seed)


def drivers(scenario: Any, fund: str, first: int, last: int) -> "shown.ShownDrivers":
    """What drives the employee_scheme or the resident fund between two years, base year and later; `.frame()` is tidy.

    The scenario is given by name, by path, loaded or already run, and is of one area. Raises actuary.errors.Mistakes.
    """
    from actuary.analysis.attribution.drivers import drivers_of
    from actuary.errors import Mistake, Mistakes
    from actuary.results import Results
    from actuary.shown import ShownDrivers

    found = scenario if isinstance(scenario, Results) else _ran(scenario)
    if not isinstance(found, Results):
        right = "a scenario of one area, or the results of one of its members"
        raise Mistakes([Mistake(found.scenario.place("areas"), found.scenario.name, right)])
    return ShownDrivers(*drivers_of(found, fund, first, last))


def _ran(scenario: Any) -> "shown.ShownResults | shown.ShownAreas":
    from actuary.shown import ShownAreas, ShownResults

    return scenario if isinstance(scenario, ShownResults | ShownAreas) else run(scenario)
