"""Scenarios of two areas, written here and run once."""

from functools import cache

from actuary.pooling.projection import run_areas
from actuary.pooling.results import AreasResults
from actuary.scenario.check import checked
from actuary.scenario.model import Scenario
from actuary.scenario.pooling import PoolRules
from actuary.text import parse

TWO = "title: two\nareas: {jingzhou: jingzhou, jiangxi: jiangxi}\nbase: 2020\nto: 2024\n"
"""Two whole areas, and nothing that moves between them."""


def scenario(pooling: str = "", areas: str = TWO) -> Scenario:
    """Two areas with a section `pooling` on one line."""
    return checked(parse(areas + (f"pooling: {pooling}\n" if pooling else ""), "two.yaml"), "two")


@cache
def met(pooling: str = "", areas: str = TWO) -> AreasResults:
    """The results of two areas."""
    return run_areas(scenario(pooling, areas))


def rules(written: str) -> PoolRules:
    """The rules of a pool, given as they are written."""
    found = scenario(f"{{resident: {written}}}").pooling
    assert found is not None
    return found.of("resident")
