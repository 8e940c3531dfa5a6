"""One table of people, or scenario of them, per mistake a person can make, and beside it what they are told."""

from pathlib import Path

import pytest

from tests.unit.cli.console import actuary

FOLDER = Path(__file__).parent / "people"
TABLES = sorted(path.stem for path in FOLDER.glob("*.csv"))
SCENARIOS = sorted(path.stem for path in FOLDER.glob("scenario-*.yaml"))


def told(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def check(name: str, command: str) -> None:
    """A table stands in the place of the sound one of its kind."""
    if name in SCENARIOS:
        ran = actuary(command, f"{name}.yaml")
    else:
        text = (FOLDER / "sound.yaml").read_text(encoding="utf-8")
        kind = name.partition("-")[0]
        Path("wrong.yaml").write_text(text.replace(f"sound/{kind}.csv", f"{name}.csv"), encoding="utf-8")
        ran = actuary(command, "wrong.yaml")
    assert ran.exit_code == 3
    assert ran.stderr == told(name)
    assert ran.stdout == ""


@pytest.fixture(autouse=True)
def beside_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own with all the files, so that paths are as short as a person would write them."""
    for path in FOLDER.iterdir():
        (tmp_path / path.name).symlink_to(path)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", ["check", "people", "run"])
@pytest.mark.parametrize("name", [*TABLES, *SCENARIOS])
def test_every_command_tells_all_mistakes_at_once(name: str, command: str) -> None:
    check(name, command)


def test_every_mistake_has_its_message_and_every_message_its_mistake() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*TABLES, *SCENARIOS}


def test_the_tables_that_are_varied_have_no_mistake() -> None:
    assert actuary("people", "sound.yaml").exit_code == 0


def test_a_setting_that_names_a_table_is_seen_from_here() -> None:
    ran = actuary("people", "sound.yaml", "--set", "people.mortality=mortality-gbk.csv")
    assert ran.exit_code == 3
    assert ran.stderr.startswith("mortality-gbk.csv:1:19")
    there = actuary("people", "sound.yaml", "--set", "people.mortality=sound/mortality.csv")
    assert there.exit_code == 0
