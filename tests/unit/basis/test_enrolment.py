"""How residents become employees: along the profile of members by age, then as fast as members have grown."""

from functools import cache

import numpy as np
import pytest

from actuary.axes import OLDEST, SEXES
from actuary.basis.assembly import Laid, laid_out
from actuary.basis.enrolment import _entering, _members, _rates, _year_on
from actuary.basis.known import Known
from actuary.basis.population import BasePeople
from actuary.enactment import law_of
from actuary.figures.single import figure
from actuary.law import Array
from actuary.levers.shape import steps_in
from actuary.scenario.loading import load
from actuary.units import Number

NATION = "china"
YEARS = range(2025, 2037)
FLEXIBLE = 6982.18 / 38_856.12
"""Members in flexible work among all, the nation in 2025."""


@cache
def nation(*settings: str) -> tuple[float, float, Array]:
    """Members at the end of 2025 and of 2026, and the rates of moving, [year, move, sex, age]."""
    scenario = load(NATION, *(f"figures.{one}" for one in settings))
    law, calendar = law_of(scenario)
    laid: Laid = laid_out(scenario, law, calendar)
    after = _year_on(laid.people.now, laid.demography, laid.roles, laid.fixed, law)
    return _members(laid.people.now, laid.roles), _members(after, laid.roles), laid.demography.move_rate


def grown(*settings: str) -> float:
    before, after, _ = nation(*settings)
    return after / before - 1


def test_members_of_the_first_projected_year_grow_as_they_have_lately() -> None:
    expected = figure("members_growth", NATION, 2025).value
    assert nation()[0] == pytest.approx(38_856.12e4, rel=1e-9)
    assert grown() == pytest.approx(expected, rel=1e-9)


def test_they_grow_as_a_scenario_says() -> None:
    assert grown("members_growth=3 %") == pytest.approx(0.03, rel=1e-9)


def test_nobody_leaves_where_fewer_members_are_expected() -> None:
    """Those who enter along the profile, less those who die, are as many as with a rate of nought."""
    assert grown("members_growth== -20 %") == grown("formalisation_rate=0 %") > 0
    assert (nation("members_growth== -20 %")[2] >= 0).all()


def test_no_more_than_everybody_can_become_formal() -> None:
    assert grown("members_growth=100 %") == grown("formalisation_rate=100 %") < 1


def test_a_rate_in_a_scenario_stands_above_the_growth_of_members() -> None:
    assert grown("formalisation_rate=2 %") == grown("formalisation_rate=2 %", "members_growth=3 %")
    assert grown("formalisation_rate=2 %") < grown()


@pytest.mark.parametrize("year", ["2020", "2025", "2026"])
def test_where_it_has_ended_already_only_age_moves_anybody(year: str) -> None:
    assert grown(f"formalisation_ends={year}") == grown("formalisation_rate=0 %")


def people(share: float) -> BasePeople:
    """The same share contributes at every age of work, nobody before 16."""
    contributing = np.where(np.arange(OLDEST + 1) >= 16, share, 0.0) * np.ones((len(SEXES), 1))
    return BasePeople(np.zeros(0), np.zeros(0), contributing, 1.0)


def moving(rates: Array, age: int) -> Array:
    """Share of the residents of an age who leave for either status, by year: the second move is of those left."""
    return np.asarray(1 - (1 - rates[:, 0, 0, age]) * (1 - rates[:, 1, 0, age]))


def test_beyond_the_profile_people_move_in_proportion_to_who_contributes_until_it_has_faded() -> None:
    """10 % x 40 % in 2025, a tenth less each year, nobody in 2035; at the ages 20 to 49 and no others."""
    rates = _rates(Known(NATION, {}), people(0.4), YEARS, 0.1)
    expected = 0.04 * np.array([*np.arange(10, -1, -1) / 10, 0])
    for age in (20, 49):
        np.testing.assert_allclose(moving(rates, age), expected, atol=1e-15)
    assert not rates[..., [15, 17, 19, 50, 60]].any()


def test_of_those_who_move_some_work_flexibly() -> None:
    rates = _rates(Known(NATION, {}), people(0.4), YEARS, 0.1)
    assert rates[0, 0, 0, 30] == pytest.approx(0.04 * (1 - FLEXIBLE))
    assert rates[0, 1, 0, 30] * (1 - rates[0, 0, 0, 30]) == pytest.approx(0.04 * FLEXIBLE)


def test_along_the_profile_the_share_still_outside_is_what_enters() -> None:
    """0 -> 20 %: a fifth of all; 20 -> 60 %: half of the 80 % outside; where it falls nobody leaves."""
    profile = np.array([[0.0, 0.2, 0.6, 0.6, 0.3]])
    np.testing.assert_allclose(_entering(profile), [[0, 0.2, 0.5, 0, 0]])


def test_a_profile_that_is_full_lets_nobody_in() -> None:
    np.testing.assert_array_equal(_entering(np.array([[0.5, 1.0, 1.0, 0.9, 1.0]])), [[0, 1, 0, 0, 1]])


def test_the_end_of_formalisation_may_fall_on_the_year_it_fades_from() -> None:
    known = Known(NATION, {"formalisation_ends": steps_in("2025", Number(2010, 2094), "year")})
    assert not _rates(known, people(0.4), YEARS, 0.1)[..., 20:].any()
