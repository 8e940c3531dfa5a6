"""`actuary warn`."""

import json
import re
from pathlib import Path

import pytest

import actuary as package
from actuary.home import data_folder
from tests.unit.cli.console import actuary

pytestmark = pytest.mark.slow_without_jit


def test_the_table_has_lights_lead_times_and_the_record_of_each_rule() -> None:
    ran = actuary("warn", "zibo")
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith("Zibo")
    assert re.search(r"^  Months of reserve, months .* Y \d\.\d .* R \d\.\d", ran.stdout, re.M)
    assert "On published books (China 2008-2025), ahead of: deficit of the year" in ran.stdout
    assert "Lights foreseen by this program: forecasts of China 2008-2025 from 10 past year-ends" in ran.stdout
    assert "Traceback" not in ran.output


def test_rules_of_ones_own_and_files(tmp_path: Path) -> None:
    text = (data_folder() / "warnings.yaml").read_text(encoding="utf-8").replace('en: "Months of', 'en: "OWN months of')
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    ran = actuary(
        "warn", "meishan", "--to", "2030", "--rules", str(tmp_path / "own.yaml"), "-o", str(out), "--format", "json"
    )
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.stdout)
    assert told["rules"][0]["en"] == "OWN months of reserve"
    assert sorted(path.name for path in out.iterdir()) == ["warn.csv", "warn.json", "warn.png"]
    assert json.loads((out / "warn.json").read_text(encoding="utf-8")) == told
    assert max(one["year"] for one in told["lights"]) == 2030
    assert [one["forecasts"] for one in told["foreseen"]][-1] == 0  # nobody publishes what is owed to hospitals


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("meishn",), "did you mean meishan?"),
        (("jiangxi_pooling",), "a scenario of one area"),
        (("meishan", "--books", "far_away.csv"), "there is no such file"),
        (("meishan", "--to", "1999"), "--to 1999"),
    ],
)
def test_what_cannot_be_run_is_told(options: tuple[str, ...], said: str) -> None:
    ran = actuary("warn", *options)
    assert ran.exit_code == 3
    assert said in ran.stderr
    assert ran.stdout == ""


def test_draws_say_how_likely_red_is() -> None:
    ran = actuary("warn", "zibo", "--draws", "200", "--seed", "3")
    assert ran.exit_code == 0, ran.output
    assert "Chance of red at each year-end, %, in 200 futures drawn" in ran.stdout
    assert "In 200 futures drawn, ahead of: deficit of the year" in ran.stdout
    assert "Draws tell nothing of: Insured over last year, Owed to hospitals." in ran.stdout
    assert "200 futures drawn from seed 3." in ran.stdout
    assert "without draws" not in ran.stdout
    told = json.loads(actuary("warn", "zibo", "--draws", "200", "--seed", "3", "--format", "json").stdout)
    assert (told["futures"]["draws"], told["futures"]["seed"]) == (200, 3)
    assert all(0 <= one["chance"] <= 1 for one in told["futures"]["chances"])


def test_too_few_draws_are_refused() -> None:
    ran = actuary("warn", "zibo", "--draws", "5")
    assert ran.exit_code == 2
    assert "a whole number from 100 to 100,000" in ran.stderr


def test_in_python() -> None:
    found = package.warn("zibo")
    assert set(found.frame()["light"]) == {"", "green", "yellow", "red"}
    assert len(found.foreseen_frame()) == len(found.rules.rules)
    assert "first to turn red" in found._repr_html_()
