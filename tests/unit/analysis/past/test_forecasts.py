"""Freezing a projection: what is kept, what the hash covers."""

from datetime import date
from pathlib import Path

import pytest

from actuary.analysis.past.forecast_files import bundled_folder, forecast_paths, read_forecast, read_forecasts
from actuary.analysis.past.forecasts import as_printed, as_yaml, data_hash, digest, file_name, frozen
from actuary.errors import Mistakes
from actuary.figures.sources import all_sources
from tests.unit.reports.made import made

DAY = date(2026, 11, 22)


def stored(folder: Path, **instead: object) -> Path:
    """A frozen projection of round numbers."""
    path = folder / "x.yaml"
    path.write_text(as_yaml(frozen(made(**instead), DAY, "first try")), encoding="utf-8")
    return path


def test_a_frozen_projection_is_read_back(tmp_path: Path) -> None:
    """Residents spend 12 亿元 in 2019 and 1 more each year: 12 - 14 = -2 亿元 in 2021."""
    forecast = read_forecast(stored(tmp_path))
    cells = {(cell.group, cell.measure, cell.year): cell.value for cell in forecast.cells}
    assert cells["resident", "surplus", 2021] == pytest.approx(-2e8)
    assert cells["employee_scheme", "reserve_months", 2021] == pytest.approx(20)
    assert (forecast.area, forecast.known_to, forecast.made) == ("meishan", 2019, "2026-11-22")
    assert (forecast.note, forecast.source, forecast.level) == ("first try", "", None)


def test_only_years_after_the_last_published_one_are_kept(tmp_path: Path) -> None:
    assert min(cell.year for cell in read_forecast(stored(tmp_path)).cells) == 2020


def test_what_it_was_computed_from_is_kept_letter_for_letter(tmp_path: Path) -> None:
    inputs = {
        "text": '{"title": "Words: with #, and\\n lines"}',
        "figures": {"x": {"china": {"2025": "1 %, assumed, a"}}},
    }
    path = tmp_path / "x.yaml"
    path.write_text(as_yaml(frozen(made(), DAY, "", inputs)), encoding="utf-8")
    forecast = read_forecast(path)
    assert forecast.inputs == inputs
    assert (forecast.scenario, forecast.version) == ("meishan", "0.1.0")
    assert read_forecast(stored(tmp_path)).inputs is None


@pytest.mark.parametrize(
    ("measure", "one", "other", "same"),
    [
        ("reserve_months", 8.7049, 8.70, True),
        ("reserve_months", 8.7051, 8.70, False),
        ("balance", 25.06e8 + 4999, 25.06e8, True),
        ("balance", 25.06e8 + 5001, 25.06e8, False),
    ],
)
def test_two_values_are_the_same_in_the_decimals_of_a_file(measure: str, one: float, other: float, same: bool) -> None:
    """Months have two decimals, money four in 亿元: half a step is 0.005 months, 5,000 yuan."""
    assert as_printed(measure, one, other) is same


def test_another_day_is_the_same_forecast_and_another_number_is_not() -> None:
    content = frozen(made(), DAY)
    assert frozen(made(), date(2027, 1, 1))["hash"] == content["hash"]
    assert frozen(made(change=1.001), DAY)["hash"] != content["hash"]
    assert frozen(made(), DAY, "a note")["hash"] != content["hash"]


def test_the_last_bits_of_a_machine_make_no_other_forecast() -> None:
    assert frozen(made(change=1 + 1e-12), DAY)["hash"] == frozen(made(), DAY)["hash"]


def test_the_hash_covers_what_is_said_not_how_it_is_laid_out(tmp_path: Path) -> None:
    path = stored(tmp_path)
    path.write_text("# kept for the budget\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_forecast(path).hash == frozen(made(), DAY, "first try")["hash"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("2021: -2.0000", "2021: -2.1000"), ("first try", "second try"), ('known_to: "2019"', 'known_to: "2018"')],
)
def test_whoever_changes_a_frozen_file_is_told_so(tmp_path: Path, before: str, after: str) -> None:
    path = stored(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(Mistakes, match="it was changed since"):
        read_forecast(path)


def test_nothing_is_left_to_foresee_where_all_years_are_published() -> None:
    with pytest.raises(ValueError, match="goes beyond 2019"):
        frozen(made(years=(2019,), funds={g: {m: v[:1] for m, v in f.items()} for g, f in made().funds.items()}), DAY)


def test_a_file_is_named_by_scenario_day_and_hash() -> None:
    content = frozen(made(), DAY)
    assert file_name(content) == f"meishan-2026-11-22-{digest(content)[:8]}.yaml"


def test_the_data_hash_is_of_figures_not_of_words_or_forecasts(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "forecasts").mkdir()
    (tmp_path / "tables" / "a.csv").write_text("year,value\n", encoding="utf-8")
    before = data_hash(tmp_path)
    (tmp_path / "labels.csv").write_text("name,en,zh\n", encoding="utf-8")
    (tmp_path / "forecasts" / "x.yaml").write_text("title: x\n", encoding="utf-8")
    assert data_hash(tmp_path) == before
    (tmp_path / "tables" / "a.csv").write_text("year,valuE\n", encoding="utf-8")
    changed = data_hash(tmp_path)
    assert changed != before
    (tmp_path / "tables" / "a.csv").rename(tmp_path / "tables" / "b.csv")
    assert data_hash(tmp_path) not in (before, changed)


def test_the_bundled_forecasts_are_whole_and_say_who_printed_them() -> None:
    forecasts = read_forecasts(sorted(bundled_folder().glob("*.yaml")))
    assert {one.name for one in forecasts} >= {"zhang_2021_baseline", "fertility_book"}
    assert [one.name for one in forecasts if one.source not in all_sources() and not one.hash] == []


def test_a_persons_own_forecasts_come_after_the_bundled_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    bundled = forecast_paths()
    (tmp_path / "forecasts").mkdir()
    stored(tmp_path / "forecasts")
    assert forecast_paths() == [*bundled, Path("forecasts", "x.yaml")]
    assert forecast_paths([Path("forecasts")]) == [Path("forecasts", "x.yaml")]
