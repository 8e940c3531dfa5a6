"""Benefits that move with the fund: a step down where months of reserve were few, a step up where they were many."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, part


@part
def stepped_on(shift, months, low, high, step, limit):
    """The shift of ratios of the year from that of the year before, by months of reserve at its end; within the limit."""
    if months < low:
        shift -= step
    elif months > high:
        shift += step
    return min(max(shift, -limit), limit)


@part
def shifted(ratio, shift):
    """A ratio and its shift, from 0 to 1; what is not paid at all stays so."""
    if ratio <= 0.0:
        return ratio
    return min(max(ratio + shift, 0.0), 1.0)


@compiled
def stabilise(t, law_year, balances, standing, after, shift):
    """By how much the ratios of each payer move in year t, shift[p], from the closed books of the year before.

    months = 12 x balance of the pool / its spending of the year, both at the end of year t - 1. Writes shift[p] and keeps
    it in after[row].
    """
    for p in range(r.CARE_PAYERS):
        pool = r.EMPLOYEE if p == 0 else r.RESIDENT
        spent = standing[r.SPENDING_BEFORE + p]
        shift[p] = standing[r.SHIFT_NOW + p]
        if spent > 0.0:
            shift[p] = stepped_on(
                shift[p], 12.0 * balances[pool] / spent, law_year[r.STABILISER_LOW + p, t],
                law_year[r.STABILISER_HIGH + p, t], law_year[r.STABILISER_STEP + p, t],
                law_year[r.STABILISER_LIMIT + p, t],
            )  # fmt: skip
        after[r.SHIFT_NOW + p] = shift[p]
