"""Who is insured, by status, from eligible people and the residents' take-up."""

import numpy as np
import pytest

from actuary.membership import Cover, insured_by_status

HEADS = np.array([[100.0, 20.0, 50.0, 200.0, 40.0]])
"""Active, flexible, retired; eligible residents and assisted."""


def counted(take_up: float, of_assisted: float, left: float = 1.0, gone: float = 0.0) -> dict[str, list[float]]:
    cover = Cover(np.array([take_up]), np.array([of_assisted]), np.array([left]), np.array([gone]))
    return {name: values.tolist() for name, values in insured_by_status(HEADS, cover).items()}


def test_residents_who_do_not_take_up_are_uninsured() -> None:
    """100 active, 20 flexible, 50 retired; of 200 eligible and 40 assisted, 90 % are insured."""
    assert counted(0.9, 0.9) == {
        "active": [100],
        "flexible": [20],
        "retired": [50],
        "resident": [180],
        "assisted": [36],
        "uninsured": [pytest.approx(24)],
    }


def test_the_assisted_may_all_be_insured_and_the_others_are_what_is_left() -> None:
    """90 % of 240 are 216: all 40 assisted, and 176 of 200."""
    found = counted(0.9, 1.0)
    assert found["assisted"] == [40]
    assert found["resident"] == [pytest.approx(176)]


def test_removed_records_are_not_counted_as_insured() -> None:
    found = counted(0.9, 0.9, 0.95)
    assert found["resident"] == [pytest.approx(200 * 0.9 * 0.95)]
    assert found["uninsured"] == [pytest.approx(240 * (1 - 0.9 * 0.95))]


def test_those_who_left_and_whose_care_stayed_are_none_of_the_assisted() -> None:
    found = counted(0.9, 0.9, gone=20)
    assert found["resident"] == [pytest.approx(180 - 20)]
    assert found["assisted"] == [36]
    assert found["uninsured"] == [pytest.approx(24 + 20)]
