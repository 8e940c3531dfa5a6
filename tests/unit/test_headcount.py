"""The people of a scenario by themselves, or of its fund."""

from pathlib import Path

import numpy as np
import pytest

from actuary.axes import OLDEST
from actuary.errors import Mistakes
from actuary.headcount import Headcount, people_of
from actuary.scenario.loading import load
from actuary.simulation import run
from tests.runs import ran
from tests.unit.demography.files import small

SECTION = "people:\n" + "".join(
    f"  {kind}: {kind}.csv\n" for kind in ("population", "mortality", "sex_ratio", "births")
)


def of_small(folder: Path, keys: str = "to: 2030\n", **tables: list[str]) -> Headcount:
    """The people of a scenario with small tables beside it."""
    small(folder, **{"births": ["2020,150"], **tables})
    path = folder / "own.yaml"
    path.write_text(f"title: own\n{keys}{SECTION}", encoding="utf-8")
    return people_of(load(path))


def test_people_begin_on_the_date_they_were_counted(tmp_path: Path) -> None:
    found = of_small(tmp_path)
    assert found.dates[0] == "2020-12-31"
    assert found.dates[-1] == "2030-12-31"
    assert found.years == tuple(range(2020, 2031))
    assert found.between(0)[0] == pytest.approx(20_000)
    np.testing.assert_allclose(found.births, 150)


def test_a_base_year_moves_them_to_its_end(tmp_path: Path) -> None:
    later = of_small(tmp_path, "base: 2022\nto: 2030\n")
    np.testing.assert_allclose(later.people, of_small(tmp_path).people[2:])
    assert later.dates[0] == "2022-12-31"


def test_steps_of_five_years_have_groups_of_five_ages(tmp_path: Path) -> None:
    single = of_small(tmp_path)
    found = people_of(load(tmp_path / "own.yaml", "people.step=5 years"))
    assert found.dates == ("2020-12-31", "2025-12-31", "2030-12-31")
    assert found.ages[:2] == ("0-4", "5-9") and found.ages[-1] == "100+"
    assert found.between(0)[-1] == pytest.approx(single.between(0)[-1], rel=1e-2)


def test_sexes_counted_together_stay_together(tmp_path: Path) -> None:
    found = of_small(tmp_path, population=["2020-12-31,both,0-99,1000", "2020-12-31,both,100+,8"])
    assert found.sexes == ("both",)
    assert found.people.shape == (11, 1, OLDEST + 1)
    assert found.between(0)[0] == pytest.approx(1008)


def test_people_are_conserved_from_date_to_date() -> None:
    found = people_of(load("china_people"))
    change = found.births - found.deaths + found.migrants
    np.testing.assert_allclose(np.diff(found.between(0)), change, rtol=1e-6)


def test_without_tables_of_its_own_a_scenario_shows_the_people_of_its_fund() -> None:
    found = people_of(load("meishan"))
    np.testing.assert_array_equal(found.people, ran("meishan").people_by_age.sum(axis=1))
    assert found.dates[0] == "2019-12-31"
    assert found.life_expectancy.shape == (16, 2)
    assert {"census_2020", "china_mortality"} <= {entry.name for entry in found.tables}


OWN_CHINA = tuple(
    f"people.{kind}=data/tables/china_{name}.csv"
    for kind, name in {
        "population": "population",
        "mortality": "mortality",
        "fertility": "fertility",
        "sex_ratio": "sex_ratio_at_birth",
        "migration": "migration",
    }.items()
)


def test_a_fund_can_have_people_of_its_own_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scaled to the enrolment base of 140,489 万; migrants are scaled with them."""
    monkeypatch.chdir(Path(__file__).parents[2])
    fund, alone = people_of(load("china", *OWN_CHINA)), people_of(load("china_people"))
    assert fund.between(0)[0] == pytest.approx(140_489e4)
    scale = 140_489e4 / (alone.between(0)[0] + alone.between(0)[1]) * 2
    np.testing.assert_allclose(
        fund.between(65)[:5] / scale, (alone.between(65)[:5] + alone.between(65)[1:6]) / 2, rtol=1e-3
    )
    assert fund.migrants[0] == pytest.approx(scale * alone.migrants[0], rel=1e-2)
    assert {entry.name for entry in fund.tables} >= {"china_population", "china_migration"}


def test_what_a_run_rests_on_names_the_tables_with_their_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    entries = {one["name"]: one for one in ran("china", *OWN_CHINA).manifest["figures"]}
    assert entries["china_population"]["status"] == "estimated"
    assert len(entries["china_population"]["value"]) == 64


def test_a_table_that_does_not_come_with_the_program_is_unverified(tmp_path: Path) -> None:
    assert {entry.status for entry in of_small(tmp_path).tables} == {"unverified"}


def test_other_tables_make_another_scenario(tmp_path: Path) -> None:
    one = of_small(tmp_path).scenario.hash
    assert one == of_small(tmp_path).scenario.hash
    assert one != of_small(tmp_path, births=["2020,151"]).scenario.hash


def test_ages_must_begin_where_a_group_begins() -> None:
    found = people_of(load("china_people", "people.step=5 years"))
    assert found.between(0, 15)[0] + found.between(15)[0] == pytest.approx(found.between(0)[0])


def test_a_fund_needs_an_area() -> None:
    with pytest.raises(Mistakes, match="people without an area"):
        run(load("china_people"))


def test_as_plain_values() -> None:
    found = people_of(load("china_people", "to=2027")).to_dict()
    assert list(found["people"]) == ["male", "female"]
    assert len(found["dates"]) == 3 and len(found["births"]) == 2
    assert len(found["people"]["male"][0]) == len(found["ages"]) == OLDEST + 1
