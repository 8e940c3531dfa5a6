"""What comes in: contributions on wages, residents' premiums and subsidies."""

from actuary.kernel import rows as r
from actuary.kernel.compiler import part
from actuary.kernel.lanes import agreed, exp, over, power, some, where
from actuary.kernel.payment import TINY, limited


@part
def declared(curve, grid, truth, floor, cap):
    """Declared base over the average wage: E[min(max(X, floor), cap)] = floor + LEV(cap) - LEV(floor).

    X = wage declared over the average wage, its mean the truth of the declarations.
    """
    return floor + limited(curve, grid, truth, cap) - limited(curve, grid, truth, floor)


@part
def earned(in_time, recovered):
    """What ever comes in of a month's contributions over what comes in today: in its month, and of the rest a share later."""
    return in_time + recovered * max(0.0, 1.0 - in_time)


@part
def taken_up(premium, income_before, shift, fixed):
    """Share of the eligible who take up cover: logit = level + response x premium / disposable income of last year + shift."""
    logit = fixed[r.TAKE_UP_LOGIT] + over(fixed[r.TAKE_UP_RESPONSE] * premium, income_before, 0.0) + shift
    odds = exp(min(logit, -logit))  # of the rarer, never above one
    known = where(logit < 0.0, odds / (1.0 + odds), 1.0 / (1.0 + odds))
    return where(income_before > 0.0, known, fixed[r.BASE_TAKE_UP])


@part
def worked_for(take_up, target, reached, ceiling):
    """Take-up with enrolment work: a share of the gap to the target is closed, beyond the ceiling nobody can be won."""
    if agreed(reached <= 0.0):
        return take_up
    return take_up + reached * max(0.0, min(target, ceiling) - take_up)


@part
def sick(take_up, fixed):
    """Need of the insured over need of everybody eligible: s0 (s / s0)^selection with take-up s and base take-up s0.

    Near the base a leaver needs `selection` of what the average member needs, so those who stay cost more per head; with
    selection 1 everybody is alike.
    """
    base = fixed[r.BASE_TAKE_UP]
    share = over(max(take_up, TINY), base, 1.0)
    if some(fixed[r.SELECTION] != 1.0):
        share = power(share, fixed[r.SELECTION])
    return where((take_up > 0.0) & (base > 0.0), base * share, 0.0)


@part
def next_amount(now, level_now, level_next, index, growth, rise):
    """An amount of next year: now x (1 + index x growth) + rise, unless the law sets a new level, which is a new start.

    index = share of the growth of disposable income that it follows; rise = what a year adds, in the amount's unit.
    """
    return where(level_next != level_now, level_next, now * (1.0 + index * growth) + rise)
