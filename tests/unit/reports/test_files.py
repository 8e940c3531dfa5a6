"""Files are written whole or not at all."""

import math
from pathlib import Path

import pytest

from actuary.reports.files import json_text, write_folder, write_new


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
