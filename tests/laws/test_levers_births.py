"""In which direction the levers on births move money, and by how much."""

import numpy as np

from actuary.axes import STATUSES
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.results import Results
from tests.pulls import BIRTH_BENEFIT, FIXED_PRICE, LONGER_LEAVE, THIRD_UNPAID, Pull
from tests.runs import ran


def base() -> Results:
    return ran("meishan")


def cost(run: Results, row: int) -> Array:
    """Of maternity by projected year, incurred."""
    return np.asarray(run.ledger.yearly[:, row])


def more(one: Pull, pool: str, name: str) -> Array:
    """What a lever adds to a line of the official form."""
    return one.run().lines[pool][name] - base().lines[pool][name]


def first(one: Pull) -> int:
    """Projected years before the lever's first one."""
    return one.first[0] - base().base - 1


def test_longer_leave_costs_allowances_alone() -> None:
    """188 days instead of 158, and the same care."""
    ratio = cost(LONGER_LEAVE.run(), r.MATERNITY_ALLOWANCE_COST) / cost(base(), r.MATERNITY_ALLOWANCE_COST)
    np.testing.assert_allclose(ratio[first(LONGER_LEAVE) :], 188 / 158, rtol=1e-12)
    np.testing.assert_array_equal(more(LONGER_LEAVE, "employee", "maternity_medical"), 0)
    assert (more(LONGER_LEAVE, "employee", "maternity_allowance")[first(LONGER_LEAVE) + 1 :] > 0).all()


def test_a_fixed_price_binds_where_care_costs_more() -> None:
    """A delivery is three quarters of what a birth costs; from 2027 it is paid 3000, whatever it then costs."""
    run, years = FIXED_PRICE.run(), slice(first(FIXED_PRICE), None)
    full = run.basis.basis_year[r.BIRTH_COST, 1 : len(run.years)]
    assert (0.75 * full[years] > 3000).all()
    ratio = cost(run, r.MATERNITY_MEDICAL_COST) / cost(base(), r.MATERNITY_MEDICAL_COST)
    np.testing.assert_allclose(ratio[years], ((3000 + 0.25 * full) / full)[years], rtol=1e-12)
    np.testing.assert_array_equal(more(FIXED_PRICE, "employee", "maternity_allowance"), 0)


def test_a_third_child_unpaid_costs_less_by_its_share_of_births() -> None:
    share = base().basis.known.value("third_birth_share")
    for row in (r.MATERNITY_MEDICAL_COST, r.MATERNITY_ALLOWANCE_COST):
        ratio = cost(THIRD_UNPAID.run(), row) / cost(base(), row)
        np.testing.assert_allclose(ratio[first(THIRD_UNPAID) :], 1 - share, rtol=1e-12)


def test_a_benefit_for_births_of_residents_is_births_times_the_benefit() -> None:
    """1000 for each birth of the insured, paid by the resident pool, and by nobody else; in the end all of it is paid."""
    run, years = BIRTH_BENEFIT.run(), slice(first(BIRTH_BENEFIT), None)
    mothers = run.population.births[:, [s for s, status in enumerate(STATUSES) if status.payer == "resident"]].sum(
        axis=1
    )
    due = (1000 * mothers * run.ledger.yearly[:, r.TAKE_UP])[years]
    paid = more(BIRTH_BENEFIT, "resident", "maternity_medical")[1:][years]
    owed = (run.ledger.stocks - base().ledger.stocks)[-1, r.RESIDENT, r.PAYABLE]
    np.testing.assert_allclose(paid.sum() + owed, due.sum(), rtol=1e-9)
    assert (paid > 0).all()
    np.testing.assert_array_equal(more(BIRTH_BENEFIT, "employee", "maternity_medical"), 0)
