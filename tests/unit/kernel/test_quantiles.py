"""Draws counted into bins by integers."""

import numpy as np

from actuary.kernel import quantiles as q
from actuary.law import Array

LEVELS, ATOMS = np.full((1, 1), np.nan), np.full(1, np.nan)


def counted(values: list[float], end: int | None = None) -> dict[str, Array]:
    """Counts of one series whose range is 0 to 256 in cells of width 1: the first of two bins, the others of one."""
    return {name: found[0] for name, found in tallied(np.array([values]), end or len(values), LEVELS, ATOMS, 1).items()}


def tallied(drawn: Array, end: int, levels: Array, atoms: Array, years: int) -> dict[str, Array]:
    """The first draws of drawn[s, n] counted."""
    rows = len(drawn)
    cells = np.stack([np.append(1, np.arange(3, 258)), np.append(2, np.ones(255, np.int64))], axis=1)
    shapes = {"counts": (rows, 259), "places": (rows, q.CELLS), "sums": (rows, q.ROWS), "repeated": (rows, 2),
              "under": levels.shape, "firsts": (len(levels), rows // years, years + 1)}  # fmt: skip
    sums: dict[str, Array] = {name: np.zeros(shape, np.int64) for name, shape in shapes.items()}  # type: ignore[misc]
    sums["extremes"] = np.tile([np.inf, -np.inf], (rows, 1))
    with np.errstate(over="ignore", invalid="ignore"):
        q.tally(drawn, 0, end, np.zeros(rows), np.ones(rows), np.repeat(cells[None], rows, axis=0), atoms, levels,
                np.zeros(end, np.int32), np.zeros((len(levels), end), np.int64), np.zeros(259, np.uint32),
                *sums.values())  # fmt: skip
    assert sums["counts"].sum() + sums["sums"][:, q.UNDEFINED].sum() == rows * end
    return sums


def told(found: Array) -> dict[int, int]:
    """What is not 0, by its number."""
    return {int(i): int(found[i]) for i in np.flatnonzero(found)}


def test_a_draw_counts_in_its_bin_and_adds_its_place() -> None:
    """0.25 and 0.75 in the halves of the first cell, which add up to a whole one of 2^20 steps; 1.5 in the second."""
    found = counted([0.25, 0.75, 1.5])
    assert told(found["counts"]) == {1: 1, 2: 1, 3: 1}
    assert told(found["places"]) == {0: 2**20, 1: 2**19}
    assert told(found["sums"]) == {}


def test_lower_edges_belong_to_their_bin() -> None:
    assert told(counted([0.0, 0.5, 1.0, 255.0])["counts"]) == {1: 1, 2: 1, 3: 1, 257: 1}


def test_beyond_the_range_distances_are_summed() -> None:
    """2.5 below: 2 cells and half a cell of steps, square 6.25 -> 6; 44 above the end at 256: 44 and 1,936."""
    found = counted([-2.5, 300.0])
    assert told(found["counts"]) == {0: 1, 258: 1}
    assert told(found["sums"]) == {q.LOW_CELLS: 2, q.LOW_STEPS: 2**19, q.HIGH_CELLS: 44, q.FAR_SQUARES_REST: 6 + 1936}
    assert found["extremes"].tolist() == [-2.5, 300.0]


def test_squares_of_great_distances_are_kept_in_two_parts() -> None:
    """2^21 + 1 cells above: (2^21 + 1)^2 = 2^42 + 2^22 + 1 = (2^20 + 1) x 2^22 + 1."""
    far = 2**21 + 1
    found = counted([256.0 + far])
    assert told(found["sums"]) == {q.HIGH_CELLS: far, q.FAR_SQUARES: 2**20 + 1, q.FAR_SQUARES_REST: 1}


def test_too_far_out_is_taken_nearer_and_told() -> None:
    found = counted([1e300, -1e300])
    far = int(q.FARTHEST)
    assert told(found["sums"]) == {q.LOW_CELLS: far, q.HIGH_CELLS: far, q.FAR_SQUARES: 2 * far, q.CLIPPED: 2}
    assert found["extremes"].tolist() == [-1e300, 1e300]


def test_what_is_no_number_or_endless_counts_apart() -> None:
    found = counted([np.nan, np.inf, -np.inf, np.nan])
    assert told(found["counts"]) == {0: 1, 258: 1}
    assert told(found["sums"]) == {q.UNDEFINED: 2, q.MINUS_INFINITE: 1, q.PLUS_INFINITE: 1}
    assert found["extremes"].tolist() == [np.inf, -np.inf]


def test_only_the_draws_asked_for_count() -> None:
    assert told(counted([1.0, 2.0, 3.0], end=2)["counts"]) == {3: 1, 4: 1}


def test_no_sum_overflows_with_a_million_million_draws() -> None:
    """The most that a draw adds to a row, 2^40 times, stays below 2^63."""
    most = {"places": q.STEPS, "cells": q.FARTHEST, "squares": q.FARTHEST**2 / q.FARTHEST, "rest": q.FARTHEST}
    assert max(most.values()) * 2**40 < 2**63


def test_first_years_and_shares_under_a_level() -> None:
    """Two years of four draws under 0: never, both, the second, the first; then under 2, but in the second year only."""
    drawn = np.array([[1.0, -1.0, 1.0, -1.0], [1.0, -1.0, -1.0, 3.0]])
    found = tallied(drawn, 4, np.array([[0.0, 0.0], [np.nan, 2.0]]), np.full(2, np.nan), 2)
    assert found["under"].tolist() == [[2, 2], [0, 3]]
    assert found["firsts"][:, 0].tolist() == [[2, 1, 1], [0, 3, 1]]


def test_a_value_that_repeats() -> None:
    found = tallied(
        np.array([[1.0, 2, 2, 3, np.nan], [1, 2, 2, 3, 4]]), 5, np.full((1, 2), np.nan), np.array([2.0, np.nan]), 1
    )
    assert found["repeated"].tolist() == [[1, 2], [0, 0]]
