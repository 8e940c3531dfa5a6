"""The back-test as a person asks for it."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from actuary.analysis.past.backtest import Backtest
from actuary.analysis.past.coverage import Case, Coverage
from actuary.cli import shape
from actuary.figures.history import History
from tests.runs import looked_back
from tests.unit.analysis.books import HEAD, rows
from tests.unit.cli.console import actuary


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[range]:
    """The nation's forecasts, made once for all tests; which origins were asked for."""
    asked = []

    def known(_: object, origins: range, heard: object) -> Backtest:
        asked.append(origins)
        kept = tuple(one for one in looked_back().forecasts if one.origin in origins)
        return looked_back()._replace(forecasts=kept)

    monkeypatch.setattr("actuary.analysis.past.backtest.look_back", known)
    return asked


def test_without_a_word_it_is_the_nation_from_the_last_ten_year_ends(at_once: list[range]) -> None:
    ran = actuary("backtest")
    assert ran.exit_code == 0
    assert at_once == [range(2015, 2025)]
    assert ran.stdout.startswith("China: forecasts from the end of 2015 to the end of 2024, against what happened")
    assert ran.stderr == ""


def test_the_origins_can_be_chosen(at_once: list[range]) -> None:
    assert actuary("backtest", "china", "--origins", "2019").stdout.startswith("China: forecasts from the end of 2019,")
    actuary("backtest", "china", "--origins", "2019-2021")
    assert at_once == [range(2019, 2020), range(2019, 2022)]


@pytest.mark.parametrize(
    ("origins", "right"),
    [
        ("1990-2020", "these books allow 2015 to 2024"),
        ("2025", "these books allow"),
        ("last year", "years such as 2015-2024, or one as 2019"),
        ("2020-2019", "years such as 2015-2024"),
    ],
)
def test_origins_that_cannot_be_are_a_usage_error(origins: str, right: str) -> None:
    ran = actuary("backtest", "china", "--origins", origins)
    assert ran.exit_code == 2
    assert right.split(" 2015")[0] in ran.stderr


@pytest.mark.usefixtures("at_once")
def test_some_pools_alone() -> None:
    ran = actuary("backtest", "china", "--pool", "resident", "--format", "csv")
    assert {row[0] for row in csv.reader(io.StringIO(ran.stdout))} == {"\ufeffPool", "Residents"}


@pytest.mark.usefixtures("at_once")
def test_csv_and_json_hold_every_forecast() -> None:
    count = len(looked_back().forecasts)
    assert len(actuary("backtest", "--format", "csv").stdout.strip().splitlines()) == 1 + count
    found = json.loads(actuary("backtest", "--format", "json").stdout)
    assert len(found["forecasts"]) == count
    assert len(found["scores"]) == len(looked_back().scores())
    assert any("9.71 亿元" in one["what"] for one in found["remarks"])


