"""`actuary run`."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from actuary.cli.shape import about_letters
from actuary.reports import letters, plots
from tests.unit.cli.console import actuary


def row_of(table: str, heading: str, name: str) -> list[str]:
    block = table.split(heading)[1].split("\n")[1:]
    line = next(line for line in block if line.startswith(f"  {name} "))
    return line.split()[len(name.split()) :]


def test_the_base_year_comes_out_as_published() -> None:
    ran = actuary("run", "meishan", "--to", "2021")
    assert ran.exit_code == 0, ran.output
    assert ran.stderr == ""
    assert row_of(ran.stdout, "Employee scheme", "balance")[0] == "25.06"
    assert row_of(ran.stdout, "Employee scheme", "surplus")[0] == "5.81"
    assert row_of(ran.stdout, "Employee scheme", "reserve months")[0] == "30.0"
    assert row_of(ran.stdout, "Residents", "balance")[0] == "21.78"
    assert row_of(ran.stdout, "Residents", "reserve months")[0] == "15.0"


def test_piped_there_is_no_colour_and_no_box() -> None:
    assert set(actuary("run", "meishan", "--to", "2021").stdout) & set("\x1b│┃─━┏") == set()


@pytest.mark.parametrize("area", ["meishan", "jiangxi", "jingzhou", "kaizhou", "zibo", "china", "china_2019"])
def test_every_baseline_has_a_table_in_both_languages(area: str) -> None:
    for lang in ("en", "zh"):
        ran = actuary("run", area, "--lang", lang)
        assert ran.exit_code == 0, ran.output
        assert re.search(r"\bnan\b", ran.stdout, re.IGNORECASE) is None


def test_the_years_asked_for() -> None:
    ran = actuary("run", "meishan", "--years", "2019,2025-2027")
    assert re.search(r"^ +2019 +2025 +2026 +2027$", ran.stdout, re.MULTILINE)


def test_a_setting_moves_the_fund() -> None:
    cut = ("--set", "levers.contribution_rate.employer.2020=3 %", "--years", "2021", "--to", "2022")
    plain = row_of(actuary("run", "meishan", "--years", "2021", "--to", "2022").stdout, "Employee scheme", "income")
    moved = row_of(actuary("run", "meishan", *cut).stdout, "Employee scheme", "income")
    assert float(moved[0]) < float(plain[0])


def test_lines_add_up_to_the_row_above_them() -> None:
    """Each is rounded to 0.01, so five of them may be 0.03 off; `of it` is inside another."""
    ran = actuary("run", "meishan", "--to", "2025", "--years", "2023", "--lines")
    assert ran.exit_code == 0, ran.output
    residents = ran.stdout.split("Residents (")[1].split("Maternity (")[0]
    income, spending = re.findall(r"^  (?:income|spending) .*\n((?:    .*\n)+)", residents, re.MULTILINE)
    for name, block in (("income", income), ("spending", spending)):
        lines = [line.split()[-1] for line in block.splitlines() if "of it" not in line]
        assert len(lines) >= 2
        assert sum(map(float, lines)) == pytest.approx(float(row_of(ran.stdout, "Residents (", name)[0]), abs=0.03)


def test_the_hint_asks_for_the_scenario_as_it_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "mine.yaml").write_text("title: Mine\nbased_on: meishan\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "(actuary explain plans/mine.yaml --assumed)" in actuary("run", "plans/mine.yaml", "--to", "2021").stdout


def test_what_was_set_by_hand_is_said() -> None:
    ran = actuary("run", "meishan", "--to", "2021", "--set", "figures.inflation=2 %")
    assert ran.stdout.split("\n")[1] == "Set on the command line: figures.inflation=2 %"


@pytest.mark.parametrize(
    ("lang", "font", "said"),
    [("zh", None, "未安装中文字体：图中文字为英文。\n"), ("zh", "SimHei", ""), ("en", None, "")],
)
def test_a_chinese_picture_that_has_to_be_english_is_said(
    lang: str, font: str | None, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(letters, "chinese_font", lambda: font)
    about_letters(lang, False)
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize(
    "command", [("run", "meishan"), ("compare", "meishan", "meishan"), ("plot", "meishan")], ids=lambda words: words[0]
)
def test_every_command_that_draws_says_it(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (letters, plots):
        monkeypatch.setattr(module, "chinese_font", lambda: None)
    ran = actuary(*command, "--to", "2021", "--lang", "zh", "-o", str(tmp_path / "out"))
    assert ran.exit_code == 0, ran.output
    assert "未安装中文字体" in ran.stderr


def test_json_is_the_base_year_first_and_has_no_nan() -> None:
    def refuse(constant: str) -> float:
        raise AssertionError(constant)

    ran = actuary("run", "kaizhou", "--format", "json")
    content = json.loads(ran.stdout, parse_constant=refuse)
    assert content["years"][0] == 2020
    assert content["pools"]["resident"]["balance"][0] is None
    assert content["scenario"]["name"] == "kaizhou"


def test_csv_holds_every_year_whatever_the_table_shows() -> None:
    ran = actuary("run", "meishan", "--format", "csv", "--years", "2019")
    rows = list(csv.reader(io.StringIO(ran.stdout_bytes.decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:]] == [str(year) for year in range(2019, 2036)]


def test_files_are_written_beside_the_table(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "meishan"
    ran = actuary("run", "meishan", "-o", str(folder))
    assert ran.exit_code == 0, ran.output
    assert {path.name for path in folder.iterdir()} == {"funds.csv", "reserve_months.png", "run.json"}
    assert "funds.csv" in ran.stderr
    assert json.loads((folder / "run.json").read_text(encoding="utf-8"))["manifest"]["scenario"]["hash"]
    assert list(folder.parent.iterdir()) == [folder]


def test_quiet_says_nothing(tmp_path: Path) -> None:
    ran = actuary("run", "meishan", "--to", "2021", "--quiet", "-o", str(tmp_path / "out"))
    assert (ran.stdout, ran.stderr, ran.exit_code) == ("", "", 0)
    assert (tmp_path / "out" / "run.json").is_file()


@pytest.mark.parametrize("years", ["1999", "2019-", "twenty", "2025-2020", "2019,,2020", "2019-2040"])
def test_years_that_cannot_be_are_a_matter_of_usage(years: str) -> None:
    ran = actuary("run", "meishan", "--years", years)
    assert ran.exit_code == 2
    assert f"--years {years}" in ran.stderr


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    ran = actuary("run", "meishan", "-o", str(tmp_path / "out"))
    assert ran.exit_code == 2
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


KEPT = ("--set", "expect.coverage_rate.2025=at least 50 %")
MISSED = ("--set", "expect.resident.reserve_months.2030=at least 100 months")


def test_what_is_expected_and_met_is_told_and_fine() -> None:
    ran = actuary("run", "meishan", *KEPT)
    assert ran.exit_code == 0, ran.output
    assert "\nExpected: 1 of 1 met\n   Coverage, 2025: expected at least 50 %, found 87.16 %: met\n" in ran.stdout


def test_what_is_missed_has_a_status_of_its_own_once_all_is_printed_and_written(tmp_path: Path) -> None:
    ran = actuary("run", "meishan", *KEPT, *MISSED, "-o", str(tmp_path / "out"))
    assert ran.exit_code == 4
    assert "\nExpected: 1 of 2 met\n" in ran.stdout
    assert ran.stdout.rstrip().endswith("--assumed)")
    assert "missed by" not in ran.stderr
    content = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert [one["met"] for one in content["expectations"]] == [True, False]
    assert "met" in (tmp_path / "out" / "funds.csv").read_text(encoding="utf-8-sig").splitlines()[0]


@pytest.mark.parametrize("how", ["--quiet", "--format=csv", "--format=json"])
def test_where_no_table_says_it_stderr_says_what_is_missed(how: str) -> None:
    ran = actuary("run", "meishan", *KEPT, *MISSED, how)
    assert ran.exit_code == 4
    (told,) = ran.stderr.splitlines()
    assert told.startswith("Residents, reserve months, 2030: expected at least 100 months, found ")
    assert bool(ran.stdout) == (how != "--quiet")
    if how == "--format=json":
        assert json.loads(ran.stdout)["expectations"][1]["low"] == 100


def test_an_expectation_that_cannot_be_is_a_mistake_not_a_miss() -> None:
    ran = actuary("run", "meishan", "--to", "2029", *MISSED)
    assert ran.exit_code == 3
    assert "a projected year: 2020 to 2029" in ran.stderr
