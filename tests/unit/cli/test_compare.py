"""`actuary compare`."""

import json
import re
from pathlib import Path

from tests.unit.cli.console import actuary


def test_what_a_rate_cut_changes_and_where_it_is_written() -> None:
    ran = actuary("compare", "meishan", "meishan_rate_cut", "--years", "2020,2021,2035")
    assert ran.exit_code == 0, ran.output
    assert "Residents (城乡居民医保)  no difference" in ran.stdout
    moved = "contribution_rate.employer, -1.5 pp from January 2021: 6 % -> 4.5 %   (scenarios/meishan_rate_cut.yaml:7)"
    assert moved in ran.stdout
    income = next(line for line in ran.stdout.split("\n") if line.startswith("  income")).split()
    assert income[1] == "0.00"
    assert income[2].startswith("-")


def test_the_lines_that_a_rate_cut_moves() -> None:
    ran = actuary("compare", "meishan", "meishan_rate_cut", "--years", "2021", "--lines")
    assert ran.exit_code == 0, ran.output
    assert re.search(r"^  income .*\n    employers' contributions +-\d+\.\d+$", ran.stdout, re.MULTILINE)
    assert "inpatient care" not in ran.stdout
    assert "employers' contributions" not in actuary("compare", "meishan", "meishan_rate_cut").stdout


def test_a_variant_that_changes_nothing_is_the_same_to_the_last_digit() -> None:
    ran = actuary("compare", "meishan", "meishan", "--format", "json")
    (variant,) = json.loads(ran.stdout)["variants"]
    values = [value for group in variant["differences"].values() for values in group.values() for value in values]
    assert {value for value in values if value is not None} == {0.0}


def test_settings_hold_for_base_and_variants_alike() -> None:
    ran = actuary("compare", "meishan", "meishan_rate_cut", "--to", "2022", "--format", "json")
    assert json.loads(ran.stdout)["years"] == [2019, 2020, 2021, 2022]


def test_files_are_written(tmp_path: Path) -> None:
    ran = actuary("compare", "meishan", "meishan_rate_cut", "--to", "2022", "-o", str(tmp_path / "out"), "--quiet")
    assert ran.exit_code == 0, ran.output
    found = {path.name for path in (tmp_path / "out").iterdir()}
    assert found == {"differences.csv", "differences.json", "reserve_months.png"}


def test_only_like_is_compared_with_like() -> None:
    ran = actuary("compare", "meishan", "jiangxi")
    assert ran.exit_code == 3
    assert "only like can be compared with like" in ran.stderr


def test_what_is_wrong_in_any_of_them_is_told_at_once() -> None:
    ran = actuary("compare", "meishn", "meishan_rate_ct")
    assert ran.exit_code == 3
    assert "did you mean meishan?" in ran.stderr
    assert "did you mean meishan_rate_cut?" in ran.stderr
    assert ran.stderr.endswith("2 mistakes, nothing was run\n")


def test_a_variant_or_a_setting_is_needed() -> None:
    ran = actuary("compare", "meishan")
    assert ran.exit_code == 2
    assert "also a VARIANT, or --set: what meishan is compared with" in ran.stderr


def test_without_a_variant_it_is_what_the_settings_make_of_the_scenario() -> None:
    setting = ("--set", "levers.resident_financing.premium.2021=330 元", "--to", "2023")
    ran = actuary("compare", "meishan", *setting)
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith("Meishan (眉山), law in force, with levers.resident_financing.premium.2021=330 元\n")
    assert 'Difference from "Meishan (眉山), law in force"' in ran.stdout
    assert (
        "resident_financing.premium, 330 元 from 2021   (--set levers.resident_financing.premium.2021=330 元)\n"
        in ran.stdout
    )
    assert "alike" not in ran.stdout
    (variant,) = json.loads(actuary("compare", "meishan", *setting, "--format", "json").stdout)["variants"]
    assert variant["differences"]["resident"]["income"][2] != 0


def test_settings_beside_variants_are_said_to_hold_for_all() -> None:
    setting = ("--set", "levers.resident_financing.premium.2021=330 元", "--to", "2023")
    ran = actuary("compare", "meishan", "meishan", *setting)
    assert "No difference" in ran.stdout
    assert "What --set says holds for the base and the variants alike" in ran.stdout
    assert "actuary compare meishan --set ..." in " ".join(ran.stdout.split())
    assert "alike" not in actuary("compare", "meishan", "meishan_rate_cut", "--to", "2023").stdout


def test_what_each_variant_meets_is_told_and_is_no_matter_of_the_status() -> None:
    ran = actuary("compare", "zibo", "zibo_plan", "--to", "2035")
    assert ran.exit_code == 0, ran.output
    assert "Expected: 2 of 3 met" in ran.stdout
    assert "!  Residents, balance, 2022 to 2035: expected at least 0 元, found at worst -" in ran.stdout
