"""Many scenarios on the command line."""

import csv
import json
from pathlib import Path

import pytest

from tests.unit.cli.console import actuary
from tests.unit.pooling.made import TWO


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder with a scenario, one of two areas, and a wrong one."""
    monkeypatch.chdir(tmp_path)
    Path("plans").mkdir()
    Path("plans/one.yaml").write_text("title: One\narea: meishan\nbase: 2019\nto: 2021\n", encoding="utf-8")
    Path("plans/two.yaml").write_text(TWO.replace("2024", "2021"), encoding="utf-8")
    Path("plans/wrong.yaml").write_text("title: Wrong\nbased_on: meishan\nlevrs: {}\n", encoding="utf-8")
    return "plans"


def test_one_run_each_in_one_table_and_what_failed_at_its_end(plans: str) -> None:
    ran = actuary("portfolio", plans, "--draws", "0")
    assert ran.exit_code == 3
    assert ran.stdout.startswith("3 scenarios, each run once")
    lines = ran.stdout.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("Employee scheme"))
    assert [line.split()[0] for line in lines[first + 1 : first + 4]] == ["one", "Jingzhou", "Jiangxi"]
    assert "what moves between them, and a merger of their funds, is not in it" in ran.stdout
    at = lines.index("1 came to nothing:")
    assert lines[at + 1] == "plans/wrong.yaml"
    assert "plans/wrong.yaml:3:1  levrs" in lines[at + 2]
    assert "mistake" not in ran.stdout  # it is one of the lines above


def test_all_is_well_where_nothing_fails(plans: str) -> None:
    assert actuary("portfolio", "plans/one.yaml", "--draws", "0", "--lang", "zh").exit_code == 0


def test_for_other_programs_and_into_files(plans: str) -> None:
    ran = actuary("portfolio", plans, "--draws", "0", "--format", "json", "-o", "out")
    told = json.loads(ran.stdout)
    assert [one["name"] for one in told["scenarios"]] == ["one", "two@jingzhou", "two@jiangxi"]
    assert told["scenarios"][0]["years"] == [2020, 2021]
    assert len(told["scenarios"][0]["groups"]["resident"]["reserve_months"]["value"]) == 2
    assert told["failed"][0]["name"] == "plans/wrong.yaml"
    assert "1 came to nothing:\nplans/wrong.yaml" in ran.stderr
    assert json.loads(Path("out/portfolio.json").read_text(encoding="utf-8")) == told
    rows = list(csv.DictReader(Path("out/portfolio.csv").read_text(encoding="utf-8-sig").splitlines()))
    months = told["scenarios"][0]["groups"]["resident"]["reserve_months"]["value"]
    (first,) = (
        row for row in rows
        if [*row.values()][:4] == ["one", "2020", "Residents", "reserve months"]
    )  # fmt: skip
    assert float(first["Value"]) == pytest.approx(months[0], abs=1e-6)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--draws", "-1"), "-1: how many futures, a whole number from 0 to 1,000,000,000, as 100,000"),
        (("--draws", "1e12"), "1e12: how many futures, a whole number from 0"),
        (("--draws", "many"), "many: how many futures"),
        (("--seed", "one"), "one: a whole number from 0 to 18446744073709551615"),
        (("--seed", "18446744073709551616"), "18446744073709551616: a whole number from 0"),
        (("--threads", "0"), "0 is not in the range"),
        (("--resume",), "-o DIR says what is to be gone on with"),
        (("--years", "2050", "--draws", "0"), "this run has the years 2020 to 2021"),
        (("-o", "plans/one.yaml"), "is a file"),
    ],
)
def test_options_that_cannot_be(plans: str, words: tuple[str, ...], told: str) -> None:
    ran = actuary("portfolio", "plans/one.yaml", *words)
    assert ran.exit_code == 2
    assert told in " ".join(ran.stderr.split())


def test_a_scheduler_that_is_none_is_told(plans: str) -> None:
    ran = actuary("portfolio", "plans/one.yaml", "--draws", "10", "--scheduler", "tcp://127.0.0.1:9")
    assert ran.exit_code == 3
    assert ran.stderr.startswith("  --scheduler tcp://127.0.0.1:9") or ran.stderr.startswith("--scheduler tcp://")
    assert "Traceback" not in ran.stderr


def test_nothing_readable_is_told(plans: str) -> None:
    ran = actuary("portfolio", "plans/wrong.yaml", "--draws", "0", "-o", "out")
    assert ran.exit_code == 3
    assert ran.stdout.startswith("1 came to nothing:\nplans/wrong.yaml\n")
    assert "months" not in ran.stdout
    ran = actuary("portfolio", "plans/wrong.yaml", "--draws", "0", "-o", "out", "--format", "csv")
    assert ran.stdout == ""
    assert ran.stderr.startswith("1 came to nothing:\nplans/wrong.yaml\n")
    assert not Path("out").exists()
