"""From months to years and sentences: when each step pays, how much, until when."""

from functools import cache

import numpy as np
import pytest

import actuary
from actuary.analysis.cascade import AMOUNTS, Cascade, PoolCascade, cascade_in, cascade_of
from actuary.deficit import Backing, payments_of
from actuary.errors import Mistakes
from actuary.scenario.loading import load
from actuary.units import Date
from tests.runs import ran


def pool(
    opening: float, income: list[float], spending: list[float], *, advance: float = 0, overdue: float = 0
) -> PoolCascade:
    """After 2030, with limits in yuan and everything paid back."""
    nought, ones = np.zeros(len(income)), np.ones(len(income))
    backing = Backing(nought, nought, nought, advance * ones, ones, overdue * ones, nought)
    return PoolCascade(
        "resident", 2030, opening, payments_of(opening, np.array(income), np.array(spending), backing), backing
    )


@cache
def jiangxi() -> Cascade:
    return cascade_of(load("jiangxi"))


def test_each_step_is_told_with_its_months_its_most_and_its_limit() -> None:
    """15 in hand, 10 due a month for four months of 2031, then 25 over each month from May on."""
    one = pool(15, [0] * 4 + [25] * 8, [10] * 4 + [0] * 8, advance=10, overdue=8)
    advance, overdue, unpaid = one.steps
    assert one.dry == Date(2031, 2)
    assert (advance.first, advance.last, advance.months) == (Date(2031, 2), Date(2031, 3), 2)  # 5 and 5
    assert (advance.paid, advance.back, advance.most, advance.full) == (10, 10, 10, Date(2031, 3))
    assert (overdue.first, overdue.last, overdue.paid, overdue.back) == (Date(2031, 3), Date(2031, 4), 8, 8)
    assert (overdue.full, overdue.most_at) == (Date(2031, 4), Date(2031, 4))
    assert (unpaid.first, unpaid.paid, unpaid.back, unpaid.full) == (Date(2031, 4), 7, 0, None)


def test_a_year_adds_up_and_says_what_is_payable() -> None:
    """120 due, 60 comes in, 20 in hand: 40 short, 30 advanced, 10 wait. Then 120 due, 170 comes in: all is paid back."""
    one = pool(20, [5] * 12 + [170 / 12] * 12, [10] * 24, advance=30, overdue=30)
    years = one.years
    np.testing.assert_allclose(years["shortfall"], [60, -50])
    np.testing.assert_allclose(years["own_balance"], [20, -10])
    np.testing.assert_allclose(years["advance"], [30, -30])
    np.testing.assert_allclose(years["overdue"], [10, -10])
    np.testing.assert_allclose(years["payable_share"], [80 / 120, 1])
    np.testing.assert_allclose(years["paid_share"], [110 / 120, 1])
    np.testing.assert_allclose(years["shortfall"], sum(years[name] for name in AMOUNTS[1:]))


def test_a_pool_with_money_needs_nobody() -> None:
    one = pool(1000, [0] * 12, [10] * 12, advance=5)
    assert (one.dry, one.steps) == (None, ())
    np.testing.assert_allclose(one.years["payable_share"], 1)


def test_the_first_month_without_money_is_that_of_the_run() -> None:
    """What the run says of the residents of Jiangxi: no money left from November 2029; the employees have plenty."""
    employee, resident = jiangxi().pools
    empty = next(one for one in ran("jiangxi").alerts if (one.group, one.kind) == ("resident", "empty"))
    assert resident.dry == Date(empty.year, empty.month)
    assert employee.dry is None


def test_a_shortfall_of_a_year_is_its_deficit() -> None:
    resident = jiangxi().pools[1]
    np.testing.assert_allclose(resident.years["shortfall"], -ran("jiangxi").funds["resident"]["surplus"][1:], atol=1)


def test_a_scenario_that_sets_the_terms_is_followed() -> None:
    """Twice the limit of the treasury, for residents alone: at most twice the mean spending, and less is unpaid."""
    more = cascade_in(ran("jiangxi", "levers.deficit_cascade.advance.resident.2027=6 months"), "resident").pools[0]
    before = jiangxi().pools[1]
    assert more.steps[0].most == pytest.approx(2 * before.steps[0].most)
    assert sum(more.years["unpaid"]) < sum(before.years["unpaid"])
    np.testing.assert_allclose(more.years["shortfall"], before.years["shortfall"], rtol=1e-12)


def test_the_frames_are_tidy_and_hold_every_yuan() -> None:
    by_year, by_month = jiangxi().frame(), jiangxi().months()
    assert list(by_year.columns) == ["year", "pool", "measure", "value", "unit"]
    assert set(by_year[by_year.unit == "share"].measure) == {"payable_share", "paid_share"}
    months = by_month[by_month.pool == "resident"]
    assert (months.month.iloc[0], months.month.iloc[-1], len(months)) == ("2021-01", "2035-12", 180)
    unpaid = by_year[(by_year.pool == "resident") & (by_year.measure == "unpaid")].value.sum()
    assert unpaid == pytest.approx(months.unpaid.sum())


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("kaizhou", None, "pools with a known balance of their own"),
        ("jiangxi_pooling", None, "a scenario of one area"),
        ("jiangxi", "maternity", "employee or resident"),
    ],
)
def test_what_cannot_be_told_is_refused(name: str, asked: str | None, said: str) -> None:
    with pytest.raises(Mistakes, match=said):
        cascade_of(load(name), asked)


def test_a_cell_shows_the_table_and_draws_the_bars() -> None:
    shown = actuary.cascade(ran("jiangxi"), "resident")
    assert "Residents: own balance until October 2029" in shown._repr_html_()
    assert len(shown.bars().axes) == 1
    with pytest.raises(Mistakes, match=r"actuary\.cascade in Python takes the results of one member"):
        actuary.cascade("jiangxi_pooling")


@pytest.mark.slow_without_jit
def test_a_member_of_areas_that_meet_is_followed_by_its_own_balance() -> None:
    """What the areas settle at the end of a year is part of what comes in."""
    members = actuary.run(load("jiangxi_pooling")).members
    paid = actuary.cascade(members["nanchang"], "resident").pools[0].payments
    stood_in = np.cumsum(paid.adjustment + paid.unpaid) + paid.advanced + paid.waiting
    np.testing.assert_allclose(paid.balance - stood_in, members["nanchang"].months["resident"], atol=0.01)
