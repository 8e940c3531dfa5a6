"""Fields of a lever that have nothing to do with each other move the law as each does by itself."""

import itertools
from typing import Any

import numpy as np
import pytest

from actuary.law import RULES, Law
from actuary.levers import entangled, lever, lever_names
from actuary.levers.shape import LeverFields, Step
from actuary.units import Date, Quantity
from tests.runs import ran


def fields_of(name: str) -> list[str]:
    return [*lever(name).fields.model_fields]


def rule_of(name: str, field: str) -> str:
    return lever(name).fields.extra(field)["rule"]


def written(name: str, *fields: str) -> LeverFields:
    """The lever with one step of 2023 in each of these fields, inside the bounds of its rule."""
    steps: dict[str, Any] = {}
    for n, field in enumerate(fields):
        rule = RULES[rule_of(name, field)]
        low = max(rule.unit.low, 0.0)
        value = low + (min(rule.unit.high, low + 10) - low) * (0.3 + 0.1 * n)
        steps[field] = tuple(Step(Date(2023, None), Quantity(value, ""), "", part) for part in rule.parts[:1])
    return lever(name).fields.model_construct(**steps)


MANY_FIELDS = [name for name in lever_names() if len(fields_of(name)) > 1]


def beside(name: str) -> set[str]:
    """The rules that a lever holds against each other, or that need each other."""
    extras = [lever(name).fields.extra(field) for field in fields_of(name)]
    pairs = [(extra["rule"], extra[why]) for extra in extras for why in ("beside", "only_with") if why in extra]
    return {rule for pair in pairs for rule in pair}


@pytest.mark.parametrize("name", [name for name in MANY_FIELDS if "ValueError" in (lever(name).apply.__doc__ or "")])
def test_a_lever_that_refuses_fields_beside_each_other_says_which(name: str) -> None:
    assert len(beside(name)) > 1
    assert beside(name) <= {*lever(name).moves}


@pytest.mark.parametrize("name", MANY_FIELDS)
def test_two_fields_that_are_not_entangled_move_the_law_each_by_itself(name: str) -> None:
    base = ran("meishan", "to=2025")
    alone: dict[str, Law] = {}
    for field in fields_of(name):
        try:
            alone[field] = lever(name).apply(base.law, written(name, field), base.calendar)
        except ValueError:
            assert rule_of(name, field) in beside(name)  # refused beside what is in force
    for one, other in itertools.combinations(alone, 2):
        first, second = rule_of(name, one), rule_of(name, other)
        if entangled(first, second):
            continue
        fields = written(name, one).model_copy(update={other: getattr(written(name, other), other)})
        both = lever(name).apply(base.law, fields, base.calendar)
        for rule in RULES:
            apart = alone[one] if rule == first else alone[other] if rule == second else base.law
            assert np.array_equal(getattr(both, rule), getattr(apart, rule)), (one, other, rule)
