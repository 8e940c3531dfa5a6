"""Whatever the fund: a year folded into what drives it gives what its twelve months give."""

from typing import Any
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.kernel.folded import book_by_response
from actuary.kernel.response import Response, respond
from actuary.kernel.years import Ledger
from tests.laws.bounds import Array, Plain
from tests.laws.funds import funds
from tests.laws.packing import Packed, packed

CARRIED = [r.PREPAID_NOW, *range(r.DUE_BEFORE, r.SHIFT_NOW + r.CARE_PAYERS)]
"""What the next year has to know of the money of the last."""


class Folded:
    """Stands in for the books of a year month by month: what they leave for the next year comes from the response."""

    def __init__(self, fund: Packed, response: Response) -> None:
        self.response = response
        self.drivers = np.zeros((fund.last + 1, r.DRIVERS))
        self.room = np.full(np.diff(response.begin).max(), np.nan), np.full((2, r.POOLS, 12), np.nan)
        self.told = np.full((fund.last + 1, d.TOLD), np.nan)
        self.balances = np.full((fund.last + 1, r.POOLS), np.nan)

    def __call__(self, t: int, law_year: Array, law_month: Array, *rest: Any) -> None:
        *_, driver, balances, _, _, _, after, _, _, _, _ = rest
        self.drivers[t] = driver
        book_by_response(t, law_month, self.response, self.drivers, balances, after, *self.room, self.told[t])
        self.balances[t] = balances


def in_twelve_months(fund: Packed, ledger: Ledger) -> Array:
    """Income and spending of the pools and of maternity by year, from the books month by month."""
    lines = ledger.flows.reshape(fund.last, 12, r.POOLS, r.LINES).sum(axis=1)
    income = lines[:, :, : r.INCOME_LINES].sum(axis=2)
    spending = lines[:, :, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum(axis=2)
    return np.hstack([income, spending, ledger.memo.reshape(fund.last, 12, r.MEMOS).sum(axis=1)])


def assert_same(fund: Packed) -> None:
    """Several years in a row, each of which goes by what the one before has left: budgets, stabilisers, prepaid premiums."""
    wanted = fund.run()[1]
    found = Folded(fund, respond(fund.books, 1, fund.last, fund.rules, fund.prices))
    with patch("actuary.kernel.year.book_year", found):
        standing = fund.run()[1].books.standing
    told = in_twelve_months(fund, wanted)
    balances = wanted.stocks[11::12, :, r.BALANCE]
    size = max(1.0, *(np.abs(part).max() for part in (told, balances, fund.books.balances, fund.books.queue)))
    close(found.told[1:, d.INCOME_OF : d.PREPAID_OF], told, size, "income and spending")
    close(found.balances[1:], balances, size, "balances")
    close(standing[CARRIED], wanted.books.standing[CARRIED], size, "standing")
    handed = wanted.flows[:, r.MATERNITY, r.TRANSFER_OUT].reshape(fund.last, 12).sum(axis=1)
    close(found.told[1:, d.HANDED_OVER], handed, size, "handed over")


def close(found: Any, wanted: Any, size: float, what: str) -> None:
    """To 1e-11 of the fund's largest sum: pools hand each other what may dwarf what is left of them."""
    np.testing.assert_allclose(found, wanted, rtol=1e-11, atol=1e-11 * size, err_msg=what)


@given(funds())
def test_a_folded_year_is_twelve_months(fund: Plain) -> None:
    """All mechanisms in any mixture: waivers, deferrals, arrears, clearing, what is paid ahead, a merger in any month."""
    assert_same(packed(fund))


@given(funds(), st.integers(0, 30), st.integers(1, 20))
def test_a_pool_in_debt_bears_no_interest_in_a_folded_year_either(fund: Plain, debt: int, together: int) -> None:
    """Opening balances around zero, so that pools cross it in the middle of a year; maternity merged and parted again."""
    fund["books"]["balance"] = {pool: yuan / 100 - debt for pool, yuan in fund["books"]["balance"].items()}
    for m, month in enumerate(fund["months"]):
        month["maternity_merged"] = m // together % 2 == 1
    assert_same(packed(fund))


@given(funds())
def test_what_the_law_switches_off_is_no_term(fund: Plain) -> None:
    """Long-term care, clearing and prepayment off: no driver of theirs is asked for, and the years are the same."""
    off = ("nursing_coverage", "held_back", "quality_reserve", "paid_at_once", "prepaid_share", "years_price")
    for year in fund["years"]:
        year |= {name: 0.0 for name in year if name.startswith(off)}
    whole = packed(fund)
    response = respond(whole.books, 1, whole.last, whole.rules, whole.prices)
    assert not set(range(r.BILLS_AT_ONCE, r.ACCOUNTS_BEFORE)) & set(response.row.tolist())
    assert not {r.YEARS_PAID, *range(r.NURSED_MEMBERS, r.BILLS_LAGGED)} & set(response.row.tolist())
    assert_same(whole)
