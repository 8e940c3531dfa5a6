"""Benefits that move with the fund: a step down where months of reserve were few, a step up where they were many."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import compiled, inlined, part
from actuary.kernel.lanes import agreed, over, where


@part
def stepped_on(shift, months, low, high, step, limit):
    """The shift of ratios of the year from that of the year before, by months of reserve at its end; within the limit."""
    stepped = where(months < low, shift - step, where(months > high, shift + step, shift))
    return min(max(stepped, -limit), limit)


@inlined
def shifted(ratio, shift):
    """A ratio and its shift, from 0 to 1; what is not paid at all stays so."""
    if agreed(ratio <= 0.0):
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
        before = standing[r.SHIFT_NOW + p]
        stepped = stepped_on(
            before, over(12.0 * balances[pool], spent, 0.0), law_year[r.STABILISER_LOW + p, t],
            law_year[r.STABILISER_HIGH + p, t], law_year[r.STABILISER_STEP + p, t],
            law_year[r.STABILISER_LIMIT + p, t],
        )  # fmt: skip
        shift[p] = where(spent > 0.0, stepped, before)
        after[r.SHIFT_NOW + p] = shift[p]
