"""Amounts of the base year that nobody published are shown with what fixes them."""

from actuary.reports.page import plain_text
from actuary.reports.solved import solved_amount
from actuary.scenario.loading import load
from actuary.units import Date


def test_an_amount_that_follows_from_published_ones() -> None:
    """12 x 25.06 / 30 = 10.024 亿元."""
    told = plain_text(solved_amount(load("meishan"), "employee_spending", Date(2019, None), "en"))
    assert told.startswith(f"{12 * 25.06 / 30:.2f} 亿元   employee_spending, Meishan, 2019\n")
    assert "employee_reserve_months 30 months (published" in told
    assert "employee_balance 25.06 亿元 (published" in told


def test_what_was_published_or_belongs_to_another_year_is_not_solved() -> None:
    meishan = load("meishan")
    assert solved_amount(meishan, "employee_balance", None, "en") == []
    assert solved_amount(meishan, "employee_spending", Date(2020, None), "en") == []
    assert solved_amount(meishan, "wage_growth", None, "en") == []
    assert solved_amount(load("kaizhou"), "employee_balance", None, "en") == []
