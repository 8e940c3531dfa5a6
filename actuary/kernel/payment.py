"""What the fund pays for care: a distribution of cost, cut by deductible, ratio and cap."""

import math

from actuary.kernel import rows as r
from actuary.kernel.compiler import inlined, part
from actuary.kernel.lanes import agreed, floor, log, over, rows_at, where
from actuary.kernel.stabiliser import shifted

TINY = 1e-300
"""In place of zero or less where a logarithm or a power is worked out and not used."""


@inlined
def unlimited(curve, mean):
    """Limited expected value where no cost exceeds the limit: the mean, as far as the curve knows."""
    return max(mean, 0.0) * curve[curve.shape[0] - 1, 0]


@part
def limited(curve, grid, mean, limit):
    """Limited expected value LEV(u) = E[min(S, u)] = m g(u / m) of a cost with mean m.

    curve[i] = (g, dg / dlog x) at log x = grid[0] + i x grid[1]; between them a cubic (Hermite). Below the grid every
    cost exceeds the limit, above it none does.
    """
    last = curve.shape[0] - 1
    place = (log(max(over(limit, mean, 0.0), TINY)) - grid[0]) / grid[1]
    inside = min(max(0.0, place), last)
    i = min(floor(inside), last - 1)
    u = inside - i
    v = 1.0 - u
    low, slope, high, slope_high = rows_at(curve, i)
    g = (
        low * (1.0 + 2.0 * u) * v * v
        + high * (3.0 - 2.0 * u) * u * u
        + grid[1] * (slope * u * v * v - slope_high * u * u * v)
    )
    found = where(place < last, mean * g, unlimited(curve, mean))  # beyond the grid, or no number at all
    return where((limit > 0.0) & (mean > 0.0), where(place < 0.0, limit, found), 0.0)


@inlined
def expected_payment(curve, grid, mean, deductible, ratio, cap):
    """Expected payment a [LEV(d + C / a) - LEV(d)]: the cap C is on the fund's payment, so the loss counts up to d + C / a."""
    loss = deductible + over(cap, ratio, 0.0)
    paid = unlimited(curve, mean) if agreed(cap == math.inf) else limited(curve, grid, mean, loss)
    if agreed(deductible > 0.0):
        paid = paid - limited(curve, grid, mean, deductible)
    return ratio * paid


@inlined
def treat(t, p, law_year, basis_year, services, curves, grid, need, persons, sick, take_up, level, shift, care):
    """A year of care of one payer p, written to care[cases | cost | paid, p, k]; cases, yuan, yuan.

    need[k] and persons are of everybody eligible; sick = need of the insured over need of everybody; take_up = the
    insured over everybody; level = the area's unit cost over the nation's, solved in the base year; shift = of the
    ratios. Services counted by admission: cases = frequency x need. By year: cases = persons, each with a year's cost.
    """
    count = services.shape[1]
    block = services.shape[0] * count
    use = r.USE + p * count
    price = use + block
    scope = price + block
    payment = scope + block
    deductible = r.DEDUCTIBLE + p * r.PAYER_ROWS
    insured = persons * take_up
    for k in range(count):
        cases = services[p, k, r.FREQUENCY] * basis_year[use + k, t] * need[k] * sick
        cost = level * services[p, k, r.COST] * basis_year[price + k, t]
        if services[p, k, r.BY_YEAR] == 1.0:
            cost *= over(cases, insured, 1.0)
            cases = where(insured > 0.0, insured, cases)
        paid = 0.0
        if agreed(law_year[deductible + count + k, t] > 0.0):
            paid = expected_payment(
                curves[p, k], grid, cost * services[p, k, r.SCOPE] * basis_year[scope + k, t],
                law_year[deductible + k, t], shifted(law_year[deductible + count + k, t], shift),
                law_year[deductible + 2 * count + k, t],
            )  # fmt: skip
        care[0, p, k] = cases
        care[1, p, k] = cases * cost
        care[2, p, k] = cases * paid * basis_year[payment + k, t]
