"""Inputs of a forecast as they would have been, had something been otherwise then."""

from typing import Any

from actuary.analysis.attribution.bridge_ends import End, end_of
from actuary.analysis.past.frozen_inputs import Inputs, inputs_of
from actuary.scenario.loading import load
from actuary.units import of_columns


def inputs(name: str = "china", *settings: str) -> Inputs:
    """What a bundled scenario is computed from today."""
    return inputs_of(load(name, *settings))


def with_figure(given: Inputs, name: str, year: int, factor: float) -> Inputs:
    """The same with one figure of the area so many times what it is."""
    key = name, given.scenario.area
    one = given.figures[key][year]
    number, _, unit = one.text.partition(" ")
    text = f"{float(number) * factor:.6f} {unit}"
    known = {**given.figures[key], year: one._replace(value=of_columns(text.split()[0], unit), text=text)}
    return given._replace(figures={**given.figures, key: known})


def with_rule(given: Inputs, rule: str, factor: float) -> Inputs:
    """The same with all values of a rule so many times what they are."""
    values = tuple(one._replace(values=tuple(value * factor for value in one.values)) for one in given.law[rule])
    return given._replace(law={**given.law, rule: values})


def end(given: Inputs, **instead: Any) -> End:
    """A scenario that is computed from these inputs."""
    return end_of(given.scenario)._replace(inputs=given, **instead)
