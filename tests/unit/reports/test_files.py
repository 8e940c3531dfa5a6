"""Files that spreadsheets and programs open, whole or not at all."""

import csv
import io
import json
import math
from pathlib import Path

import pytest

from actuary.reports.files import (
    differences_csv,
    differences_dict,
    funds_csv,
    json_text,
    write_folder,
    write_new,
)
from actuary.results import GROUPS
from tests.unit.reports.made import YEARS, compared, made, without_balance


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_knows_the_coding_and_the_lines() -> None:
    content = funds_csv(made(), "zh")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 1 + len(YEARS)


def test_one_row_a_year_and_units_in_the_head() -> None:
    head, first, *_, last = rows(funds_csv(made(), "en"))
    assert len(head) == len(set(head))
    column = head.index("Residents: spending (万元)")
    assert [first[0], first[column]] == ["2019", "120000"]
    assert [last[0], last[column]] == ["2035", "280000"]
    assert all(any(f"({unit})" in name for unit in ("万元", "months", "Persons", "元")) for name in head[1:])
    assert sum(name.endswith("(万元)") for name in head) == 5 * len(GROUPS)


def test_what_is_not_defined_is_empty() -> None:
    head, first, *_ = rows(funds_csv(without_balance(made()), "en"))
    assert first[head.index("Residents: balance (万元)")] == ""


def test_differences_by_variant_and_measure() -> None:
    found = rows(differences_csv(compared(made(), made(change=2.0)), "en"))
    assert found[0] == ["Variant", "Scheme", "Measure", "Unit", *map(str, YEARS)]
    spending = next(row for row in found if row[1:4] == ["Residents", "spending", "万元"])
    assert spending[4:7] == ["0", "10000", "20000"]
    assert {row[3] for row in found[1:]} == {"万元", "months", "Persons", "元", "ratio"}


def test_differences_for_a_program_have_no_nan() -> None:
    content = json.loads(json_text(differences_dict(compared(made(), without_balance(made())))))
    assert content["years"] == list(YEARS)
    assert content["variants"][0]["differences"]["resident"]["balance"] == [None] * len(YEARS)
    assert content["variants"][0]["differences"]["people"]["retired"] == [0.0] * len(YEARS)


def test_json_keeps_chinese_readable_and_refuses_nan() -> None:
    assert json_text({"市": "眉山"}) == '{\n "市": "眉山"\n}\n'.encode()
    with pytest.raises(ValueError, match="JSON"):
        json_text({"balance": math.nan})


def test_a_folder_is_written_whole_and_keeps_what_lies_there(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    write_folder(folder, {"a.csv": b"1", "b.json": b"2"})
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    write_folder(folder, {"a.csv": b"3"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "a.csv": b"3",
        "b.json": b"2",
        "mine.txt": b"mine",
    }
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_folder(tmp_path / "out", {"a.csv": b"1", "b.csv": "no bytes"})  # type: ignore[dict-item]
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_replaces_none(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    write_new(path, "title: 眉山\n")
    with pytest.raises(FileExistsError):
        write_new(path, "title: other\n")
    assert path.read_bytes() == "title: 眉山\n".encode()
    assert list(tmp_path.iterdir()) == [path]
