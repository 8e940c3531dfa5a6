"""What the fund pays for care: a distribution of cost, cut by deductible, ratio and cap."""

import math

from actuary.kernel import rows as r
from actuary.kernel.compiler import part
from actuary.kernel.stabiliser import shifted


@part
def limited(curve, grid, mean, limit):
    """Limited expected value LEV(u) = E[min(S, u)] = m g(u / m) of a cost with mean m.

    curve[i] = (g, dg / dlog x) at log x = grid[0] + i x grid[1]; between them a cubic (Hermite). Below the grid every
    cost exceeds the limit, above it none does.
    """
    if limit <= 0.0 or mean <= 0.0:
        return 0.0
    place = (math.log(limit / mean) - grid[0]) / grid[1]
    if place < 0.0:
        return limit
    if not place < curve.shape[0] - 1:  # beyond the grid, or no number at all
        return mean * curve[curve.shape[0] - 1, 0]
    i = int(place)
    u = place - i
    v = 1.0 - u
    g = (
        curve[i, 0] * (1.0 + 2.0 * u) * v * v
        + curve[i + 1, 0] * (3.0 - 2.0 * u) * u * u
        + grid[1] * (curve[i, 1] * u * v * v - curve[i + 1, 1] * u * u * v)
    )
    return mean * g


@part
def expected_payment(curve, grid, mean, deductible, ratio, cap):
    """Expected payment a [LEV(d + C / a) - LEV(d)]: the cap C is on the fund's payment, so the loss counts up to d + C / a."""
    if ratio <= 0.0:
        return 0.0
    upper = limited(curve, grid, mean, deductible + cap / ratio)
    return ratio * (upper - limited(curve, grid, mean, deductible))


@part
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
        if services[p, k, r.BY_YEAR] == 1.0 and insured > 0.0:
            cost *= cases / insured
            cases = insured
        paid = expected_payment(
            curves[p, k], grid, cost * services[p, k, r.SCOPE] * basis_year[scope + k, t], law_year[deductible + k, t],
            shifted(law_year[deductible + count + k, t], shift), law_year[deductible + 2 * count + k, t],
        )  # fmt: skip
        care[0, p, k] = cases
        care[1, p, k] = cases * cost
        care[2, p, k] = cases * paid * basis_year[payment + k, t]
