"""The rates of the US trustees: Medicare's hospital insurance, whose balance is told by the same definition."""

import pytest

from actuary.analysis.choices.balance import actuarial_balance, balancing_rate


def test_a_deficit_is_what_the_rate_lacks() -> None:
    # 2009 report: a payroll tax of 2.90 % and a 75-year deficit of 3.88 % of taxable payroll, so that it takes 6.78 %.
    assert balancing_rate(0.0290, -0.0388) == pytest.approx(0.0678, abs=1e-12)


def test_the_balance_is_the_summarised_income_rate_less_the_cost_rate() -> None:
    payroll = 1e12
    income, cost = 0.0290 * payroll, (0.0290 + 0.0388) * payroll
    balance = actuarial_balance(income, cost, payroll)
    assert balance == pytest.approx(-0.0388, abs=1e-12)
    assert balancing_rate(income / payroll, balance) == pytest.approx(cost / payroll, abs=1e-12)
