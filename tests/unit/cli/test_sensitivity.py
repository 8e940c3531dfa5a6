"""`actuary sensitivity`."""

import json
import re
from pathlib import Path

import pytest

from tests.unit.cli.console import actuary

ONE = (
    "sensitivity",
    "meishan",
    "--to",
    "2030",
    "--measure",
    "resident.reserve_months",
    "--only",
    "excess_fades_by, inflation",
)


def test_the_table_names_each_figure_with_its_interval_and_status() -> None:
    ran = actuary(*ONE)
    assert ran.exit_code == 0, ran.output
    assert re.search(r"^Residents, reserve months, 2030: \d+\.\d months; first year of deficit: ", ran.stdout, re.M)
    row = r"^  inflation 2026 +0\.5 % \(-0\.5\.\.1\.5\) +assumed +\+\d+\.\d +-\d+\.\d +-*\|#*$"
    assert re.search(row, ran.stdout, re.M), ran.stdout
    assert "Assumed here: a year; consumer prices rose" in ran.stdout


def test_json_holds_everything(tmp_path: Path) -> None:
    ran = actuary(*ONE, "--format", "json", "--year", "2028")
    told = json.loads(ran.stdout)
    assert told["year"] == 2028
    changes = [one["change_at_low"] for one in told["figures"] if one["figure"] == "inflation"]
    assert changes and all(by > 0 for by in changes)
    assert told["counts"]["assumed"] > 0


def test_files_are_written(tmp_path: Path) -> None:
    ran = actuary(*ONE, "--lang", "zh", "-o", str(tmp_path / "out"), "--quiet")
    assert ran.exit_code == 0, ran.output
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["sensitivity.csv", "sensitivity.json", "sensitivity.png"]
    assert ran.stdout == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--measure", "resident.reserve_mnths"), "did you mean resident.reserve_months?"),
        (("--year", "2031"), "--year 2031: this run projects the years 2020 to 2030"),
        (("--only", "wage_growht"), "--only wage_growht: a figure that this run uses; did you mean wage_growth?"),
        (
            ("--only", "inflation", "--set", "figures.inflation=1 %"),
            "--only inflation: a figure that the scenario does",
        ),
        (("--only", " , "), "--only: names of figures"),
    ],
)
def test_what_cannot_be_understood_is_refused(options: tuple[str, ...], said: str) -> None:
    ran = actuary("sensitivity", "meishan", "--to", "2030", *options)
    assert ran.exit_code == 2
    assert said in " ".join(ran.stderr.split())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("jiangxi_pooling", "a scenario of one area"),
        ("meishn", "did you mean meishan?"),
        ("kaizhou", "employee_scheme.cumulative_surplus needs no balance"),
    ],
)
def test_what_cannot_be_run_is_told(name: str, said: str) -> None:
    ran = actuary("sensitivity", name)
    assert ran.exit_code == 3
    assert said in ran.stderr
    assert "Traceback" not in ran.output
