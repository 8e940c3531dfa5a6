"""Counting draws into bins, fast: integers only, so that no order, chunk or thread changes a bit of what comes out.

A series has a range of `CELLS` cells of one width, each cut into a number of bins of one width: many where many draws are
expected. Bin 0 lies below the range, the last one above it. Within a cell the place of a draw is summed in steps of
1 / `STEPS` of the cell; beyond the range, which is rare, its distance in whole cells and steps, up to `FARTHEST` cells.
With N draws no sum passes N x 2^22 but for the squares of distances, which are kept in two parts of as much: 2^63 is out
of reach for N up to 2^40, about 1e12.
"""

import numpy as np

from actuary.kernel.compiler import compiled, part

CELLS = 256
STEPS = 1048576.0
"""2^20: steps of a cell in which places are summed."""
FARTHEST = 4194304.0
"""2^22 cells: what lies farther out counts as this far, and is counted as such."""

ROWS = 11
(
    SQUARES,
    LOW_CELLS,
    LOW_STEPS,
    HIGH_CELLS,
    HIGH_STEPS,
    FAR_SQUARES,
    FAR_SQUARES_REST,
    UNDEFINED,
    MINUS_INFINITE,
    PLUS_INFINITE,
    CLIPPED,
) = range(ROWS)
"""Rows of the sums: squares of places in cells, distances below and above the range, their squares in units of `FARTHEST`
and the rest; then how many draws are not a number, are infinite, or lie farther out than can be summed."""


@part
def beyond(x, t, sums, extremes):
    """A draw that is not within the range: whether it is below (0), above (1), or no number (2); t = its place in cells."""
    if x != x:
        sums[UNDEFINED] += 1
        return 2
    below = t < 0.0
    if abs(x) == np.inf:
        sums[MINUS_INFINITE if below else PLUS_INFINITE] += 1
        return 0 if below else 1
    extremes[0] = min(extremes[0], x)
    extremes[1] = max(extremes[1], x)
    far = -t if below else t - CELLS
    if far > FARTHEST:
        far = FARTHEST
        sums[CLIPPED] += 1
    whole = np.int64(far)
    steps = np.int64((far - whole) * STEPS + 0.5)
    square = np.int64(far * far + 0.5)
    high = np.int64(square // np.int64(FARTHEST))
    sums[FAR_SQUARES] += high
    sums[FAR_SQUARES_REST] += square - high * np.int64(FARTHEST)
    sums[LOW_CELLS if below else HIGH_CELLS] += whole
    sums[LOW_STEPS if below else HIGH_STEPS] += steps
    return 0 if below else 1


@compiled
def tally(values, low, per_cell, start, cuts, counts, places, sums, extremes):
    """Count draws into bins and sum their places.

    values[s, n]; low[s] = lower end of the range; per_cell[s] = 1 / width of a cell; start[s, cell] = first bin of a cell;
    cuts[s, cell] = how many it has. Adds to counts[s, bin], places[s, cell], sums[s, row]; widens extremes[s, 2], the
    least and greatest finite draw outside the range.
    """
    last = np.uint64(counts.shape[1] - 1)
    for s in range(values.shape[0]):
        row, bottom, scale = values[s], low[s], per_cell[s]
        first, many, count, place, total = start[s], cuts[s], counts[s], places[s], sums[s]
        squares = np.int64(0)
        for i in range(row.size):
            t = (row[i] - bottom) * scale
            if 0.0 <= t < CELLS:
                whole = np.int64(t)
                cell = np.uint64(whole)
                rest = t - whole
                count[np.uint64(np.int64(first[cell] + rest * many[cell]))] += 1
                place[cell] += np.int64(rest * STEPS + 0.5)
                squares += np.int64(rest * rest * STEPS + 0.5)
            else:
                side = beyond(row[i], t, total, extremes[s])
                if side == 0:
                    count[np.uint64(0)] += 1
                elif side == 1:
                    count[last] += 1
        total[SQUARES] += squares


@compiled
def compare(values, levels, met, under, firsts):
    """Count draws that lie under a level, in each year and for the first time.

    values[g * T + t, n] = series g in year t; levels[l, g * T + t], not a number where there is none; met[n] = scratch. Adds
    to under[l, g * T + t] the draws under the level and to firsts[l, g, t] those that never were before; T = never.
    """
    years = firsts.shape[2] - 1
    for g in range(firsts.shape[1]):
        for n in range(levels.shape[0]):
            met[:] = 0
            never = met.size
            for t in range(years):
                s = g * years + t
                row, level = values[s], levels[n, s]
                if level != level:
                    continue
                here = np.int64(0)
                new = np.int64(0)
                for i in range(row.size):
                    hit = np.int64(row[i] < level)
                    here += hit
                    new += hit & ~met[i]
                    met[i] |= hit
                under[n, s] += here
                firsts[n, g, t] += new
                never -= new
            firsts[n, g, years] += never


@compiled
def repeat(values, atoms, repeated):
    """Count draws under and equal to one value of each series: repeated[s, 2]; atoms[s], not a number where there is none."""
    for s in range(values.shape[0]):
        row, atom = values[s], atoms[s]
        if atom == atom:
            under = np.int64(0)
            same = np.int64(0)
            for i in range(row.size):
                under += np.int64(row[i] < atom)
                same += np.int64(row[i] == atom)
            repeated[s, 0] += under
            repeated[s, 1] += same


@compiled
def collect(values, low, per_cell, start, cuts, wanted, found, counts):
    """Keep the draws of wanted bins: found[k] one after another, series by series, counts[s] of each; the sum of counts.

    wanted[s, bin] is not 0 where the draws of a bin are kept; the rest as in `tally`.
    """
    last = np.uint64(wanted.shape[1] - 1)
    k = np.uint64(0)
    for s in range(values.shape[0]):
        row, bottom, scale = values[s], low[s], per_cell[s]
        first, many, want = start[s], cuts[s], wanted[s]
        before = k
        for i in range(row.size):
            x = row[i]
            t = (x - bottom) * scale
            if 0.0 <= t < CELLS:
                whole = np.int64(t)
                cell = np.uint64(whole)
                b = np.uint64(np.int64(first[cell] + (t - whole) * many[cell]))
            else:
                b = np.uint64(0) if t < 0.0 else last
            if want[b] and x == x:
                found[k] = x
                k += np.uint64(1)
        counts[s] = k - before
    return k
