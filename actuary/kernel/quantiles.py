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
BITS = 20
STEPS = 1048576.0
"""2^20: steps of a cell in which places are summed and bins are cut; whole steps, so half a step is missing on average."""
END, LAST = 268435456.0, 1048575
"""2^28 steps of all cells, and the last step of a cell."""
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


@part
def steps_of(row, bottom, scale, steps):
    """The step of the range at which each draw of a series lies, -1 beyond it: no branch, so several at a time."""
    fine = scale * STEPS
    for i in range(row.size):
        t = (row[i] - bottom) * fine
        steps[i] = np.int32(t if 0.0 <= t < END else -1.0)


@part
def place_draws(row, bottom, scale, cut, steps, count, place, total, ends):
    """Count the draws of a series into bins and sum their places; those beyond its range, put aside in steps[n], at the end."""
    steps_of(row, bottom, scale, steps)
    aside = np.uint64(0)
    for i in range(row.size):
        k = np.int64(steps[i])
        if k >= 0:
            cell = np.uint64(k >> BITS)
            step = k & LAST
            count[np.uint64(cut[cell, 0] + (step * cut[cell, 1] >> BITS))] += 1
            place[cell] += step
        else:
            steps[aside] = i
            aside += np.uint64(1)
    for n in range(np.int64(aside)):
        x = row[steps[n]]
        side = beyond(x, (x - bottom) * scale, total, ends)
        if side == 0:
            count[0] += 1
        elif side == 1:
            count[count.size - 1] += 1


@part
def pour(few, counts):
    """Add the counts of a few draws to those of all, and begin again."""
    for n in range(few.size):
        counts[n] += np.int64(few[n])
        few[n] = 0


@part
def under_level(row, level, met):
    """How many draws lie under a level, and how many of them never did before: met[n] = 1 where one did."""
    here = np.int64(0)
    new = np.int64(0)
    for i in range(row.size):
        under = np.int64(row[i] < level)
        here += under
        new += under & ~met[i]
        met[i] |= under
    return here, new


@part
def equal(row, value):
    """How many draws lie under a value, and how many are equal to it."""
    under = np.int64(0)
    same = np.int64(0)
    for i in range(row.size):
        under += np.int64(row[i] < value)
        same += np.int64(row[i] == value)
    return under, same


@compiled_at_once
def tally(values, begin, end, low, per_cell, cells, atoms, levels, steps, met, few, counts, places, sums, repeated, under,
          firsts, extremes):  # fmt: skip
    """Count draws: into bins, at a value that repeats, under levels; all that is added up is whole.

    values[g * T + t, n] = series g in year t, row s, of which the draws begin to end count; low[s] = lower end of its range,
    per_cell[s] = 1 / width of a cell, cells[s, cell, 2] = first bin of a cell, how many it has; atoms[s] = a value,
    levels[l, s], not a number where there is none; steps[n], met[l, n] = scratch of end - begin, few[bin] zeros, as small as
    the nearest cache likes them.
    Adds to counts[s, bin], places[s, cell], sums[s, row]; repeated[s, 2], draws under and at the value; under[l, s];
    firsts[l, g, t], draws first under the level in a year, T = never; widens extremes[s, 2], the least and greatest finite
    draw outside the range.
    """
    years = firsts.shape[2] - 1
    for s in range(values.shape[0]):
        row = values[s, begin:end]
        place_draws(row, low[s], per_cell[s], cells[s], steps, few, places[s], sums[s], extremes[s])
        pour(few, counts[s])
        if atoms[s] == atoms[s]:
            below, same = equal(row, atoms[s])
            repeated[s, 0] += below
            repeated[s, 1] += same
        g, t = s // years, s % years
        for n in range(levels.shape[0]):
            if t == 0:
                met[n, :] = 0
                firsts[n, g, years] += row.size
            if levels[n, s] == levels[n, s]:
                here, new = under_level(row, levels[n, s], met[n])
                under[n, s] += here
                firsts[n, g, t] += new
                firsts[n, g, years] -= new


@compiled_at_once
def collect(values, low, per_cell, cells, wanted, found, counts):
    """Keep the draws of wanted bins: found[k] one after another, series by series, counts[s] of each; returns how many.

    values[s, n]; wanted[s, bin] is not 0 where the draws of a bin are kept; the rest as in `tally`.
    """
    last = np.uint64(wanted.shape[1] - 1)
    k = np.uint64(0)
    for s in range(values.shape[0]):
        row, bottom, fine = values[s], low[s], per_cell[s] * STEPS
        cut, want = cells[s], wanted[s]
        before = k
        for i in range(row.size):
            x = row[i]
            t = (x - bottom) * fine
            if 0.0 <= t < END:
                step = np.int64(t)
                cell = np.uint64(step >> BITS)
                in_bin = np.uint64(cut[cell, 0] + ((step & LAST) * cut[cell, 1] >> BITS))
            else:
                in_bin = np.uint64(0) if t < 0.0 else last
            if want[in_bin] and x == x:
                found[k] = x
                k += np.uint64(1)
        counts[s] = np.int64(k - before)
    return np.int64(k)
