"""What there is once a year: who is insured, who is not, and who cannot care for themselves."""

import numpy as np
import pytest

from actuary.axes import STATUSES
from actuary.yearly import people_of
from tests.runs import ran


def test_residents_who_do_not_take_up_are_uninsured() -> None:
    """100 active, 20 flexible, 50 retired; of 200 eligible and 40 assisted, 90 % are insured."""
    heads = np.array([[100.0, 20.0, 50.0, 200.0, 40.0]])
    found = {name: values.tolist() for name, values in people_of(heads, np.array([0.9])).items()}
    assert found == {
        "active": [100],
        "flexible": [20],
        "retired": [50],
        "resident": [180],
        "assisted": [36],
        "uninsured": [pytest.approx(24)],
    }


def test_the_disabled_are_the_insured_of_each_age_times_their_share() -> None:
    """Of residents those who take up cover; both degrees of the table together."""
    found = ran("meishan")
    shares = found.basis.demography.relativity[-2:].sum(axis=0)
    alive = (found.people_by_age[4] + found.people_by_age[5]) / 2
    insured = [found.yearly["take_up"][5] if status.payer == "resident" else 1.0 for status in STATUSES]
    expected = np.einsum("sxa,xa,s->", alive, shares, insured)
    assert found.yearly["disabled"][5] == pytest.approx(expected, rel=1e-9)
    assert 0.01 < expected / (found.yearly["insured_employees"][5] + found.yearly["insured_residents"][5]) < 0.05
