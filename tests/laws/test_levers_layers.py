"""The layers after the basic one: in which direction their levers move money, and where they move none."""

import numpy as np
import pytest

from actuary.axes import LAYER_NAMES, SERVICES
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.results import Results
from tests.pulls import CITY_PLAN, CIVIL_SERVANTS, DEARER_CRITICAL, KINDER, Pull, of_example, pull
from tests.runs import ran

CAPPED = of_example("annual_cap")


def base() -> Results:
    return ran("meishan")


def more(one: Pull, row: int, of: str = "") -> Array:
    """What a lever adds to a yearly row of a layer, by projected year."""
    at = row + (LAYER_NAMES.index(of) if of else 0)
    return np.asarray(one.run().ledger.yearly[:, at] - base().ledger.yearly[:, at])


def from_first(one: Pull) -> slice:
    return slice(one.first[0] - 2020, None)


def test_what_a_pool_pays_more_to_critical_illness_its_fund_has_more() -> None:
    """A tenth more of 0.26 % of last year's income for each resident, in twelve parts; nobody else's money moves."""
    unmoved = base().lines["resident"]["layer_premiums"]
    paid = DEARER_CRITICAL.run().lines["resident"]["layer_premiums"]
    years = slice(DEARER_CRITICAL.first[0] - base().base, None)
    np.testing.assert_allclose(paid[years], 1.1 * unmoved[years])
    np.testing.assert_allclose(more(DEARER_CRITICAL, r.FROM_POOL, "critical_illness"), (paid - unmoved)[1:])
    np.testing.assert_array_equal(more(DEARER_CRITICAL, r.TO_PATIENTS, "critical_illness"), 0)
    pool = DEARER_CRITICAL.run().funds["resident"]["balance"] - base().funds["resident"]["balance"]
    fund = more(DEARER_CRITICAL, r.FUND_BALANCE, "critical_illness")
    assert (pool[years] < 0).all() and (fund[from_first(DEARER_CRITICAL)] > 0).all()


@pytest.mark.parametrize("one", [CIVIL_SERVANTS, CITY_PLAN, KINDER], ids=lambda one: " ".join(one.settings))
def test_what_layers_pay_more_patients_owe_less_and_no_basic_pool_pays(one: Pull) -> None:
    owed = sum(more(one, r.GROUP_OWED + group) for group in range(r.GROUPS))
    paid = sum(more(one, r.TO_PATIENTS, layer) for layer in LAYER_NAMES)
    years = from_first(one)
    assert (paid[years] > 0).all()  # type: ignore[index]
    np.testing.assert_allclose(owed, -paid, rtol=1e-6, atol=1)
    np.testing.assert_array_equal(one.run().ledger.flows, base().ledger.flows)


def test_a_layer_before_leaves_less_to_the_layers_after() -> None:
    """Better critical illness cover of the assisted relieves medical assistance."""
    years = from_first(KINDER)
    assert (more(KINDER, r.TO_PATIENTS, "critical_illness")[years] > 0).all()
    assert (more(KINDER, r.TO_PATIENTS, "medical_assistance")[years] < 0).all()
    assert (more(KINDER, r.GROUP_OWED + r.ASSISTED_GROUP)[years] < 0).all()
    np.testing.assert_array_equal(more(KINDER, r.GROUP_OWED + 1), 0)


def test_what_an_annual_cap_keeps_back_the_pool_does_not_pay_and_others_owe() -> None:
    basic = sum(more(CAPPED, r.GROUP_BASIC + group) for group in (1, 2))
    years = from_first(CAPPED)
    assert (basic[years] < 0).all()  # type: ignore[index]
    assert (more(CAPPED, r.TO_PATIENTS, "critical_illness")[years] > 0).all()
    assert (more(CAPPED, r.GROUP_OWED + 1)[years] > 0).all()
    spent = CAPPED.run().funds["resident"]["spending"] - base().funds["resident"]["spending"]
    assert (spent[CAPPED.first[0] - base().base + 1 :] < 0).all()


def test_a_lower_cap_saves_more() -> None:
    savings = [
        ran("meishan", f"levers.annual_cap.times.resident.2027={times}").funds["resident"]["spending"][-1]
        for times in (2, 4, 8, 16)
    ]
    assert sorted(savings) == savings
    assert savings[-1] < base().funds["resident"]["spending"][-1]


@pytest.mark.parametrize("name", ["meishan", "china", "kaizhou"])
def test_all_layers_together_never_pay_more_than_the_cost_in_scope(name: str) -> None:
    yearly = ran(name).ledger.yearly
    of_groups = [yearly[:, row : row + r.GROUPS].sum(axis=1) for row in (r.GROUP_IN_SCOPE, r.GROUP_BASIC, r.GROUP_OWED)]
    layers = yearly[:, r.TO_PATIENTS : r.TO_PATIENTS + r.LAYERS].sum(axis=1)
    in_scope, basic, owed = of_groups
    np.testing.assert_allclose(basic + layers + owed, in_scope, rtol=1e-9)
    assert (owed > 0).all()


def test_the_cost_of_the_groups_is_the_cost_of_care() -> None:
    yearly = base().ledger.yearly
    care = yearly[:, r.CARE :].reshape(-1, r.CARE_BLOCKS, 2, len(SERVICES))
    groups = yearly[:, r.GROUP_COST : r.GROUP_COST + r.GROUPS]
    np.testing.assert_allclose(groups[:, 0], care[:, 1, 0].sum(axis=1))
    np.testing.assert_allclose(groups[:, 1:].sum(axis=1), care[:, 1, 1].sum(axis=1))


def test_gifts_to_assistance_are_money_of_its_fund_alone() -> None:
    gifts = pull("layer_financing", "gifts.medical_assistance.2027=+50 %", first=(2027, 1))
    years = from_first(gifts)
    assert (more(gifts, r.FROM_GIFTS, "medical_assistance")[years] > 0).all()
    np.testing.assert_array_equal(gifts.run().ledger.flows, base().ledger.flows)
