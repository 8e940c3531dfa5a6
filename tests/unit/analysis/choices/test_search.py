"""Where a function crosses zero: on lines, steps, flats and hills whose answers are known."""

import math

import pytest

from actuary.analysis.choices.search import PROBES, nearest_crossing, nearest_step


def test_a_line_is_met_where_it_crosses() -> None:
    found = nearest_crossing(lambda x: 3 * x - 1, 0.0, 1.0, 0.0)
    assert found.value == pytest.approx(1 / 3, abs=1e-11)
    assert 3 * found.value - 1 >= 0
    assert (found.rising, found.monotone, found.crossings, found.everywhere) == (True, True, 1, False)


def test_a_falling_line_is_met_below_its_crossing() -> None:
    found = nearest_crossing(lambda x: 2 - 5 * x, 0.0, 1.0, 1.0)
    assert found.value == pytest.approx(0.4, abs=1e-11)
    assert 2 - 5 * found.value >= 0
    assert (found.rising, found.monotone) == (False, True)


def test_a_step_is_met_on_its_upper_side() -> None:
    found = nearest_crossing(lambda x: 1.0 if x >= 0.7 else -1.0, 0.0, 1.0, 0.0)
    assert found.value == pytest.approx(0.7, abs=1e-10)
    assert found.value >= 0.7


def test_a_jump_over_a_level_is_no_solution_where_it_is_to_be_met_just_so() -> None:
    found = nearest_crossing(lambda x: 1.0 if x >= 0.7 else -1.0, 0.0, 1.0, 0.0, equal=True)
    assert found.value is None
    assert not found.everywhere


@pytest.mark.parametrize(("level", "everywhere"), [(0.5, True), (0.0, True), (-0.5, False)])
def test_a_flat_is_met_everywhere_or_nowhere(level: float, everywhere: bool) -> None:
    found = nearest_crossing(lambda _: level, 0.0, 1.0, 0.5)
    assert (found.value, found.everywhere, found.crossings) == (None, everywhere, 0)


def test_of_several_crossings_the_one_nearest_to_today_is_told() -> None:
    def hill(x: float) -> float:
        return 1 - (x - 3) ** 2  # crosses zero at 2 and at 4

    assert nearest_crossing(hill, 0.0, 8.0, 0.5).value == pytest.approx(2.0, abs=1e-9)
    found = nearest_crossing(hill, 0.0, 8.0, 7.0)
    assert found.value == pytest.approx(4.0, abs=1e-9)
    assert (found.crossings, found.monotone, found.rising) == (2, False, False)


def test_without_a_solution_the_nearest_probe_is_told() -> None:
    rising = nearest_crossing(lambda x: x - 9, 0.0, 8.0, 1.0)
    assert (rising.value, rising.best) == (None, 8.0)
    falling = nearest_crossing(lambda x: 5 + x, 0.0, 8.0, 1.0, equal=True)
    assert (falling.value, falling.best, falling.everywhere) == (None, 0.0, False)


def test_what_cannot_be_tried_is_passed_over() -> None:
    tried: list[float] = []

    def refused_below_a_half(x: float) -> float:
        tried.append(x)
        return math.nan if x < 0.5 else x - 0.8

    assert nearest_crossing(refused_below_a_half, 0.0, 1.0, 0.0).value == pytest.approx(0.8, abs=1e-11)
    assert tried[:PROBES] == [i / 8 for i in range(PROBES)]
    assert math.isnan(nearest_crossing(lambda _: math.nan, 0.0, 1.0, 0.0).best)


def test_a_peak_between_two_probes_is_not_missed() -> None:
    def peak(x: float) -> float:
        return 0.04 - (x - 3.5) ** 2  # above zero only from 3.3 to 3.7, and the probes are 0, 1, 2, 3, 4 ...

    assert nearest_crossing(peak, 0.0, 8.0, 0.0).value == pytest.approx(3.3, abs=1e-8)
    found = nearest_crossing(lambda x: peak(x) - 1, 0.0, 8.0, 0.0)
    assert found.value is None
    assert found.best == pytest.approx(3.5, abs=1e-4)
    assert nearest_crossing(lambda x: -peak(x), 0.0, 8.0, 8.0, equal=True).value == pytest.approx(3.7, abs=1e-8)


def test_of_whole_steps_the_first_that_meets_is_found_with_the_one_beside_it() -> None:
    found = nearest_step(lambda n: 0.0 if n >= 437 else -1.0, 0, 1200, 400)
    assert (found.step, found.missed, found.best) == (437, 436, 437)
    assert (found.monotone, found.crossings, found.everywhere) == (True, 1, False)
    falling = nearest_step(lambda n: 0.0 if n <= 437 else -1.0, 0, 1200, 400)
    assert (falling.step, falling.missed) == (437, 438)


def test_of_steps_that_all_miss_the_nearest_is_told_and_a_hill_is_climbed() -> None:
    found = nearest_step(lambda n: n / 1200 - 1.5, 0, 1200, 400)
    assert (found.step, found.best, found.everywhere) == (None, 1200, False)
    hill = nearest_step(lambda n: 4 - abs(n - 700), 0, 1200, 400)
    assert (hill.step, hill.missed, hill.crossings) == (696, 695, 2)
    assert nearest_step(lambda n: 1.0, 0, 1200, 400).everywhere


def test_steps_that_cannot_be_tried_are_passed_over() -> None:
    found = nearest_step(lambda n: math.nan if n < 100 else n - 150.5, 0, 800, 0)
    assert (found.step, found.missed) == (151, 150)
    assert nearest_step(lambda n: math.nan, 0, 8, 0).step is None
