"""`actuary frontier`."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.console import actuary

PREMIUM = "resident_financing.premium.2029=300..500 元"
ASKED = ("frontier", "meishan", "--to", "2030", "--years", "2030", "--draws", "20", "--vary", PREMIUM)


@pytest.mark.slow_without_jit
def test_the_answer_is_printed_and_written(tmp_path: Path) -> None:
    ran = actuary(*ASKED, "--in-band", "50 %", "-o", str(tmp_path / "out"))
    assert ran.exit_code == 0, ran.output
    assert "keeps every scheme at 6 months or more" in ran.stdout
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["frontier.csv", "frontier.json", "frontier.png"]
    told = json.loads((tmp_path / "out" / "frontier.json").read_text(encoding="utf-8"))
    assert told["met"]
    assert told["chosen"]["chance"] >= 0.5


@pytest.mark.slow_without_jit
def test_nothing_in_the_range_ends_with_a_status_of_its_own_and_the_nearest() -> None:
    ran = actuary(*ASKED, "--in-band", "100 %", "--format", "json")
    assert ran.exit_code == 4
    told = json.loads(ran.stdout)
    assert (told["met"], told["chosen"]) == (False, None)
    assert told["likeliest"]["chance"] < 1
    assert "The nearest is resident's own premium from 2029" in ran.stderr


@pytest.mark.slow_without_jit
def test_one_scheme_alone_can_be_asked_for() -> None:
    """What the premium of residents is moves nothing of the employees, who have more than six months in every future."""
    ran = actuary(*ASKED, "--in-band", "100 %", "--fund", "employee_scheme", "--format", "json")
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.stdout)
    assert (told["funds"], told["chosen"]["chance"], told["unmoved"]) == (["employee_scheme"], 1.0, [])


def test_a_fund_without_a_band_is_refused() -> None:
    ran = actuary(*ASKED, "--fund", "province")
    assert ran.exit_code == 2
    assert "'employee_scheme', 'resident'" in ran.stderr


def test_mistakes_are_told_at_once_and_nothing_is_run() -> None:
    bad = (
        "frontier",
        "meishan",
        "--vary",
        "resident_financing.premum=1..2 元",
        "--in-band",
        "most",
        "--weight",
        "us=2",
    )
    ran = actuary(*bad)
    assert (ran.exit_code, ran.stdout) == (3, "")
    assert "did you mean premium?" in ran.stderr
    assert "--in-band most" in ran.stderr
    assert ran.stderr.endswith("3 mistakes, nothing was run\n")


def test_more_futures_than_a_package_can_have_are_refused() -> None:
    ran = actuary(*ASKED[:-2], "--vary", PREMIUM, "--draws", "1e6")
    assert ran.exit_code == 2
    assert "how many futures" in ran.stderr
