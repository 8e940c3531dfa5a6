"""The levels of the base year and the opening books."""

import numpy as np
import pytest

from actuary.axes import POOLS, Calendar
from actuary.basis.assembly import laid_out
from actuary.basis.calibration import calibrated
from actuary.enactment import law_in_force
from actuary.kernel import rows as r
from actuary.scenario.loading import load
from tests.runs import BASELINES, ran


def test_where_only_the_scheme_is_published_the_account_has_an_assumed_share() -> None:
    """37.878 % of balance and surplus, as in the nation at the end of 2019."""
    basis = ran("meishan").basis
    assert basis.assumed_split
    for measure, published in (("balance", 25.06e8), ("surplus", 5.81e8)):
        assert basis.base["employee_account"][measure] == pytest.approx(0.378782158 * published, rel=1e-9)
        pool, account = (basis.base[name][measure] for name in ("employee", "employee_account"))
        assert pool + account == pytest.approx(published, rel=1e-12)


def test_where_the_account_is_published_nothing_is_assumed() -> None:
    assert not ran("china").basis.assumed_split


@pytest.mark.parametrize("name", BASELINES)
def test_each_pool_has_income_less_spending_as_its_surplus(name: str) -> None:
    for pool, amounts in ran(name).basis.base.items():
        if not np.isnan([amounts["income"], amounts["spending"], amounts["surplus"]]).any():
            surplus = amounts["income"] - amounts["spending"]
            assert surplus == pytest.approx(amounts["surplus"], abs=1e-8 * amounts["income"]), pool


def test_the_base_take_up_is_what_the_published_heads_say() -> None:
    """270 万 insured of 343.70 - 34.62 = 309.08 万 who could be."""
    fixed = ran("meishan").basis.fixed
    assert fixed[r.BASE_TAKE_UP] == pytest.approx(270 / (343.7044745 - 34.62), rel=1e-6)
    burden = 220 / 28_228
    logit = fixed[r.TAKE_UP_LOGIT] + fixed[r.TAKE_UP_RESPONSE] * burden
    assert 1 / (1 + np.exp(-logit)) == pytest.approx(fixed[r.BASE_TAKE_UP], rel=1e-12)


@pytest.mark.parametrize("name", BASELINES)
def test_the_opening_payable_is_two_months_of_cost(name: str) -> None:
    """The mean lag times a month's cost of the base year, so the first year is not short of payments."""
    basis = ran(name).basis
    incurred = basis.base_year.flows[-1, :, r.INCURRED_COST]
    at_once = basis.base_year.flows[-1][:, [r.ACCOUNT_PAYMENTS, r.LAYER_PREMIUMS]].sum(axis=1)
    payable = basis.base_year.stocks[-1, :, r.PAYABLE]
    for p in (r.EMPLOYEE, r.RESIDENT):
        assert payable[p] == pytest.approx(2.0 * (incurred[p] - at_once[p]), rel=1e-9), POOLS[p]


def test_premiums_for_the_first_year_are_collected_before_the_base_date() -> None:
    """95 % of 250 元 for every resident insured in 2020, at the area's level of income."""
    basis = ran("meishan").basis
    standing = basis.books.standing
    ahead = 0.95 * 250 * standing[r.HEADS_NOW] * basis.fixed[r.RESIDENT_INCOME_LEVEL]
    assert standing[r.PREMIUM_NOW] == 250
    assert standing[r.PREPAID_NOW] == pytest.approx(ahead, rel=1e-12)


def test_what_is_solved_depends_on_the_law_in_force_and_changes_no_input() -> None:
    calendar = Calendar(2019, 2021)
    scenario, law = load("meishan", "to=2021"), law_in_force("meishan", calendar)
    laid = laid_out(scenario, law, calendar)
    untouched = laid.fixed.copy()
    first = calibrated(laid, law)
    np.testing.assert_array_equal(laid.fixed, untouched)
    np.testing.assert_array_equal(calibrated(laid, law).fixed, first.fixed)
    dearer = calibrated(laid, law._replace(employer_rate=law.employer_rate * 2))
    assert dearer.fixed[r.PAYROLL_LEVEL] < first.fixed[r.PAYROLL_LEVEL]


@pytest.mark.parametrize("name", BASELINES)
def test_levels_are_of_a_plausible_size(name: str) -> None:
    """Payroll, cost and funding of an area within a factor of three of what wages, rates and the nation's cost say."""
    fixed = ran(name).basis.fixed
    for row in (r.PAYROLL_LEVEL, r.RESIDENT_INCOME_LEVEL, r.COST_LEVEL, r.COST_LEVEL + 1):
        assert 1 / 3 < fixed[row] < 3, row
    assert 0 < fixed[r.ACCOUNT_DRAW] < 1
