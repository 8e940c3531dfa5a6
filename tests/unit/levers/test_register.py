"""The folder is the register of the levers."""

from pathlib import Path

import pytest

from actuary import levers
from actuary.law import RULES
from actuary.levers import lever, lever_names, owner

FILES = {path.stem for path in Path(levers.__file__).parent.glob("*.py")} - {"__init__", "shape"}


def test_every_file_is_a_lever_and_nothing_else_is() -> None:
    assert set(lever_names()) == FILES
    with pytest.raises(KeyError):
        lever("shape")


def test_a_rule_is_owned_by_the_lever_that_moves_it_or_by_none() -> None:
    assert owner("employer_rate") == "contribution_rate"
    assert owner("no_rule") is None
    for rule in RULES:
        assert (owner(rule) is None) == all(rule not in lever(name).moves for name in lever_names())


@pytest.mark.parametrize("name", lever_names())
def test_every_field_moves_one_rule_of_the_lever_and_says_what_it_is(name: str) -> None:
    """In the order of the lever's own list."""
    fields = lever(name).fields.model_fields.values()
    assert tuple(field.json_schema_extra["rule"] for field in fields) == lever(name).moves
    assert all(field.description for field in fields)
