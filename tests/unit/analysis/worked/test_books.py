"""The books of a year on paper, on pools small enough for a pencil."""

import numpy as np
import pytest

from actuary.analysis.worked.books import LATE, Pool, run_through
from actuary.analysis.worked.inputs import Inputs, inputs_of
from actuary.analysis.worked.terms import said
from actuary.kernel import rows as r
from tests.runs import ran

LAG = (0.1, 0.25, 0.3, 0.25, 0.1)


def pool(row: int, balance: float, bill: float = 0.0) -> Pool:
    """A pool that had the same hospital bill in every month of last year."""
    bills = {line: [bill if line == r.INPATIENT else 0.0] * len(LAG) for line in LATE}
    return Pool(row, balance, bills)


@pytest.fixture
def inputs() -> Inputs:
    found = inputs_of(ran("meishan"), 2021, "resident")
    assert found.results.basis.prices.lag.tolist() == pytest.approx(LAG)
    assert (found.results.law.interest_rate == 0.011).all()
    return found


def test_a_bill_that_doubles_is_paid_by_the_lag(inputs: Inputs) -> None:
    """January pays a tenth of its own 200 and nine tenths of 100; from May on everything is of this year."""
    one = pool(r.RESIDENT, 0.0, 100.0)
    one.cost[r.INPATIENT] = said("cost", 200.0)
    run_through(inputs, (one,), None)
    assert one.found[r.INPATIENT][:5] == pytest.approx([110, 135, 165, 190, 200])
    still_open = 200 * (0.9 + 0.65 + 0.35 + 0.1)
    assert one.found[r.INPATIENT].sum() == pytest.approx(100 * 2.0 + 12 * 200 - still_open)


def test_interest_is_of_the_balance_of_the_month_before_and_none_of_a_debt(inputs: Inputs) -> None:
    rich, poor = pool(r.RESIDENT, 1200.0), pool(r.RESIDENT, -1200.0)
    rich.came[r.SUBSIDY] = said("subsidy", 100.0)
    run_through(inputs, (rich, poor), None)
    assert rich.found[r.INTEREST][0] == pytest.approx(1200 * 0.011 / 12)
    assert rich.found[r.INTEREST][1] == pytest.approx((1200 + 1.1 + 100) * 0.011 / 12)
    assert not poor.found[r.INTEREST].any()
    assert poor.balances.tolist() == [-1200.0] * 12


def test_what_never_came_in_moves_no_balance(inputs: Inputs) -> None:
    one = pool(r.EMPLOYEE, 0.0)
    one.came = {r.CONTRIBUTIONS_OWN: said("own", 10.0), r.WAIVED: said("waived", 5.0), r.DEFERRED: said("later", 5.0)}
    one.went[r.ACCOUNT_PAYMENTS] = said("paid", 10.0)
    run_through(inputs, (one,), None)
    assert one.balances == pytest.approx(np.zeros(12))


def test_a_merger_hands_over_money_and_open_bills(inputs: Inputs) -> None:
    """In March the other pool's 50 come over with its bills: 90 % of 100 a month is still to be paid then."""
    into, gone = pool(r.EMPLOYEE, 0.0), pool(r.MATERNITY, 1000.0, 100.0)
    run_through(inputs, (into, gone), 2)
    paid_before = 90 + 65
    interest = (1000 + 1000 * (1 + 0.011 / 12) - 90) * 0.011 / 12
    assert gone.found[r.TRANSFER_OUT][2] == pytest.approx(1000 - paid_before + interest)
    assert into.found[r.TRANSFER_IN][2] == gone.found[r.TRANSFER_OUT][2]
    assert into.found[r.INPATIENT][2:4] == pytest.approx([35, 10])
    assert gone.balances[2:] == pytest.approx(np.zeros(10))
