"""Every lever alone on Meishan's funds moves the flow it is documented to move, the way it says, by 2030."""

import pytest

from actuary.analysis.effects import Effect, alone
from actuary.levers import lever_names
from tests.runs import ran

SMALLEST = 1e-9
"""Less than this share of the flow is rounding."""


@pytest.fixture(scope="module")
def effects() -> dict[str, Effect]:
    return {one.lever: one for one in alone(ran("meishan"), "meishan", (), 2030)}


@pytest.mark.parametrize("name", lever_names())
def test_a_lever_moves_its_flow_as_it_says(name: str, effects: dict[str, Effect]) -> None:
    one = effects[name]
    assert not one.refused
    flow = ran("meishan").series(one.flow)[2030 - 2019]
    assert one.way * one.moved > SMALLEST * abs(flow)
