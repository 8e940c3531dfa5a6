"""`actuary effects`."""

import json
from pathlib import Path

from actuary.levers import lever_names
from tests.unit.cli.console import actuary


def test_every_lever_has_a_row() -> None:
    told = json.loads(actuary("effects", "meishan", "--to", "2030", "--format", "json").stdout)
    assert [one["lever"] for one in told["effects"]] == list(lever_names())
    assert told["year"] == 2030


def test_a_year_outside_the_run_is_refused() -> None:
    ran = actuary("effects", "meishan", "--to", "2028")
    assert ran.exit_code == 2
    assert "this run projects the years 2020 to 2028" in ran.stderr


def test_files_are_written(tmp_path: Path) -> None:
    ran = actuary("effects", "meishan", "--to", "2028", "--year", "2027", "--lang", "zh", "-o", str(tmp_path / "out"))
    assert ran.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["effects.csv", "effects.json"]
    assert "单独拉动各杠杆，2027年" in ran.stdout
