"""`actuary calibrate`."""

import csv
import io
import json
from pathlib import Path

from tests.unit.cli.console import actuary


def told(*arguments: str) -> str:
    ran = actuary("calibrate", *arguments)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_jiangxi_is_over_determined_and_names_what_is_left() -> None:
    said = told("jiangxi", "--to", "2023")
    assert "5 of the 6 amounts and months that fix the accounts of Jiangxi in the base year are published" in said
    assert "Over-determined: 9 statements more than needed" in said
    rows = [row.split() for row in said.split("\n")]
    assert ["All", "schemes:", "income", "621", "亿元", "620.22", "+0.78", "whole", "numbers"] in rows
    months = ["Employee", "scheme:", "reserve", "months", "23.2", "months", "23.22", "-0.02", "one", "decimal"]
    assert months in rows


def test_jiangxi_says_how_another_printing_moves_it() -> None:
    """D2: 200.74 for 199.44."""
    said = told("jiangxi", "--to", "2023")
    found = [row.split() for row in said.split("\n") if row.startswith("  all in the other printing, one decimal")]
    assert found[0][7:] == ["+1.299", "+2.180", "-0.020", "-1.289", "-2.220", "-0.040"]
    assert ["as", "calibrated", "199.442", "385.920", "23.220", "353.248", "286.720", "9.740"] in map(
        str.split, said.split("\n")
    )
    assert "Months of reserve at the end of 2023" in said


def test_zibo_is_mostly_assumed_and_says_so() -> None:
    said = told("zibo", "--to", "2023")
    assert "No figure of the fund of Zibo is published: of the 6 amounts that fix its base year, 6 derived." in said
    assert "Just determined" in said
    assert "Nothing that fixes the base year is printed: there is no rounding." in said
    assert "employee_insured, Zibo 2021: 116.1934138 万人 (107.27..178.79)" in said


def test_it_is_said_in_chinese_too() -> None:
    said = told("zibo", "--to", "2022", "--lang", "zh")
    assert said.startswith("淄博市")
    assert "未公布任何基金数据" in said


def test_json_is_plain() -> None:
    said = json.loads(told("jiangxi", "--to", "2022", "--format", "json"))
    assert said["schema_version"] == 1
    assert said["facts"] == {"published": 5, "derived": 1}
    assert [one["name"] for one in said["targets"]][:3] == ["all_income", "all_spending", "all_balance"]
    assert {one["residual"] for one in said["targets"]} == {0.0}
    assert {one["kind"] for one in said["moves"]} == {"rounding", "interval", "printing"}
    assert {one["role"] for one in said["books"]} == {"settles"}


def test_csv_has_a_row_for_all_that_json_holds() -> None:
    rows = list(csv.DictReader(io.StringIO(told("kaizhou", "--to", "2022", "--format", "csv").lstrip("\ufeff"))))
    said = json.loads(told("kaizhou", "--to", "2022", "--format", "json"))
    sections = {name: rows for name, rows in said.items() if isinstance(rows, list)}
    assert len(rows) == sum(map(len, sections.values()))
    keys = {key for section in sections.values() for one in section for key in one}
    assert keys <= set(rows[0])
    assert {row["name"] for row in rows if row["section"] == "checks"} >= {"coverage_rate"}


def test_files_are_written(tmp_path: Path) -> None:
    said = told("kaizhou", "--to", "2022", "-o", str(tmp_path / "out"), "--quiet")
    assert said == ""
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"calibration.csv", "calibration.json"}


def test_a_setting_is_told_and_calibrated_to() -> None:
    said = told("jiangxi", "--to", "2022", "--set", "figures.all_spending=560 亿元")
    assert "Set on the command line: figures.all_spending=560 亿元" in said
    rows = [row.split() for row in said.split("\n")]
    assert ["All", "schemes:", "spending", "560.00", "亿元", "560.00", "0.00", "published"] in rows
