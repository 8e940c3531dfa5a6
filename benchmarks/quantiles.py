"""Nine quantiles of a million draws: the tally's grid, fed chunk by chunk as draws are made, against `np.quantile`."""

import numpy as np

from actuary.tally import PILOT, QUANTILES, Tally
from benchmarks.harness import Section, Target, paired, race

OURS, THEIRS = "the tally, chunk by chunk", "np.quantile, all at once"
DRAWS, SERIES, CHUNK, ROUNDS = 1_000_000, 8, 1024, 5
RANK = 1e-4
"""How far the rank of a quantile may be from the share asked for."""


def measured() -> list[Section]:
    """The table, after a proof that ranks are near enough on two sets of draws."""
    for seed in (1, 2):
        error = rank_error(draws_of(seed))
        assert error <= RANK, f"rank error {error}"
    draws = draws_of(1)
    chunks = [np.ascontiguousarray(draws[:, first : first + CHUNK]) for first in range(0, DRAWS, CHUNK)]
    runs = {OURS: lambda: tallied(chunks), THEIRS: lambda: np.quantile(draws, QUANTILES, axis=1)}
    rows = paired(race(runs, ROUNDS, counts=dict.fromkeys(runs, DRAWS * SERIES)), OURS, {THEIRS: Target(6)})
    note = f"rank error of {DRAWS:,} draws: {rank_error(draws):.1e}, measured; at most {RANK:g} is wanted"
    return [Section("Nine quantiles, for each value", OURS, rows, [note])]


def draws_of(seed: int) -> np.ndarray:
    """[series, draw] balances that wander, with longer tails from series to series."""
    random = np.random.default_rng(seed)
    return np.cumsum(random.standard_normal((SERIES, DRAWS)), axis=0) * np.exp(
        0.1 * random.standard_normal((SERIES, DRAWS))
    )


def tallied(chunks: list[np.ndarray]) -> np.ndarray:
    """[share, series] by the tally."""
    tally, first = Tally.of(np.concatenate(chunks[: -(-PILOT // CHUNK)], axis=1)[:, :PILOT], room=0), 0
    for chunk in chunks:
        tally.add(first, chunk)
        first += chunk.shape[1]
    return tally.quantiles(QUANTILES)


def rank_error(draws: np.ndarray) -> float:
    """The greatest distance between the share of draws below a quantile and the share asked for."""
    chunks = [np.ascontiguousarray(draws[:, first : first + CHUNK]) for first in range(0, draws.shape[1], CHUNK)]
    found, worst = tallied(chunks), 0.0
    for series, values in enumerate(np.sort(draws, axis=1)):
        ranks = np.searchsorted(values, found[:, series]) / values.size
        worst = max(worst, float(np.abs(ranks - QUANTILES).max()))
    return worst
