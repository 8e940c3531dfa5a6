"""What holds for the money of any fund: every yuan is in one place, and comes from another."""

from typing import Any

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from actuary.kernel import rows as r
from actuary.kernel.years import Ledger
from tests.laws.bounds import BY_MONTH, Array, Plain
from tests.laws.funds import funds
from tests.laws.packing import Packed, packed

INCOME = slice(0, r.INCOME_LINES)
SPENDING = slice(r.INCOME_LINES, r.TRANSFER_OUT + 1)


def assert_close(found: Any, wanted: Any) -> None:
    np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-6)


def opening(fund: Plain) -> tuple[Array, Array, Array]:
    """Balance, payable and receivable of each pool before the first month, from the fund as it was written."""
    books, lag = fund["books"], fund["lag"]
    payable = dict.fromkeys(books["balance"], 0.0)
    for (pool, _), bills in books["bills"].items():
        payable[pool] += sum(bill * sum(lag[n + 1 :]) for n, bill in enumerate(reversed(bills)))
    for line, held in books["held"].items():
        payable[line.split("_")[0]] += held
    receivable = [sum(yuan for _, yuan in books["promised"]), 0.0, 0.0, 0.0, 0.0]
    return np.array(list(books["balance"].values())), np.array(list(payable.values())), np.array(receivable)


def with_rule(fund: Packed, row: int, values: Any, months: slice) -> Packed:
    """The same fund with another rule in some months, counted from January of the base year."""
    law = fund.rules.law_month.copy()
    law[row, months] = values
    return fund._replace(rules=fund.rules._replace(law_month=law))


def without_budgets(fund: Packed) -> Packed:
    """The same fund where no budget goes by what came in, and no benefit by what is left."""
    law = fund.rules.law_year.copy()
    law[r.STABILISER_STEP : r.STABILISER_STEP + r.CARE_PAYERS] = 0.0
    law[r.BUDGET_SET : r.BUDGET_SET + r.CARE_LINES] = 0.0
    return fund._replace(rules=fund.rules._replace(law_year=law))


def ledger_of(fund: Packed) -> Ledger:
    return fund.run()[1]


@given(funds())
def test_a_balance_rolls_forward(fund: Plain) -> None:
    """Balance = balance before + income - spending, pool by pool and month by month."""
    ledger = ledger_of(packed(fund))
    balances = np.concatenate([[opening(fund)[0]], ledger.stocks[:, :, r.BALANCE]])
    surplus = ledger.flows[:, :, INCOME].sum(axis=2) - ledger.flows[:, :, SPENDING].sum(axis=2)
    assert_close(balances[1:], balances[:-1] + surplus)


@given(funds(), st.data())
def test_every_yuan_is_in_one_place(fund: Plain, data: st.DataObject) -> None:
    """Over any span, change of (balance - payable + receivable) = incurred income - incurred cost, per pool and in all."""
    ledger = ledger_of(packed(fund))
    stocks = np.concatenate([[np.stack([*opening(fund)], axis=1)], ledger.stocks[:, :, :3]])
    wealth = stocks[:, :, r.BALANCE] - stocks[:, :, r.PAYABLE] + stocks[:, :, r.RECEIVABLE]
    first = data.draw(st.integers(0, len(wealth) - 2))
    last = data.draw(st.integers(first + 1, len(wealth) - 1))
    incurred = ledger.flows[first:last, :, r.INCURRED_INCOME] - ledger.flows[first:last, :, r.INCURRED_COST]
    assert_close(wealth[last] - wealth[first], incurred.sum(axis=0))
    assert_close(wealth[last].sum() - wealth[first].sum(), incurred.sum())


@given(funds())
def test_transfers_sum_to_zero(fund: Plain) -> None:
    flows = ledger_of(packed(fund)).flows
    assert_close(flows[:, :, r.TRANSFER_IN].sum(axis=1), flows[:, :, r.TRANSFER_OUT].sum(axis=1))


