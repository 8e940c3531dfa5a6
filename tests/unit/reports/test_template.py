"""The schema accepts what the program accepts, and a new scenario is one."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from actuary.home import scenarios_folder
from actuary.levers import lever, lever_names
from actuary.reports.template import scenario_text, schema
from actuary.scenario.loading import load
from actuary.severity import LAWS
from actuary.text import parse, plain, read

VALIDATOR = Draft202012Validator(schema())


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", sorted(scenarios_folder().glob("*.yaml")), ids=lambda path: path.stem)
def test_every_bundled_scenario_passes(path: Path) -> None:
    assert list(VALIDATOR.iter_errors(plain(read(path)))) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"levers": {"contributon_rate": {"employer": "7 %"}}},
        {"levers": {"contribution_rate": {"employer": 7}}},
        {"levers": {"contribution_rate": {"employer": {"2027-13": "7 %"}}}},
        {"levers": {"retirement_age": {"men": {"2027-01": "63 years"}}}},
        {"levers": {"resident_benefits": {"ratio": {"outpatients": "60 %"}}}},
        {"levers": {"resident_benefits": {"ratio": {"2027": "60 %"}}}},
        {"levers": {"resident_benefits": {"ratio": "60 %"}}},
        {"figures": {"no_such_figure": "1 %"}},
        {"behaviour": {"take_up": "perhaps"}},
        {"expect": {"residents": {"surplus": {"2030": "at least 0 元"}}}},
        {"expect": {"resident": {"surpluss": {"2030": "at least 0 元"}}}},
        {"expect": {"resident": {"surplus": {"2030-06": "at least 0 元"}}}},
        {"expect": {"resident": {"surplus": {"2030": "0 元"}}}},
        {"expect": {"resident": {"surplus": "at least 0 元"}}},
        {"expect": {"resident": {"take_up": {"2030": "at least 95 %"}}}},
        {"behaviour": {"severity": "gama"}},
        {"area": "atlantis"},
        {"base": 19},
        {"colour": "blue"},
        {"title": ""},
        {"based_on": "meishan"},
    ],
    ids=str,
)
def test_what_cannot_be_is_marked(changes: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors({"title": "x", "area": "meishan", "base": 2019, **changes}))


@pytest.mark.parametrize(
    "bounds", ["at least 6 months", "at most 9 months", ">= 6 months", "≤ 9 months", "6 to 9 months"]
)
def test_everything_that_can_be_expected_passes(bounds: str) -> None:
    wanted = {"resident": {"reserve_months": {"2030": bounds, "2031 to 2035": bounds}}, "take_up": {"2030": ">= 95 %"}}
    assert list(VALIDATOR.iter_errors({"title": "x", "based_on": "meishan", "expect": wanted})) == []


def test_every_severity_law_passes() -> None:
    for law in LAWS:
        wanted = {"title": "x", "based_on": "meishan", "behaviour": {"severity": law, "take_up": "no"}}
        assert list(VALIDATOR.iter_errors(wanted)) == []


@pytest.mark.parametrize("name", lever_names())
def test_every_lever_s_example_passes(name: str) -> None:
    example = plain(parse(lever(name).example.written, "example"))
    assert list(VALIDATOR.iter_errors({"title": "x", "based_on": "meishan", "levers": {name: example}})) == []


def test_a_new_scenario_is_a_scenario_and_changes_nothing(tmp_path: Path) -> None:
    parent = load("meishan")
    path = tmp_path / "my_plan.yaml"
    path.write_text(scenario_text("my_plan", "meishan", parent), encoding="utf-8")
    mine = load(path)
    assert (mine.title, mine.area, mine.base, mine.last) == ("my_plan", parent.area, parent.base, parent.last)
    assert mine.levers == parent.levers
    assert mine.expect == ()


def test_what_a_new_scenario_could_expect_is_an_expectation(tmp_path: Path) -> None:
    _, _, section = scenario_text("my_plan", "meishan", load("meishan")).partition("# expect:\n")
    path = tmp_path / "my_plan.yaml"
    uncommented = "".join(line.removeprefix("# ") for line in section.splitlines(keepends=True))
    path.write_text(f"title: x\nbased_on: meishan\nexpect:\n{uncommented}", encoding="utf-8")
    assert [one.measure for one in load(path).expect] == ["reserve_months", "surplus", "coverage_rate"]
    assert list(VALIDATOR.iter_errors(plain(read(path)))) == []


def test_every_lever_stands_ready_in_a_new_scenario(tmp_path: Path) -> None:
    text = scenario_text("my_plan", "meishan", load("meishan"))
    lines = text.split("# levers:\n")[1].split("# figures:")[0].splitlines()
    uncommented = "\n".join(["levers:", *(line.removeprefix("# ") for line in lines)])
    tree = plain(parse(uncommented.replace("#", " #"), "example"))
    assert isinstance(tree, dict)
    assert tree["levers"] == {name: plain(parse(lever(name).example.written, "example")) for name in lever_names()}
