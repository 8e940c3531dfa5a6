"""What a tally says of draws that it kept, and of draws that it only counted."""

import pickle
from collections.abc import Callable

import numpy as np
import pytest

from actuary.law import Array
from actuary.tally import QUANTILES, Tally, stacked
from tests.unit.tally.made import counted, kept, normals, spread

BOTH = pytest.mark.parametrize("told", [kept, counted], ids=["kept", "counted"])
Told = Callable[[Array], Tally]

ODD = {
    "lognormal": np.exp(normals(1, 100_000)[0]),
    "heavy": np.random.default_rng(2).standard_t(1.5, 100_000),
    "humps": np.where(spread(100_000)[0] < 0.4, -10 + 0.2 * normals(1, 100_000)[0], 3 + normals(1, 100_000)[0]),
    "money": 4e11 + 1e9 * normals(1, 100_000)[0],
}
"""Smooth distributions of many shapes."""


def ranked(values: Array, found: float, share: float) -> float:
    """How far the rank of what was found is from the share asked for."""
    below, up_to = (values < found).mean(), (values <= found).mean()
    return float(max(0.0, below - share, share - up_to))


@BOTH
def test_evenly_spread_draws(told: Told) -> None:
    """From 0 to 1: quantile p is p, mean 1/2, sd sqrt(1/12), mean of the lowest 5 % 0.025, of the highest 0.975."""
    tally = told(spread(50_000))
    assert tally.quantiles()[:, 0] == pytest.approx(QUANTILES, abs=1e-4)
    assert tally.quantile(0.3)[0] == pytest.approx(0.3, abs=1e-4)
    assert tally.mean()[0] == pytest.approx(0.5, abs=1e-6)
    assert tally.sd()[0] == pytest.approx((1 / 12) ** 0.5, rel=1e-4)
    assert tally.shortfall(0.05)[0] == pytest.approx(0.025, abs=1e-5)
    assert tally.shortfall(0.05, highest=True)[0] == pytest.approx(0.975, abs=1e-5)
    assert tally.below(0.25)[0] == pytest.approx(0.25, abs=1e-4)
    assert (tally.below(-1.0)[0], tally.below(2.0)[0]) == (0.0, 1.0)


@pytest.mark.parametrize("shape", ODD)
def test_ranks_of_smooth_distributions_are_within_what_is_stated(shape: str) -> None:
    values = ODD[shape]
    tally = counted(values[None, :])
    errors = [ranked(values, found, share) for found, share in zip(tally.quantiles()[:, 0], QUANTILES, strict=True)]
    assert max(errors) <= 1e-4
    assert (errors <= tally.rank_errors()[:, 0]).all()
    assert (errors <= tally.rank_errors(certain=True)[:, 0]).all()
    assert tally.rank_error() < 2e-4
    assert tally.rank_error() <= tally.rank_error(certain=True)


def test_where_draws_heap_up_the_stated_error_is_large() -> None:
    """Whole numbers from 0 to 5, of which only one is counted apart: a bin of one of the others holds a sixth of the draws."""
    values = np.floor(6 * spread(60_000))
    tally = counted(values)
    errors = [ranked(values[0], found, share) for found, share in zip(tally.quantiles()[:, 0], QUANTILES, strict=True)]
    assert 0.01 < max(errors) <= tally.rank_error() < 1 / 6 + 0.01


def test_a_constant_with_a_few_outliers_is_found_to_the_bit() -> None:
    """One in a hundred draws lies elsewhere: all nine quantiles are the constant, and their rank is right."""
    values = np.full(20_000, 0.1)
    values[::100] = normals(1, 200)[0]
    tally = counted(values[None, :])
    assert (tally.quantiles() == 0.1).all()
    assert tally.rank_error(certain=True) == 0.0
    assert tally.mean()[0] == pytest.approx(values.mean(), abs=1e-9)
    assert tally.sd()[0] == pytest.approx(values.std(ddof=1), rel=1e-3)


@BOTH
def test_a_series_that_does_not_vary(told: Told) -> None:
    tally = told(np.full((1, 5000), 1e11 / 3))
    assert (tally.quantiles() == 1e11 / 3).all()
    assert (tally.mean()[0], tally.sd()[0]) == pytest.approx((1e11 / 3, 0.0), abs=1e-3)
    assert tally.shortfall()[0] == pytest.approx(1e11 / 3)
    assert (tally.below(1e11 / 3)[0], tally.below(1e11)[0], tally.rank_error()) == (0.0, 1.0, 0.0)


