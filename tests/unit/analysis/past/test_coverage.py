"""Widths and shares by hand, on draws that are made up; the nation's own are in tests/published."""

import math
from typing import NamedTuple

import numpy as np
import pytest

from actuary.analysis.past import coverage as subject
from actuary.analysis.past.coverage import (
    Case,
    Coverage,
    _counted_alike,
    _Error,
    _width,
    coverage_of,
    shocks_alone,
    the_rest,
    widened,
)
from actuary.basis.uncertainty import CHANCE, Chances
from actuary.figures.history import nation
from actuary.figures.single import figure

CHANCES = Chances(
    carry=np.zeros((7, 7)), impact=np.eye(7), width=np.array([[0.0, 1.5, 1.5]] * 6 + [[0.0, 0.0, 1.0]]), lasting=np.ones(7),
    epidemic=np.array([0.1, -0.06, 0.03]), loadings=np.ones((2, 7, 3)), spread=np.ones(4), bounds=np.zeros((4, 2)), burden=0.01,
    paths=np.ones((3, 7, 3)), weights=np.array([0.5, 0.25, 0.25]),
)  # fmt: skip


def case(year: int, alike: float, published: float | None = None, origin: int = 2019) -> Case:
    """Drawn around 100: 80 % between 90 and 110, 95 % between 80 and 120."""
    return Case("all", "spending", origin, year, 100, (90, 80), (110, 120), published or alike, alike)


def held(*cases: Case) -> Coverage:
    return Coverage(nation(), 1000, 1, cases, 1.2, {2019: 1.1})


def test_shares_within_the_intervals_by_horizon_and_together() -> None:
    """A year ahead 95 and 115: one of two within 80 %, both within 95 %; two years ahead 121 is in neither."""
    near, far, both = held(case(2020, 95), case(2021, 115, origin=2020), case(2021, 121)).held()
    assert (near.horizon, near.cases, near.alike) == (1, 2, (0.5, 1.0))
    assert (far.horizon, far.cases, far.alike) == (2, 1, (0.0, 0.0))
    assert (both.horizon, both.cases, both.alike) == (None, 3, pytest.approx((1 / 3, 2 / 3)))


def test_what_was_published_as_it_stands_is_counted_beside() -> None:
    _, both = held(case(2020, 95, published=150)).held()
    assert (both.alike, both.published) == ((1.0, 1.0), (0.0, 0.0))


def test_the_ends_of_an_interval_lie_within_it() -> None:
    assert case(2020, 90).holds(0) and case(2020, 120).holds(1)
    assert not case(2020, 89.99).holds(0)


def test_the_width_makes_squares_over_variances_one_on_average() -> None:
    """Six errors of 0.05; shocks of 0.02 and the rest of 0.03: 0.0025 = width^2 x 0.0004 + 0.0009, width 2."""
    errors = [_Error(2015 + i, 0.05, 0.0004, 0.0009) for i in range(6)]
    assert _width(errors, 9.0) == pytest.approx(2)


def test_where_the_rest_alone_is_wide_enough_shocks_are_nothing() -> None:
    assert _width([_Error(2015 + i, 0.01, 0.0004, 0.0009) for i in range(6)], 9.0) == 0


def test_few_errors_tell_no_width() -> None:
    assert _width([_Error(2015 + i, 0.05, 0.0004, 0.0009) for i in range(4)], 9.0) == 9.0


def test_shocks_alone_and_all_the_rest_share_out_what_is_uncertain() -> None:
    shocks, rest = shocks_alone(CHANCES), the_rest(CHANCES)
    assert shocks.impact.any() and not rest.impact.any()
    assert not shocks.loadings.any() and rest.loadings.any()
    assert (shocks.epidemic[CHANCE], rest.epidemic[CHANCE]) == (0, 0.1)
    assert shocks.weights.tolist() == [1, 0, 0] and rest.weights.tolist() == [0.5, 0.25, 0.25]
    assert shocks.width[0].tolist() == [0, 1, 1]


def test_another_width_leaves_known_years_and_epidemics_alone() -> None:
    found = widened(CHANCES, 3).width
    assert found[0].tolist() == [0, 3, 3] and found[6].tolist() == [0, 0, 1]


