"""From a path or a name to a scenario, with settings on top."""

from pathlib import Path

import pytest

from actuary.errors import Mistakes
from actuary.scenario.bundled import bundled_names
from actuary.scenario.loading import load


@pytest.mark.parametrize("name", bundled_names())
def test_every_bundled_scenario_is_one(name: str) -> None:
    assert load(name).name == name


def test_a_variant_knows_its_parent_and_where_its_lines_stand() -> None:
    variant = load("meishan_rate_cut")
    assert (variant.parent, variant.area, variant.base) == ("meishan", "meishan", 2019)
    place = variant.place("levers", "contribution_rate", "employer", "2021-01")
    assert place is not None and Path(place.file).name == "meishan_rate_cut.yaml"


def test_a_setting_is_as_if_it_were_written() -> None:
    plain, with_setting = load("meishan"), load("meishan", "to=2030")
    assert (plain.last, with_setting.last) == (2035, 2030)
    assert plain.hash != with_setting.hash


def test_a_scenario_knows_how_it_was_asked_for_and_what_was_set(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("title: Mine\nbased_on: meishan\n", encoding="utf-8")
    own, bundled = load(path), load("meishan", "to=2030", "figures.inflation=2 %")
    assert (own.name, own.reference, own.settings) == ("mine", str(path), ())
    assert (bundled.name, bundled.reference) == ("meishan", "meishan")
    assert bundled.settings == ("to=2030", "figures.inflation=2 %")


def test_a_mistake_in_a_setting_is_told_by_the_setting() -> None:
    with pytest.raises(Mistakes) as found:
        load("meishan", "levers.contribution_rate.employer.2027=7", "to=2030")
    (only,) = found.value.mistakes
    assert only.place is None
    assert only.wrong == "--set levers.contribution_rate.employer.2027=7"
    assert only.right == "7 %, not 7: a share needs %"


def test_a_mistake_in_the_file_is_told_beside_one_in_a_setting(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("title: t\nbased_on: meishan\nlevers: {contribution_rate: {employer: 7}}\n")
    with pytest.raises(Mistakes) as found:
        load(str(path), "to=1990")
    assert [mistake.place is None for mistake in found.value.mistakes] == [True, False]


def test_no_file_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(Mistakes):
        load(tmp_path / "nowhere.yaml")
