"""Money now, and admissions avoided later where a figure says so."""

import numpy as np

from actuary.axes import SERVICES
from actuary.basis.known import Known
from actuary.basis.provision.prevention import Figures, factors, read
from actuary.scenario.loading import load
from tests.unit.basis.provision.made import CALENDAR, law

SPENT = law(prevention_spending=[0, 0.1, 0.1])
OUTPATIENT = SERVICES.index("outpatient")


def test_what_is_spent_is_paid_on_top_of_outpatients_less_what_public_health_bears() -> None:
    """10 % on top, 40 % of it from elsewhere: 6 %."""
    payment = np.asarray(
        factors(SPENT._replace(prevention_public_share=np.array([0, 0.4, 0.4])), Figures(0, 5)).payment
    )
    np.testing.assert_allclose(payment[:, OUTPATIENT], np.broadcast_to([1, 1.06, 1.06], (2, 3)))
    np.testing.assert_array_equal(payment[:, :OUTPATIENT], 1)


def test_admissions_are_avoided_years_later_and_not_at_once() -> None:
    """0.5 x 10 % a year after the money; in the year of the money none."""
    use = np.asarray(factors(SPENT, Figures(0.5, 1)).use)
    np.testing.assert_allclose(use[:, :OUTPATIENT], np.broadcast_to([1, 1, 0.95], (2, 4, 3)))
    np.testing.assert_array_equal(use[:, OUTPATIENT:], 1)


def test_nobody_having_shown_an_effect_there_is_none() -> None:
    assert read(Known("kaizhou", {}), load("kaizhou"), CALENDAR.laid_out) == Figures(0.0, 5)