def without_newborns(fund: Plain) -> Plain:
    """The same fund where children are enrolled from the year after their birth, with everybody else."""
    for year in fund["years"]:
        year["newborns_enrolled"] = 0.0
    return fund


@given(funds())
def test_cash_is_the_balance_and_what_was_collected_ahead(fund: Plain) -> None:
    """Cash of the resident pool changes by what members, treasury and others pay in a month, whatever year it is for."""
    whole = packed(without_newborns(fund))
    ledger, timing = ledger_of(whole), fund["premium_timing"]
    level = fund["fixed"]["resident_income_level"]
    standing = ledger.books.standing
    premiums = np.append(ledger.yearly[:, r.PREMIUM], standing[r.PREMIUM_NOW]) * level
    premiums *= np.append(ledger.yearly[:, r.HEADS], standing[r.HEADS_NOW])
    stocks, flows = ledger.stocks[:, r.RESIDENT], ledger.flows[:, r.RESIDENT]
    cash = np.append(
        fund["books"]["balance"]["resident"] + fund["books"]["ahead"],
        stocks[:, r.BALANCE] + stocks[:, r.PREPAID],
    )
    for m in range(12 * whole.last):
        month, year = m % 12 + 1, m // 12
        collected = premiums[year] * timing["during"][month]
        collected += premiums[year + 1] * timing["before"].get(month, 0.0)
        others = flows[m, [r.SUBSIDY, r.INTEREST, r.OTHER_INCOME]].sum() - flows[m, SPENDING].sum()
        assert_close(cash[m + 1] - cash[m], collected + others)


@given(funds())
def test_a_full_year_of_premiums_is_heads_times_premium(fund: Plain) -> None:
    """From the second year on nothing of a year's cover was collected before the run began."""
    ledger = ledger_of(packed(without_newborns(fund)))
    own = ledger.flows[:, r.RESIDENT, r.CONTRIBUTIONS_OWN].reshape(-1, 12).sum(axis=1)
    due = ledger.yearly[:, r.PREMIUM] * ledger.yearly[:, r.HEADS] * fund["fixed"]["resident_income_level"]
    assert_close(own[1:], due[1:])


@given(funds(), st.integers(0, 5), st.integers(1, 6))
def test_a_deferral_comes_back_and_a_waiver_does_not(fund: Plain, until: int, wait: int) -> None:
    """Kaizhou's two reliefs (check D6). Without interest the deferral leaves no trace once it has come back."""
    months = slice(12, 13 + until)
    plain = without_budgets(packed(fund))
    for row in (r.EMPLOYER_RELIEF, r.DEFERRED_SHARE, r.INTEREST_RATE):
        plain = with_rule(plain, row, 0.0, slice(None))
    plain = with_rule(plain, r.DEFERRAL_MONTHS, float(wait), slice(None))
    nothing = ledger_of(plain)
    deferred = ledger_of(with_rule(plain, r.DEFERRED_SHARE, 1.0, months))
    waived = ledger_of(with_rule(plain, r.EMPLOYER_RELIEF, 0.4, months))
    due = deferred.flows[: until + 1, r.EMPLOYEE, r.DEFERRED].sum()

    assert not deferred.flows[until + 1 :, r.EMPLOYEE, r.DEFERRED].any()
    assert_close(
        nothing.stocks[until, r.EMPLOYEE, r.BALANCE] - deferred.stocks[until, r.EMPLOYEE, r.BALANCE],
        deferred.stocks[until, r.EMPLOYEE, r.RECEIVABLE] - nothing.stocks[until, r.EMPLOYEE, r.RECEIVABLE],
    )
    assert_close(deferred.stocks[until + wait :], nothing.stocks[until + wait :])
    assert_close(deferred.flows[:, :, r.INCURRED_INCOME], nothing.flows[:, :, r.INCURRED_INCOME])

    lost = 0.4 * due * fund["fixed"]["enterprise_share"]
    assert_close(nothing.stocks[-1, :, r.BALANCE] - waived.stocks[-1, :, r.BALANCE], [lost, 0, 0, 0, 0])
    assert_close(waived.flows[:, r.EMPLOYEE, r.WAIVED].sum(), lost)


