"""`actuary cascade`."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.console import actuary


def test_the_table_says_until_when_and_who_pays_then() -> None:
    ran = actuary("cascade", "jiangxi")
    assert ran.exit_code == 0, ran.output
    assert "Residents: own balance until October 2029; then" in ran.stdout
    assert "the treasury advances: " in ran.stdout
    assert "Employee pool: own money pays every bill to the end of 2035; " in ran.stdout
    assert "Pool and accounts singly are an assumed split" in ran.stdout


def test_json_holds_the_pool_that_was_asked_for() -> None:
    told = json.loads(actuary("cascade", "zibo", "--pool", "resident", "--to", "2033", "--format", "json").stdout)
    assert list(told["pools"]) == ["resident"]
    assert told["years"][-1] == 2033
    years = told["pools"]["resident"]["years"]
    parts = (years[name][-1] for name in ("own_balance", "adjustment", "advance", "overdue", "unpaid"))
    assert sum(parts) == pytest.approx(years["shortfall"][-1])


def test_files_are_written(tmp_path: Path) -> None:
    ran = actuary("cascade", "zibo", "--lang", "zh", "-o", str(tmp_path / "out"), "--quiet")
    assert ran.exit_code == 0, ran.output
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["cascade.csv", "cascade.json", "cascade.png", "cascade_months.csv"]
    assert ran.stdout == ""


def test_a_run_says_which_command_goes_on() -> None:
    assert "Who pays when a pool has no money left: actuary cascade zibo" in actuary("run", "zibo").stdout
    assert "actuary cascade" not in actuary("run", "meishan").stdout


def test_a_pool_that_there_is_not_is_refused() -> None:
    ran = actuary("cascade", "jiangxi", "--pool", "employees")
    assert ran.exit_code == 2
    assert "'employee', 'resident'" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("jiangxi_pooling",), "a scenario of one area"),
        (("jiangxy",), "did you mean jiangxi?"),
        (("kaizhou",), "pools with a known balance of their own"),
        (
            ("jiangxi", "--set", "levers.deficit_cascade.advance.resident.2027=6 亿元"),
            "--set levers.deficit_cascade.advance.resident.2027=6 亿元",
        ),
        (("jiangxi", "--set", "levers.deficit_cascade.advanc.resident.2027=6 months"), "advance"),
        (("jiangxi", "--set", "levers.deficit_cascade.repaid.resident.2027=150 %"), "100 %"),
    ],
)
def test_what_cannot_be_run_is_told(arguments: tuple[str, ...], said: str) -> None:
    ran = actuary("cascade", *arguments)
    assert ran.exit_code == 3
    assert said in ran.stderr
    assert "Traceback" not in ran.output
