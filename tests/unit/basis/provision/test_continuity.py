"""A wait after a gap: what is not paid of it, and whom it keeps."""

import numpy as np

from actuary.axes import Calendar
from actuary.basis.provision.continuity import Figures, factors, persuaded
from actuary.enactment import law_in_force
from actuary.law import Law

CALENDAR = Calendar(2019, 2022)
FIGURES = Figures(returning=0.04, response=0.03)


def law(*waiting: float) -> Law:
    return law_in_force("meishan", CALENDAR)._replace(waiting_months=np.array(waiting))


def test_a_wait_takes_its_twelfths_of_the_care_of_those_who_return() -> None:
    """4 % return: three months leave 99 % of all paid, six 98 %; employees are not touched."""
    payment = factors(law(3, 3, 6, 0), FIGURES).payment
    np.testing.assert_allclose(payment[1, 0], [0.99, 0.99, 0.98, 1])
    assert (np.asarray(payment)[0] == 1).all()


def test_a_longer_wait_than_the_base_years_persuades() -> None:
    np.testing.assert_allclose(persuaded(law(3, 3, 6, 0), FIGURES), [0, 0, 0.09, -0.09])
    assert not persuaded(law(3, 3, 6, 0), FIGURES._replace(response=0)).any()
