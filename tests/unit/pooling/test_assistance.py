"""Medical assistance of several areas as one fund: nothing is lost, and what each would hold by itself is told."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.pooling.comparison import compare_areas
from actuary.pooling.results import ASSISTANCE
from tests.unit.pooling.made import TWO, met

ONE = "{assistance: {merged: 2022}}"
YEARS = (2020, 2021, 2022, 2023, 2024)


def test_one_fund_has_all_balances_and_loses_nothing() -> None:
    """From 2022: both balances of 2021, what both take in without interest less what they pay, its own interest."""
    apart, found = met(), met(ONE)
    meeting = found.meetings["assistance"]
    funds = [one.layers[ASSISTANCE] for one in apart.members.values()]
    opening = sum(fund["balance"][1] for fund in funds)
    assert meeting.moved["balance_merged"][:, 2].sum() == pytest.approx(opening)
    assert np.isnan(meeting.joint[:2]).all()
    rates = [np.mean([one.law.interest_rate[12 * t : 12 * t + 12] for one in apart.members.values()]) for t in range(5)]
    for t in (2, 3, 4):
        interest = max(opening, 0) * rates[t]
        taken_in = sum(fund["income"][t] - fund["fund_interest"][t] - fund["spending"][t] for fund in funds)
        opening += interest + taken_in
        assert meeting.interest[t] == pytest.approx(interest)
        assert meeting.joint[t] == pytest.approx(opening)
    kept = meeting.joint[-1] - meeting.interest.sum()
    assert -meeting.received.sum() == pytest.approx(kept)


def test_areas_keep_income_and_spending_and_no_balance() -> None:
    apart, found = met(), met(ONE)
    for before, after in zip(apart.members.values(), found.members.values(), strict=True):
        own, fund = before.layers[ASSISTANCE], after.layers[ASSISTANCE]
        np.testing.assert_array_equal(np.isnan(fund["balance"]), [0, 0, 1, 1, 1])
        np.testing.assert_array_equal(fund["spending"], own["spending"])
        np.testing.assert_allclose(fund["income"][2:], own["income"][2:] - own["fund_interest"][2:])
        np.testing.assert_array_equal(fund["income"][:2], own["income"][:2])
        np.testing.assert_array_equal(after.ledger.flows, before.ledger.flows)


def test_who_would_have_nothing_left_alone_is_told() -> None:
    """Jiangxi gives no public money to assistance from 2022 on: alone it owes, and the fund of both bears it."""
    poor = TWO.replace("jiangxi: jiangxi", "jiangxi: {area: jiangxi, levers: {layer_financing: {public: {%s}}}}")
    poor %= "medical_assistance: {2022: 0 %}"
    found = met(ONE, poor)
    alone = found.assistance_alone
    assert alone["jiangxi"][-1] < 0
    np.testing.assert_array_equal(alone["jingzhou"], met().members["jingzhou"].layers[ASSISTANCE]["balance"])
    assert alone["jiangxi"][-1] == found.members["jiangxi"].ledger.yearly[-1, r.FUND_BALANCE + r.ASSISTANCE]
    received = found.gains("assistance")["jiangxi"]
    assert received[2024] > 0
    without = met("", poor)
    assert without.assistance_alone == {}
    assert "assistance" not in without.meetings


def test_a_merger_moves_no_basic_pool_and_is_a_difference_of_its_own() -> None:
    compared = compare_areas(met(), met(ONE))
    moved = {key for key, values in compared.difference(compared.variants[0]).items() if np.nan_to_num(values).any()}
    assert {group for _, group, _ in moved} == {"assistance"}
    assert [one.what for one in compared.moved(compared.variants[0])] == ["pooling.assistance.merged"]
