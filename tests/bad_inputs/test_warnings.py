"""One file of early-warning rules per mistake a person can make, and beside it what they are told."""

from pathlib import Path

import pytest

from tests.unit.cli.console import actuary

FOLDER = Path(__file__).parent / "warnings"
RULES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("name", RULES)
def test_all_mistakes_are_told_at_once(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    ran = actuary("warn", "meishan", "--rules", f"{name}.yaml", "-o", str(tmp_path / "out"))
    assert ran.exit_code == 3
    assert ran.stderr == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert ran.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_every_mistake_has_its_message_and_every_message_its_mistake() -> None:
    assert RULES
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(RULES)


def test_a_file_that_is_not_there() -> None:
    ran = actuary("warn", "meishan", "--rules", "far_away.yaml")
    assert ran.exit_code == 3
    assert ran.stderr == "far_away.yaml\n  there is no such file\n1 mistake, nothing was run\n"
