"""The small fund in cashflower: a model point for each cohort alive and each to be born; the balance is linear, so it adds up.

The order of calculation is found once, not in every run. What a run plan has said of its version is remembered by
cashflower and must be forgotten by hand when the version changes.
"""

import contextlib
import inspect
import io
import sys
from functools import cache

import pandas as pd
from cashflower import Model, ModelPointSet, Runplan, variable
from cashflower.start import determine_calculation_order, get_settings, get_variables

from benchmarks.small.fund import AGES, SEXES, YEARS, Array, Results, inputs, stacked

SETTINGS = get_settings({"T_MAX_CALCULATION": YEARS, "T_MAX_OUTPUT": YEARS, "SAVE_OUTPUT": False})
DEATH, COST, CONTRIBUTION = inputs().death.tolist(), inputs().cost.tolist(), inputs().contribution.tolist()


def _cohorts() -> pd.DataFrame:
    """Sex, age and number of people at the year of their start."""
    fund = inputs()
    alive = [(x, a, 0, fund.people[x, a]) for x in range(SEXES) for a in range(AGES)]
    born = [(x, 0, year, fund.births[x]) for x in range(SEXES) for year in range(1, YEARS)]
    return pd.DataFrame(alive + born, columns=["sex", "age", "start", "number"])


cohort = ModelPointSet(data=_cohorts(), name="main", settings=SETTINGS)
scenario = Runplan(data=pd.DataFrame({"version": [1], "m": [1.0], "g": [0.0], "w": [0.0], "i": [0.0]}))


def age(t):  # type: ignore[no-untyped-def]
    return min(AGES - 1, int(cohort.get("age")) + t - int(cohort.get("start")))


@variable()
def people(t):  # type: ignore[no-untyped-def]
    if t < cohort.get("start"):
        return 0.0
    if t == cohort.get("start"):
        return cohort.get("number")
    return people(t - 1) * (1 - min(1.0, scenario.get("m") * DEATH[int(cohort.get("sex"))][age(t - 1)]))


@variable()
def income(t):  # type: ignore[no-untyped-def]
    if t < cohort.get("start"):
        return 0.0
    return (1 + scenario.get("w")) ** t * people(t) * CONTRIBUTION[int(cohort.get("sex"))][age(t)]


@variable()
def spending(t):  # type: ignore[no-untyped-def]
    if t < cohort.get("start"):
        return 0.0
    return (1 + scenario.get("g")) ** t * people(t) * COST[int(cohort.get("sex"))][age(t)]


@variable()
def balance(t):  # type: ignore[no-untyped-def]
    if t == 0:
        return 0.0
    interest = scenario.get("i")
    earned = income(t - 1) - spending(t - 1)
    return balance(t - 1) * (1 + interest) + earned * (1 + interest / 2)


@cache
def _model() -> Model:
    variables = get_variables(inspect.getmembers(sys.modules[__name__]), SETTINGS)
    return Model(determine_calculation_order(variables, SETTINGS), [cohort], SETTINGS)


def run(scenarios: Array) -> Results:
    """One scenario after another, each a version of the run plan."""
    versions = pd.DataFrame(scenarios, columns=["m", "g", "w", "i"])
    versions["version"] = range(len(scenarios))
    scenario.data = versions
    scenario.set_index(None)
    return stacked([_one(version) for version in range(len(scenarios))])


def _one(version: int) -> list[list[float]]:
    scenario.version = version
    scenario.get.cache_clear()
    with contextlib.redirect_stdout(io.StringIO()):
        years, _ = _model().run()
    return [years["income"][:YEARS], years["spending"][:YEARS], years["balance"][1:]]
