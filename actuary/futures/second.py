"""Quantiles to the last digit, however many draws: the same draws a second time, keeping what lies about the quantiles."""

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from actuary.draws import Draws, drawn
from actuary.law import Array
from actuary.sampling.sampled import Heard
from actuary.tally import Second, Tally, stacked

CHUNK = 1024
"""Draws made at once."""
ROOM = 2**31
"""Bytes that the values about the quantiles may take."""


def quantiles_again(draws: Draws, tally: Tally, shares: tuple[float, ...], threads: int, heard: Heard) -> Array:
    """[share, s] the quantiles of all the draws of a tally. MemoryError where too many values lie about them."""
    second = Second(tally, shares)
    if 8 * second.values > ROOM:
        raise MemoryError(f"{second.values:,} values lie about the quantiles")
    done = 0
    with ThreadPoolExecutor(threads) as pool:
        chunks = _chunks(tally.n)
        waiting: set[Future[tuple[int, Array]]] = set()
        try:
            while True:
                while len(waiting) < 2 * threads and (chunk := next(chunks, None)):
                    waiting.add(pool.submit(_made, draws, tally, *chunk))
                if not waiting:
                    return second.quantiles()
                ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for one in ready:
                    first, values = one.result()
                    second.add(first, values)
                    done += values.shape[1]
                    heard(done, tally.n)
        finally:
            pool.shutdown(cancel_futures=True)


def _chunks(count: int) -> Iterator[tuple[int, int]]:
    """First and number of one chunk after another."""
    return ((first, min(CHUNK, count - first)) for first in range(0, count, CHUNK))


def _made(draws: Draws, tally: Tally, first: int, count: int) -> tuple[int, Array]:
    return first, stacked(tally.names, drawn(draws, first, count))
