"""Outpatient care by other ways: pharmacies, the internet."""

import numpy as np

from actuary.axes import SERVICES
from actuary.basis.provision.channels import Figures, factors
from tests.unit.basis.provision.made import law

OVER_PHARMACY = np.array([[[2.0] * 3, [1.0] * 3], [[12.0] * 3, [8.0] * 3]])
FIGURES = Figures(np.array([0.4, 0.8]), 0.9, OVER_PHARMACY, 0.5, 0.25)
"""Ordinary and chronic outpatients cost twice and once what pharmacies do where employees are, 12 and 8 times for residents."""
OUTPATIENT, CHRONIC, PHARMACY = (SERVICES.index(name) for name in ("outpatient", "chronic_outpatient", "pharmacy"))
NO_VISITS = law(internet_visit_share=0)


def test_what_is_bought_at_a_pharmacy_leaves_the_hospital_and_comes_there_at_its_price() -> None:
    """Half of 40 %, and of 80 %, goes; 0.9 x (0.2 x 2 + 0.4 x 1) comes, and 0.9 x (0.2 x 12 + 0.4 x 8)."""
    found = factors(NO_VISITS._replace(external_prescription_share=np.array([0, 0.5, 0.5])), FIGURES)
    use, price = np.asarray(found.use), np.asarray(found.price)
    np.testing.assert_allclose(price[:, OUTPATIENT], np.broadcast_to([1, 0.8, 0.8], (2, 3)))
    np.testing.assert_allclose(price[:, CHRONIC], np.broadcast_to([1, 0.6, 0.6], (2, 3)))
    np.testing.assert_allclose(use[0, PHARMACY], [1, 1.72, 1.72])
    np.testing.assert_allclose(use[1, PHARMACY], [1, 6.04, 6.04])
    np.testing.assert_array_equal(use[:, :PHARMACY], 1)


def test_visits_over_the_internet_are_more_visits_and_cheaper_ones() -> None:
    """20 for every 100, five of them added: 105 visits, of which 85 at 1 and 20 at 0.5: cost 95."""
    found = factors(NO_VISITS._replace(internet_visit_share=np.array([0, 0.2, 0.2])), FIGURES)
    use, price = np.asarray(found.use)[:, OUTPATIENT], np.asarray(found.price)[:, OUTPATIENT]
    np.testing.assert_allclose(use, np.broadcast_to([1, 1.05, 1.05], (2, 3)))
    np.testing.assert_allclose(use * price, np.broadcast_to([1, 0.95, 0.95], (2, 3)))
    np.testing.assert_array_equal(np.asarray(found.use)[:, PHARMACY], 1)
