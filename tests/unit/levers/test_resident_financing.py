"""Amounts of the resident scheme: a change needs an amount to change, and a new start a new amount."""

import numpy as np
import pytest

from actuary.axes import Calendar
from actuary.enactment import law_in_force
from actuary.levers import lever
from tests.runs import pulled_by

CALENDAR = Calendar(2025, 2030)
"""Notices name the premium to cover in 2027 and the subsidy to 2026; after that both rise every year."""


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
def test_where_the_law_goes_on_by_itself_there_is_no_amount_to_change(written: str, last: str) -> None:
    with pytest.raises(ValueError, match=rf"an amount: from here on the law carries it on .*the last was {last}\)"):
        premium(written)


def test_what_follows_income_and_does_not_rise_is_no_amount_to_change_either() -> None:
    law = law_in_force("china", CALENDAR)
    share = np.array([0, 0, 0, 1.0, 1, 1, 1])
    indexed = law._replace(resident_premium_rise=0 * share, resident_premium_index=share)
    fields = lever("resident_financing").fields.model_validate({"premium": {"2028": "+30 元"}})
    with pytest.raises(ValueError, match="from here on the law carries it on"):
        lever("resident_financing").apply(indexed, fields, CALENDAR)


@pytest.mark.parametrize(
    ("written", "again"),
    [
        ("premium: {2030: 400 元}", "400 元"),
        ("premium: {2028: 420 元, 2029: 420 元}", "420 元"),
        ("{premium: {2027: 400 元}, premium_rise: {2026: 10 元}}", "400 元"),
    ],
)
def test_an_amount_that_the_law_already_names_starts_nothing(written: str, again: str) -> None:
    """416 元 are paid in 2028: 400 元 is no new level, and the fund would go on from 416 元."""
    with pytest.raises(
        ValueError, match=f"another amount: {again} is the law already, .* a rise of 0 元 would hold it"
    ):
        premium(written)


@pytest.mark.parametrize(
    "written",
    [
        "premium: {2027: 400 元}",
        "{premium: {2028: 420 元, 2029: 420 元}, premium_rise: {2029: 0 元}}",
        "premium: {2028: 420 元, 2029: 430 元, 2030: 420 元}",
        "premium: {2040: 400 元}",
    ],
)
def test_an_amount_may_be_named_again_where_it_has_not_gone_on(written: str) -> None:
    assert set(premium(written)) <= {400, 420, 430}


def test_a_rise_is_changed_like_any_rule() -> None:
    _, after = pulled_by(
        "resident_financing", "{premium_rise: {2029: +4 元}, subsidy_rise: {2028: 30 元}}", "china", CALENDAR
    )
    assert after.resident_premium_rise.tolist() == [0, 0, 0, 16, 20, 20, 20]
    assert after.resident_subsidy_rise.tolist() == [0, 0, 28.8, 30, 30, 30, 30]
