"""What every lever does alone: its worked example on top of a scenario, held against the scenario itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from actuary.errors import Mistakes
from actuary.levers import lever, lever_names
from actuary.results import Results
from actuary.scenario.loading import load
from actuary.simulation import run
from actuary.text import parse, plain

SCHEMES = ("employee_scheme", "resident")
"""Whose months of reserve are told."""


class Effect(NamedTuple):
    """One lever alone in one year, the scenario with it less the scenario without."""

    lever: str
    written: str
    """Its worked example, as a scenario writes it."""
    flow: str
    """What it is documented to move, as `Results.series` names it."""
    way: int
    """1 where it is documented to raise it, -1 where to lower it."""
    moved: float
    """By how much the flow moves: yuan, persons or a share."""
    months: Mapping[str, float]
    """By how much the months of reserve of each scheme move."""
    refused: str = ""
    """Why the example cannot be written on top of this scenario; then nothing is moved."""


def alone(base: Results, name: str, settings: tuple[str, ...], year: int) -> Iterator[Effect]:
    """Every lever's effect in a year, one after another, on top of the scenario called `name` with its settings."""
    for one in lever_names():
        example = lever(one).example
        flow, way = (example.raises, 1) if example.raises else (example.lowers, -1)
        try:
            variant = run(load(name, *settings, *settings_of(one)))
        except Mistakes as found:
            nothing = dict.fromkeys(SCHEMES, float("nan"))
            yield Effect(one, example.written, flow, way, float("nan"), nothing, str(found.mistakes[0].right))
            continue
        at = year - base.base
        months = {
            scheme: float((variant.funds[scheme]["reserve_months"] - base.funds[scheme]["reserve_months"])[at])
            for scheme in SCHEMES
        }
        moved = float((variant.series(flow) - base.series(flow))[at])
        yield Effect(one, example.written, flow, way, moved, months)


def settings_of(name: str) -> tuple[str, ...]:
    """The worked example of a lever as settings on top of a scenario: `levers.x.field.2027=7 %`."""
    text = lever(name).example.written
    fields = plain(parse(text if text.startswith("{") else f"{{{text}}}", "example"))
    assert isinstance(fields, dict)
    return tuple(f"levers.{name}.{'.'.join(path)}={value}" for path, value in leaves(fields))


def leaves(written: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every value that is written, under its keys: field, part where there is one, date."""
    for name, inside in written.items():
        if isinstance(inside, dict):
            yield from (((name, *path), value) for path, value in leaves(inside))
        else:
            yield (name,), inside
