"""The worked example of every lever is true: the law before, what is written, the law after."""

from itertools import chain

import numpy as np
import pytest

from actuary.axes import Calendar
from actuary.law import RULES, Law
from actuary.levers import lever, lever_names
from actuary.levers.shape import Example
from tests.runs import pulled_by

AREA = "meishan"
"""Under the nation's law in all rules of the examples, with a maternity fund of its own in 2019."""


def worked(name: str) -> tuple[Law, Law, Calendar]:
    """The example of a lever on the law in force, over the years it speaks of."""
    example = lever(name).example
    years = [year for by_year in chain(example.before.values(), example.after.values()) for year in by_year]
    calendar = Calendar(min(years), max(years))
    written = example.written if example.written.startswith("{") else f"{{{example.written}}}"
    return *pulled_by(name, written, AREA, calendar), calendar


def value(law: Law, named: str, year: int, calendar: Calendar) -> float:
    """What a rule (rule.part where it has parts) says in a year, in January where it goes by month."""
    rule, _, part = named.partition(".")
    per_year = 12 if RULES[rule].period == "month" else 1
    said = getattr(law, rule)[RULES[rule].parts.index(part)] if part else getattr(law, rule)
    return float(said[per_year * (year - calendar.base)])


def told(part: dict[str, dict[int, float]]) -> list[tuple[str, int, float]]:
    return [(rule, year, level) for rule, by_year in part.items() for year, level in by_year.items()]


@pytest.mark.parametrize("name", lever_names())
def test_an_example_is_what_happens(name: str) -> None:
    before, after, calendar = worked(name)
    example = lever(name).example
    for rule, year, level in told(example.before):
        assert value(before, rule, year, calendar) == pytest.approx(level, rel=1e-12), (rule, year)
    for rule, year, level in told(example.after):
        assert value(after, rule, year, calendar) == pytest.approx(level, rel=1e-12), (rule, year)


@pytest.mark.parametrize("name", lever_names())
def test_an_example_shows_the_law_moved_and_a_year_in_which_it_is_not(name: str) -> None:
    example: Example = lever(name).example
    pairs = [(example.before[rule][year], level) for rule, year, level in told(example.after)]
    assert set(example.before) == set(example.after)
    assert {named.partition(".")[0] for named in example.after} <= set(lever(name).moves)
    assert any(before != after for before, after in pairs)
    assert any(before == after for before, after in pairs)


@pytest.mark.parametrize("name", lever_names())
def test_an_example_changes_nothing_in_place(name: str) -> None:
    before, after, calendar = worked(name)
    untouched, _, _ = worked(name)
    for rule in RULES:
        np.testing.assert_array_equal(getattr(before, rule), getattr(untouched, rule))
        assert getattr(after, rule).shape == getattr(before, rule).shape, calendar
