"""What should not be paid, and is stopped."""

import numpy as np

from actuary.basis.provision.audit import factors
from tests.unit.basis.provision.made import law

LEAKS = np.array([[0.04, 0.04, 0.04], [0.02, 0.02, 0.02]])


def test_what_is_stopped_of_each_leak_is_not_paid() -> None:
    """Half of 4 % and a quarter of 2 % of what was paid."""
    found = factors(law(audit_stopped_share=[[0, 0.5, 0.5], [0, 0, 0.25]]), LEAKS)
    np.testing.assert_allclose(found.payment, [1, 0.98, 0.975])


def test_a_leak_that_grows_is_paid_on_top_of_what_is_rightly_paid() -> None:
    """From 4 to 7 % of the base year's payments; half of it stopped, 3.5."""
    growing = LEAKS + np.array([[0, 0, 0.03], [0, 0, 0]])
    np.testing.assert_allclose(factors(law(), growing).payment, [1, 1, 1.03])
    stopped = factors(law(audit_stopped_share=[[0, 0, 0.5], [0, 0, 0]]), growing)
    np.testing.assert_allclose(stopped.payment, [1, 1, 0.995])
