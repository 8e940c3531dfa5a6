"""In which direction long-term care moves money, and that no yuan of it is lost between the pools."""

import numpy as np
import pytest

from actuary.kernel import rows as r
from actuary.law import Array
from actuary.results import Results
from tests.pulls import Pull, pull
from tests.runs import ran

STARTED = ("coverage.employee.2027=100 %", "from_pool.employee.2027=60 元", "own.employee.2027=40 元")
STAFF = pull("long_term_care", *STARTED, first=(2027, 1))
EVERYBODY = pull(
    "long_term_care", *STARTED, "coverage.resident.2028=50 %", "coverage.resident.2030=100 %",
    "from_pool.resident.2028=20 元", "subsidy.resident.2028=30 元", first=(2027, 1),
)  # fmt: skip
GRADED = pull("long_term_care", *STARTED, "ratio.moderate_home.2030=50 %", first=(2027, 1))
DEARER = pull("long_term_care", *STARTED, "price.severe_institution.2030=3000 元", first=(2027, 1))
LESS_ALLOWANCES = pull("long_term_care", *STARTED, "offset.2030=200 元", first=(2027, 1))
ON_WAGES = pull("long_term_care", *STARTED, "pool_rate.2030=0.1 %", "employer_rate.2030=0.1 %", first=(2027, 1))


def base() -> Results:
    return ran("meishan")


def at(one: Pull, year: int) -> slice:
    """The years from one on, among those of the results."""
    return slice(year - base().base, None)


def line(run: Results, pool: str, name: str) -> Array:
    return run.lines[pool][name]


def spending(one: Pull) -> Array:
    return one.run().funds["long_term_care"]["spending"]


def test_the_law_in_force_has_no_such_fund() -> None:
    assert not base().long_term_care
    assert not base().ledger.flows[:, r.LONG_TERM_CARE].any()


@pytest.mark.parametrize("one", [STAFF, EVERYBODY, ON_WAGES], ids=["staff", "everybody", "on wages"])
def test_what_the_pools_hand_over_is_what_the_fund_receives(one: Pull) -> None:
    flows = one.run().ledger.flows
    handed = flows[:, [r.EMPLOYEE, r.RESIDENT], r.TRANSFER_OUT].sum(axis=1)
    np.testing.assert_allclose(handed[84:], flows[84:, r.LONG_TERM_CARE, r.TRANSFER_IN], rtol=1e-12)
    assert (handed[84:] > 0).all()


def test_members_pay_by_the_head_and_the_pool_hands_over_by_the_head() -> None:
    """60 yuan from the pool and 40 of one's own: three fifths and two fifths of what comes in but interest."""
    run, years = STAFF.run(), at(STAFF, 2027)
    heads = run.population.exposure[:, :3].sum(axis=1)
    np.testing.assert_allclose(line(run, "employee", "transfer_out")[years], 60 * heads[7:], rtol=1e-9)
    np.testing.assert_allclose(line(run, "long_term_care", "contributions_own")[years], 40 * heads[7:], rtol=1e-9)
    assert not line(run, "resident", "transfer_out").any()


def test_hospital_care_and_everybody_elses_money_stay_as_they_were() -> None:
    run = EVERYBODY.run()
    for pool in ("employee", "resident"):
        for name in ("inpatient", "outpatient", "contributions_own", "contributions_employer", "subsidy"):
            np.testing.assert_array_equal(line(run, pool, name), line(base(), pool, name))


def test_what_is_handed_over_is_spending_of_medical_insurance_and_lowers_its_balance() -> None:
    run, years = EVERYBODY.run(), at(EVERYBODY, 2027)
    handed = sum(
        line(run, pool, "transfer_out") - line(base(), pool, "transfer_out") for pool in ("employee", "resident")
    )
    more = run.funds["all"]["spending"] - base().funds["all"]["spending"]
    np.testing.assert_allclose(more[years], np.asarray(handed)[years], rtol=1e-6)
    assert (run.funds["all"]["balance"] < base().funds["all"]["balance"])[years].all()


def test_coverage_by_stages_brings_members_and_beneficiaries_by_stages() -> None:
    """Half of the insured residents from 2028, all from 2030: their members double beside the residents insured."""
    run = EVERYBODY.run()
    of_residents = run.ledger.yearly[:, r.NURSING + r.NURSING_ROWS + r.NURSING_MEMBERS]
    insured = run.population.exposure[:, 3:].sum(axis=1) * run.ledger.yearly[:, r.TAKE_UP]
    np.testing.assert_allclose((of_residents / insured)[7:12], [0, 0.5, 0.5, 1, 1], rtol=1e-12)
    assert (np.diff(run.yearly["nursing_beneficiaries"][8:12]) > 0).all()


@pytest.mark.parametrize(("one", "sign"), [(GRADED, 1), (DEARER, 1), (LESS_ALLOWANCES, -1)])
def test_benefits_by_degree_setting_and_allowance(one: Pull, sign: int) -> None:
    years = at(one, 2030)
    assert (sign * (spending(one) - spending(STAFF))[years] > 0).all()
    np.testing.assert_array_equal(spending(one)[: years.start], spending(STAFF)[: years.start])


def test_more_people_grow_old_and_cannot_care_for_themselves() -> None:
    disabled = base().yearly["disabled"]
    assert np.isnan(disabled[0])
    assert (np.diff(disabled[1:]) > 0).all()


def test_a_rate_on_wages_is_paid_by_pool_and_employers() -> None:
    """A thousandth of covered wages each: the employers' of those with an employer, the pool's of everybody who pays."""
    run, years = ON_WAGES.run(), at(ON_WAGES, 2030)
    more = line(run, "employee", "transfer_out") - line(STAFF.run(), "employee", "transfer_out")
    np.testing.assert_allclose(more[years], 0.001 * run.yearly["covered_wages"][years], rtol=1e-9)
    employers = line(run, "long_term_care", "contributions_employer")[years]
    assert ((employers > 0) & (employers < more[years])).all()
