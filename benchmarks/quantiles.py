"""Nine quantiles of a million draws, with all else that the tally tells: fed chunk by chunk, against `np.quantile`."""

import numpy as np

from actuary.sampling.chunks import Question
from actuary.tally import PILOT, QUANTILES, Tally
from actuary.tally.counted import BATCH
from benchmarks.harness import Section, Target, paired, race

SMALL: int = Question._field_defaults["chunk"]
OURS, THEIRS = f"the tally, {BATCH:,} draws at a time", "np.quantile, all at once"
THEIRS_AND_MORE = "np.quantile, mean, std: the tally tells them too"
AS_DRAWN = f"the tally, {SMALL:,} at a time, as they are made"
DRAWS, SERIES, ROUNDS = 1_000_000, 8, 9
RANK = 1e-4
"""How far the rank of a quantile may be from the share asked for."""


def measured() -> list[Section]:
    """The table, after a proof that ranks are near enough on two sets of draws."""
    for seed in (1, 2):
        error = rank_error(draws_of(seed))
        assert error <= RANK, f"rank error {error}"
    draws = draws_of(1)
    batches, small = cut(draws, BATCH), cut(draws, SMALL)
    runs = {
        OURS: lambda: tallied(batches),
        AS_DRAWN: lambda: tallied(small),
        THEIRS: lambda: np.quantile(draws, QUANTILES, axis=1),
        THEIRS_AND_MORE: lambda: (np.quantile(draws, QUANTILES, axis=1), draws.mean(axis=1), draws.std(axis=1)),
    }
    rows = paired(race(runs, ROUNDS, counts=dict.fromkeys(runs, DRAWS * SERIES)), OURS, {THEIRS: Target(6)})
    note = f"rank error of {DRAWS:,} draws: {rank_error(draws):.1e}, measured; at most {RANK:g} is wanted"
    return [Section("Nine quantiles, for each value", OURS, rows, [note])]


def draws_of(seed: int) -> np.ndarray:
    """[series, draw] balances that wander, with longer tails from series to series."""
    random = np.random.default_rng(seed)
    return np.cumsum(random.standard_normal((SERIES, DRAWS)), axis=0) * np.exp(
        0.1 * random.standard_normal((SERIES, DRAWS))
    )


def cut(draws: np.ndarray, size: int) -> list[np.ndarray]:
    """The draws in chunks, each in memory of its own."""
    return [np.ascontiguousarray(draws[:, first : first + size]) for first in range(0, draws.shape[1], size)]


def tallied(chunks: list[np.ndarray]) -> np.ndarray:
    """[share, series] by the tally."""
    tally, first = Tally.of(np.concatenate(chunks[: -(-PILOT // chunks[0].shape[1])], axis=1)[:, :PILOT], room=0), 0
    for chunk in chunks:
        tally.add(first, chunk)
        first += chunk.shape[1]
    return tally.quantiles(QUANTILES)


def rank_error(draws: np.ndarray) -> float:
    """The greatest distance between the share of draws below a quantile and the share asked for."""
    found, worst = tallied(cut(draws, SMALL)), 0.0
    for series, values in enumerate(np.sort(draws, axis=1)):
        ranks = np.searchsorted(values, found[:, series]) / values.size
        worst = max(worst, float(np.abs(ranks - QUANTILES).max()))
    return worst
