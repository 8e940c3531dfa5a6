"""Scenarios of several areas on the command line and from Python."""

import json
import re
from pathlib import Path

import pytest

import actuary as package
from actuary.errors import Mistakes
from tests.structure.tree import ROOT
from tests.unit.cli.console import actuary
from tests.unit.pooling.made import TWO

FUND = "pooling: {resident: {levy: {2021: 4 %}, payout: {2021: 70 %}}}\n"


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A scenario of two areas to 2021, and a variant with an adjustment fund."""
    monkeypatch.chdir(tmp_path)
    Path("two.yaml").write_text(TWO.replace("2024", "2021"), encoding="utf-8")
    Path("fund.yaml").write_text(f"title: fund\nbased_on: two.yaml\n{FUND}", encoding="utf-8")
    return "two.yaml"


def test_a_run_prints_all_areas_and_who_gains_and_who_pays(two: str) -> None:
    ran = actuary("run", "fund.yaml")
    assert ran.exit_code == 0, ran.output
    assert "All areas, Residents" in ran.stdout
    assert "Residents: received from the other areas, less paid to them" in ran.stdout
    assert (
        "Set on the command line: pooling.resident.levy=5 %"
        in actuary("run", "fund.yaml", "--set", "pooling.resident.levy=5 %").stdout
    )


def test_for_other_programs_and_into_files(two: str) -> None:
    assert json.loads(actuary("run", two, "--format", "json").stdout)["years"] == [2020, 2021]
    assert actuary("run", two, "--format", "csv").stdout.startswith("\ufeffarea,")
    assert actuary("run", two, "-o", "out", "--quiet").stdout == ""
    assert {path.name for path in Path("out").iterdir()} == {"areas.csv", "gains.png", "run.json"}
    assert actuary("compare", two, "fund.yaml", "-o", "both", "--quiet").exit_code == 0
    assert {path.name for path in Path("both").iterdir()} == {"differences.csv", "differences.json"}


def test_a_comparison_of_areas(two: str) -> None:
    ran = actuary("compare", two, "fund.yaml")
    assert ran.exit_code == 0, ran.output
    assert "Residents: balance by area" in ran.stdout
    assert json.loads(actuary("compare", two, "fund.yaml", "--format", "json").stdout)["years"] == [2020, 2021]
    assert actuary("compare", two, "fund.yaml", "--format", "csv").stdout.startswith("\ufeffVariant,area,")


@pytest.mark.parametrize(
    "words",
    [
        ("run", "two.yaml", "--lines"),
        ("run", "two.yaml", "--indicators"),
        ("compare", "two.yaml", "fund.yaml", "--lines"),
        ("compare", "two.yaml", "fund.yaml", "--indicators"),
    ],
)
def test_options_of_one_area_are_refused(two: str, words: tuple[str, ...]) -> None:
    ran = actuary(*words)
    assert ran.exit_code == 2
    assert f"{words[-1]}: of one area" in ran.stderr


@pytest.mark.parametrize("names", [("two.yaml", "jiangxi"), ("jiangxi", "two.yaml")])
def test_several_areas_are_not_compared_with_one(two: str, names: tuple[str, str]) -> None:
    ran = actuary("compare", *names, "--to", "2021")
    assert ran.exit_code == 3
    assert "several areas not with one" in ran.stderr


@pytest.mark.parametrize("command", [("plot",), ("explain",), ("people",), ("calibrate",), ("forecast", "freeze")])
def test_what_is_of_one_area_says_so(two: str, command: tuple[str, ...]) -> None:
    ran = actuary(*command, two)
    assert ran.exit_code == 3
    assert "two.yaml:2:1  areas\n" in ran.stderr
    assert "a scenario of one area; several are for" in ran.stderr


def test_a_check_checks_every_area(two: str) -> None:
    assert actuary("check", two).exit_code == 0
    out = "levers.contribution_rate.employer.2021=-20 pp"
    ran = actuary("check", two, "--set", out)
    assert ran.exit_code == 3
    assert "after the change" in ran.stderr


def test_a_first_file_of_ones_own_shows_what_can_move(two: str) -> None:
    assert actuary("new", "mine", "--from", two).exit_code == 0
    text = Path("mine.yaml").read_text(encoding="utf-8")
    assert "#     levy: {2027: 3 %}" in text
    assert "# expect:" not in text
    assert actuary("check", "mine.yaml").exit_code == 0


def test_the_example_of_the_readme_is_one(two: str) -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S | re.M)
    (example,) = [block for block in blocks if "\nareas:" in block]
    Path("example.yaml").write_text(example, encoding="utf-8")
    ran = actuary("run", "example.yaml", "--to", "2028")
    assert ran.exit_code == 0, ran.output
    assert "of it by: district" in ran.stdout


def test_from_python(two: str) -> None:
    found = package.run("fund.yaml")
    assert "All areas" in found._repr_html_()
    assert "jingzhou, jiangxi, 2020 to 2021" in repr(found)
    compared = package.compare(two, found)
    assert compared.variants == (found,)
    with pytest.raises(Mistakes, match="several areas not with one"):
        package.compare(two, package.load("jiangxi", "to=2021"))