def test_people_counted_alike_are_as_many_as_before_they_came_in() -> None:
    """Residents 448.6 million in 2016, 873.6 in 2017: their spending of 4,955 counts for 448.6 / 873.6 of it."""
    alike = _counted_alike(nation())
    heads = {of: one.value for of, one in nation().final["resident", "insured"].items()}
    resident = alike(2016)["resident", "spending"][2017]
    assert resident == pytest.approx(4955e8 * heads[2016] / heads[2017], rel=1e-9)
    assert alike(2016)["all", "spending"][2017] == pytest.approx(10_211e8 + resident, rel=1e-3)
    assert alike(2017)["resident", "spending"][2018] == pytest.approx(7116e8 * heads[2017] / heads[2018], rel=1e-9)
    assert alike(2018)["all", "spending"][2019] == pytest.approx((12_663 + 8_191) * 1e8, rel=1e-3)


class MadeUp(NamedTuple):
    """Draws from the end of a year, in place of those of a scenario."""

    base: int
    chances: Chances


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws about what came, odd years 6 % above it: shocks spread by 3 % times their width, all the rest by 4 %."""

    def drawn(draws: MadeUp, first: int, count: int) -> dict[tuple[str, str], np.ndarray]:
        z = np.random.default_rng(1).normal(size=(2, count))
        shocks = 0.03 * draws.chances.width[0, 1] * draws.chances.impact[0, 0]
        log = shocks * z[0] + 0.04 * draws.chances.loadings[0, 0, 1] * z[1]
        alike = _counted_alike(nation())(draws.base)
        found = {}
        for measure in ("income", "spending"):
            for group, pool in (("all", "all"), ("resident", "resident"), ("employee", "employee_pool")):
                path = [alike[pool, measure].get(draws.base + h, 1.0) * 1.06 ** (h % 2) for h in range(1, 6)]
                found[group, measure] = np.array(path)[:, None] * np.exp(log)
        return found

    monkeypatch.setattr(subject, "draws_of", lambda scenario, seed: MadeUp(scenario.base, CHANCES))
    monkeypatch.setattr(subject, "with_chances", lambda draws, chances: draws._replace(chances=chances))
    monkeypatch.setattr(subject, "drawn", drawn)


@pytest.mark.usefixtures("made_up")
def test_each_origin_is_scored_with_the_width_that_the_others_tell() -> None:
    """Odd years ahead are 6 % off, even ones not at all; the width makes up for what the rest leaves of the squares."""
    told: list[object] = []
    found = coverage_of(nation(), [2018, 2019, 2020], 2000, heard=told.append)
    assert told == [2018, 2019, 2020]
    z = np.random.default_rng(1).normal(size=(2, 2000))
    shocks, others, median = (0.03 * z[0]).var(), (0.04 * z[1]).var(), np.median(0.04 * z[1])
    square = np.mean([(math.log(1.06) * (h % 2) + median) ** 2 for h in range(1, 6)])
    assert square > others
    assert found.width == pytest.approx(math.sqrt((square - others) / shocks), rel=1e-6)
    assert found.widths == pytest.approx(dict.fromkeys([2018, 2019, 2020], found.width), rel=1e-6)
    assert {(one.pool, one.measure) for one in found.held()} >= {("all", "spending"), ("employee", "income")}
    assert [one.cases for one in found.held() if (one.pool, one.measure, one.horizon) == ("all", "spending", None)] == [
        15
    ]


@pytest.mark.usefixtures("made_up")
def test_one_origin_alone_has_the_width_of_the_figures() -> None:
    found = coverage_of(nation(), [2019], 200)
    assert found.widths == {2019: figure("uncertainty_width", "china").value}


def test_the_frame_has_a_row_for_each_number_that_was_drawn() -> None:
    one = case(2020, 95)
    frame = held(one, case(2021, 99)).frame()
    ends = ["low_80", "low_95", "high_80", "high_95"]
    assert list(frame.columns) == ["pool", "measure", "origin", "year", "median", *ends, "published", "alike"]
    assert frame.loc[0, ends].tolist() == [*one.low, *one.high]
    assert frame.year.tolist() == [2020, 2021]


def test_some_pools_can_be_asked_for() -> None:
    other = case(2020, 95)._replace(pool="resident")
    assert [one.pool for one in held(case(2020, 95), other).only(["resident"]).cases] == ["resident"]
