"""What the catalogue makes of the share of cost in scope."""

import numpy as np
import pytest

from actuary.axes import Calendar
from actuary.basis.known import Known
from actuary.basis.provision.catalogue import Figures, factors, read
from actuary.enactment import law_in_force
from actuary.law import Array, Law
from actuary.scenario.loading import load

KNOWN = Figures(np.array([0.9, 0.8]), 0.5)
"""Nine tenths of employees' cost in scope, eight of residents'; half of all cost is class B."""


def scope(**moved: Array) -> Array:
    """Shares in scope [p, k, year] from 2025, employees' and residents', with rules moved from 2026 on."""
    law: Law = law_in_force("china", Calendar(2025, 2027))
    arrays = {}
    for rule, value in moved.items():
        array = getattr(law, rule).copy()
        array[..., 1:] = value
        arrays[rule] = array
    return np.asarray(factors(law._replace(**arrays), KNOWN).scope) * KNOWN.scope[:, None, None]


def test_the_law_in_force_moves_nothing() -> None:
    np.testing.assert_allclose(scope()[:, 0, -1], [0.9, 0.8])


def test_points_are_added_to_the_share_in_scope() -> None:
    found = scope(catalogue_points=np.array([[0.02], [0], [0], [0], [-0.03], [0], [0]]))
    np.testing.assert_allclose(found[:, 0], [[0.9, 0.92, 0.92, 0.92], [0.8, 0.82, 0.82, 0.82]])
    np.testing.assert_allclose(found[:, 4, 1:], [[0.87] * 3, [0.77] * 3])


def test_never_more_than_the_whole_cost_is_in_scope_and_never_less_than_none() -> None:
    np.testing.assert_allclose(scope(catalogue_points=np.array(0.15))[..., 1], [[1.0] * 7, [0.95] * 7])
    np.testing.assert_allclose(scope(catalogue_points=np.array(-0.85))[..., 1], [[0.05] * 7, [0.0] * 7], atol=1e-15)


def test_class_b_paid_first_counts_by_its_share_of_cost_and_by_scheme() -> None:
    """From 10 % to 5 % of half the cost are 2.5 points, for employees alone."""
    np.testing.assert_allclose(scope(employee_class_b_first=np.array(0.05))[:, 0, 1], [0.925, 0.8])
    np.testing.assert_allclose(scope(resident_class_b_first=np.array(0.2))[:, 0, 1], [0.9, 0.75])


def test_a_waiver_takes_in_a_share_of_what_is_out() -> None:
    np.testing.assert_allclose(scope(limits_waived=np.array(0.25))[:, 0, 1], [0.925, 0.85])


def test_what_is_known_is_each_schemes_own() -> None:
    found = read(Known("china", {}), load("china"), range(2025, 2036))
    assert found.scope == pytest.approx([0.8811188811, 0.8677325581])
    assert found.class_b == 0.45
