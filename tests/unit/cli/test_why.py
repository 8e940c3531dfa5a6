"""`actuary why`."""

import json
import math
import re
from pathlib import Path

import pytest

from tests.unit.cli.console import actuary

CUT = ("why", "meishan", "meishan_rate_cut", "--to", "2023")
PLAN = """
title: Meishan, a cut and a premium
based_on: meishan
levers:
  contribution_rate: {employer: {2021-01: -1.5 pp}}
  resident_financing: {premium: {2022: 300 元}}
"""


def test_the_table_says_what_makes_the_difference() -> None:
    ran = actuary(*CUT)
    assert ran.exit_code == 0, ran.output
    assert re.search(
        r"^Employee scheme, reserve months, 2023: -\d+\.\d+, from \d+\.\d+ to \d+\.\d+ months$", ran.stdout, re.M
    )
    assert re.search(r"^  contribution rate  -\d+\.\d+   -{24}$", ran.stdout, re.M)


def test_the_parts_add_up(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    ran = actuary("why", "meishan", str(plan), "--to", "2023", "--measure", "all.balance", "--format", "json")
    told = json.loads(ran.stdout)
    assert {one["what"] for one in told["parts"]} == {"contribution_rate", "resident_financing"}
    assert math.fsum(one["amount"] for one in told["parts"]) == pytest.approx(told["after"] - told["before"], rel=1e-9)


def test_a_variant_equal_to_its_base_has_nothing_to_tell() -> None:
    told = json.loads(actuary("why", "meishan", "meishan", "--format", "json").stdout)
    assert (told["parts"], told["total"]) == ([], 0.0)


def test_without_a_measure_the_scheme_whose_months_move_most_is_told() -> None:
    ran = actuary("why", "meishan", "meishan_decline", "--to", "2023")
    assert re.search(r"^Residents, reserve months, 2023: -", ran.stdout, re.M)
    assert "--measure employee_scheme.reserve_months." in " ".join(ran.stdout.split())
    asked = actuary("why", "meishan", "meishan_decline", "--to", "2023", "--measure", "resident.reserve_months")
    assert "other funds and measures" not in asked.stdout


def test_files_are_written(tmp_path: Path) -> None:
    ran = actuary(*CUT, "--measure", "employee.balance", "--lang", "zh", "-o", str(tmp_path / "out"), "--quiet")
    assert ran.exit_code == 0, ran.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["why.csv", "why.json", "why.png"]
    assert ran.stdout == ""


@pytest.mark.slow_without_jit
def test_draws_tell_median_and_tail(tmp_path: Path) -> None:
    ran = actuary(*CUT, "--draws", "200", "--seed", "4", "--measure", "employee.balance", "-o", str(tmp_path / "out"))
    assert ran.exit_code == 0, ran.output
    assert re.search(r"^Employee pool, balance, median, 2023: -", ran.stdout, re.M)
    assert re.search(r"^Employee pool, balance, 5 % quantile, 2023: -", ran.stdout, re.M)
    assert "200 futures (seed 4)" in ran.stdout
    assert "assumed" in ran.stdout
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == ["why_draws.csv", "why_draws.json", "why_median.png", "why_tail.png"]
    told = json.loads((tmp_path / "out" / "why_draws.json").read_text(encoding="utf-8"))
    assert (told["draws"], told["seed"], [one["quantile"] for one in told["quantiles"]]) == (200, 4, [0.5, 0.05])
    for one in told["quantiles"]:
        assert math.fsum(part["amount"] for part in one["parts"]) == pytest.approx(one["total"], rel=1e-9)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--draws", "20"), "a whole number from 200 to 100,000"),
        (("--draws", "1e9"), "a whole number from 200 to 100,000"),
        (("--draws", "200", "--measure", "employee.inpatient"), "no draw tells anything of this name"),
        (("--draws", "200", "--measure", "balance"), "of which fund, as resident.balance"),
    ],
)
def test_what_draws_cannot_tell_is_refused(arguments: tuple[str, ...], says: str) -> None:
    ran = actuary(*CUT, *arguments)
    assert ran.exit_code == 2
    assert says in " ".join(ran.stderr.split())
    assert ran.stdout == ""


def test_a_measure_that_is_not_there_is_refused_with_the_nearest() -> None:
    ran = actuary(*CUT, "--measure", "employee_scheme.reserve_mnths")
    assert ran.exit_code == 2
    assert "did you mean employee_scheme.reserve_months?" in ran.stderr


def test_a_seed_below_nought_is_refused() -> None:
    assert actuary(*CUT, "--seed", "-3").exit_code == 2


def test_a_year_outside_the_run_is_refused() -> None:
    ran = actuary(*CUT, "--year", "2024")
    assert ran.exit_code == 2
    assert "--year 2024: this run projects the years 2020 to 2023" in ran.stderr


@pytest.mark.parametrize(
    ("base", "variant", "said"),
    [
        ("meishan", "jiangxi", "only like can be compared with like"),
        ("jiangxi_pooling", "jiangxi_one_fund", "a scenario of one area"),
        ("meishn", "meishan_plan", "did you mean meishan?"),
    ],
)
def test_what_cannot_be_compared_is_told(base: str, variant: str, said: str) -> None:
    ran = actuary("why", base, variant)
    assert ran.exit_code == 3
    assert said in ran.stderr
    assert "Traceback" not in ran.output
