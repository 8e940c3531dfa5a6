"""`actuary plan`."""

import json
from pathlib import Path

from tests.unit.cli.console import actuary


def test_a_plan_is_printed() -> None:
    ran = actuary("plan", "kaizhou_plan", "--year", "2024", "--to", "2026")
    assert ran.exit_code == 0
    assert "Enrolment plan of 2025" in ran.stdout


def test_a_year_without_a_next_one_is_refused() -> None:
    ran = actuary("plan", "meishan", "--to", "2028", "--year", "2028")
    assert ran.exit_code == 2
    assert "one of the years of this run that have a next one: 2019 to 2027" in ran.stderr


def test_files_and_other_forms(tmp_path: Path) -> None:
    ran = actuary("plan", "meishan", "--to", "2026", "--year", "2025", "--format", "json", "-o", str(tmp_path / "out"))
    assert json.loads(ran.stdout)["year"] == 2025
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["plan.csv", "plan.json"]
