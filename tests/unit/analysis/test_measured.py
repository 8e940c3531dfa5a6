"""What a run tells, in which unit, and what is wrong with what was asked for."""

import math

import pytest

from actuary.analysis.measured import (
    NoSuchMeasure,
    defined,
    finite,
    measures_told,
    not_told,
    told_by,
    unit_of,
    year_in,
)
from actuary.errors import Mistakes
from actuary.scenario.loading import load
from tests.runs import ran

NONE = frozenset[str]()


@pytest.mark.parametrize(
    ("measure", "unit"),
    [
        ("resident.reserve_months", "months"), ("employee.inpatient", "money"), ("take_up", "share"),
        ("people.active", "people"), ("active_per_retired", "number"), ("medical_assistance.balance", "money"),
    ],
)  # fmt: skip
def test_every_measure_has_its_unit(measure: str, unit: str) -> None:
    assert measure in measures_told(ran("meishan"))
    assert unit_of(measure) == unit


def test_a_name_that_no_run_tells_is_told_the_nearest_or_an_example() -> None:
    results = ran("meishan")
    assert not_told(results, "resident.balance") == ""
    assert not_told(results, "resident.reserve_month").endswith("did you mean resident.reserve_months?")
    assert not_told(results, "xyzzy.plugh").endswith("one such as resident.reserve_months, employee.inpatient, take_up")
    with pytest.raises(NoSuchMeasure, match=r"resident\.reserve_month"):
        told_by(results, "resident.reserve_month")


def test_a_year_is_one_of_the_run_the_last_unless_it_is_said() -> None:
    scenario = load("meishan", "to=2024")
    assert [year_in(scenario, year) for year in (None, 2020, 2024)] == [2024, 2020, 2024]
    for year in (2019, 2025):
        with pytest.raises(Mistakes, match="2020 to 2024"):
            year_in(scenario, year)


def test_what_is_no_number_says_with_which_changes_and_what_needs_no_balance() -> None:
    results = ran("meishan")
    assert finite(results, "resident.balance", 2024, NONE) == results.series("resident.balance")[5]
    with pytest.raises(Mistakes, match=r"no number there in the base; resident\.cumulative_surplus needs no balance"):
        defined(math.nan, "resident.reserve_months", 2024, NONE)
    with pytest.raises(Mistakes, match=r"no number there with a and b\s"):
        defined(math.inf, "resident.income", 2024, frozenset({"b", "a"}))
