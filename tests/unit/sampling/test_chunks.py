"""Draws in chunks."""

import time

import numpy as np
import pytest

from actuary.sampling import chunks
from actuary.sampling.chunks import begun, cut, tallied
from actuary.tally import Tally
from tests.unit.sampling.futures import NAMES, OTHER, QUESTION, YEARS, Drawn, Made, blank, walks


def test_stretches_are_cut_when_they_are_asked_for() -> None:
    lengths = iter([3, 4, 100])
    stretches = cut(((0, 10**12), (5, 6)), lambda: next(lengths))
    assert [next(stretches), next(stretches), next(stretches)] == [(0, 3), (3, 7), (7, 107)]
    assert list(cut(((0, 2), (5, 6)), lambda: 2)) == [(0, 2), (5, 6)]


def test_a_stretch_is_the_same_in_any_chunks() -> None:
    empty = blank()
    one = tallied(QUESTION, empty, 100, 500)
    other = tallied(QUESTION._replace(chunk=7), empty, 100, 500)
    assert (one.first, one.end) == (100, 600)
    for mine, its in zip(one.takers, other.takers, strict=True):
        assert mine.done == its.done == ((100, 600),)
        assert isinstance(mine, Tally)
        np.testing.assert_array_equal(mine.quantiles(), its.quantiles())
    assert all(tally.n == 0 for tally in empty)


def test_asked_to_stop_it_comes_back_with_the_chunks_that_are_done() -> None:
    asked = iter([False, False, True])
    part = tallied(QUESTION._replace(chunk=10), blank(), 0, 500, lambda: next(asked))
    assert (part.first, part.end) == (0, 20)
    assert part.takers[0].done == ((0, 20),)


def test_where_draws_take_long_chunks_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    now, sizes = 0.0, []

    def slow(made: Made, first: int, count: int) -> Drawn:
        nonlocal now
        now += count * 0.05
        sizes.append(count)
        return walks(made, first, count)

    empty = blank(QUESTION._replace(others=()))
    monkeypatch.setattr(chunks, "perf_counter", lambda: now)
    tallied(QUESTION._replace(others=(), drawn=slow, chunk=100), empty, 0, 40)
    assert sizes == [16, 5, 5, 5, 5, 4]  # 0.25 s hold five draws of 0.05 s


def test_levels_are_the_band_for_months_and_zero_for_all_else() -> None:
    assert QUESTION.names() == (NAMES, YEARS)
    assert QUESTION.levels().tolist() == [0.0] * 4 + [2.0] * 4 + [0.0] * 4


def test_what_is_not_defined_differs_by_nothing_that_is() -> None:
    def holes(made: Made, first: int, count: int) -> Drawn:
        return {name: np.where(values > 0, np.inf, values) for name, values in walks(made, first, count).items()}

    base, difference = QUESTION._replace(drawn=holes, others=(Made(),)).values(0, 50)
    assert np.isinf(base).any()
    assert np.isnan(difference[np.isinf(base)]).all()
    assert (difference[np.isfinite(base)] == 0.0).all()


def test_time_is_measured() -> None:
    begin = time.perf_counter()
    part = tallied(QUESTION._replace(others=(OTHER,)), blank(), 0, 50)
    assert 0.0 < part.seconds < time.perf_counter() - begin


def test_the_first_draws_are_counted_and_fix_the_grids() -> None:
    tallies = begun(QUESTION, 5000)
    assert [tally.done for tally in tallies] == [((0, 1024),)] * 2
    assert [tally.done for tally in begun(QUESTION, 30)] == [((0, 30),)] * 2
    assert tallies[0].like(begun(QUESTION._replace(chunk=100), 6000)[0])
