"""Where a bridge begins and ends: a forecast on record, or a scenario."""

from datetime import date
from pathlib import Path

import pytest

from actuary.analysis.attribution.bridge_ends import both, end_of, forecast_path
from actuary.analysis.past.forecast_files import bundled_folder
from actuary.analysis.past.forecasts import as_yaml, digest, frozen
from actuary.analysis.past.frozen_inputs import inputs_of, written
from actuary.errors import Mistakes
from actuary.scenario.loading import load
from tests.runs import ran

DAY = date(2026, 11, 22)


def stored(folder: Path, *, keeps: bool = True) -> Path:
    """The nation's forecast to 2027, frozen."""
    scenario = load("china", "to=2027")
    kept = written(inputs_of(scenario)) if keeps else None
    path = folder / "last_year.yaml"
    path.write_text(as_yaml(frozen(ran("china", "to=2027"), DAY, "", kept)), encoding="utf-8")
    return path


def test_a_forecast_is_told_from_a_scenario(tmp_path: Path) -> None:
    path = stored(tmp_path)
    assert forecast_path(str(path)) == path
    assert forecast_path("china") is None
    assert forecast_path("scenarios/china.yaml") is None
    assert forecast_path("sun_2019") == bundled_folder() / "sun_2019.yaml"


def test_a_frozen_forecast_tells_what_it_says_and_what_it_was_computed_from(tmp_path: Path) -> None:
    end = end_of(stored(tmp_path))
    assert (end.area, end.base, end.first, end.last, end.refused) == ("china", 2025, 2026, 2027, "")
    assert end.inputs and end.inputs.scenario.name == "china"
    computed = float(ran("china", "to=2027").series("resident.balance")[-1])
    assert end.printed("resident.balance", 2027) == pytest.approx(computed, abs=1e4)
    assert end.printed("resident.balance", 2025) is None
    assert "employee_scheme.reserve_months" in end.measures


def test_the_nations_forecast_on_record_can_be_read_back_with_its_inputs() -> None:
    (path,) = bundled_folder().glob("china-*.yaml")
    end = end_of(path.stem)
    assert (end.refused, end.base, end.last) == ("", 2025, 2035)


def test_one_that_keeps_no_inputs_says_so(tmp_path: Path) -> None:
    end = end_of(stored(tmp_path, keeps=False))
    assert (end.inputs, end.refused, end.base) == (None, "keeps_none", 2025)


def test_one_whose_scenario_can_no_longer_be_read_says_so(tmp_path: Path) -> None:
    kept = written(inputs_of(load("china", "to=2027")))
    assert kept
    content = frozen(ran("china", "to=2027"), DAY, "", {**kept, "text": '{"levers": {"gone": "1"}}'})
    path = tmp_path / "x.yaml"
    path.write_text(as_yaml(content), encoding="utf-8")
    assert content["hash"] == digest(content)
    assert end_of(path).refused == "not_written_so"


def test_a_scenario_tells_everything_and_can_be_changed() -> None:
    end = end_of("china", "to=2030")
    assert (end.base, end.first, end.last, end.measures, end.forecast) == (2025, 2026, 2030, (), None)
    assert end.printed("resident.balance", 2027) is None


def test_what_is_neither_is_told_the_nearest() -> None:
    with pytest.raises(Mistakes, match=r"did you mean sun_2019\?\s+\(actuary forecast list, actuary list scenarios\)"):
        end_of("sun_2109")


def test_the_mistakes_of_both_ends_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(Mistakes) as found:
        both(str(tmp_path / "gone.yaml"), "nowhere_at_all")
    assert len(found.value.mistakes) == 2
    assert "there is no such file" in str(found.value)


def test_a_forecast_cannot_be_changed() -> None:
    with pytest.raises(Mistakes, match="a forecast is as it was frozen"):
        end_of("sun_2019", "to=2030")
