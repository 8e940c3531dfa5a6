"""`actuary balance`."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.console import actuary


def test_the_balance_is_told_and_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = actuary("balance", "meishan", "--from", "2027", "-o", str(out))
    assert ran.exit_code == 0
    assert "Actuarial balance 2027 to 2035 (9 years)" in ran.stdout
    assert "Checked: applied from 2027" in ran.stdout
    told = json.loads((out / "balance.json").read_text(encoding="utf-8"))
    assert told["balancing_rate"] == pytest.approx(told["rate_in_law"] - told["actuarial_balance"], abs=1e-12)
    assert told["needed_by_projection"] == pytest.approx(told["balancing_rate"], abs=1e-6)
    assert sorted(path.name for path in out.iterdir()) == ["balance.csv", "balance.json", "balance.png"]
    assert len((out / "balance.csv").read_text(encoding="utf-8-sig").splitlines()) == 1 + 9 + 9
    assert actuary("balance", "meishan", "--quiet").stdout == ""


@pytest.mark.slow_without_jit
def test_where_people_answer_the_premium_the_solver_is_named() -> None:
    ran = actuary("balance", "zibo", "--pool", "resident", "--from", "2027", "--reserve", "3")
    assert "people leave or come with the premium" in ran.stdout
    assert "actuary solve zibo --vary resident_financing.premium --from 2027" in ran.stdout
    assert "resident.reserve_months[2035] >= 3" in " ".join(ran.stdout.split())


def test_every_mistake_is_told_and_nothing_is_printed() -> None:
    ran = actuary("balance", "meishan", "--from", "2040", "--until", "2045")
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert "--until 2045" in ran.stderr
    assert ran.stderr.endswith("2 mistakes, nothing was run\n")
    assert actuary("balance", "meishan", "--reserve", "-1").exit_code == 2
    ran = actuary("balance", "meishan", "--pool", "maternity")
    assert ran.exit_code == 2
    assert "'maternity' is not one of 'employee', 'employee_scheme', 'resident'" in ran.stderr
