"""Freezing and scoring as a person does it."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.console import actuary


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_projection_is_frozen_once(tmp_path: Path) -> None:
    first = actuary("forecast", "freeze", "meishan", "--note", "before the budget")
    assert first.exit_code == 0
    (path,) = (tmp_path / "forecasts").iterdir()
    written = path.read_bytes()
    assert first.stdout == f"forecasts/{path.name}: frozen, hash {path.stem[-8:]}\n"
    again = actuary("forecast", "freeze", "meishan", "--note", "before the budget")
    assert again.stdout == f"forecasts/{path.name}: frozen already, hash {path.stem[-8:]}\n"
    assert [one.read_bytes() for one in (tmp_path / "forecasts").iterdir()] == [written]


def test_what_is_on_record_from_another_day_is_not_frozen_again(tmp_path: Path) -> None:
    actuary("forecast", "freeze", "meishan", "--to", "2022")
    (path,) = (tmp_path / "forecasts").iterdir()
    earlier = path.with_name(f"meishan-2026-01-01-{path.stem[-8:]}.yaml")
    path.rename(earlier)
    assert "frozen already" in actuary("forecast", "freeze", "meishan", "--to", "2022").stdout
    assert [*(tmp_path / "forecasts").iterdir()] == [earlier]


def test_settings_are_part_of_what_is_frozen(tmp_path: Path) -> None:
    setting = "levers.contribution_rate.employer.2027=7 %"
    assert actuary("forecast", "freeze", "meishan", "--set", setting, "--quiet", "-o", "cut.yaml").stdout == ""
    assert f'settings: "{setting}"' in Path("cut.yaml").read_text(encoding="utf-8")


def test_a_forecast_on_record_is_never_written_over() -> None:
    assert actuary("forecast", "freeze", "meishan", "--to", "2022", "-o", "mine.yaml").exit_code == 0
    before = Path("mine.yaml").read_bytes()
    other = actuary("forecast", "freeze", "meishan", "--to", "2023", "-o", "mine.yaml")
    assert other.exit_code == 3
    assert other.stderr.startswith("mine.yaml\n  another name: a file that is there is never written over\n")
    Path("scenario.yaml").write_text("title: x\n", encoding="utf-8")
    assert actuary("forecast", "freeze", "meishan", "--to", "2022", "-o", "scenario.yaml").exit_code == 3
    assert Path("mine.yaml").read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["mine.yaml", "scenario.yaml"]


def test_there_must_be_something_left_to_foresee() -> None:
    ran = actuary("forecast", "freeze", "china_2019", "--to", "2024")
    assert ran.exit_code == 3
    assert "accounts are published to 2025" in ran.stderr
    assert [*Path().iterdir()] == []


def test_the_bundled_forecasts_are_scored() -> None:
    ran = actuary("forecast", "score")
    assert ran.exit_code == 0
    assert "zhang_2021_baseline" in ran.stdout
    assert [line.split() for line in ran.stdout.splitlines() if line.startswith("    income, %")] == [
        ["income,", "%", "+9.8", "+15.4", "+20.9", "+25.0", "+35.9", "5", "+21.4", "21.4", "23.2"]
    ]


def test_ones_own_forecasts_are_listed_with_the_bundled_ones() -> None:
    actuary("forecast", "freeze", "meishan", "--to", "2022")
    assert "meishan-" in actuary("forecast", "list").stdout
    assert "meishan-" in actuary("forecast", "score", "--lang", "zh").stdout
    assert "zhang_2021" not in actuary("forecast", "list", "forecasts").stdout


def test_an_empty_register_says_so() -> None:
    Path("forecasts").mkdir()
    for command in ("list", "score"):
        assert actuary("forecast", command, "forecasts").stdout == "No forecast is on record here.\n"


def test_csv_and_json_hold_every_scored_number() -> None:
    found = {one["name"]: one for one in json.loads(actuary("forecast", "score", "--format", "json").stdout)}
    rows = [row for one in found.values() for row in one["rows"]]
    assert len(found["zhang_2021_baseline"]["rows"]) == 20
    lines = actuary("forecast", "score", "--format", "csv").stdout.strip().splitlines()
    assert len(lines) == 1 + len(rows)
    assert found["zhang_2021_two_child"]["events"][0] == {
        "group": "resident", "kind": "deficit", "year": 2022, "seen": None, "checked": 2025,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["freeze", "score", "list"])
def test_help_is_a_sentence_two_examples_and_the_options(name: str) -> None:
    told = actuary("forecast", name, "-h").stdout
    sentence, rest = told.split("\n\n", 1)
    assert sentence.strip().endswith(".")
    assert [line.split()[:4] for line in rest.split("\n")[:2]] == [["$", "actuary", "forecast", name]] * 2
    assert "Options:" in rest
