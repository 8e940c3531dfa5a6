"""What moves between areas at the end of a year, in numbers one can follow."""

import numpy as np
import pytest

from actuary.pooling.settlement import Year, cleared, gaps, one_fund, settled, supported
from tests.unit.pooling.made import rules

MEMBERS = ("jingzhou", "jiangxi")
YEAR = Year(
    contributions=np.array([200.0, 400.0]),
    income=np.array([210.0, 410.0]),
    spending=np.array([250.0, 400.0]),
    balance=np.array([50.0, 300.0]),
    effort=np.array([1.0, 1.0]),
)
"""The first has a deficit of 40, the second a surplus of 10."""


def test_a_levy_is_a_share_of_contributions_and_a_payout_a_share_of_the_deficit() -> None:
    found = settled(rules("{levy: {2022: 5 %}, payout: {2022: 50 %}}"), MEMBERS, 2022, YEAR, 10.0, 0.02)
    np.testing.assert_allclose(found.levied, [10.0, 20.0])
    np.testing.assert_allclose(found.paid_out, [20.0, 0.0])
    assert found.interest == pytest.approx(0.2)
    assert found.fund == pytest.approx(10 + 0.2 + 30 - 20)
    np.testing.assert_allclose(found.net, [10.0, -20.0])


def test_nothing_moves_before_its_year() -> None:
    found = settled(rules("{levy: {2023: 5 %}, payout: {2023: 50 %}}"), MEMBERS, 2022, YEAR, 0.0, 0.02)
    np.testing.assert_array_equal(found.net, [0.0, 0.0])


def test_a_fund_pays_no_more_than_it_holds() -> None:
    found = settled(rules("{levy: 2 %, payout: 100 %}"), MEMBERS, 2022, YEAR, 3.0, 0.0)
    assert found.paid_out.sum() == pytest.approx(3 + 0.02 * 600)
    assert found.fund == pytest.approx(0.0)


def test_two_that_are_short_are_cut_alike() -> None:
    year = YEAR._replace(spending=np.array([250.0, 490.0]))
    found = settled(rules("{levy: 5 %, payout: 100 %}"), MEMBERS, 2022, year, 0.0, 0.0)
    np.testing.assert_allclose(found.paid_out, np.array([40.0, 80.0]) * 30 / 120)


def test_who_makes_no_effort_is_paid_a_share_only() -> None:
    year = YEAR._replace(effort=np.array([0.0, 1.0]))
    half = rules("{levy: 10 %, payout: 100 %, effort: {take_up: 99 %, otherwise: 50 %}}")
    none = rules("{levy: 10 %, payout: 100 %, effort: {take_up: 99 %}}")
    assert settled(half, MEMBERS, 2022, year, 0.0, 0.0).paid_out[0] == pytest.approx(20.0)
    assert settled(none, MEMBERS, 2022, year, 0.0, 0.0).paid_out[0] == 0.0


def test_with_an_aim_the_gap_is_what_is_missing_to_it() -> None:
    aim = rules("{up_to: {2022: 6 months}, levy: 1 %, payout: 100 %}")
    found = gaps(aim, 2022, YEAR.income, YEAR.spending, YEAR.balance)
    np.testing.assert_allclose(found, [250 / 2 - 50, 0.0])
    np.testing.assert_allclose(gaps(aim, 2021, YEAR.income, YEAR.spending, YEAR.balance), [40.0, 0.0])


def test_support_is_a_share_of_what_is_left_and_fixed_amounts() -> None:
    helped = rules("{support: {share: {2022: 25 %}, amounts: {jiangxi: {2023: 7 元}}}}")
    np.testing.assert_allclose(supported(helped, MEMBERS, 2022, np.array([40.0, 0.0])), [10.0, 0.0])
    np.testing.assert_allclose(supported(helped, MEMBERS, 2023, np.array([40.0, 0.0])), [10.0, 7.0])


def test_support_pays_for_what_the_fund_leaves() -> None:
    found = settled(rules("{levy: 5 %, payout: 50 %, support: {share: 50 %}}"), MEMBERS, 2022, YEAR, 0.0, 0.0)
    assert found.support[0] == pytest.approx((40 - 20) * 0.5)


def test_clearing_goes_from_one_to_the_other() -> None:
    both = rules(
        "{clearing: {jiangxi to jingzhou: {2022: 8 元}}, "
        "years_recognised: {persons: {jingzhou to jiangxi: {2022: 3 人}}, amount: {2021: 2 元}}}"
    )
    np.testing.assert_allclose(cleared(both, MEMBERS, 2022), [8 - 6, 6 - 8])
    np.testing.assert_allclose(cleared(both, MEMBERS, 2021), [0.0, 0.0])


def test_one_fund_earns_interest_on_the_first_of_each_month_and_none_below_zero() -> None:
    flows, moved, rates = np.zeros(12), np.zeros(12), np.full(12, 0.12)
    flows[0], flows[1] = 10.0, -300.0
    moved[1] = -300.0
    found = one_fund(100.0, flows, moved, rates)
    assert found.balances[0] == pytest.approx(100 + 1 + 10)
    assert found.balances[1] == pytest.approx(111 - 300)  # what leaves on the first day earns nothing
    assert found.interest == pytest.approx(1.0)
