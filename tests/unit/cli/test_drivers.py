"""`actuary drivers`."""

import json
from pathlib import Path

import pytest

from tests.runs import ran
from tests.unit.cli.console import actuary


def test_what_is_told_adds_up_to_the_change_of_the_fund() -> None:
    told = json.loads(actuary("drivers", "meishan", "--from", "2025", "--until", "2030", "--format", "json").stdout)
    spending = ran("meishan").funds["resident"]["spending"]
    parts = [one["amount"] for one in told["drivers"] if one["measure"] == "spending"]
    assert sum(parts) == pytest.approx(spending[2030 - 2019] - spending[2025 - 2019], rel=1e-9)
    assert told["fund"] == "resident"


def test_without_years_it_is_the_whole_projection() -> None:
    told = json.loads(actuary("drivers", "meishan", "--to", "2028", "--format", "json").stdout)
    assert (told["first"], told["last"]) == (2020, 2028)


def test_the_base_year_may_be_the_first() -> None:
    told = json.loads(actuary("drivers", "meishan", "--from", "2019", "--until", "2021", "--format", "json").stdout)
    income = ran("meishan").funds["resident"]["income"]
    assert told["change"]["income"] == pytest.approx(income[2021 - 2019] - income[0], rel=1e-9)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("meishan", "--from", "2018"), "--from 2018: this run has the years 2019 to 2035"),
        (("meishan", "--from", "0"), "--from 0: this run has the years 2019 to 2035"),
        (("meishan", "--to", "2028", "--until", "2030"), "--until 2030: this run has the years 2019 to 2028"),
        (("meishan", "--from", "2030", "--until", "2025"), "the first year before the last"),
        (("meishan", "--pool", "maternity"), "'maternity' is not one of 'employee_scheme', 'resident'"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments: tuple[str, ...], says: str) -> None:
    ran = actuary("drivers", *arguments)
    assert ran.exit_code == 2
    assert says in ran.stderr
    assert ran.stdout == ""


def test_files_are_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = actuary("drivers", "meishan", "--pool", "employee_scheme", "--lang", "zh", "-o", str(out))
    assert ran.exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "drivers.csv", "drivers.json", "drivers_income.png", "drivers_spending.png",
    ]  # fmt: skip
    assert "2020年至2035年职工医保变动的驱动因素" in ran.stdout
    assert actuary("drivers", "meishan", "--quiet").stdout == ""
