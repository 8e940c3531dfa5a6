"""What holds however hospitals are paid: every yuan of care is paid, waits, or is borne by them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from actuary.kernel import rows as r
from actuary.kernel.purchasing import cleared
from tests.laws.bounds import CARE_LINES, Array, Plain
from tests.laws.funds import funds
from tests.laws.packing import Packed, packed
from tests.laws.test_kernel_money import assert_close, ledger_of, with_rule, without_budgets

SHARES = st.floats(0, 1)
YUAN = st.floats(1, 1e9)


def with_rules(fund: Packed, **rules: float) -> Packed:
    """The same fund with rules by line or payer the same for all of them and in all years."""
    law = fund.rules.law_year.copy()
    for name, value in rules.items():
        first = getattr(r, name)
        size = r.CARE_PAYERS if name.startswith(("BED_DAY", "CAPITATION", "STABILISER")) else r.CARE_LINES
        law[first : first + size] = value
    return fund._replace(rules=fund.rules._replace(law_year=law))


def at_cost(fund: Plain) -> Packed:
    """The fund where all care is paid by its cost, with the usual lag."""
    nothing = dict.fromkeys(
        ("BED_DAY_SHARE", "CAPITATION_SHARE", "HELD_BACK", "QUALITY_RESERVE", "PAID_AT_ONCE", "PREPAID_SHARE"), 0.0
    )
    return with_rules(without_budgets(packed(fund)), **nothing)


def rows(yearly: Array, first: int) -> Array:
    return np.asarray(yearly[:, first : first + r.CARE_LINES])


@given(YUAN, YUAN, SHARES, SHARES, SHARES)
def test_payments_and_what_hospitals_keep_or_bear_are_the_cost(
    cost: float, budget: float, kept: float, shared: float, limit: float
) -> None:
    """Due = cost + kept - borne; with all kept and nothing shared the budget is paid out to the yuan."""
    due = cleared(cost, budget, kept, shared, limit)
    surplus, overrun = max(budget - cost, 0.0), max(cost - budget, 0.0)
    borne = overrun - shared * min(overrun, limit * budget)
    assert_close(due, cost + kept * surplus - borne)
    assert min(cost, budget) * (1 - 1e-12) <= due <= max(cost, budget) * (1 + 1e-12)
    assert_close(cleared(cost, budget, 1.0, 0.0, limit), budget)


@given(YUAN, YUAN, SHARES, SHARES, SHARES)
def test_dearer_care_never_brings_hospitals_less(
    cost: float, budget: float, kept: float, shared: float, limit: float
) -> None:
    assert cleared(1.1 * cost, budget, kept, shared, limit) >= cleared(cost, budget, kept, shared, limit) * (1 - 1e-12)


@given(funds())
def test_what_is_due_is_paid_sooner_or_later(fund: Plain) -> None:
    """Over a run: due + what waited at its start = paid + what waits at its end, where no other pool's bills come over."""
    whole = with_rule(packed(fund), r.MATERNITY_MERGED, 0.0, slice(None))
    ledger = ledger_of(whole)
    books, lag = fund["books"], np.array(fund["lag"])
    waiting = lag[::-1].cumsum()[::-1][1:]
    for pool, payer, lines in ((r.EMPLOYEE, "employee", slice(0, 2)), (r.RESIDENT, "resident", slice(2, 4))):
        before = sum(books["held"][line] for line in CARE_LINES[lines])
        for kind in ("inpatient", "outpatient"):
            before += (np.array(books["bills"][payer, kind][::-1])[: len(waiting)] * waiting).sum()
        after = ledger.books.standing[r.HELD_NOW : r.HELD_NOW + r.CARE_LINES][lines].sum()
        after += (ledger.books.queue[pool, :2, : len(waiting)] * waiting).sum()
        paid = ledger.flows[:, pool, [r.INPATIENT, r.OUTPATIENT]].sum()
        due = rows(ledger.yearly, r.DUE)[:, lines].sum()
        assert_close(before + due, paid + after)


@given(funds())
def test_paid_by_its_cost_what_is_due_is_what_the_terms_give(fund: Plain) -> None:
    ledger = ledger_of(at_cost(fund))
    np.testing.assert_array_equal(rows(ledger.yearly, r.DUE), rows(ledger.yearly, r.BY_TERMS))
    assert not ledger.yearly[:, r.COVERED : r.LAYER_FUNDS].any()
    assert not ledger.stocks[:, :, r.ADVANCED].any()


@given(funds(), SHARES, st.integers(0, 12))
def test_holding_back_moves_time_alone(fund: Plain, share: float, month: int) -> None:
    """What is due stays; with all that waits added, pools are as rich as before but for the interest."""
    whole = at_cost(fund)
    law = whole.rules.law_month.copy()
    law[r.INTEREST_RATE] = 0.0
    whole = whole._replace(rules=whole.rules._replace(law_month=law))
    law_year = whole.rules.law_year.copy()
    law_year[r.CLEARING_MONTH] = month
    late = with_rules(whole._replace(rules=whole.rules._replace(law_year=law_year)), HELD_BACK=share)
    one, other = ledger_of(whole), ledger_of(late)
    np.testing.assert_array_equal(rows(one.yearly, r.DUE), rows(other.yearly, r.DUE))
    wealth = [of.stocks[:, :, r.BALANCE] - of.stocks[:, :, r.PAYABLE] for of in (one, other)]
    assert_close(wealth[0], wealth[1])


@given(funds(), SHARES)
def test_paying_ahead_moves_interest_alone(fund: Plain, share: float) -> None:
    whole = packed(fund)
    ahead = with_rules(whole, BUDGET_INCOME_SHARE=0.0, STABILISER_STEP=0.0, PREPAID_SHARE=share)
    never = with_rules(whole, BUDGET_INCOME_SHARE=0.0, STABILISER_STEP=0.0, PREPAID_SHARE=0.0)
    one, other = ledger_of(never), ledger_of(ahead)
    np.testing.assert_array_equal(rows(one.yearly, r.DUE), rows(other.yearly, r.DUE))
    spending = slice(r.INCOME_LINES, r.TRANSFER_OUT)
    np.testing.assert_array_equal(
        one.flows[:, [r.EMPLOYEE, r.RESIDENT], spending], other.flows[:, [r.EMPLOYEE, r.RESIDENT], spending]
    )
    advanced = other.stocks[:, :, r.ADVANCED].reshape(-1, 12, r.POOLS)
    assert not advanced[:, 11].any()
    assert (advanced[:, :11] == advanced[:, :1]).all()
