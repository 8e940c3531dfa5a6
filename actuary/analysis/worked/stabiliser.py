"""Benefits that move with the months of reserve, on paper: what the closed books of last year make of the ratios."""

from __future__ import annotations

import numpy as np

from actuary.analysis.worked.inputs import Inputs
from actuary.analysis.worked.terms import Term, said
from actuary.kernel import rows as r


def shifted(inputs: Inputs, ratio: Term) -> Term:
    """The ratios with their shift of the year; as they are where nothing moves them."""
    standing = inputs.books.standing
    before = float(standing[r.SHIFT_NOW + inputs.p])
    step = inputs.results.law.stabiliser_step[inputs.p, inputs.t]
    if not (step or before):
        return ratio
    moved = inputs.found("shift", _shift(inputs, before), "share")
    value = np.where(ratio.value > 0.0, np.clip(ratio.value + moved.value, 0.0, 1.0), ratio.value)
    return inputs.found("ratio", said(f"{ratio.text} + shift, from 0 to 1, none where it is 0", value), "share")


def _shift(inputs: Inputs, before: float) -> Term:
    pool = r.EMPLOYEE if inputs.p == 0 else r.RESIDENT
    spent = inputs.before("pool_spending_before", inputs.books.standing[r.SPENDING_BEFORE + inputs.p])
    balance = inputs.before("pool_balance_before", inputs.books.balances[pool])
    last = inputs.before("shift_before", before, "share")
    if spent.value <= 0.0:
        return last
    months = inputs.found("months_before", 12 * balance / spent, "months")
    low, high, step, limit = (
        inputs.part(f"stabiliser_{name}", inputs.payer) for name in ("low", "high", "step", "limit")
    )
    moved = last - step if months.value < low.value else last + step if months.value > high.value else last
    return said(f"{moved.text}, {limit.text} at most", np.clip(moved.value, -limit.value, limit.value))