@BOTH
def test_what_is_not_defined_counts_for_nothing(told: Told) -> None:
    """Defined in all draws, in every other, in none."""
    drawn = np.repeat(spread(20_000), 3, axis=0)
    drawn[1, ::2], drawn[2] = np.nan, np.nan
    tally = told(drawn)
    assert tally.undefined().tolist() == [0, 10_000, 20_000]
    half = drawn[1, 1::2]
    assert tally.mean()[1] == pytest.approx(half.mean(), abs=1e-6)
    assert tally.quantile(0.1)[1] == pytest.approx(np.quantile(half, 0.1), abs=1e-4)
    assert tally.below(0.5)[1] == pytest.approx((half < 0.5).mean(), abs=1e-4)
    for none in (tally.quantile(0.5), tally.mean(), tally.sd(), tally.shortfall(), tally.below(0.0), tally.below(0.7)):
        assert np.isnan(none[2])
    assert tally.rank_errors()[:, 2].tolist() == [0.0] * 9


@BOTH
def test_endless_values_are_ranked_and_not_averaged(told: Told) -> None:
    """One draw in ten is below all, one above all: the 5 % quantile, the mean of the worst; the middle stays."""
    drawn = spread(10_000).copy()
    drawn[0, ::10], drawn[0, 5::10] = -np.inf, np.inf
    tally = told(drawn)
    assert (tally.quantile(0.05)[0], tally.quantile(0.95)[0]) == (-np.inf, np.inf)
    assert tally.quantile(0.5)[0] == pytest.approx(0.5, abs=0.02)
    assert np.isnan(tally.mean()[0])
    assert np.isnan(tally.sd()[0])
    assert (tally.shortfall(0.05)[0], tally.shortfall(0.05, highest=True)[0]) == (-np.inf, np.inf)
    assert tally.below(0.0)[0] == 0.1


@BOTH
def test_one_endless_side(told: Told) -> None:
    """A tenth is endlessly high: so is the mean, not the mean of the lowest half: of the draws up to 5/9 of the rest, 5/18."""
    drawn = spread(9000)
    tally = told(np.append(drawn, np.full((1, 1000), np.inf), axis=1))
    assert tally.mean()[0] == np.inf
    assert tally.shortfall(0.5)[0] == pytest.approx(5 / 18, abs=1e-4)
    assert tally.shortfall(0.95)[0] == np.inf
    lowest = told(np.append(drawn, np.full((1, 1000), -np.inf), axis=1))
    assert lowest.mean()[0] == -np.inf
    assert lowest.shortfall(0.5, highest=True)[0] == pytest.approx(1 - 5 / 18, abs=1e-4)
    assert lowest.shortfall(0.95, highest=True)[0] == -np.inf


def test_what_lies_too_far_out_is_told() -> None:
    drawn = spread(5000).copy()
    drawn[0, 4000] = 1e200
    tally = counted(drawn)
    assert tally.clipped().tolist() == [1]
    assert kept(drawn).clipped().tolist() == [0]
    assert tally.quantile(0.5)[0] == pytest.approx(0.5, abs=1e-3)


def test_most_of_a_series_beyond_its_pilot() -> None:
    """The pilot lies at 0 to 1, the other draws at 10 to 11: they are one open bin, and the error says so."""
    drawn = np.append(spread(1024), 10 + spread(9000), axis=1)
    tally = counted(drawn)
    assert 1.0 < tally.quantile(0.5)[0] < 11.0
    assert tally.rank_error() > 0.3
    assert tally.mean()[0] == pytest.approx(drawn.mean(), abs=1e-6)
    assert tally.sd()[0] == pytest.approx(drawn.std(ddof=1), rel=1e-4)
    assert tally.shortfall(0.5, highest=True)[0] == pytest.approx(10.5, abs=0.01)


@BOTH
def test_levels_named_beforehand_are_exact(told: Callable[[Array, Array, int], Tally]) -> None:
    """Two series of two years; below 0.3, and in the second series 0.6 in its second year only."""
    drawn = np.random.default_rng(3).random((4, 6000))
    levels = np.array([[0.3, 0.3, 0.3, 0.3], [np.nan, np.nan, np.nan, 0.6]])
    tally = told(drawn, levels, 2)
    assert tally.below(0.3).tolist() == (drawn < 0.3).mean(axis=1).tolist()
    assert tally.below(np.array([0.3, 0.3, 0.3, 0.6]))[3] == (drawn[3] < 0.6).mean()


@BOTH
def test_first_years_below_a_level(told: Callable[[Array, None, int, tuple[tuple[str, str], ...]], Tally]) -> None:
    """Draws by turns: below 0 in neither of two years, in both, in the second, in the first."""
    turns = np.tile(np.array([[1.0, -1.0, 1.0, -1.0], [1.0, -1.0, -1.0, 1.0]]), 500)
    tally = told(np.append(turns, turns + 5, axis=0), None, 2, (("all", "balance"), ("all", "income")))
    assert tally.first_years(("all", "balance")).tolist() == [1000, 500, 500]
    assert tally.first_years(("all", "income")).tolist() == [0, 0, 2000]
    assert tally.rows(("all", "income")) == slice(2, 4)


