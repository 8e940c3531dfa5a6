"""In which units figures and answers of people are written in a scenario."""

import pytest
from pydantic import ValidationError

from actuary.levers import lever_names
from actuary.scenario.model import Behaviour, figure_unit, levers_model


@pytest.mark.parametrize(
    ("of_the_data", "written", "value"),
    [
        ("%", "6 %", 0.06),
        ("‰", "3 ‰", 0.003),
        ("亿元", "25.06 亿元", 2.506e9),
        ("元/月", "6,210 元", 6210),
        ("万人", "34.62 万人", 346_200),
        ("months", "2 months", 2),
        ("ratio", "2.81", 2.81),
    ],
)
def test_a_figure_is_written_with_a_unit_of_its_kind(of_the_data: str, written: str, value: float) -> None:
    assert figure_unit("a_figure", of_the_data).read(written).value == pytest.approx(value, rel=1e-12)


def test_a_growth_may_be_negative_as_a_level() -> None:
    assert figure_unit("wage_growth", "%").read("= -2 %").value == -0.02


def test_a_share_of_people_or_money_lies_between_nothing_and_all() -> None:
    with pytest.raises(ValueError, match="from 0 % to 100 %"):
        figure_unit("assisted_share", "%").read("101 %")


@pytest.mark.parametrize(("written", "on"), [("yes", True), ("no", False), ("on", True), ("off", False)])
def test_an_answer_of_people_is_switched(written: str, on: bool) -> None:
    assert Behaviour.model_validate({"take_up": written}).take_up is on


@pytest.mark.parametrize("written", ["perhaps", "1", None, ["yes"]])
def test_a_switch_is_on_or_off(written: object) -> None:
    with pytest.raises(ValidationError, match="on or off"):
        Behaviour.model_validate({"take_up": written})


def test_there_is_a_field_for_every_lever() -> None:
    fields = levers_model().model_fields
    assert tuple(fields) == lever_names()
    assert all(field.description and not field.description.endswith("\n") for field in fields.values())
