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
