"""The policy levers, one file each; the file name is the key in a scenario, this folder is the register."""

import importlib
import pkgutil
from functools import cache
from typing import Any

from actuary.levers.shape import LeverModule

_NOT_LEVERS = {"shape"}


@cache
def lever_names() -> tuple[str, ...]:
    """Every lever there is, by name."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name not in _NOT_LEVERS))


@cache
def lever(name: str) -> LeverModule:
    """The lever of that name. Raises KeyError where there is none."""
    if name not in lever_names():
        raise KeyError(name)
    module: Any = importlib.import_module(f"actuary.levers.{name}")
    return LeverModule(name, module.__doc__, module.MOVES, module.Lever, module.apply, module.EXAMPLE)


def owner(rule: str) -> str:
    """The lever that moves a rule: every rule has one. Raises KeyError for what is no rule."""
    return _owners()[rule]


def field_of(rule: str) -> str:
    """The field of that lever under which the rule is written."""
    fields = lever(owner(rule)).fields
    return next(name for name in fields.model_fields if fields.extra(name)["rule"] == rule)


@cache
def _owners() -> dict[str, str]:
    return {rule: name for name in lever_names() for rule in lever(name).moves}


def entangled(rule: str, other: str) -> bool:
    """Whether a step of one rule can change what a step of the other makes of the law, or that it is refused.

    That is so of a rule with itself, of an amount with what carries it on from year to year, of a rule with the one without
    which it moves nothing, and of rules that their lever holds against each other. All others go their own ways.
    """
    one, two = _said(rule), _said(other)
    carried = rule in _carrying(other) or other in _carrying(rule)
    needed = rule == two.get("only_with") or other == one.get("only_with")
    return carried or needed or one.get("beside", rule) == two.get("beside", other)


def _carrying(rule: str) -> tuple[str, str]:
    return f"{rule}_index", f"{rule}_rise"


def _said(rule: str) -> dict[str, str]:
    return lever(owner(rule)).fields.extra(field_of(rule))
