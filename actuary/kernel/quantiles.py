"""Counting draws into bins, fast: integers only, so that no order, chunk or thread changes a bit of what comes out.

A series has a range of `CELLS` cells of one width, each cut into a number of bins of one width: many where many draws are
expected. Bin 0 lies below the range, the last one above it. Within a cell the place of a draw is summed in steps of
1 / `STEPS` of the cell; beyond the range, which is rare, its distance in whole cells and steps, up to `FARTHEST` cells.
With N draws no sum passes N x 2^22, but for steps within N x 2^20, and the squares of distances are kept in two parts of
as much: 2^63 is out of reach for N up to 2^40, about 1e12.

What is rare is put aside by the loop that meets every draw: that loop has no call, no signed index and one branch.
"""

import numpy as np

from actuary.kernel.compiler import compiled_at_once, part

CELLS = 256
STEPS = 1048576.0
"""2^20: steps of a cell in which places are summed."""
FARTHEST = 4194304.0
"""2^22 cells: what lies farther out counts as this far, and is counted as such."""

ROWS = 10
(
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
"""Rows of the sums: distances below and above the range, their squares in units of `FARTHEST` and the rest; then how many
draws are not a number, are infinite, or lie farther out than can be summed."""


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


@compiled_at_once
def tally(values, begin, end, low, per_cell, cells, far, counts, places, sums, extremes):
    """Count draws into bins and sum their places.

    values[s, n], of which begin to end count; low[s] = lower end of the range; per_cell[s] = 1 / width of a cell;
    cells[s, cell, 2] = first bin of a cell, how many it has; far[n] = scratch. Adds to counts[s, bin], places[s, cell],
    sums[s, row]; widens extremes[s, 2], the least and greatest finite draw outside the range.
    """
    last = np.uint64(counts.shape[1] - 1)
    for s in range(values.shape[0]):
        row, bottom, scale = values[s, begin:end], low[s], per_cell[s]
        cut, count, place = cells[s], counts[s], places[s]
        aside = np.uint64(0)
        for i in range(row.size):
            t = (row[i] - bottom) * scale
            if 0.0 <= t < CELLS:
                whole = np.int64(t)
                cell = np.uint64(whole)
                rest = t - whole
                count[np.uint64(np.int64(cut[cell, 0] + rest * cut[cell, 1]))] += 1
                place[cell] += np.int64(rest * STEPS + 0.5)
            else:
                far[aside] = i
                aside += np.uint64(1)
        for k in range(np.int64(aside)):
            x = row[far[k]]
            side = beyond(x, (x - bottom) * scale, sums[s], extremes[s])
            if side == 0:
                count[np.uint64(0)] += 1
            elif side == 1:
                count[last] += 1


@part
def under_level(row, level, met):
    """How many draws lie under a level, and how many did so once by now: met[n] = 1 where one did."""
    here = np.int64(0)
    once = np.int64(0)
    for i in range(row.size):
        under = np.int64(row[i] < level)
        here += under
        by_now = met[i] | under
        once += by_now
        met[i] = by_now
    return here, once


@compiled_at_once
def compare(values, begin, end, levels, met, under, firsts):
    """Count draws that lie under a level, in each year and for the first time.

    values[g * T + t, n] = series g in year t, of which begin to end count; levels[l, g * T + t], not a number where there is
    none; met[n] = scratch. Adds to under[l, g * T + t] the draws under the level and to firsts[l, g, t] those that never
    were before; T = never.
    """
    years = firsts.shape[2] - 1
    for g in range(firsts.shape[1]):
        for n in range(levels.shape[0]):
            met[:] = 0
            before = np.int64(0)
            for t in range(years):
                s = g * years + t
                if levels[n, s] == levels[n, s]:
                    here, once = under_level(values[s, begin:end], levels[n, s], met)
                    under[n, s] += here
                    firsts[n, g, t] += once - before
                    before = once
            firsts[n, g, years] += end - begin - before


@compiled_at_once
def repeat(values, begin, end, atoms, repeated):
    """Count draws under and equal to one value of each series: repeated[s, 2].

    values[s, n], of which begin to end count; atoms[s], not a number where there is none.
    """
    for s in range(values.shape[0]):
        row, atom = values[s, begin:end], atoms[s]
        if atom == atom:
            under = np.int64(0)
            same = np.int64(0)
            for i in range(row.size):
                under += np.int64(row[i] < atom)
                same += np.int64(row[i] == atom)
            repeated[s, 0] += under
            repeated[s, 1] += same


@compiled_at_once
def collect(values, low, per_cell, cells, wanted, found, counts):
    """Keep the draws of wanted bins: found[k] one after another, series by series, counts[s] of each; returns how many.

    values[s, n]; wanted[s, bin] is not 0 where the draws of a bin are kept; the rest as in `tally`.
    """
    last = np.uint64(wanted.shape[1] - 1)
    k = np.uint64(0)
    for s in range(values.shape[0]):
        row, bottom, scale = values[s], low[s], per_cell[s]
        cut, want = cells[s], wanted[s]
        before = k
        for i in range(row.size):
            x = row[i]
            t = (x - bottom) * scale
            if 0.0 <= t < CELLS:
                whole = np.int64(t)
                cell = np.uint64(whole)
                in_bin = np.uint64(np.int64(cut[cell, 0] + (t - whole) * cut[cell, 1]))
            else:
                in_bin = np.uint64(0) if t < 0.0 else last
            if want[in_bin] and x == x:
                found[k] = x
                k += np.uint64(1)
        counts[s] = np.int64(k - before)
    return np.int64(k)
