"""`actuary explain SCENARIO --year`: a year on paper, at the command line."""

import json

import pytest

from tests.unit.cli.console import actuary


def test_the_residents_are_shown_where_nobody_asks_for_a_pool() -> None:
    shown = actuary("explain", "meishan", "--year", "2021")
    assert shown.exit_code == 0
    assert shown.stdout == actuary("explain", "meishan", "--year", "2021", "--pool", "resident").stdout
    assert shown.stdout.startswith("Meishan (眉山), law in force: Residents, the year 2021 on paper\n")


def test_the_employees_page_has_their_accounts() -> None:
    shown = actuary("explain", "meishan", "--year", "2021", "--pool", "employee").stdout
    assert "The year: Individual accounts" in shown


def test_other_programs_get_every_digit() -> None:
    told = json.loads(actuary("explain", "meishan", "--year", "2021", "--format", "json").stdout)
    premium = next(
        step["value"] for section in told["sections"] for step in section["steps"] if step["name"] == "premium"
    )
    assert premium == 280.0
    assert actuary("explain", "meishan", "--year", "2021", "--format", "csv").stdout_bytes.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("year", ["2019", "2036", "next", "-1"])
def test_a_year_that_is_not_projected_is_a_mistake(year: str) -> None:
    shown = actuary("explain", "meishan", "--year", year)
    assert shown.exit_code == 3
    assert f"--year {year}" in shown.stderr
    assert "a projected year, 2020 to 2035" in shown.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("resident_premium", "--year", "2021"),
        ("--assumed", "--year", "2021"),
        ("--pool", "resident"),
        ("--format", "csv"),
    ],
)
def test_what_does_not_go_together_is_said(arguments: tuple[str, ...]) -> None:
    assert actuary("explain", "meishan", *arguments).exit_code == 2
