"""Tallies of draws made by hand."""

import numpy as np

from actuary.law import Array
from actuary.tally import PILOT, Tally

FEW = 1
"""Bytes of room: nothing is kept, everything counted."""


def counted(
    values: Array, levels: Array | None = None, years: int = 1, names: tuple[tuple[str, str], ...] = ()
) -> Tally:
    """A tally that kept none of values[s, draw]."""
    tally = Tally.of(values[:, :PILOT], levels, names, years, room=FEW)
    tally.add(0, values)
    return tally


def kept(values: Array, levels: Array | None = None, years: int = 1, names: tuple[tuple[str, str], ...] = ()) -> Tally:
    """A tally that kept all of values[s, draw]."""
    tally = Tally.of(values[:, :PILOT], levels, names, years)
    tally.add(0, values)
    return tally


def spread(count: int) -> Array:
    """Draws evenly spread from 0 to 1 in a random order that is always the same: [1, draw]."""
    return (np.random.default_rng(1).permutation(count) + 0.5)[None, :] / count


def normals(rows: int, count: int, seed: int = 1) -> Array:
    """[row, draw]"""
    return np.random.default_rng(seed).standard_normal((rows, count))
