"""Foreseen numbers against published ones, with round amounts."""

import math

import pytest

from actuary.analysis.past.forecasts import Cell, Event, Forecast
from actuary.analysis.past.published import Accounts, Published
from actuary.analysis.past.scores import Outcome, Row, Score, score


def published(**amounts: dict[int, float]) -> Accounts:
    """Residents' accounts by measure and year."""
    return {
        ("resident", measure, year): Published(value, "published")
        for measure, years in amounts.items()
        for year, value in years.items()
    }


def held(accounts: Accounts, *cells: Cell, events: tuple[Event, ...] = ()) -> Score:
    forecast = Forecast("x", "X", "me", "2020", "china", 2020, "", None, "", "", cells, events)
    return score(forecast, accounts)


def income(year: int, value: float, low: float | None = None, high: float | None = None) -> Cell:
    return Cell("resident", "income", year, value, low, high)


def test_errors_are_shares_of_what_was_published() -> None:
    """110 and 190 foreseen, 100 and 200 published: +10 % and -5 %; mean 2.5, 7.5 without signs."""
    found = held(published(income={2021: 100, 2022: 200}), income(2021, 110), income(2022, 190))
    assert [row.error for row in found.rows] == pytest.approx([0.10, -0.05])
    assert [row.horizon for row in found.rows] == [1, 2]
    (summary,) = found.summaries
    assert (summary.years, summary.bias, summary.mean_error) == (2, pytest.approx(0.025), pytest.approx(0.075))
    assert summary.rms_error == pytest.approx(math.sqrt((0.10**2 + 0.05**2) / 2))
    assert summary.coverage is None


def test_errors_of_a_surplus_and_of_months_are_differences() -> None:
    """A surplus near nothing has no share worth printing."""
    accounts = published(surplus={2021: 2}, reserve_months={2021: 9})
    found = held(accounts, Cell("resident", "surplus", 2021, -3), Cell("resident", "reserve_months", 2021, 8.5))
    assert [row.error for row in found.rows] == pytest.approx([-5, -0.5])


def test_a_share_of_nothing_is_none() -> None:
    assert math.isnan(Row(Cell("resident", "balance", 2021, 5), 1, 0.0, "published").error)
    assert math.isnan(Row(Cell("resident", "balance", 2021, 5), 1, -2.0, "published").error)


def test_an_interval_holds_what_lies_within_it_ends_included() -> None:
    """Of 100, 200 and 300 two lie within 90-110, 210-230, 300-330; the fourth number has no interval."""
    accounts = published(income={2021: 100, 2022: 200, 2023: 300, 2024: 400})
    cells = [income(2021, 100, 90, 110), income(2022, 220, 210, 230), income(2023, 310, 300, 330), income(2024, 1)]
    found = held(accounts, *cells)
    assert [row.inside for row in found.rows] == [True, False, True, None]
    assert found.summaries[0].coverage == pytest.approx(2 / 3)


def test_what_is_not_due_is_told_from_what_nobody_published() -> None:
    accounts = published(income={2021: 100}, spending={2022: 90})
    found = held(accounts, income(2021, 1), income(2022, 1), income(2023, 1))
    assert [cell.year for cell in found.unpublished] == [2022]
    assert [cell.year for cell in found.ahead] == [2023]


def test_without_accounts_everything_is_ahead() -> None:
    found = held({}, income(2021, 1))
    assert (found.rows, found.summaries, len(found.ahead)) == ((), (), 1)


@pytest.mark.parametrize(
    ("surplus", "seen", "checked"),
    [
        ({2021: 1, 2022: 1}, None, 2022),
        ({2021: 1, 2022: -1, 2023: -1}, 2022, 2023),
        ({2020: -1}, None, None),
    ],
    ids=["none so far", "seen", "only what was known before"],
)
def test_an_event_is_seen_where_its_measure_falls_below_zero(
    surplus: dict[int, float], seen: int | None, checked: int | None
) -> None:
    event = Event("resident", "deficit", 2022)
    assert held(published(surplus=surplus), events=(event,)).outcomes == (Outcome(event, seen, checked),)
