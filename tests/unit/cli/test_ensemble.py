"""`actuary ensemble`, and what `run` and `compare` say of many futures."""

import json
from pathlib import Path
from typing import Any

import pytest

from actuary.cli import futures
from actuary.sampling import Interrupted
from tests.unit.cli.console import actuary

pytestmark = pytest.mark.slow_without_jit

SHORT = ("zibo", "--to", "2023", "--draws", "40")
PNG = b"\x89PNG\r\n"


def test_the_table_shows_bounds_chances_and_what_they_rest_on() -> None:
    ran = actuary("ensemble", *SHORT)
    assert ran.exit_code == 0, ran.output
    said = ran.stdout
    assert said.startswith("Zibo (淄博), law in force: 40 futures")
    for words in ("Residents (城乡居民医保), reserve months", "95 of 100 are below", "chance of less than 6 months",
                  "Uncertain: what happens each year", "40 draws, seed 1", "Quantiles are exact"):  # fmt: skip
        assert words in said
    assert ran.stderr == ""


def test_the_same_seed_and_any_number_of_threads_print_the_same() -> None:
    one, two, other = (actuary("ensemble", *SHORT, *more).stdout for more in
                       (("--threads", "1"), ("--threads", "2"), ("--seed", "2")))  # fmt: skip
    assert one == two
    assert one != other


def test_csv_json_and_files_hold_everything(tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = actuary("ensemble", *SHORT, "--format", "csv", "-o", str(out), "--measure", "resident.balance")
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith("\ufeffYear,Scheme,Measure,Statistic,Value,Unit")
    assert {"ensemble.csv", "ensemble.json", "fan_resident_balance.png"} <= {path.name for path in out.iterdir()}
    assert (out / "ensemble.csv").read_bytes() == ran.stdout_bytes
    assert (out / "fan_resident_balance.png").read_bytes().startswith(PNG)
    read = json.loads((out / "ensemble.json").read_text(encoding="utf-8"))
    assert (read["draws"], read["years"], read["scenario"]["name"]) == (40, [2022, 2023], "zibo")
    assert read["definitions"]["quantile_97.5"]["en"] == "97.5 % quantile"
    assert read["manifest"]["figures"]


def test_what_is_kept_in_a_folder_is_gone_on_with(tmp_path: Path) -> None:
    kept = ("ensemble", "zibo", "--to", "2023", "-o", str(tmp_path / "out"))
    assert actuary(*kept, "--draws", "30", "--quiet").exit_code == 0
    more = actuary(*kept, "--draws", "40", "--resume", "--format", "json")
    assert more.exit_code == 0, more.output
    assert more.stdout == actuary("ensemble", *SHORT, "--format", "json").stdout
    other = actuary("ensemble", "meishan", "--draws", "40", "-o", str(tmp_path / "out"), "--resume")
    assert other.exit_code == 3
    assert "zibo" in other.stderr


def test_what_a_folder_cannot_be_gone_on_with_is_refused_before_the_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("prepared")

    kept = ("--to", "2023", "-o", str(tmp_path / "out"), "--draws")
    assert actuary("ensemble", "zibo", *kept, "30", "--quiet").exit_code == 0
    monkeypatch.setattr("actuary.futures.ensemble.run", never)
    for words, says in (
        (("zibo", *kept, "20"), "30 draws or more, to go on with it"),
        (("zibo", *kept, "30", "--seed", "2"), "2 is asked for"),
        (("zibo", *kept, "30", "--seed", "0"), "0 is asked for"),
        (("meishan", *kept, "30"), "meishan is asked for"),
        (("zibo", *kept, "30", "--set", "levers.contribution_rate.employer=5 %"), "text "),
    ):
        ran = actuary("ensemble", *words)
        assert (ran.exit_code, says in ran.stderr) == (3, True), ran.output


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (("--draws", "0"), "0: how many futures, a whole number from 1 to 1,000,000,000, as 100,000"),
        (("--draws", "-5"), "-5: how many futures"),
        (("--draws", "1.5"), "1.5: how many futures"),
        (("--draws", "many"), "many: how many futures"),
        (("--seed", "x"), "x: a whole number from 0 to 18446744073709551615"),
        (("--seed", "-1"), "-1: a whole number from 0"),
        (("--seed", str(2**64)), "18446744073709551616: a whole number from 0"),
        (("--threads", "0"), "0 is not in the range"),
        (("--resume",), "--resume: say by -o DIR in which folder it was begun"),
        (("--resume", "-o", "nowhere"), "--resume: there is no folder nowhere to go on from"),
        (("-o", __file__), "is a file"),
        (("--measure", "balence"), "--measure balence: did you mean balance?"),
        (("--measure", "long_term_care.balance"), "--measure long_term_care.balance: nothing is known of it in zibo"),
        (("--years", "2021"), "this run has the years 2022 to 2035"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_with_what_can(written: tuple[str, ...], says: str) -> None:
    ran = actuary("ensemble", "zibo", *written)
    assert ran.exit_code == 2
    assert says in ran.stderr
    assert ran.stdout == ""


@pytest.mark.parametrize("command", [("ensemble", "zibo"), ("run", "zibo"), ("compare", "zibo", "zibo")])
def test_too_many_are_refused_with_the_time_and_what_would_do(command: tuple[str, ...]) -> None:
    ran = actuary(*command, "--draws", "1e12")
    assert ran.exit_code == 2
    assert "--draws 1,000,000,000,000: 1,000,000,000 at most" in ran.stderr
    assert "100,000 futures take" in ran.stderr
    assert "to within 0.3 points" in ran.stderr  # 1.96 x 0.5 / sqrt(100,000)


@pytest.mark.parametrize(
    "command", [("ensemble", "jiangxi_one_fund"), ("run", "jiangxi_one_fund", "--draws", "2"),
                ("compare", "jiangxi_one_fund", "jiangxi_one_fund", "--draws", "2")],
)  # fmt: skip
def test_areas_that_meet_are_refused_with_the_command_that_draws_them(command: tuple[str, ...]) -> None:
    ran = actuary(*command)
    assert ran.exit_code == 3
    assert "actuary portfolio" in ran.stderr


def test_a_folder_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = actuary("ensemble", *SHORT, "-o", str(tmp_path / "file" / "out"))
    assert ran.exit_code == 1
    assert ran.stderr.startswith(f"{tmp_path / 'file'}")


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        (
            Path("out"),
            "Stopped after 120,000 of 1,000,000 futures; they are kept in out, and --resume goes on from there.\n",
        ),
        (None, "Stopped after 120,000 of 1,000,000 futures; nothing was kept (actuary ensemble -o DIR keeps them).\n"),
    ],
)
def test_stopped_by_hand_it_says_how_far_it_came(monkeypatch: pytest.MonkeyPatch, kept: Path | None, says: str) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise Interrupted(120_000, 1_000_000, kept)

    monkeypatch.setattr("actuary.futures.ensemble.sample", stopped)
    ran = actuary("ensemble", *SHORT)
    assert ran.exit_code == 130
    assert ran.stderr == f"\n{says}"


