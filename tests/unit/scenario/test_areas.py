"""The section `areas`: whole areas, parts, tables of parts; what each member is by itself."""

from pathlib import Path

import pytest

from actuary.errors import Mistakes
from actuary.figures.tables import column, table
from actuary.scenario.areas import Part, tables_of_parts, written_names
from actuary.scenario.loading import load
from tests.unit.pooling.made import TWO, scenario


def test_a_member_is_a_scenario_by_itself() -> None:
    found = scenario()
    assert [one.title for one in found.members] == ["jingzhou", "jiangxi"]
    assert [one.area for one in found.members] == ["jingzhou", "jiangxi"]
    assert {(one.base, one.last, one.part) for one in found.members} == {(2020, 2024, None)}
    assert found.area == ""


def test_a_name_alone_is_an_area() -> None:
    longer = scenario("", TWO.replace("jingzhou: jingzhou", "jingzhou: {area: jingzhou}"))
    assert [one.area for one in longer.members] == [one.area for one in scenario().members]


def test_a_part_has_as_many_employees_as_people_where_it_does_not_say() -> None:
    parts = "a: {area: jiangxi, people: 30 %}, b: {area: jiangxi, people: 20 %, aged: 12 %, employees: 25 %}"
    found = scenario("", f"title: parts\nareas: {{{parts}}}\nbase: 2020\n")
    assert [one.part for one in found.members] == [Part(0.3, None, 0.3), Part(0.2, 0.12, 0.25)]


def test_a_members_own_levers_and_figures_replace_those_of_all() -> None:
    areas = (
        "title: own\nareas:\n  jingzhou: jingzhou\n  jiangxi:\n    area: jiangxi\n"
        "    levers: {contribution_rate: {employer: {2022: 7 %}}}\n    figures: {wage_growth: {2023: 2 %}}\n"
        "base: 2020\nlevers:\n  contribution_rate: {employer: {2022: 5 %}}\n  declared_base: {share: {2022: 90 %}}\n"
    )
    both = scenario(
        "", areas.replace("declared_base: {share: {2022: 90 %}}", "retirement_age: {men: {2025: 61 years}}")
    )
    first, second = both.members
    assert set(first.levers) == set(second.levers) == {"contribution_rate", "retirement_age"}
    assert first.levers["retirement_age"] == second.levers["retirement_age"]
    assert first.levers["contribution_rate"] != second.levers["contribution_rate"]
    assert (set(first.figures), set(second.figures)) == (set(), {"wage_growth"})
    place = second.place("levers", "contribution_rate", "employer", "2022")
    assert place is not None
    assert place.line == 6


def test_a_table_of_parts_is_its_rows() -> None:
    found = load("jiangxi_pooling")
    assert [one.title for one in found.members] == table("jiangxi_areas").columns["name"]
    assert found.members[0].part == Part(0.13842, 0.1054, 0.178823)
    assert written_names("zh")["jiangxi", "nanchang"] == "南昌市"


@pytest.mark.parametrize("name", tables_of_parts())
def test_a_table_of_parts_fills_its_area(name: str) -> None:
    for of in ("people", "employees"):
        assert sum(column(table(name), of)) == pytest.approx(1, abs=1e-9)
    for low, value, high in zip(*(table(name).columns[of] for of in ("low", "employees", "high")), strict=True):
        assert float(low) < float(value) < float(high)


def test_a_variant_may_change_the_rules_of_one_pool_and_not_the_areas(tmp_path: Path) -> None:
    one_fund = load("jiangxi_one_fund")
    assert [one.part for one in one_fund.members] == [one.part for one in load("jiangxi_pooling").members]
    with pytest.raises(Mistakes, match="the parent's"):
        checked_file = "title: x\nbased_on: jiangxi_pooling\nareas: jiangxi_areas\n"
        path = tmp_path / "x.yaml"
        path.write_text(checked_file, encoding="utf-8")
        load(path)


def test_a_setting_changes_one_row_of_a_table_of_parts() -> None:
    found = load("jiangxi_pooling", "areas.nanchang.people=12 %", "areas.xinyu.aged=13 %")
    parts = {one.title: one.part for one in found.members}
    assert len(parts) == 11
    assert parts["nanchang"] == Part(0.12, 0.1054, 0.178823)
    assert parts["xinyu"] == Part(0.026611, 0.13, 0.032403)
