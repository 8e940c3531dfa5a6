"""C written by hand, compiled here and now for this very processor: what the machine can do, as a measure for the rest."""

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.harness import race

MISSING = "not measured: there is no gcc here"
STRICT = ("-O3", "-march=native", "-ffp-contract=off")
"""IEEE arithmetic as it is written: no rounding is left out."""
PLAIN = ("-O3", "-march=native", "-ffast-math", "-DPLAIN")
"""Plain loops over draws, no vectors asked for (vectors.h)."""
FAST = ("-O3", "-march=native", "-ffast-math")
"""The compiler may change the order of sums, and leave out what only matters for infinities."""
ABREAST = (1, 2, 4)
"""Vectors that are worked on at once (vectors.h); how many are fastest, the machine shows."""


def there() -> bool:
    """Whether there is a compiler."""
    return shutil.which("gcc") is not None


@cache
def built(source: Path, abreast: int, flags: tuple[str, ...]) -> ctypes.CDLL:
    """A C file as a library, with so many vectors at once."""
    folder = Path(tempfile.mkdtemp(prefix="benchmarks_"))
    compiled, library = folder / f"{source.stem}.o", folder / f"{source.stem}.so"
    subprocess.run(["gcc", *flags, f"-DABREAST={abreast}", "-fPIC", "-c", "-o", compiled, source], check=True)
    # Linked apart: linking with -ffast-math would set the whole process to forget the smallest numbers.
    subprocess.run(["gcc", "-shared", "-o", library, compiled], check=True)
    loaded = ctypes.CDLL(str(library))
    shutil.rmtree(folder)
    return loaded


def address(array: NDArray[np.float64]) -> ctypes.c_void_p:
    """Where the numbers of an array begin."""
    assert array.flags.c_contiguous
    return ctypes.c_void_p(array.ctypes.data)


def aligned(*shape: int) -> NDArray[np.float64]:
    """Zeros that begin where a vector of any width does."""
    size = int(np.prod(shape))
    room = np.zeros(size + 16)
    first = (-room.ctypes.data // room.itemsize) % 16
    return room[first : first + size].reshape(shape)


def beside_each_other(draws: NDArray[np.float64], lanes: int) -> NDArray[np.float64]:
    """[draw, ...] -> [block, ..., lane], the last block filled up with the last draw."""
    blocks = -(-len(draws) // lanes)
    filled = np.concatenate([draws, np.repeat(draws[-1:], blocks * lanes - len(draws), axis=0)])
    split = np.moveaxis(filled.reshape(blocks, lanes, *draws.shape[1:]), 1, -1)
    result = aligned(*split.shape)
    result[...] = split
    return result


def one_after_another(blocks: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """[block, ..., lane] -> [draw, ...]"""
    moved = np.moveaxis(blocks, -1, 1)
    return moved.reshape(-1, *moved.shape[2:])[:count]


def fastest(calls: Mapping[int, Callable[[], object]]) -> int:
    """Of calls by the number of vectors at once, the one that takes the least time here."""
    times = race({str(abreast): call for abreast, call in calls.items()})
    return min(calls, key=lambda abreast: min(times[str(abreast)]))