def test_stopped_before_the_first_it_promises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise Interrupted(0, 1_000_000, Path("out"))

    monkeypatch.setattr("actuary.futures.ensemble.sample", stopped)
    assert actuary("ensemble", *SHORT).stderr == "\nStopped before a future was drawn; nothing was written yet.\n"


def test_a_run_tells_how_it_is_spread(tmp_path: Path) -> None:
    ran = actuary("run", *SHORT, "-o", str(tmp_path / "out"))
    assert ran.exit_code == 0, ran.output
    assert "Residents (城乡居民医保), reserve months  40 futures" in ran.stdout
    found = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"funds.csv", "run.json", "reserve_months.png", "ensemble.csv", "fan_resident_reserve_months.png"} <= found
    plain = json.loads(actuary("run", "zibo", "--to", "2023", "--format", "json").stdout)
    spread = json.loads(actuary("run", *SHORT, "--format", "json").stdout)
    assert spread.pop("ensemble")["draws"] == 40
    assert spread == plain
    head = actuary("run", *SHORT, "--format", "csv").stdout.split("\r\n")[0]
    assert "Residents: reserve months, 50 % quantile (months)" in head


def test_a_comparison_tells_how_the_difference_is_spread(tmp_path: Path) -> None:
    asked = ("compare", "meishan", "meishan_rate_cut", "--to", "2023", "--draws", "40")
    ran = actuary(*asked, "-o", str(tmp_path / "out"))
    assert ran.exit_code == 0, ran.output
    assert 'Difference from "Meishan (眉山), law in force", draw by draw in 40 futures' in ran.stdout
    assert "Residents (城乡居民医保)  no difference" in ran.stdout
    assert "chance of being worse" in ran.stdout
    assert {"futures.csv", "futures.json", "differences.csv"} <= {path.name for path in (tmp_path / "out").iterdir()}
    read = json.loads(actuary(*asked, "--format", "json").stdout)
    assert read["futures"]["draws"] == 40
    assert read["variants"][0]["differences"]
    ran = actuary(*asked, "--lines")
    assert ran.exit_code == 2
    assert "not with --draws" in ran.stderr


@pytest.mark.parametrize(
    ("written", "count"),
    [("10000", 10_000), ("10,000", 10_000), ("1_000_000", 1_000_000), ("1e6", 1_000_000), (" 7 ", 7)],
)
def test_numbers_as_people_write_them(written: str, count: int) -> None:
    assert futures.Count().convert(written, None, None) == count


@pytest.mark.parametrize(
    ("seconds", "told"), [(30, "30.0 seconds"), (90, "1.5 minutes"), (86_400 * 1.5, "1.5 days"), (2e8, "6.3 years")]
)
def test_times_in_the_unit_that_is_easiest_to_grasp(seconds: float, told: str) -> None:
    assert futures.duration(seconds) == told


def test_a_terminal_shows_how_many_and_how_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    with futures.heard("Drawing", 1000, False) as told:
        told(250, 1000)
    said = capsys.readouterr().err
    assert "250 of 1,000" in said
    assert "left" in said
    assert "1,000 futures in " in said
