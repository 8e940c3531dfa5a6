"""Whatever the fund: a year folded into what drives it gives what its twelve months give."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from actuary.kernel import rows as r
from actuary.kernel.care import care_of_all
from actuary.kernel.drivers import drive
from actuary.kernel.folded import book_by_response
from actuary.kernel.layers import LINE_ROWS, PIECES, follow_points, settle_layers
from actuary.kernel.purchasing import purchase
from actuary.kernel.residents import announce
from actuary.kernel.response import Response, respond
from actuary.kernel.stabiliser import stabilise
from actuary.kernel.years import Ledger, Population
from tests.laws.funds import Array, Packed, Plain, funds, packed

CARRIED = [
    r.PREPAID_NOW,
    *range(r.DUE_BEFORE, r.SHIFT_NOW + r.CARE_PAYERS),
]
"""What the next year has to know of the money of the last."""


def response_of(fund: Packed) -> Response:
    return respond(fund.books, 1, fund.last, fund.rules, fund.prices)


def folded(fund: Packed, people: Population, response: Response) -> tuple[Array, Array, Array]:
    """Every year by the response: told[year, row], balances[year, pool] and standing[year, row] at its end."""
    rules, prices, payers = fund.rules, fund.prices, r.CARE_PAYERS
    balances, standing = fund.books.balances.copy(), fund.books.standing.copy()
    drivers, sums = np.zeros((fund.last + 1, r.DRIVERS)), np.zeros(response.most)
    needs, line = np.zeros((2, people.need.shape[2])), np.zeros((LINE_ROWS, PIECES))
    told, ends, stood = np.zeros((fund.last, r.TOLD)), np.zeros((fund.last, r.POOLS)), np.zeros((fund.last, r.STANDING))
    for i in range(fund.last):
        t, after, shift = i + 1, np.zeros(r.STANDING), np.zeros(payers)
        care, nursing = np.zeros((r.CARE_BLOCKS, *prices.services.shape[:2])), np.zeros((payers, r.NURSING_ROWS))
        bought, yearly = np.zeros((r.BOUGHT_ROWS, r.CARE_LINES)), np.zeros(r.CARE)
        stabilise(t, rules.law_year, balances, standing, after, shift)
        care_of_all(
            t, rules.law_year, rules.basis_year, rules.fixed, rules.roles, prices.services, prices.curves, prices.grid,
            people.exposure[i], people.need[i], standing[r.TAKE_UP_NOW], shift, needs[0], care, nursing,
        )  # fmt: skip
        settle_layers(
            t, rules.law_year, rules.basis_year, rules.fixed, rules.roles, prices.services, prices.annual_curve,
            prices.grid, prices.serves, people.exposure[i], people.need[i], standing, True, needs, line, care, yearly,
        )  # fmt: skip
        purchase(
            t,
            rules.law_year,
            rules.fixed,
            rules.roles,
            prices.services,
            people.exposure[i],
            standing,
            care,
            bought,
            yearly,
        )
        follow_points(t, rules.law_year, yearly)
        announce(t, rules.law_year, rules.basis_year, rules.fixed, rules.roles, people.heads[i + 1], standing, after)
        drive(
            t, rules.law_year, rules.basis_year, rules.fixed, rules.roles, people.exposure[i], people.births[i],
            people.vital[i, r.RECOGNISED], bought, nursing, balances, standing, after, yearly, drivers[t],
        )  # fmt: skip
        book_by_response(t, rules.law_month, response, drivers, balances, after, sums, told[i])
        ends[i], stood[i], standing = balances, after, after
    return told, ends, stood


def in_twelve_months(fund: Packed, ledger: Ledger) -> tuple[Array, Array, Array]:
    """The same from the books month by month: income and spending of the pools and of maternity, balances."""
    lines = ledger.flows.reshape(fund.last, 12, r.POOLS, r.LINES).sum(axis=1)
    income = lines[:, :, : r.INCOME_LINES].sum(axis=2)
    spending = lines[:, :, r.INCOME_LINES : r.TRANSFER_OUT + 1].sum(axis=2)
    memo = ledger.memo.reshape(fund.last, 12, r.MEMOS).sum(axis=1)
    return np.hstack([income, spending, memo]), ledger.stocks[11::12, :, r.BALANCE], ledger.books.standing


def assert_same(fund: Packed) -> None:
    people, ledger = fund.run()
    told, ends, stood = folded(fund, people, response_of(fund))
    wanted, balances, standing = in_twelve_months(fund, ledger)
    size = max(np.abs(part).max() for part in (wanted, balances, fund.books.balances, fund.books.queue, np.ones(1)))
    close(told[:, r.INCOME_OF : r.PREPAID_OF], wanted, size, "income and spending")
    close(ends, balances, size, "balances")
    close(stood[-1][CARRIED], standing[CARRIED], size, "standing")


def close(found: Any, wanted: Any, size: float, what: str) -> None:
    """To 1e-11 of the fund's largest sum: pools hand each other what may dwarf what is left of them."""
    np.testing.assert_allclose(found, wanted, rtol=1e-11, atol=1e-11 * size, err_msg=what)


@given(funds())
def test_a_folded_year_is_twelve_months(fund: Plain) -> None:
    """All mechanisms in any mixture: waivers, deferrals, arrears, clearing, what is paid ahead, a merger in any month."""
    assert_same(packed(fund))


@given(funds(), st.integers(0, 30))
def test_a_pool_in_debt_bears_no_interest(fund: Plain, months: int) -> None:
    """Opening balances around zero, so that pools cross it in the middle of a year."""
    fund["books"]["balance"] = {pool: yuan / 100 - months for pool, yuan in fund["books"]["balance"].items()}
    assert_same(packed(fund))