@given(funds(), st.data())
def test_a_rule_of_a_month_changes_nothing_before_it(fund: Plain, data: st.DataObject) -> None:
    """A waiver, or any other rule by month: what lies before it stays as it was, bit for bit."""
    whole = packed(fund)
    row, low, high = data.draw(st.sampled_from(list(BY_MONTH.values())))
    start = data.draw(st.integers(0, 12 * whole.last - 1))
    value = data.draw(st.sampled_from([low, high]))
    before, after = ledger_of(whole), ledger_of(with_rule(whole, row, value, slice(12 + start, None)))
    for part in ("flows", "stocks", "memo"):
        np.testing.assert_array_equal(getattr(before, part)[:start], getattr(after, part)[:start])


@given(funds(), st.data())
def test_a_waiver_begins_in_its_month(fund: Plain, data: st.DataObject) -> None:
    """And in that month the employers pay less by it, where they pay anything."""
    whole = with_rule(packed(fund), r.EMPLOYER_RELIEF, 0.0, slice(None))
    whole = with_rule(whole, r.DEFERRED_SHARE, 0.0, slice(None))
    start = data.draw(st.integers(0, 12 * whole.last - 1))
    before = ledger_of(whole)
    after = ledger_of(with_rule(whole, r.EMPLOYER_RELIEF, 0.5, slice(12 + start, None)))
    waived = after.flows[:, r.EMPLOYEE, r.WAIVED]
    line = r.CONTRIBUTIONS_EMPLOYER
    assert_close(before.flows[:, r.EMPLOYEE, line] - after.flows[:, r.EMPLOYEE, line], waived)
    assert not waived[:start].any()
    full = ledger_of(with_rule(whole, r.DEFERRED_SHARE, 1.0, slice(None))).flows[start, r.EMPLOYEE, r.DEFERRED]
    assume(full * fund["fixed"]["enterprise_share"] > 0)
    assert waived[start] > 0


@given(funds(), st.data())
def test_a_rule_of_a_year_changes_no_flow_before_it(fund: Plain, data: st.DataObject) -> None:
    """Only what is collected ahead may move: next year's premium is known in autumn."""
    whole = packed(fund)
    t = data.draw(st.integers(1, whole.last))
    row = data.draw(st.integers(0, whole.rules.law_year.shape[0] - 1))
    law = whole.rules.law_year.copy()
    law[row, t:] = 2 * law[row, t:] + 1
    before = ledger_of(whole)
    after = ledger_of(whole._replace(rules=whole.rules._replace(law_year=law)))
    start = 12 * (t - 1)
    np.testing.assert_array_equal(before.flows[:start], after.flows[:start])
    np.testing.assert_array_equal(before.stocks[:start, :, : r.PREPAID], after.stocks[:start, :, : r.PREPAID])


@given(funds())
def test_maternity_is_remembered_wherever_its_money_is(fund: Plain) -> None:
    """The memo ledger of maternity is the same, merged or apart (without old bills: they lie where its money was)."""
    whole = packed(fund)
    whole.books.queue[:, r.MATERNITY_MEDICAL - r.INPATIENT :] = 0.0
    apart = with_rule(whole, r.MATERNITY_MERGED, 0.0, slice(None))
    assert_close(ledger_of(whole).memo[:, r.MEMO_INCOME], ledger_of(apart).memo[:, r.MEMO_INCOME])
    assert_close(ledger_of(whole).memo[:, r.MEMO_SPENDING], ledger_of(apart).memo[:, r.MEMO_SPENDING])
