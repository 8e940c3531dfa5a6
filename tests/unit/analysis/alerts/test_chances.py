"""Early warning over futures that were drawn."""

import numpy as np
import pytest

from actuary.analysis.alerts.chances import Futures, beyond, counts_of, futures_of, of_draws, parts_of
from actuary.analysis.alerts.record import Tally, cases_of
from actuary.analysis.alerts.rules import Event, Level, Rule, Rules
from actuary.draws import AT_ONCE, drawn, draws_of
from actuary.futures.ensemble import ensemble_of
from actuary.scenario.loading import load
from tests.runs import ran

COUNT = 600
"""More than are made at once."""


def level(value: float) -> Level:
    return Level(value, f"{value}", "nobody", "assumed", "by hand")


EMPTY = Event("empty", "empty", "耗尽", "balance", level(0))
MONTHS = Rule("months", "Months", "月数", ("resident",), "reserve_months", "below", level(6), level(0), 2)
LEAVING = MONTHS._replace(name="leaving", measure="enrolment_change", yellow=level(-0.01), red=level(-0.02))


@pytest.fixture(scope="module")
def found() -> Futures:
    heard: list[object] = []
    futures = futures_of(
        ran("zibo"), Rules((EMPTY,), (MONTHS, LEAVING)), draws_of(load("zibo"), 7), COUNT, done=heard.append
    )
    assert len(heard) == parts_of(COUNT)
    return futures


def test_the_last_part_may_be_a_small_one() -> None:
    assert [parts_of(count) for count in (0, 1, AT_ONCE, AT_ONCE + 1)] == [0, 1, 1, 2]


def test_counts_by_hand() -> None:
    """Two futures of four years, warned two years ahead, deficits below 0, red below 3.

    The first: months 5, 2, 1, 1, surplus 1, 1, -1, 1: years 0 (not red) and 1 (red) come before it; year 2 is it; of year 3
    nothing ahead is known. The second: months 9, 2, 9, 9, no deficit: years 0 and 1 are known, red in 1 for nothing.
    """
    rule = MONTHS._replace(red=level(3))
    months = np.array([[5.0, 9.0], [2.0, 2.0], [1.0, 9.0], [1.0, 9.0]])
    surplus = np.array([[1.0, 1.0], [1.0, 1.0], [-1.0, 1.0], [1.0, 1.0]])
    event = EMPTY._replace(measure="surplus")
    assert Tally(*counts_of(rule, event, "red", months, surplus)) == Tally(
        events=2, others=2, alarms=2, false_alarms=1, misses=1
    )


def test_cases_are_those_of_published_books() -> None:
    generator = np.random.default_rng(1)
    months, surplus = generator.uniform(-3, 9, (12, 40)), generator.uniform(-1, 5, (12, 40))
    months[0, :7] = np.nan
    told = [
        (light, came)
        for i in range(40)
        for _, light, came in cases_of(MONTHS, EMPTY, dict(enumerate(months[:, i])), dict(enumerate(surplus[:, i])))
    ]
    for light, lit in (("red", ("red",)), ("yellow", ("yellow", "red"))):
        expected = Tally.of((one in lit, came) for one, came in told)
        assert Tally(*counts_of(MONTHS, EMPTY, light, months, surplus)) == expected


@pytest.mark.slow_without_jit
def test_the_chance_of_no_months_is_that_of_an_ensemble(found: Futures) -> None:
    """Red below 0 months is a balance below zero; the same seed draws the same futures."""
    one = found.likely[0]
    expected = ensemble_of(ran("zibo").scenario, COUNT, 7).chance_depleted("resident")
    assert one.red == pytest.approx(expected)
    assert (one.yellow >= one.red).all() and one.red[-1] > 0


@pytest.mark.slow_without_jit
def test_what_draws_do_not_tell_has_no_chance(found: Futures) -> None:
    assert [one.rule.name for one in found.likely] == ["months"]
    assert [one.rule.name for one in found.record] == ["months"]
    assert len(found.frame()) == 2 * len(found.years)
    assert found.record_frame()["cases"].tolist() == [found.record[0].red.events + found.record[0].red.others]


@pytest.mark.slow_without_jit
def test_spending_ahead_begins_with_the_base_year() -> None:
    results = ran("zibo")
    values = drawn(draws_of(results.scenario), 0, 4)
    ahead = of_draws(results, values, "resident", "spending_ahead")
    assert ahead is not None and np.isnan(ahead[0]).all()
    spending, income = (values["resident", of][0] / results.funds["resident"][of][0] for of in ("spending", "income"))
    assert ahead[1] == pytest.approx(spending - income)
    assert not beyond(MONTHS, ahead[:1], "red").any()
