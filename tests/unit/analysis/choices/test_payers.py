"""Who bears what: it adds up with what the funds hold, and every lever is borne by whom it asks."""

import numpy as np
import pytest

from actuary.analysis.choices.payers import BEARERS, borne, held, moved
from actuary.axes import POOLS
from tests.runs import ran

PULLED = (
    "levers.resident_financing.premium.2027=500 元",
    "levers.resident_benefits.ratio.inpatient_tertiary.2027=40 %",
    "levers.layer_financing.from_pool.critical_illness.2027=0.3 %",
    "levers.layer_financing.from_pool.medical_assistance.2027=0.3 %",
    "levers.layer_financing.public.medical_assistance.2027=0.3 %",
    "levers.layer_financing.own_premium.large_claims.2027=0.3 %",
    "levers.contribution_rate.employer.2027=8 %",
    "levers.treasury_support.per_retired.2028=20 元",
    "levers.settlement.prepaid.employee_inpatient.2027=10 %",
    "levers.account_crediting.employer_share.2027=10 %",
)


@pytest.mark.parametrize("setting", PULLED)
def test_what_each_bears_adds_up_with_what_the_funds_hold_more_to_a_fen(setting: str) -> None:
    base, applied = ran("meishan"), ran("meishan", setting)
    more = moved(base, applied)
    parts = more.borne.sum(axis=0) + more.rest
    assert np.allclose(np.cumsum(parts[1:]), held(applied) - held(base), rtol=0, atol=0.01)
    assert np.array_equal(more.borne.sum(axis=0)[:1], [0.0])


def test_of_a_run_by_itself_they_add_up_with_what_its_funds_take_in() -> None:
    run = ran("meishan")
    year = borne(run).funds[2:]
    assert np.allclose(np.diff(held(run)), year, rtol=0, atol=0.01)


def test_nothing_pulled_is_borne_by_nobody() -> None:
    more = moved(ran("meishan"), ran("meishan"))
    assert not np.any(more)


def test_employers_bear_the_rate_that_is_theirs() -> None:
    base, applied = ran("meishan"), ran("meishan", PULLED[6])
    more = moved(base, applied)
    paid = [sum(one.lines[pool]["contributions_employer"] for pool in POOLS) for one in (applied, base)]
    assert np.array_equal(more.employers, paid[0] - paid[1])
    assert (more.employers[2027 - 2019 :] > 0).all()
    assert not more.employers[: 2027 - 2019].any()


def test_a_lower_ratio_is_borne_by_patients_and_an_own_premium_by_members() -> None:
    cut = moved(ran("meishan"), ran("meishan", PULLED[1]))
    last = {name: float(getattr(cut, name)[-1]) for name in BEARERS}
    assert max(last, key=last.__getitem__) == "patients"
    assert last["employers"] == last["members"] == 0.0
    assert last["government"] > 0  # more is left to the assisted, and assistance pays part of it
    own = moved(ran("meishan"), ran("meishan", PULLED[5]))
    assert (own.members[2027 - 2019 :] > 0).all()


def test_the_government_bears_what_it_pays_for_the_retired() -> None:
    base, applied = ran("meishan"), ran("meishan", PULLED[7])
    more = moved(base, applied)
    subsidy = applied.lines["employee"]["subsidy"] - base.lines["employee"]["subsidy"]
    assert np.allclose(more.government, subsidy, rtol=0, atol=0.01)
    assert more.government[2028 - 2019] > more.government[2027 - 2019] == 0.0


def test_medical_assistance_is_the_governments_own_purse() -> None:
    # Public money that medical assistance holds and does not pay costs nobody; a pool's money for it relieves the treasury.
    idle = moved(ran("meishan"), ran("meishan", PULLED[4]))
    assert np.allclose(np.array(idle), 0.0, rtol=0, atol=0.01)
    from_pool = moved(ran("meishan"), ran("meishan", PULLED[3]))
    assert from_pool.government[-1] < 0
    assert from_pool.government[-1] == pytest.approx(from_pool.funds[-1] - from_pool.rest[-1], abs=0.01)
