"""A difference that several changes make together, shared out among them without an order: Shapley values."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

MOST_EXACT = 12
"""With more changes than these the sets of them are too many to run each."""
SAMPLED_PAIRS = 100
"""So many random orders, each taken forwards and backwards, where not every set is run."""

Value = Callable[[frozenset[str]], float]
"""What comes out with a set of the changes made, the others not."""


class Shares(NamedTuple):
    """What each change makes of the difference between none made and all made."""

    amounts: dict[str, float]
    errors: dict[str, float]
    """Standard error of each amount; 0 where it is exact."""
    exact: bool
    runs: int
    """How many sets were run, each once."""


def shares(
    names: Iterable[str],
    value: Value,
    seed: int = 1,
    pairs: int = SAMPLED_PAIRS,
    most_exact: int = MOST_EXACT,
) -> Shares:
    """Each change's mean effect over all orders in which they can be made (Shapley 1953).

    Up to `most_exact` changes by all sets of them. Beyond, the mean over `pairs` random orders, each forwards and backwards
    (antithetic), with its standard error. Either way the amounts add up to the whole difference, and the order of `names`
    does not matter.
    """
    players = sorted(set(names))
    known: dict[frozenset[str], float] = {}

    def asked(made: frozenset[str]) -> float:
        if made not in known:
            known[made] = value(made)
        return known[made]

    if len(players) > most_exact:
        amounts, errors = _sampled(players, asked, seed, pairs)
        return Shares(amounts, errors, False, len(known))
    amounts = {name: math.fsum(_weighted(name, players, asked)) for name in players}
    return Shares(amounts, dict.fromkeys(players, 0.0), True, len(known))


def runs_at_most(count: int, pairs: int = SAMPLED_PAIRS, most_exact: int = MOST_EXACT) -> int:
    """How many sets of `count` changes are run at most; none where nothing changes."""
    if not count:
        return 0
    return 2**count if count <= most_exact else 2 + 2 * pairs * (count - 1)


def _weighted(name: str, players: Sequence[str], value: Value) -> Iterator[float]:
    """What the change adds to every set of the others, each size of set weighing the same."""
    others = [one for one in players if one != name]
    for size in range(len(players)):
        weight = len(players) * math.comb(len(others), size)
        for chosen in combinations(others, size):
            before = frozenset(chosen)
            yield (value(before | {name}) - value(before)) / weight


def _sampled(players: Sequence[str], value: Value, seed: int, pairs: int) -> tuple[dict[str, float], dict[str, float]]:
    random = np.random.default_rng(seed)
    found: dict[str, list[float]] = {name: [] for name in players}
    for _ in range(pairs):
        order = [players[i] for i in random.permutation(len(players))]
        there, back = _along(order, value), _along(order[::-1], value)
        for name in players:
            found[name].append((there[name] + back[name]) / 2)
    amounts = {name: math.fsum(values) / pairs for name, values in found.items()}
    errors = {name: float(np.std(values, ddof=1)) / math.sqrt(pairs) for name, values in found.items()}
    return amounts, errors


def _along(order: Sequence[str], value: Value) -> dict[str, float]:
    """What each change adds when they are made one after another."""
    made: frozenset[str] = frozenset()
    added = {}
    for name in order:
        added[name] = value(made | {name}) - value(made)
        made |= {name}
    return added
