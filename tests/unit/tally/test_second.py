"""Exact quantiles by a second pass."""

import numpy as np
import pytest

from actuary.law import Array
from actuary.tally import QUANTILES, Second
from tests.unit.tally.made import counted, kept, normals


def drawn() -> Array:
    """Smooth, in heaps, constant, mostly constant, partly undefined, endless at one end, undefined."""
    one = normals(1, 20_000)[0]
    heaps, mostly = np.round(one), np.where(np.arange(20_000) % 7, 3.0, one)
    partly, endless = one.copy(), one.copy()
    partly[::3], endless[::5] = np.nan, np.inf
    return np.array([one, heaps, np.full(20_000, 0.1), mostly, partly, endless, np.full(20_000, np.nan)])


@pytest.mark.parametrize("shares", [QUANTILES, (0.0, 0.001, 1 / 3, 0.5, 1.0)], ids=["nine", "others"])
def test_the_second_pass_is_exact_to_the_last_bit(shares: tuple[float, ...]) -> None:
    """Whatever chunks it comes in, and in two places."""
    values = drawn()
    tally = counted(values)
    here, there = Second(tally, shares), Second(tally, shares).empty()
    for first in range(0, 20_000, 999):
        (here if first % 2 else there).add(first, values[:, first : first + 999])
    here.merge(there)
    finite = [np.quantile(one[~np.isnan(one)], shares) for one in values[:-2]]
    assert np.array_equal(here.quantiles().T[:-2], finite)
    assert np.array_equal(here.quantiles(), kept(values).quantiles(shares), equal_nan=True)
    assert np.isnan(here.quantiles()[:, -1]).all()


def test_it_keeps_few_values_and_none_of_a_value_that_repeats() -> None:
    """A smooth series keeps the draws of some bins, a constant none."""
    values = np.array([normals(1, 20_000)[0], np.full(20_000, 0.1)])
    second = Second(counted(values))
    assert 18 <= second.values < 0.01 * 20_000
    second.add(0, values)
    assert (second.quantiles()[:, 1] == 0.1).all()


def test_it_agrees_with_a_tally_that_kept_all() -> None:
    values = normals(2, 3000)
    tally = kept(values)
    second = Second(tally)
    second.add(0, values)
    assert (second.quantiles() == tally.quantiles()).all()


def test_it_must_see_the_same_draws_and_all_of_them_once() -> None:
    values = normals(1, 5000)
    second = Second(counted(values))
    second.add(0, values[:, :4000])
    with pytest.raises(ValueError, match="has not seen the draws of the first"):
        second.quantiles()
    with pytest.raises(ValueError, match="draws 3999 to 3999 are counted already"):
        second.add(3999, values[:, 3999:])
    second.add(4000, values[:, 4000:] + 1)
    with pytest.raises(ValueError, match="are not those of the first"):
        second.quantiles()
