"""What early-warning rules look at, in a run and in books."""

import numpy as np
import pytest

from actuary.analysis.alerts.measures import in_books, in_run, measures_of
from actuary.figures.history import nation
from tests.runs import ran


def test_spending_ahead_is_the_difference_of_two_growths() -> None:
    found = ran("zibo")
    income, spending = found.series("resident.income"), found.series("resident.spending")
    expected = spending[3] / spending[2] - income[3] / income[2]
    assert in_run(found, "resident", "spending_ahead")[3] == pytest.approx(expected)


def test_enrolment_of_all_is_both_schemes_together() -> None:
    found = ran("zibo")
    both = found.series("insured_employees") + found.series("insured_residents")
    told = in_run(found, "all", "enrolment_change")
    assert np.isnan(told[0])
    assert told[1:] == pytest.approx(both[1:] / both[:-1] - 1)


def test_bills_wait_about_as_long_as_the_settlement_lag() -> None:
    """Two months of bills are open at a year-end and some care is paid at once: one to two and a half months of all."""
    told = in_run(ran("zibo"), "resident", "payable_months")
    assert np.isnan(told[0])
    assert ((told[1:] > 1) & (told[1:] < 2.5)).all()


def test_other_measures_are_those_of_the_run() -> None:
    found = ran("zibo")
    assert in_run(found, "resident", "reserve_months") is found.funds["resident"]["reserve_months"]


def test_the_nations_residents_in_its_books() -> None:
    """2023: income 10,569.71, spending 10,457.65 亿元; the bulletin. Over 2022: 10,128.90 and 9,353.44."""
    surplus = in_books(nation(), "resident", "surplus_rate")
    ahead = in_books(nation(), "resident", "spending_ahead")
    assert surplus is not None and ahead is not None
    assert surplus[2023] == pytest.approx((10569.71 - 10457.65) / 10569.71, abs=1e-4)
    assert ahead[2023] == pytest.approx(10457.65 / 9353.44 - 10569.71 / 10128.90, abs=1e-4)


def test_a_year_that_counts_other_people_has_no_growth() -> None:
    grown = in_books(nation(), "resident", "enrolment_change")
    assert grown is not None
    assert 2016 in grown and 2019 in grown
    assert not {2017, 2018} & grown.keys()  # areas that had merged their rural scheme, then all rural people came in


def test_books_do_not_hold_everything() -> None:
    assert in_books(nation(), "resident", "payable_months") is None
    assert in_books(nation(), "maternity", "surplus") is None


def test_measures_go_by_pool() -> None:
    assert {"reserve_months", "spending_ahead", "payable_months"} <= measures_of("resident").keys()
    assert "spending_ahead" not in measures_of("employee")
    assert measures_of("nobody") == {}
