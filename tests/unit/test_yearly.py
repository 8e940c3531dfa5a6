"""What there is once a year: who is insured, who is not, and who cannot care for themselves."""

import numpy as np
import pytest

from actuary.axes import STATUSES
from tests.runs import ran


def test_the_disabled_are_the_insured_of_each_age_times_their_share() -> None:
    """Of residents those who take up cover; both degrees of the table together."""
    found = ran("meishan")
    shares = found.basis.demography.relativity[-2:].sum(axis=0)
    alive = (found.people_by_age[4] + found.people_by_age[5]) / 2
    insured = [found.yearly["take_up"][5] if status.payer == "resident" else 1.0 for status in STATUSES]
    expected = np.einsum("sxa,xa,s->", alive, shares, insured)
    assert found.yearly["disabled"][5] == pytest.approx(expected, rel=1e-9)
    assert 0.01 < expected / (found.yearly["insured_employees"][5] + found.yearly["insured_residents"][5]) < 0.05
