"""One file of a fund's books per mistake a person can make, and beside it, in a file of the same name, what they are told."""

from pathlib import Path

import pytest

from tests.unit.cli.console import actuary

FOLDER = Path(__file__).parent / "histories"
HISTORIES = sorted(path.stem for path in FOLDER.glob("*.csv"))


@pytest.mark.parametrize("name", HISTORIES)
def test_all_mistakes_are_told_at_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    ran = actuary("backtest", f"{name}.csv")
    assert ran.exit_code == 3
    assert ran.stderr == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert ran.stdout == ""


def test_every_mistake_has_its_message_and_every_message_its_mistake() -> None:
    assert HISTORIES
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(HISTORIES)
