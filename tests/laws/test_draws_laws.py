"""The engine of draws against a scenario's own projection, run once for each draw with the plain levels put into it."""

import numpy as np
import pytest

from actuary.axes import PROCESSES
from actuary.basis.uncertainty import ON_MORTALITY
from actuary.draws import drawn, draws_of, with_chances
from actuary.scenario.loading import load
from actuary.simulation import prepared
from tests import slow_draws

pytestmark = pytest.mark.slow_without_jit

SEED, FIRST, COUNT = 7, 3, 6


@pytest.mark.parametrize("name", ["china", "meishan"])
def test_a_draw_is_the_projection_of_its_own_levels(name: str) -> None:
    """Births and deaths are left alone, since the slow way has the people of the central run in every draw."""
    scenario = load(name)
    draws = draws_of(scenario, SEED)
    impact, epidemic = draws.chances.impact.copy(), draws.chances.epidemic.copy()
    impact[PROCESSES.index("births")] = epidemic[ON_MORTALITY] = 0
    draws = with_chances(draws, draws.chances._replace(impact=impact, epidemic=epidemic))
    assert not draws.lives
    fast = drawn(draws, FIRST, COUNT)
    slow = slow_draws.drawn(prepared(scenario), draws.chances, SEED, np.arange(FIRST, FIRST + COUNT))
    assert {key for key in fast if key[0]} == set(slow)
    for key, values in slow.items():
        np.testing.assert_allclose(fast[key], values, rtol=1e-9, atol=1, err_msg=str(key))
    spending = fast["all", "spending"]
    assert (spending[-1].max() / spending[-1].min()) > 1.05
