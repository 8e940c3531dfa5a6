"""`actuary people`."""

import json

import pytest

from actuary.scenario.loading import load
from tests.unit.cli.console import actuary


def test_the_table_has_the_years_asked_for() -> None:
    ran = actuary("people", "china_people", "--years", "2025,2030-2031")
    assert ran.exit_code == 0
    assert ["2025", "2030", "2031"] in [line.split() for line in ran.stdout.splitlines()]
    assert "Life expectancy at birth" in ran.stdout


def test_years_that_are_no_steps_are_refused() -> None:
    ran = actuary("people", "china_people", "--set", "people.step=5 years", "--years", "2026")
    assert ran.exit_code == 2
    assert "this run has the years 2025 to 2050" in ran.stderr


def test_json_holds_every_date() -> None:
    told = json.loads(actuary("people", "china_people", "--to", "2027", "--format", "json").stdout)
    assert told["dates"] == ["2025-07-01", "2026-07-01", "2027-07-01"]
    assert told["scenario"]["hash"] == load("china_people", "to=2027").hash


def test_csv_is_for_spreadsheets() -> None:
    told = actuary("people", "meishan", "--to", "2020", "--format", "csv", "--lang", "zh").stdout
    assert told.splitlines()[0].endswith("指标,日期,性别,年龄,人")
    assert ",2020-12-31,女,100+," in told


def test_quiet_prints_nothing() -> None:
    assert actuary("people", "china_people", "--quiet").stdout == ""


@pytest.mark.parametrize("command", ["run", "plot"])
def test_people_by_themselves_have_no_fund(command: str) -> None:
    ran = actuary(command, "china_people")
    assert ran.exit_code == 3
    assert "people without an area" in ran.stderr
    assert "actuary people" in ran.stderr


def test_people_by_themselves_can_be_checked() -> None:
    assert actuary("check", "china_people").stdout.endswith("nothing is wrong\n")
