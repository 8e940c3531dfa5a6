"""Disability by age: lines through what the table says, more with age."""

import numpy as np
import pytest

from actuary.axes import DISABILITY, OLDEST
from actuary.basis.disability import prevalence
from actuary.basis.known import Known


def test_it_meets_the_table_in_the_middle_of_an_age_group_and_runs_straight_between() -> None:
    """Severe: 1.1 % at 65-69 (middle 67.5), 1.9 % at 70-74 (72.5); somebody aged 67 is 67.5 on average."""
    severe = prevalence(Known("china", {}))[DISABILITY.index("severe"), 0]
    assert severe[67] == pytest.approx(0.011)
    assert severe[72] == pytest.approx(0.019)
    assert severe[70] == pytest.approx(0.011 + (0.019 - 0.011) * 3 / 5)


def test_it_is_the_same_for_both_sexes_and_never_falls_with_age() -> None:
    found = prevalence(Known("china", {}))
    assert found.shape == (2, 2, OLDEST + 1)
    np.testing.assert_array_equal(found[:, 0], found[:, 1])
    assert (np.diff(found, axis=2) >= 0).all()
    assert (found[:, :, -1] < 0.5).all()
