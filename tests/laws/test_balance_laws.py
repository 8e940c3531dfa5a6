"""Where nothing answers the rate, the rate that balances a span leaves exactly what is wanted; whatever the span is."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.analysis.choices.balance import Balance, actuarial_balance, balance_of, balancing_rate
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario

pytestmark = pytest.mark.slow_without_jit

AMOUNTS = st.floats(0, 1e12)


@cache
def loaded(interest: str) -> Scenario:
    return load("zibo", f"levers.interest.rate.2022={interest}")


def asked(interest: str, first: int, years: int, reserve: float) -> Balance:
    return balance_of(loaded(interest), "employee", first, min(first + years, 2035), reserve)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(["0 %", "1.5 %", "4 %"]), st.integers(2024, 2033), st.integers(0, 11), st.floats(0, 18))
def test_the_projection_ends_so_at_the_balancing_rate(interest: str, first: int, years: int, reserve: float) -> None:
    found = asked(interest, first, years, reserve)
    if found.needed == found.needed and not found.answers:
        assert found.needed == pytest.approx(found.balancing, abs=1e-6)


@settings(max_examples=6, deadline=None)
@given(st.integers(2024, 2034), st.floats(0, 12), st.floats(0.5, 12))
def test_more_that_is_wanted_takes_a_higher_rate(first: int, reserve: float, more: float) -> None:
    assert asked("1.5 %", first, 4, reserve + more).balancing > asked("1.5 %", first, 4, reserve).balancing


@given(AMOUNTS, AMOUNTS, st.floats(1, 1e12), st.floats(0, 1))
def test_at_the_balancing_rate_there_is_no_deficit(income: float, cost: float, base: float, rate: float) -> None:
    lacking = balancing_rate(rate, actuarial_balance(income, cost, base)) - rate
    after = income + lacking * base
    assert after == pytest.approx(cost, rel=1e-6, abs=1e-3 + 1e-6 * income)
