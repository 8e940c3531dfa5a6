"""The full fund in C, by hand for vectors (fund.c); or with plain loops, for the compiler to find the vectors."""

from collections.abc import Callable
from ctypes import c_double
from pathlib import Path

import numpy as np

from actuary.kernel.years import Array
from benchmarks.full.fund import SERIES, Fund
from benchmarks.full.shared import CELLS, Shared, shared
from benchmarks.gcc import address, aligned, beside_each_other, built, one_after_another

SOURCE = Path(__file__).with_name("fund.c")


def run(fund: Fund, drawn: Array, abreast: int, flags: tuple[str, ...]) -> Array:
    """[draw, year, series]"""
    call, told = started(fund, drawn, abreast, flags)
    call()
    return one_after_another(told, len(drawn))


def started(fund: Fund, drawn: Array, abreast: int, flags: tuple[str, ...]) -> tuple[Callable[[], None], Array]:
    """The bare call, and where it writes told[block, year, series, lane]."""
    library, same = built(SOURCE, abreast, flags), shared(fund)
    laid_out = beside_each_other(drawn, library.lanes())
    told = aligned(len(laid_out), fund.years, len(SERIES), library.lanes())
    arrays = [same.start, _cells(same), _years(same), same.weights, same.lag, same.opening]

    def call() -> None:
        library.run(
            *map(address, arrays), c_double(same.insured), address(laid_out), address(told), len(laid_out), fund.years
        )

    return call, told


def _cells(same: Shared) -> Array:
    """[t, j, row] in the order of the C's `cell`."""
    rows = [part.reshape(len(same.years), CELLS, -1) for part in same.cells]
    return np.ascontiguousarray(np.concatenate(rows, axis=-1))


def _years(same: Shared) -> Array:
    """[t, row] in the order of the C's `year`."""
    return np.stack([np.concatenate([np.ravel(part) for part in year]) for year in same.years])
