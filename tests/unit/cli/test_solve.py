"""`actuary solve`."""

import json
from pathlib import Path

from tests.unit.cli.console import actuary

ASKED = ("solve", "meishan", "--to", "2029", "--vary", "resident_financing.premium", "--from", "2027", "--until")
TARGET = "resident.reserve_months[2028] >= 20"


def test_a_target_is_answered_on_one_screen(tmp_path: Path) -> None:
    ran = actuary(*ASKED, TARGET, "-o", str(tmp_path / "out"))
    assert ran.exit_code == 0
    assert "applied, it gives 20.000000 months" in ran.stdout
    lines = ran.stdout.splitlines()
    assert (
        next(i for i, line in enumerate(lines) if line.startswith("Searched")) < 24
    )  # answer and costs, then the foot
    assert len(lines) < 40
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["solve.csv", "solve.json"]
    told = json.loads((tmp_path / "out" / "solve.json").read_text(encoding="utf-8"))
    assert abs(told["gives"] - 20) < 1e-6


def test_no_solution_has_a_status_of_its_own() -> None:
    ran = actuary(*ASKED, "resident.reserve_months[2028] >= 900")
    assert ran.exit_code == 4
    assert "No solution in the range" in ran.stdout
    silent = actuary(*ASKED, "resident.reserve_months[2028] >= 900", "--quiet")
    assert (silent.exit_code, silent.stdout) == (4, "")
    assert silent.stderr.startswith("No solution in the range")


def test_mistakes_are_told_at_once_and_nothing_is_run() -> None:
    ran = actuary(*ASKED, "resident.reserve_months[2040] >= 3 %", "--between", "600 元,300 元")
    assert ran.exit_code == 3
    assert ran.stdout == ""
    assert "2020 to 2029" in ran.stderr
    assert "the lower end first: 300 元 to 600 元" in ran.stderr
    assert ran.stderr.endswith("3 mistakes, nothing was run\n")


def test_several_areas_are_refused() -> None:
    ran = actuary("solve", "jiangxi_pooling", "--vary", "resident_financing.premium", "--until", TARGET)
    assert ran.exit_code == 3
    assert "a scenario of one area" in ran.stderr


def test_draws_are_for_a_chance() -> None:
    ran = actuary(*ASKED, TARGET, "--draws", "100")
    assert ran.exit_code == 2
    assert "for a target that is a chance, as --until 'P(" in ran.stderr
    wrong = actuary(*ASKED, "P(resident.reserve_months >= 6, 2040) >= 3")
    assert wrong.exit_code == 3
    assert wrong.stderr.endswith("2 mistakes, nothing was run\n")
