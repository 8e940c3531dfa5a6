"""`actuary sweep`."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.console import actuary

RATE = "contribution_rate.employer.2027=1,6 %"
PREMIUM = "resident_financing.premium.2027=380..420:20 元"
ASKED = ("sweep", "meishan", "--to", "2029", "--vary")


def test_a_grid_is_on_one_page_and_in_files(tmp_path: Path) -> None:
    ran = actuary(*ASKED, RATE, "--vary", PREMIUM, "--year", "2028", "-o", str(tmp_path / "out"))
    assert ran.exit_code == 0
    assert "Employee scheme, deficit first in" in ran.stdout
    assert "Residents, reserve months, 2028" in ran.stdout
    assert len(ran.stdout.splitlines()) < 45
    pictures = ["sweep_employee_scheme.png", "sweep_resident.png"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["sweep.csv", "sweep.json", *pictures]
    told = json.loads((tmp_path / "out" / "sweep.json").read_text(encoding="utf-8"))
    assert len(told["cells"]) == 2 * 3
    assert told["year"] == 2028


def test_csv_and_json_go_to_other_programs() -> None:
    rows = actuary(*ASKED, PREMIUM, "--format", "csv").stdout.removeprefix("\ufeff").splitlines()
    assert [row.split(",")[0] for row in rows] == ["resident_financing.premium.2027 (元)", "380", "400", "420"]
    told = json.loads(actuary(*ASKED, PREMIUM, "--format", "json", "--measure", "take_up").stdout)
    assert told["cells"][0]["take_up"] > told["cells"][2]["take_up"]  # who leaves as the premium grows


def test_mistakes_are_told_at_once_and_nothing_is_run() -> None:
    ran = actuary(*ASKED, "resident_financing.premum=1 元", "--vary", "figures.wage_growth=4..8:0 %", "--year", "2040")
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert "did you mean premium?" in ran.stderr
    assert "a step that is not 0" in ran.stderr
    assert "one of the years that this run projects: 2020 to 2029" in ran.stderr
    assert ran.stderr.endswith("3 mistakes, nothing was run\n")


def test_a_billion_cells_are_refused_at_once() -> None:
    ran = actuary(*ASKED, "resident_financing.premium.2027=0..99999.9999:0.0001 元")
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert ran.stderr.startswith("1,000,000,000 cells\n  at most 100,000 cells")


def test_several_areas_are_refused() -> None:
    ran = actuary("sweep", "jiangxi_pooling", "--vary", PREMIUM)
    assert ran.exit_code == 3
    assert "a scenario of one area" in ran.stderr


@pytest.mark.slow_without_jit
def test_cells_tell_the_rates_that_pay_where_asked_for() -> None:
    asked = ("sweep", "zibo", "--vary", "contribution_rate.employer.2027=4,6 %", "--break-even")
    page = " ".join(actuary(*asked).stdout.split())
    assert (
        "Employee pool, break-even rate: 5.90 % in every cell" in page
    )  # whatever is in law, it is the same that pays
    assert "Break-even rate: employers and employees together" in page
    first, second = json.loads(actuary(*asked, "--format", "json").stdout)["cells"]
    assert abs(first["break_even_employee"] - second["break_even_employee"]) < 1e-6
    assert "break_even_employee" not in json.loads(actuary(*asked[:-1], "--format", "json").stdout)["cells"][0]
