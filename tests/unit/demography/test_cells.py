"""One cell of a table of people, as a person or a statistics office writes it."""

import pytest

from actuary.demography.cells import Ages, Span, ages_of, date_of, number_of, sex_of, span_of


def test_a_calendar_year_runs_from_january_and_a_period_from_july() -> None:
    assert span_of("2025") == Span(2025, 2026, "2025")
    assert span_of("2025-2030") == Span(2025.5, 2030.5, "2025-2030")
    assert span_of("2025").middle == 2025.5
    assert span_of("2025-2030").middle == 2028


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2025-07-01", 2025.5),
        ("2025-06-30", 2025.5),
        ("2019-12-31", 2020.0),
        ("2020-01-01", 2020.0),
        ("2020-11-01", 2020 + 10 / 12),
        ("2024-02-29", 2024 + 2 / 12),
        ("2025-7-16", 2025 + (6 + 15 / 31) / 12),
    ],
)
def test_a_date_is_a_year_and_a_part_of_it(written: str, at: float) -> None:
    assert date_of(written).begin == date_of(written).end == pytest.approx(at, abs=1e-12)


@pytest.mark.parametrize(
    ("written", "first", "end", "is_open"),
    [
        ("0", 0, 1, False),
        ("1-4", 1, 5, False),
        ("5–9", 5, 10, False),
        ("15～19岁", 15, 20, False),
        ("100+", 100, 121, True),
        ("85岁及以上", 85, 121, True),
    ],
)
def test_ages(written: str, first: int, end: int, is_open: bool) -> None:
    found = ages_of(written)
    assert (found.first, found.end, found.open) == (first, end, is_open)


@pytest.mark.parametrize(
    ("written", "sex"),
    [("male", "male"), ("Female", "female"), ("both", "both"), ("男", "male"), ("女", "female"), ("合计", "both")],
)
def test_sexes(written: str, sex: str) -> None:
    assert sex_of(f" {written} ") == sex


@pytest.mark.parametrize(
    ("written", "number"),
    [("12", 12), ("1,234.5", 1234.5), ("9.487e-05", 9.487e-5), ("-3", -3), ("−3", -3), ("１２", 12), ("5.", 5)],
)
def test_numbers(written: str, number: float) -> None:
    assert number_of(written) == number


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (span_of, "25"),
        (span_of, "2030-2025"),
        (span_of, "2025-07"),
        (date_of, "2025"),
        (date_of, "2025-13-01"),
        (date_of, "2025-02-29"),
        (date_of, "2025/07/01"),
        (ages_of, "9-May"),
        (ages_of, "9-5"),
        (ages_of, "-1"),
        (ages_of, "130+"),
        (sex_of, "m"),
        (number_of, "nan"),
        (number_of, "inf"),
        (number_of, "1,23"),
        (number_of, ""),
        (number_of, "12 persons"),
    ],
)
def test_what_is_none_of_these_is_refused(read: object, written: str) -> None:
    assert callable(read)
    with pytest.raises(ValueError, match=r"\w"):
        read(written)


def test_an_open_group_of_ages_is_no_closed_one() -> None:
    assert Ages(85, 121, "85+").open
    assert not Ages(85, 90, "85-89").open
