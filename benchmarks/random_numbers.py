"""Standard normal numbers: the kernel's streams, eight draws side by side, against numpy's generators."""

import numpy as np

from actuary.kernel.chance import YEARS_A_COUNTER
from actuary.kernel.compiler import machine_code
from actuary.kernel.lanes import LANES, blocks, lane_numbers, number_of, vectors
from actuary.kernel.streams import normal, scrambled
from benchmarks.harness import Section, Target, paired, race

OURS, NUMPY = "the kernel's streams", "numpy PCG64, standard_normal"
DRAWS, YEARS = 4096, 64
SEED, NAME = np.uint64(1), np.uint64(2)


def measured() -> list[Section]:
    """The table, after a proof that the numbers are those of the streams, whatever their number, and normal."""
    ours, fill = blocks((DRAWS // LANES, YEARS)), machine_code(side_by_side)
    prove(ours, fill)
    count = ours.size
    runs = {OURS: lambda: fill(np.uint64(0), ours)}
    for name, bits in (("PCG64", np.random.PCG64), ("SFC64", np.random.SFC64), ("Philox", np.random.Philox)):
        generator, theirs = np.random.Generator(bits(1)), np.empty(count)
        runs[f"numpy {name}, standard_normal"] = lambda generator=generator, theirs=theirs: generator.standard_normal(
            out=theirs
        )
    times = race(runs, counts=dict.fromkeys(runs, count))
    return [Section("One normal number", OURS, paired(times, OURS, {NUMPY: Target(2)}))]


def prove(ours: np.ndarray, fill: object) -> None:
    """Raises AssertionError unless the block holds what the plain streams say, and looks normal."""
    assert callable(fill)
    fill(np.uint64(0), ours)
    with np.errstate(over="ignore"):
        for draw in (0, LANES + 3, DRAWS - 1):
            words = scrambled(np.uint64(draw), np.uint64(2), SEED, NAME)
            right = [normal(number_of(word)) for word in words]
            first = 2 * YEARS_A_COUNTER
            there = ours[draw // LANES, first : first + YEARS_A_COUNTER, draw % LANES]
            np.testing.assert_allclose(there, right, rtol=1e-14)
    assert abs(ours.mean()) < 4 / ours.size**0.5
    assert abs(ours.std() - 1) < 4 / (2 * ours.size) ** 0.5


def side_by_side(first, out):  # type: ignore[no-untyped-def]
    """Numbers of draws from `first` on: out[block, year, lane]."""
    numbers = vectors(out)
    for block in range(numbers.shape[0]):
        draw = lane_numbers() + (first + np.uint64(block * LANES))
        for place in range(numbers.shape[1] // YEARS_A_COUNTER):
            one, two, three, four = scrambled(draw, np.uint64(place), SEED, NAME)
            t = place * YEARS_A_COUNTER
            numbers[block, t] = normal(number_of(one))
            numbers[block, t + 1] = normal(number_of(two))
            numbers[block, t + 2] = normal(number_of(three))
            numbers[block, t + 3] = normal(number_of(four))
