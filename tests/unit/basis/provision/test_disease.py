"""Need that moves beside age and trend."""

import numpy as np

from actuary.axes import SERVICES
from actuary.basis.known import Known
from actuary.basis.provision.disease import Figures, factors, read
from actuary.scenario.loading import load
from tests.unit.basis.provision.made import CALENDAR, law


def test_each_driver_moves_its_services() -> None:
    index = np.array([1, 1.1, 1.21])
    found = factors(law(), Figures(index, 2 * index, 3 * index))
    use, price = np.asarray(found.use)[0, :, 1], np.asarray(found.price)[0, :, 1]
    np.testing.assert_allclose(use, [1, 1, 3.3, 3.3, 1, 1.1, 1])
    np.testing.assert_allclose(price, [2.2, 2.2, 2.2, 2.2, 1, 1, 1])
    assert SERVICES[2:4] == ("inpatient_primary", "inpatient_township")


def test_growth_adds_up_from_the_first_projected_year_on_and_is_none_unless_it_is_written() -> None:
    """2 % a year of chronic disease: 1, 1.02, 1.02 squared."""
    scenario = load("meishan", "figures.chronic_disease_growth=2 %")
    found = read(Known("meishan", scenario.figures), scenario, CALENDAR.laid_out)
    np.testing.assert_allclose(found.chronic, [1, 1.02, 1.0404])
    np.testing.assert_array_equal(found.pattern, 1)
    np.testing.assert_array_equal(found.rehabilitation, 1)
