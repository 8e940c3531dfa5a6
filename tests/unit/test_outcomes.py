"""What was expected, held against what a run gives: met or missed, where, and by how much."""

import json
import math

import numpy as np
import pytest

from actuary.outcomes import Outcome
from actuary.reports.files import json_text
from actuary.scenario.expect import Expectation


def outcome(values: list[float], low: float = -math.inf, high: float = math.inf) -> Outcome:
    last = 2030 + len(values)
    return Outcome(Expectation("resident", "reserve_months", 2031, last, low, high, "as written"), np.array(values))


@pytest.mark.parametrize(
    ("value", "met", "by"), [(5.5, False, 0.5), (6.0, True, 0), (7.5, True, 0), (9.0, True, 0), (10.25, False, 1.25)]
)
def test_a_range_holds_both_its_ends(value: float, met: bool, by: float) -> None:
    found = outcome([value], 6, 9)
    assert (found.met, found.missed_by, found.value) == (met, by, value)


def test_one_end_leaves_the_other_open() -> None:
    assert outcome([1e12], low=6).met and not outcome([5.0], low=6).met
    assert outcome([-1e12], high=6).met and not outcome([7.0], high=6).met


def test_the_year_that_misses_most_is_told() -> None:
    """6 - 5 = 1 short in 2032, 6 - 2 = 4 short in 2033."""
    found = outcome([6.5, 5.0, 2.0, 7.0], low=6)
    assert (found.met, found.year, found.value, found.missed_by) == (False, 2033, 2.0, 4.0)
    assert found.missed_years == (2032, 2033)


def test_of_years_that_are_all_met_the_nearest_to_an_end_is_told() -> None:
    found = outcome([7.0, 6.5, 8.75], 6, 9)
    assert (found.met, found.year, found.value, found.missed_by, found.missed_years) == (True, 2033, 8.75, 0.0, ())


def test_what_is_not_known_is_not_met() -> None:
    found = outcome([7.0, math.nan], 6, 9)
    assert (found.met, found.year, found.missed_years, found.missed_by) == (False, 2032, (2032,), math.inf)
    assert math.isnan(found.value)


def test_rounding_is_no_miss_and_no_more_than_rounding_is_forgiven() -> None:
    assert 0.95 - 1e-15 < 0.95
    assert outcome([0.95 - 1e-15], low=0.95).met
    assert not outcome([0.95 - 1e-8], low=0.95).met
    assert outcome([1e10 + 1e-6], high=1e10).met
    assert not outcome([1e10 + 100], high=1e10).met


def test_an_outcome_as_plain_numbers() -> None:
    plain = json.loads(json_text(outcome([5.0, math.nan, 4.0], low=6).to_dict()))
    assert plain == {
        "group": "resident",
        "measure": "reserve_months",
        "first": 2031,
        "last": 2033,
        "expected": "as written",
        "met": False,
        "year": 2032,
        "missed_years": [2031, 2032, 2033],
        "low": 6.0,
        "high": None,
        "value": None,
        "missed_by": None,
    }
