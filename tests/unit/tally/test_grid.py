"""Bins fine where draws are expected."""

import numpy as np
import pytest

from actuary.kernel.quantiles import CELLS
from actuary.tally.grid import BINS, Grid
from tests.unit.tally.made import normals


@pytest.mark.parametrize(
    "pilot",
    [
        normals(1, 1024)[0],
        np.full(1024, 3.0),
        np.zeros(1024),
        np.array([1.0]),
        np.full(1024, np.nan),
        np.append(np.nan, normals(1, 1023)),
        np.append([np.inf, -np.inf, 1e308, -1e308], normals(1, 1020)),
        1e11 + 1e-5 * normals(1, 1024)[0],
        1e-305 * normals(1, 1024)[0],
        np.append(np.full(1000, 5.0), normals(1, 24)),
    ],
    ids=["normal", "constant", "nought", "one", "undefined", "partly", "endless", "close", "tiny", "outliers"],
)
def test_any_pilot_gives_bins_in_order(pilot: np.ndarray) -> None:
    """Every cell has a bin, all bins are shared out, edges never fall."""
    grid = Grid.of(pilot[None, :])
    start, cuts = grid.cells[0].T
    assert cuts.min() >= 1
    assert cuts.sum() == BINS
    assert (start == 1 + np.append(0, np.cumsum(cuts)[:-1])).all()
    edges = grid.edges(0)
    assert len(edges) == BINS + 1
    assert np.isfinite(edges).all()
    assert (np.diff(edges) >= 0).all()
    assert edges[0] < edges[-1]


def test_bins_lie_where_the_pilot_has_its_draws() -> None:
    """Nine in ten draws between 0 and 1, one in ten between 9 and 10: so are the bins, but one for each cell between."""
    pilot = np.append(np.linspace(0, 1, 900), np.linspace(9, 10, 100))
    edges = Grid.of(pilot[None, :]).edges(0)
    assert ((edges > -0.5) & (edges < 1.5)).sum() == pytest.approx(0.9 * (BINS - CELLS), rel=0.05)
    assert ((edges > 8.5) & (edges < 10.5)).sum() == pytest.approx(0.1 * (BINS - CELLS), rel=0.4)


def test_the_value_that_the_pilot_repeats_most_is_known() -> None:
    grid = Grid.of(np.array([[1.0, 2, 2, 3, 3, 3], [1, 2, 3, 4, 5, 6]]))
    assert grid.atoms[0] == 3
    assert np.isnan(grid.atoms[1])


def test_a_value_is_in_the_bin_between_whose_edges_it_lies() -> None:
    grid = Grid.of(normals(1, 1024))
    edges = grid.edges(0)
    for value in (-1.234, 0.0, 0.5, 2.0):
        found = grid.bin_of(0, value)
        assert edges[found - 1] <= value < edges[found]
    assert [grid.bin_of(0, value) for value in (-1e9, 1e9)] == [0, BINS + 1]
