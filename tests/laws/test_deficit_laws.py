"""What holds of the deficit cascade whatever comes in, falls due and stands behind a pool."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.axes import PAYERS
from actuary.deficit import Backing, payments_in, payments_of
from tests.runs import ran

ROUNDING = 1e-9
"""Of amounts of a few thousands."""
AMOUNTS = st.floats(0, 1000)
SHARES = st.floats(0, 1)
SIGNED = st.floats(-1000, 1000)


@st.composite
def backings(draw: st.DrawFn, months: int) -> Backing:
    """Limits and shares that are others in every month."""
    kinds = (SHARES, AMOUNTS, AMOUNTS, AMOUNTS, SHARES, AMOUNTS, st.sampled_from((0.0, 1.0)))
    return Backing(*(np.array(draw(st.lists(kind, min_size=months, max_size=months))) for kind in kinds))


@st.composite
def pools(draw: st.DrawFn) -> tuple[float, np.ndarray, np.ndarray, Backing]:
    """An opening balance, income and spending by month, and what stands behind them."""
    months = draw(st.integers(1, 15))
    flows = [np.array(draw(st.lists(SIGNED, min_size=months, max_size=months))) for _ in range(2)]
    return draw(SIGNED), flows[0], flows[1], draw(backings(months))


@given(pool=pools())
def test_every_yuan_due_is_in_one_place(pool: tuple[float, np.ndarray, np.ndarray, Backing]) -> None:
    paid = payments_of(*pool)
    in_all = paid.own + paid.adjustment + paid.advance + paid.overdue + paid.unpaid
    np.testing.assert_allclose(in_all, paid.due, rtol=0, atol=ROUNDING)
    assert all((part >= -ROUNDING).all() for part in paid)


@given(pool=pools())
def test_own_money_less_what_stood_in_for_it_is_the_balance_of_the_projection(
    pool: tuple[float, np.ndarray, np.ndarray, Backing],
) -> None:
    opening, income, spending, _ = pool
    paid = payments_of(*pool)
    stood_in = np.cumsum(paid.adjustment + paid.unpaid) + paid.advanced + paid.waiting
    np.testing.assert_allclose(paid.balance - stood_in, opening + np.cumsum(income - spending), rtol=0, atol=1e-8)


@given(pool=pools())
def test_nobody_pays_beyond_a_limit_and_nobody_below_before_own_money_is_gone(
    pool: tuple[float, np.ndarray, np.ndarray, Backing],
) -> None:
    paid, backing = payments_of(*pool), pool[-1]
    missing = paid.due - paid.own
    assert (paid.adjustment <= backing.adjustment_share * missing + ROUNDING).all()
    assert ((paid.advance == 0) | (paid.advanced <= backing.advance_limit + ROUNDING)).all()
    assert ((paid.overdue == 0) | (paid.waiting <= backing.overdue_limit + ROUNDING)).all()
    short = missing > ROUNDING
    assert (paid.balance[short] == 0).all()
    assert (paid.settled[short] + paid.repaid[short] == 0).all()
    # nothing is left unpaid while the treasury may advance more or bills may wait
    left = paid.unpaid > ROUNDING
    assert (paid.advanced[left] >= backing.advance_limit[left] - ROUNDING).all()
    assert (paid.waiting[left] >= backing.overdue_limit[left] - ROUNDING).all()
    for first in range(0, len(missing), 12):
        year = slice(first, first + 12)
        assert paid.adjustment[year].sum() <= backing.adjustment_limit[year].max() + ROUNDING


@given(pool=pools(), more=AMOUNTS)
def test_a_treasury_that_advances_more_leaves_no_more_unpaid(
    pool: tuple[float, np.ndarray, np.ndarray, Backing], more: float
) -> None:
    """In all months together: what a smaller advance leaves unpaid, is written off and never paid back."""
    *flows, backing = pool
    level = Backing(*(np.full_like(one, one[0]) for one in backing))
    wider = level._replace(advance_limit=level.advance_limit + more)
    before, after = (payments_of(*flows, one).unpaid.sum() for one in (level, wider))
    assert after <= before + 1e-8


@pytest.mark.slow_without_jit
@pytest.mark.parametrize("name", ["meishan", "jiangxi", "zibo"])
@pytest.mark.parametrize("pool", PAYERS)
def test_the_cascade_of_a_run_is_its_balance(name: str, pool: str) -> None:
    found = ran(name)
    paid, _ = payments_in(found.law, found.basis, found.ledger, pool)
    stood_in = np.cumsum(paid.adjustment + paid.unpaid) + paid.advanced + paid.waiting
    np.testing.assert_allclose(paid.balance - stood_in, found.months[pool], rtol=0, atol=0.01)
    np.testing.assert_allclose(paid.own + paid.adjustment + paid.advance + paid.overdue + paid.unpaid, paid.due)
    assert bool((paid.own < paid.due).any()) == (pool in found.pools_without_money)