def test_values_are_kept_while_there_is_room() -> None:
    """Room for 1,000 draws of 2 series: 16,000 bytes."""
    drawn = normals(2, 1500)
    tally = Tally.of(drawn, room=16_000)
    tally.add(0, drawn[:, :1000])
    assert (tally.exact_up_to, tally.exact, tally.n) == (1000, True, 1000)
    assert (tally.quantiles() == np.quantile(drawn[:, :1000], QUANTILES, axis=1)).all()
    tally.add(1000, drawn[:, 1000:])
    assert (tally.exact, tally.n, tally.done, tally.missing(2000)) == (False, 1500, ((0, 1500),), ((1500, 2000),))
    assert tally.mean() == pytest.approx(drawn.mean(axis=1), abs=1e-6)


def test_the_kept_are_the_draws_as_they_were() -> None:
    drawn = normals(1, 10)
    tally = Tally.of(drawn)
    tally.add(0, drawn)
    before = tally.mean()
    drawn[:] = 0
    assert tally.mean() == before


def test_what_cannot_be_is_refused() -> None:
    drawn = normals(4, 2000)
    tally = Tally.of(drawn, names=[("a", "b")], years=4)
    tally.add(0, drawn)
    with pytest.raises(ValueError, match="draws 1000 to 1999 are counted already"):
        tally.add(1000, drawn)
    with pytest.raises(ValueError, match="numbered from 0"):
        tally.add(-1, drawn[:, :1])
    with pytest.raises(ValueError, match="no more than 1,099,511,627,776"):
        tally._grown(((2000, 2**41),))
    with pytest.raises(ValueError, match="3 rows for a tally of 4"):
        tally.add(5000, drawn[:3])
    with pytest.raises(ValueError, match="different series"):
        tally.merge(Tally.of(drawn, names=[("a", "c")], years=4))
    with pytest.raises(ValueError, match="different series"):
        tally.merge(Tally.of(drawn + 1, names=[("a", "b")], years=4))
    with pytest.raises(ValueError, match="4 rows are not 2 series of 4 years"):
        Tally.of(drawn, names=[("a", "b"), ("c", "d")], years=4)
    with pytest.raises(ValueError, match="levels of 1 rows for 4 rows"):
        Tally.of(drawn, levels=np.zeros((1, 1)))
    assert tally.done == ((0, 2000),)


def test_a_tally_of_nothing_says_nothing() -> None:
    tally = Tally.of(normals(2, 1024))
    assert (tally.n, tally.done) == (0, ())
    assert np.isnan(tally.quantiles()).all()
    assert np.isnan(tally.mean()).all()
    assert np.isnan(tally.shortfall()).all()
    assert tally.rank_error() == 0.0


def test_a_tally_from_another_process_can_go_on() -> None:
    """What arrives there may be memory that nobody can write to."""
    drawn = normals(2, 12_000)
    there = Tally.of(drawn[:, :1024], room=1)
    there.add(0, drawn[:, :5000])
    buffers: list[pickle.PickleBuffer] = []
    sent = pickle.dumps(there, protocol=5, buffer_callback=buffers.append)
    here = pickle.loads(sent, buffers=[bytes(buffer.raw()) for buffer in buffers])
    here.add(5000, drawn[:, 5000:])
    whole = counted(drawn)
    assert (here.quantiles() == whole.quantiles()).all()
    assert (here.sd() == whole.sd()).all()


def test_rows_are_stacked_in_the_order_of_names() -> None:
    drawn = {("a", "x"): np.ones((2, 3)), ("b", "x"): np.zeros((2, 3))}
    assert stacked([("b", "x"), ("a", "x")], drawn)[:, 0].tolist() == [0, 0, 1, 1]


def test_a_part_of_a_whole_that_keeps_nothing_counts_from_its_first_draw() -> None:
    """Room for 100 draws of a series: 150 draws, in parts of 40, 60 and 50, come to the same in any way."""
    values = normals(1, 150)
    whole = Tally.of(values, room=800)
    whole.add(0, values)
    parts = whole.empty()
    for first, end in ((0, 40), (40, 100), (100, 150)):
        part = whole.empty(counting=True)
        part.add(first, values[:, first:end])
        assert not part.exact
        parts.merge(part)
        assert not parts.exact
    (_, expected), (_, found) = whole.parts(), parts.parts()
    assert whole.exact_up_to == 100
    for name, one in expected.items():
        np.testing.assert_array_equal(found[name], one)
    mixed = whole.empty()
    mixed.add(0, values[:, :40])  # kept, until one comes that counts
    part = whole.empty(counting=True)
    part.add(40, values[:, 40:])
    mixed.merge(part)
    np.testing.assert_array_equal(mixed.parts()[1]["bins"], expected["bins"])
