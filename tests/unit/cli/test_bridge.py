"""`actuary bridge`."""

import json
import math
from pathlib import Path

import pytest

from tests.unit.cli.console import actuary

LEVER = "levers.contribution_rate.employer.2027=7 %"


@pytest.fixture
def frozen(tmp_path: Path) -> str:
    """The nation's forecast to 2027, on record."""
    path = tmp_path / "last_year.yaml"
    assert actuary("forecast", "freeze", "china", "--to", "2027", "-o", str(path), "--quiet").exit_code == 0
    return str(path)


def test_from_a_frozen_forecast_to_itself_every_step_is_zero_exactly(frozen: str) -> None:
    ran = actuary("bridge", frozen, frozen, "--format", "json")
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.stdout)
    steps = [step["amount"] for one in told["measures"].values() for step in one["steps"]]
    assert len(steps) == 4 * 6
    assert {*steps} == {0.0}
    assert (told["moved"], told["year"]) == ({}, 2027)
    assert "no difference, exactly" in actuary("bridge", frozen, frozen).stdout


def test_what_a_new_lever_makes_is_the_levers(frozen: str) -> None:
    ran = actuary("bridge", frozen, "china", "--set", LEVER, "--measure", "employee.balance", "--format", "json")
    (told,) = json.loads(ran.stdout)["measures"].values()
    amounts = {"+".join(step["groups"]): step["amount"] for step in told["steps"]}
    assert amounts["levers"] == told["after"] - told["before"] > 0
    assert math.fsum(amounts.values()) == amounts["levers"]


def test_the_table_tells_the_steps_and_what_moved(frozen: str) -> None:
    ran = actuary("bridge", frozen, "china", "--set", LEVER)
    assert ran.exit_code == 0, ran.output
    assert '"China (全国), law in force" (forecast of ' in ran.stdout
    assert "  levers of the scenario: contribution_rate\n" in ran.stdout
    assert "Figures used: " in ran.stdout
    assert "Reserve months: 12 x balance at the end of the year" in ran.stdout


@pytest.mark.slow_without_jit
def test_files_are_written(frozen: str, tmp_path: Path) -> None:
    arguments = ("--measure", "resident.balance", "--lang", "zh", "-o", str(tmp_path / "out"), "--quiet")
    ran = actuary("bridge", frozen, "china", *arguments)
    assert ran.exit_code == 0, ran.output
    names = ["bridge.csv", "bridge.json", "bridge_resident.balance.png"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert ran.stdout == ""


def test_an_old_and_a_new_of_different_areas_are_refused(frozen: str) -> None:
    ran = actuary("bridge", frozen, "meishan")
    assert ran.exit_code == 3
    assert ran.stderr.startswith("meishan, of meishan\n  a forecast or a scenario of china, as ")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    ran = actuary("bridge", str(tmp_path / "gone.yaml"), "china")
    assert ran.exit_code == 3
    assert "there is no such file" in ran.stderr


def test_what_is_no_forecast_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.yaml"
    path.write_text("remember: the budget\n", encoding="utf-8")
    ran = actuary("bridge", str(path), "china")
    assert ran.exit_code == 3
    assert f"{path}:1:1" in ran.stderr
    assert actuary("bridge", "sun_2091", "china").stderr.startswith(
        "no forecast or scenario sun_2091\n  did you mean sun_2019?"
    )


def test_a_forecast_that_was_changed_is_refused(frozen: str) -> None:
    text = Path(frozen).read_text(encoding="utf-8")
    Path(frozen).write_text(text.replace("published, ", "assumed, ", 1), encoding="utf-8")
    ran = actuary("bridge", frozen, "china")
    assert ran.exit_code == 3
    assert "it was changed since" in ran.stderr


def test_a_forecast_cannot_be_changed_by_a_setting(frozen: str) -> None:
    ran = actuary("bridge", "china", frozen, "--set", LEVER)
    assert ran.exit_code == 3
    assert "a forecast is as it was frozen" in ran.stderr


def test_several_areas_are_refused() -> None:
    ran = actuary("bridge", "jiangxi_pooling", "jiangxi_pooling")
    assert ran.exit_code == 3
    assert "a scenario of one area" in ran.stderr


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--year", "2035"), "--year 2035: a year that both foresee, 2026 to 2027"),
        (("--measure", "resident.balence"), "--measure resident.balence: "),
        (("--measure", "take_up"), "tells nothing of this name"),
    ],
)
def test_what_the_two_do_not_tell_is_refused(frozen: str, option: tuple[str, str], said: str) -> None:
    ran = actuary("bridge", frozen, "china", *option)
    assert ran.exit_code == 2
    assert said in " ".join(ran.stderr.split())
