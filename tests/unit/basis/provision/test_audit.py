"""What should not be paid, and is stopped."""

import numpy as np

from actuary.basis.provision.audit import drawn, factors
from tests.unit.basis.provision.made import law

LEAKS = np.array([[0.04, 0.04, 0.04], [0.02, 0.02, 0.02], [0.05, 0.05, 0.05]])
GROWTH = np.array([[0, 0, 0.03], [0, 0, 0], [0, 0, 0.01]])


def test_what_is_stopped_of_each_leak_is_not_paid() -> None:
    """Half of 4 % and a quarter of 2 % of what was paid by the pools; what accounts pay is another matter."""
    found = factors(law(audit_stopped_share=[[0, 0.5, 0.5], [0, 0, 0.25], [0, 1, 1]]), LEAKS)
    np.testing.assert_allclose(found.payment, [1, 0.98, 0.975])


def test_a_leak_that_grows_is_paid_on_top_of_what_is_rightly_paid() -> None:
    """From 4 to 7 % of the base year's payments; half of it stopped, 3.5."""
    np.testing.assert_allclose(factors(law(), LEAKS + GROWTH).payment, [1, 1, 1.03])
    stopped = factors(law(audit_stopped_share=[[0, 0, 0.5], [0, 0, 0], [0, 0, 0]]), LEAKS + GROWTH)
    np.testing.assert_allclose(stopped.payment, [1, 1, 0.995])


def test_what_is_not_cashed_out_is_not_drawn_from_accounts() -> None:
    """40 % of 5 %, then of 6 %; bills of hospitals that are stopped leave the accounts alone."""
    half_of_bills = [[0, 0.5, 0.5], [0, 0.5, 0.5], [0, 0.4, 0.4]]
    np.testing.assert_allclose(drawn(law(audit_stopped_share=half_of_bills), LEAKS + GROWTH), [1, 0.98, 0.986])


def test_accounts_of_the_base_year_came_out_as_published_whatever_was_stopped_then() -> None:
    """A tenth of 5 % was stopped already: .995 before, .98 now."""
    found = drawn(law(audit_stopped_share=[[0, 0, 0], [0, 0, 0], [0.1, 0.1, 0.4]]), LEAKS)
    np.testing.assert_allclose(found, [1, 1, 0.98 / 0.995])
