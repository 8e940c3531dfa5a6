"""A child on top of its one parent: whole levers and figures are replaced, nothing is merged deeply."""

from pathlib import Path

import pytest

from actuary.errors import Mistakes
from actuary.scenario.inherit import inherited
from actuary.text import Plain, plain

PARENT = """
title: parent
why: because
area: meishan
base: 2019
levers:
  contribution_rate: {employer: {2027: 7 %}, employee: 3 %}
  declared_base: {declared: +5 pp}
figures: {inflation: 2 %, wage_growth: 3 %}
behaviour: {take_up: no}
"""


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def content(path: Path) -> Plain:
    return plain(inherited(path)[0])


def mistake(path: Path) -> tuple[str, str, str]:
    with pytest.raises(Mistakes) as found:
        inherited(path)
    (only,) = found.value.mistakes
    return str(only.place).removeprefix(str(path.parent) + "/"), only.wrong, only.right


def test_a_file_without_a_parent_is_what_it_says(tmp_path: Path) -> None:
    write(tmp_path, parent=PARENT)
    tree, files = inherited(tmp_path / "parent.yaml")
    assert files == [tmp_path / "parent.yaml"]
    assert tree.entries["title"].value.text == "parent"


def test_a_childs_lever_replaces_the_parents_lever_whole(tmp_path: Path) -> None:
    child = "title: child\nbased_on: parent\nlevers:\n  contribution_rate: {employer: 8 %}\nfigures: {inflation: 1 %}\n"
    write(tmp_path, parent=PARENT, child=child)
    assert content(tmp_path / "child.yaml") == {
        "title": "child",
        "area": "meishan",
        "base": "2019",
        "levers": {"contribution_rate": {"employer": "8 %"}, "declared_base": {"declared": "+5 pp"}},
        "figures": {"inflation": "1 %", "wage_growth": "3 %"},
        "behaviour": {"take_up": "no"},
        "based_on": "parent",
    }


def test_why_a_parent_was_written_is_not_why_its_child_was(tmp_path: Path) -> None:
    write(tmp_path, parent=PARENT, child="title: child\nbased_on: parent\n")
    assert "why" not in content(tmp_path / "child.yaml")


def test_a_grandchild_stands_on_both(tmp_path: Path) -> None:
    write(
        tmp_path,
        parent=PARENT,
        child="title: child\nbased_on: parent\nbehaviour: {selection: no}\n",
        grandchild="title: grandchild\nbased_on: child\nfigures: {inflation: 0 %}\n",
    )
    tree, files = inherited(tmp_path / "grandchild.yaml")
    assert [file.stem for file in files] == ["grandchild", "child", "parent"]
    found = plain(tree)
    assert found["behaviour"] == {"take_up": "no", "selection": "no"}
    assert found["figures"] == {"inflation": "0 %", "wage_growth": "3 %"}
    assert found["title"] == "grandchild"


def test_what_is_inherited_keeps_its_place_in_the_parents_file(tmp_path: Path) -> None:
    write(tmp_path, parent=PARENT, child="title: child\nbased_on: parent\nlevers: {declared_base: {declared: 1 %}}\n")
    levers = inherited(tmp_path / "child.yaml")[0].entries["levers"].value
    assert Path(levers.entries["contribution_rate"].key.place.file).name == "parent.yaml"
    assert Path(levers.entries["declared_base"].key.place.file).name == "child.yaml"


@pytest.mark.parametrize("key", ["area: jiangxi", "base: 2020", "to: 2040"])
def test_a_child_keeps_area_base_and_horizon(tmp_path: Path, key: str) -> None:
    write(tmp_path, parent=PARENT, child=f"title: child\nbased_on: parent\n{key}\n")
    place, wrong, right = mistake(tmp_path / "child.yaml")
    assert (place, wrong) == ("child.yaml:3:1", key.split(":")[0])
    assert right.startswith("the parent's")


def test_a_ring_of_parents_is_told_where_it_closes(tmp_path: Path) -> None:
    write(tmp_path, one="title: t\nbased_on: two\n", two="title: t\nbased_on: one\n")
    with pytest.raises(Mistakes) as found:
        inherited(tmp_path / "one.yaml")
    (only,) = found.value.mistakes
    assert Path(only.place.file).name == "two.yaml"
    assert only.right == "a parent that is not its own child: one -> two -> one"


def test_nobody_is_ones_own_parent(tmp_path: Path) -> None:
    write(tmp_path, own="title: t\nbased_on: own\n")
    assert mistake(tmp_path / "own.yaml")[2].endswith("own -> own")


def test_a_file_that_hides_the_scenario_it_is_based_on_is_to_be_renamed(tmp_path: Path) -> None:
    write(tmp_path, meishan="title: t\nbased_on: meishan\n")
    place, wrong, right = mistake(tmp_path / "meishan.yaml")
    assert (place, wrong) == ("meishan.yaml:2:11", "based_on: meishan")
    assert right.endswith("it has that of the scenario it is based on, and hides it; rename meishan.yaml")


def test_a_parent_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, named="title: t\nbased_on: meishn\n", path="title: t\nbased_on: other.yaml\n")
    assert mistake(tmp_path / "named.yaml")[:2] == ("named.yaml:2:11", "no scenario meishn")
    assert mistake(tmp_path / "path.yaml") == ("path.yaml:2:11", "based_on: other.yaml", "a scenario that is there")


def test_there_is_one_parent(tmp_path: Path) -> None:
    write(tmp_path, own="title: t\nbased_on: [meishan, jiangxi]\n")
    assert mistake(tmp_path / "own.yaml")[2] == "the name of one scenario"
