"""What rate pays for a fund: sums done here by hand on the books of a run, and the solver asked the same."""

import numpy as np
import pytest

import actuary
from actuary.analysis.choices.balance import Balance, by_year
from actuary.analysis.choices.solve import solution_of
from actuary.errors import Mistakes
from tests.runs import ran

RATE = "contribution_rate.employer"


def balanced(name: str, group: str, *settings: str, since: int = 2027, reserve: float = 0.0) -> Balance:
    return actuary.balance(actuary.load(name, *settings), group, since, reserve=reserve)


@pytest.mark.slow_without_jit
@pytest.mark.parametrize("name", ["meishan", "zibo", "jingzhou"])
def test_the_balancing_rate_is_the_solvers(name: str) -> None:
    found = balanced(name, "employee")
    solved = solution_of(name, (), RATE, "employee.balance[2035] = 0", None, "2027")
    assert solved.value is not None
    assert found.agree
    assert found.answers == ()
    # the law's rate of the employers, and what the balance says is to be added to it
    assert solved.held - found.balance == pytest.approx(solved.value, abs=1e-6)
    assert found.needed == pytest.approx(found.balancing, abs=1e-6)


@pytest.mark.slow_without_jit
def test_with_months_wanted_at_the_end_too() -> None:
    found = balanced("meishan", "employee", reserve=6.0)
    solved = solution_of("meishan", (), RATE, "employee.reserve_months[2035] >= 6", None, "2027")
    assert solved.value is not None
    assert solved.held - found.balance == pytest.approx(solved.value, abs=1e-6)
    assert found.balance < balanced("meishan", "employee").balance  # months that are wanted are no surplus


@pytest.mark.slow_without_jit
def test_residents_agree_where_nobody_answers_the_premium() -> None:
    found = balanced("meishan", "resident", "behaviour.take_up=off", reserve=6.0)
    premium, until = "resident_financing.premium", "resident.reserve_months[2035] >= 6"
    solved = solution_of("meishan", ("behaviour.take_up=off",), premium, until, None, "2027")
    assert solved.value is not None
    assert found.agree
    assert solved.held - found.balance == pytest.approx(solved.value, rel=1e-6)


@pytest.mark.slow_without_jit
def test_where_they_answer_it_the_projection_says_which_premium() -> None:
    found = balanced("meishan", "resident", reserve=6.0)
    solved = solution_of(
        "meishan", (), "resident_financing.premium", "resident.reserve_months[2035] >= 6", None, "2027"
    )
    assert solved.value is not None
    assert not found.agree
    assert {"take_up", "spending"} <= {*found.answers}
    assert solved.value - solved.held == pytest.approx(found.needed - found.in_law, rel=1e-6)


@pytest.mark.slow_without_jit
def test_a_year_breaks_even_at_the_solvers_rate() -> None:
    found = balanced("meishan", "employee")
    solved = solution_of("meishan", ("to=2027",), RATE, "employee.surplus[2027] = 0", None, "2027")
    assert solved.value is not None
    assert found.break_even[0] == pytest.approx(solved.value + 0.02, abs=1e-6)  # 2 % are the employees'
    before = ran("meishan").series("employee.surplus")[2027 - 2019]
    assert found.surplus[0] == pytest.approx(before, rel=1e-12)
    assert found.base[0] < found.brings[0] < 1.05 * found.base[0]


def test_rates_are_the_books_over_the_base() -> None:
    found, base = balanced("meishan", "employee"), ran("meishan")
    spending = base.series("employee.spending")[2027 - 2019 :]
    income = base.series("employee.income")[2027 - 2019 :] - base.series("employee.interest")[2027 - 2019 :]
    assert found.cost_rate * found.base == pytest.approx(spending, rel=1e-12)
    assert found.income_rate * found.base == pytest.approx(income, rel=1e-12)
    assert found.base == pytest.approx(base.series("covered_wages")[2027 - 2019 :], rel=0.2)
    assert found.opening == base.series("employee.balance")[2026 - 2019]
    assert len(found.frame()) == 8 * 9


def test_with_no_interest_the_worth_is_the_sum() -> None:
    found = balanced("meishan", "employee", "levers.interest.rate.2020=0 %")
    income, cost, target, base, paid = found.worth
    assert income == pytest.approx(found.income.sum(), rel=1e-12)
    assert (cost, target) == (pytest.approx(found.cost.sum(), rel=1e-12), 0.0)
    assert found.balance == pytest.approx((found.income.sum() + found.opening - found.cost.sum()) / found.base.sum())
    assert paid / base == pytest.approx(0.08, rel=1e-12)


@pytest.mark.slow_without_jit
def test_it_looks_75_years_ahead() -> None:
    found = actuary.balance(actuary.load("meishan", "to=2094"))
    assert len(found.years) == 75
    assert found.agree
    assert found.cost_rate[-1] > found.cost_rate[0]  # there are ever fewer who pay for one retired


def test_twelve_months_make_a_year() -> None:
    assert by_year(np.arange(24.0)).tolist() == [66.0, 210.0]  # 0 + ... + 11, 12 + ... + 23


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Mistakes) as wrong:
        actuary.balance("meishan", "maternity", 2040, 2045)
    assert [one.wrong for one in wrong.value.mistakes] == ["--pool maternity", "--from 2040", "--until 2045"]
    with pytest.raises(Mistakes, match="of one area"):
        actuary.balance("jiangxi_pooling")
    with pytest.raises(Mistakes, match="2021 to 2035"):
        actuary.balance("meishan", "resident", 2020)  # what was collected in 2019 for 2020 cannot be changed any more


def test_of_a_fund_without_a_known_balance_only_the_years_are_told() -> None:
    found = actuary.balance("kaizhou")
    assert np.isfinite(found.break_even).all()
    assert np.isnan([found.opening, found.balance, found.needed]).all()