@pytest.mark.usefixtures("at_once")
def test_a_folder_takes_tables_and_pictures(tmp_path: Path) -> None:
    ran = actuary("backtest", "-o", str(tmp_path / "out"), "--quiet")
    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "", "")
    names = ["backtest.csv", "backtest.json", "spending_all.png", "spending_employee.png", "spending_resident.png"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names


def test_a_bureau_s_own_books_are_scored_and_what_is_odd_is_told_first(tmp_path: Path) -> None:
    """Four years make one forecast: from 2022 for 2023."""
    path = tmp_path / "books.csv"
    odd = ["2022,resident,balance,5.00,亿元", "2023,resident,balance,9.00,亿元"]
    path.write_text("\n".join([HEAD, *rows(2020), *odd]), encoding="utf-8")
    ran = actuary("backtest", str(path), "--area", "meishan")
    assert ran.exit_code == 0, ran.stderr
    assert ran.stdout.startswith("Meishan: forecasts from the end of 2022, against what happened")
    assert ran.stderr.splitlines() == [
        f"{path}:1:1  employee_account balance: no row",
        "  the accounts then take the nation's share of the balance: employees' spending can be far off",
        f"{path}:1:1  maternity spending: no row",
        "  births paid before the merger are then taken to be in the employees' books: employees' spending can be far off",
        f"{path}:31:1  resident 2023: the balance is 3.00 亿元 more than the year before + income - spending",
        "  told, not absorbed: every amount counts as it is written",
    ]
    assert actuary("backtest", str(path), "--area", "meishan", "--quiet").stderr == ""


def test_the_template_is_the_nation_s_books_as_they_are_scored(tmp_path: Path) -> None:
    """Printed and read again they give the same forecasts to the last bit."""
    path = tmp_path / "mine.csv"
    path.write_bytes(actuary("backtest", "--template").stdout_bytes)
    told = [actuary("backtest", name, "--origins", "2023", "--format", "json").stdout for name in ("china", str(path))]
    assert json.loads(told[0])["forecasts"] == json.loads(told[1])["forecasts"]


def test_on_a_terminal_a_bar_grows_elsewhere_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with shape.stages(2, "Forecasting", False) as done:
        done(2019)
    seen = io.StringIO()
    monkeypatch.setattr(seen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", seen)
    monkeypatch.setenv("TERM", "xterm-256color")
    with shape.stages(2, "Forecasting", False) as done:
        done(2019)
        done(2020)
    assert "Forecasting" in seen.getvalue()


def test_help_is_a_sentence_two_examples_and_the_options() -> None:
    told = actuary("backtest", "-h").stdout
    assert told.count("  $ actuary backtest") == 2
    assert "Options:" in told


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[int], int]]:
    """Coverage of one made-up case; what was asked for."""
    asked: list[tuple[list[int], int]] = []

    def known(history: History, origins: list[int], count: int, heard: object) -> Coverage:
        asked.append((origins, count))
        case = Case("all", "spending", 2019, 2020, 100e8, (90e8, 80e8), (110e8, 120e8), 100e8, 100e8)
        return Coverage(history, count, 1, (case, case._replace(pool="resident")), 1.2, {2019: 1.2})

    monkeypatch.setattr("actuary.analysis.past.coverage.coverage_of", known)
    return asked


def test_draws_tell_below_the_scores_how_many_outcomes_lay_within(
    at_once: list[range], drawn: list[tuple[list[int], int]]
) -> None:
    ran = actuary("backtest", "china", "--origins", "2019", "--draws", "500", "--pool", "resident")
    assert ran.exit_code == 0 and drawn == [([2019], 500)]
    scores, _, below = ran.stdout.partition("Outcomes within intervals of 500 draws")
    assert "skill" in scores.lower() and ["1-5", "1", "100", "100", "100", "100"] in [
        line.split() for line in below.splitlines()
    ]
    assert "Total" not in below


def test_json_has_every_case_that_was_drawn(at_once: list[range], drawn: object) -> None:
    ran = actuary("backtest", "china", "--origins", "2019", "--draws", "500", "--format", "json")
    assert len(json.loads(ran.stdout)["coverage"]["cases"]) == 2
    assert "coverage" not in json.loads(actuary("backtest", "china", "--origins", "2019", "--format", "json").stdout)


def test_csv_has_intervals_beside_the_forecasts(at_once: list[range], drawn: object) -> None:
    ran = actuary("backtest", "china", "--origins", "2019", "--draws", "500", "--format", "csv")
    read = list(csv.DictReader(io.StringIO(ran.stdout.removeprefix("\ufeff"))))
    assert [row["80 % from"] for row in read if row["80 % from"]] == ["900000", "900000"]


@pytest.mark.parametrize("written", ["0", "-5", "1e12", "many", "99"])
def test_draws_that_cannot_be_are_a_usage_error(written: str) -> None:
    ran = actuary("backtest", "china", "--draws", written)
    assert ran.exit_code == 2
    assert "--draws" in ran.stderr
