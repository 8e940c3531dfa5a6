"""One scenario per mistake a person can make, and beside it, in a file of the same name, what they are told."""

import os
from pathlib import Path

import pytest

from actuary.levers import lever_names
from tests.unit.cli.console import actuary

FOLDER = Path(__file__).parent / "scenarios"
SCENARIOS = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def told(name: str) -> str:
    """What a person is told; {levers} stands for the names of all levers there are."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return text.replace("{levers}", ", ".join(lever_names()))


@pytest.mark.parametrize(
    "command", [("check",), ("run",), ("compare", "meishan"), ("plot",)], ids=lambda words: words[0]
)
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_command_tells_all_mistakes_at_once_and_writes_nothing(
    name: str, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    out = [] if command == ("check",) else ["-o", str(tmp_path / "out")]
    ran = actuary(*command, f"{name}.yaml", *out)
    assert ran.exit_code == 3
    assert ran.stderr == told(name)
    assert ran.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_every_mistake_has_its_message_and_every_message_its_mistake() -> None:
    assert SCENARIOS
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_message_says_where_and_what_would_be_right(name: str) -> None:
    *lines, count = told(name).splitlines()
    assert len(lines) % 2 == 0
    mistakes = len(lines) // 2
    assert count == f"{mistakes} mistake{'s' if mistakes > 1 else ''}, nothing was run"
    assert all(".yaml:" in wrong and right.strip() for wrong, right in zip(lines[::2], lines[1::2], strict=True))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("meishn", "no scenario meishn\n  did you mean meishan? (actuary list scenarios)\n"),
        ("far_away.yaml", "far_away.yaml\n  there is no such file\n"),
        ("empti.yaml", "empti.yaml\n  there is no such file; did you mean empty.yaml?\n"),
        ("./", "a file: this is a folder\n"),
        ("", "no scenario"),
    ],
    ids=["no such name", "no file", "a misspelt file", "a folder", "nothing"],
)
def test_a_scenario_that_is_not_there(name: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    ran = actuary("run", name)
    assert ran.exit_code == 3
    assert message in ran.stderr
    assert ran.stderr.endswith("1 mistake, nothing was run\n")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be read")
def test_a_scenario_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("title: x\n", encoding="utf-8")
    path.chmod(0)
    assert "a file that may be read" in actuary("run", str(path)).stderr


@pytest.mark.parametrize(
    ("setting", "right"),
    [
        ("levers.contribution_rate.employer.2027=7", "7 %, not 7: a share needs %"),
        (
            "levers.contribution_rate.employer.2018=7 %",
            "before the base date, 31 December 2019: it can act from 2020 on",
        ),
        (
            "levers.contributon_rate.employer=7 %",
            "no lever has this name; did you mean contribution_rate? (actuary list levers)",
        ),
        (
            "colour=blue",
            "no key of a scenario: title, why, based_on, area, areas, base, to, levers, figures, behaviour, uncertainty, "
            "pooling, people, expect",
        ),
        (
            "levers.contribution_rate",
            "a path, an equals sign and a value: levers.contribution_rate.employer.2027='7 %'",
        ),
        ("=7 %", "a path, an equals sign and a value: levers.contribution_rate.employer.2027='7 %'"),
        ("figures.wage_growth=lots", "a share, from -100 % to 1,000 %"),
    ],
)
def test_a_setting_is_told_by_itself(setting: str, right: str) -> None:
    ran = actuary("run", "meishan", "--set", setting)
    assert ran.exit_code == 3
    assert ran.stderr == f"--set {setting}\n  {right}\n1 mistake, nothing was run\n"


def test_all_wrong_settings_are_told_at_once() -> None:
    ran = actuary("check", "meishan", "--set", "colour=blue", "--set", "levers.contribution_rate.employer.2027=7")
    assert ran.exit_code == 3
    assert ran.stderr.endswith("2 mistakes, nothing was run\n")
