"""A network that grows."""

import numpy as np
import pytest

from actuary.basis.known import Known
from actuary.basis.provision.network import Figures, factors, read
from actuary.scenario.loading import load
from tests.unit.basis.provision.made import CALENDAR, law


def test_care_grows_with_the_network_where_it_answers() -> None:
    """Four times as many at an elasticity of one half: twice the care. Without an answer as much as before."""
    size = np.array([1, 4, 4])
    np.testing.assert_allclose(factors(law(), Figures(size, 0.5)).use, [1, 2, 2])
    np.testing.assert_array_equal(factors(law(), Figures(size, 0.0)).use, 1)


@pytest.mark.parametrize(("settings", "response"), [((), 0.0), (("behaviour.network=yes",), 0.1)])
def test_care_answers_only_where_the_scenario_says_so(settings: tuple[str, ...], response: float) -> None:
    assert read(Known("meishan", {}), load("meishan", *settings), CALENDAR.laid_out).response == response
