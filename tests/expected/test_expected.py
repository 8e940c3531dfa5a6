"""The headline results of every bundled scenario are what they were; `make expect` rewrites them."""

import json
from pathlib import Path

import pytest

from actuary.scenario.bundled import bundled_names
from tests.expected import rewrite as module
from tests.expected.rewrite import expected_of, flat, kept, moved, rewrite, rounded

CLOSE = 1e-3
"""Rounding to four digits is good to 5e-4; a change in arithmetic order moves less than that, a change of a rule more."""


@pytest.mark.parametrize("name", bundled_names())
def test_headlines_are_the_expected_ones(name: str) -> None:
    expected, found = flat(kept(name)), flat(expected_of(name))
    assert list(found) == list(expected), "make expect"
    for key, value in expected.items():
        assert found[key] == (None if value is None else pytest.approx(value, rel=CLOSE)), f"{name}: {key}"


def test_every_kept_file_is_of_a_scenario() -> None:
    assert sorted(path.stem for path in module.FOLDER.glob("*.json")) == bundled_names()


@pytest.mark.parametrize(
    ("value", "shown"), [(2_506_123_456.0, 2.506e9), (30.004, 30.0), (-0.0123456, -0.01235), (float("nan"), None)]
)
def test_headlines_have_four_digits(value: float, shown: float | None) -> None:
    assert rounded(value) == shown


def test_what_moved_is_told_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    (tmp_path / "own.json").write_text(json.dumps({"all": {"income": {"2025": 1.0, "2030": 2.0, "2035": 4.0}}}))
    new: module.Headlines = {"all": {"income": {"2025": 1.0, "2030": 3.0, "2034": 5.0}}}
    assert moved("own", new) == [
        "own: all income 2030: 2.0 -> 3.0",
        "own: all income 2034: nothing -> 5.0",
        "own: all income 2035: 4.0 -> nothing",
    ]


def test_a_dry_run_tells_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    (tmp_path / "gone.json").write_text("{}")
    said = rewrite(dry=True)
    assert "gone: no such scenario any more" in said
    assert any(line.startswith("meishan: all income 2020: nothing -> ") for line in said)
    assert [path.name for path in tmp_path.iterdir()] == ["gone.json"]


def test_a_rewrite_writes_what_the_test_then_expects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    (tmp_path / "gone.json").write_text("{}")
    assert rewrite(dry=False)
    assert rewrite(dry=True) == []
    assert sorted(path.stem for path in tmp_path.iterdir()) == bundled_names()
