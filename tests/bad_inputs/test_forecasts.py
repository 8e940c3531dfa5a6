"""One forecast file per mistake a person can make, and beside it, in a file of the same name, what they are told."""

from pathlib import Path

import pytest

from tests.unit.cli.console import actuary

FOLDER = Path(__file__).parent / "forecasts"
FORECASTS = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("command", ["score", "list"])
@pytest.mark.parametrize("name", FORECASTS)
def test_all_mistakes_are_told_at_once(name: str, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    ran = actuary("forecast", command, f"{name}.yaml")
    assert ran.exit_code == 3
    assert ran.stderr == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert ran.stdout == ""


def test_every_mistake_has_its_message_and_every_message_its_mistake() -> None:
    assert FORECASTS
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(FORECASTS)


def test_the_mistakes_of_several_files_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    ran = actuary("forecast", "score", "unit_missing.yaml", "nothing_foreseen.yaml", "far_away.yaml")
    assert ran.exit_code == 3
    assert ran.stderr.endswith("3 mistakes, nothing was run\n")
    assert "there is no such file" in ran.stderr
