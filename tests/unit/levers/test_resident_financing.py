"""Amounts of the resident scheme: a change needs an amount to change."""

import pytest

from actuary.axes import Calendar
from tests.runs import pulled_by

CALENDAR = Calendar(2025, 2030)
"""Notices name the premium to cover in 2027 and the subsidy to 2026; after that both follow income."""


def premium(written: str) -> list[float]:
    _, after = pulled_by("resident_financing", written, "china", CALENDAR)
    return after.resident_premium.tolist()


def test_a_change_is_one_on_the_amount_of_the_notice() -> None:
    assert premium("premium: {2027: +30 元}") == [400, 400, 430, 430, 430, 430, 430]


def test_an_amount_may_be_written_for_any_year() -> None:
    assert premium("premium: {2029: 500 元}") == [400, 400, 400, 400, 500, 500, 500]


@pytest.mark.parametrize(
    ("written", "last"),
    [("premium: {2028: +30 元}", "400 元"), ("premium: {2029: +5 %}", "400 元"), ("subsidy: {2027: +20 元}", "724 元")],
)
def test_where_the_law_follows_income_there_is_no_amount_to_change(written: str, last: str) -> None:
    with pytest.raises(ValueError, match=rf"an amount: from here on the law follows income .*the last was {last}\)"):
        premium(written)
