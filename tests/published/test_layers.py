"""The layers after the basic one as the documents speak of them, seen at work in a run."""

import numpy as np
import pytest

from actuary.axes import LAYER_NAMES
from actuary.figures.single import figure, own
from actuary.kernel import rows as r
from actuary.results import Results
from actuary.severity import lognormal
from tests.runs import ran

MEMO = {"enterprise_supplement": "10 %", "commercial_insurance": "30 %", "mutual_aid": "20 %"}


def rows_of(found: Results, row: int, count: int = r.GROUPS) -> np.ndarray:
    """Yearly rows of the layers, groups or funds, the projected years."""
    return np.asarray(found.ledger.yearly[:, row : row + count])


def of_residents(found: Results, row: int) -> np.ndarray:
    """A row of all residents, the assisted among them."""
    return np.asarray(rows_of(found, row)[:, 1:].sum(axis=1))


def test_a05_critical_illness_pays_about_what_the_nation_s_paid_in_2023() -> None:
    """1,156 万 people x 8,000 yuan, by resident; the run's first year is 2026, when everything is somewhat dearer."""
    people, relief = (figure(f"critical_illness_{name}", "china").value for name in ("beneficiaries", "relief"))
    published = people * relief / figure("resident_insured", "china").value
    found = ran("china")
    a_head = found.layers["critical_illness"]["to_patients"][1] / found.yearly["insured_residents"][1]
    assert a_head == pytest.approx(published, rel=0.15)


def test_a06_assistance_spends_about_what_the_bulletin_of_2025_says() -> None:
    """794 亿元, premiums of the assisted among them; within a quarter, for who applies and at what is assumed."""
    spent = ran("china").layers["medical_assistance"]["spending"][0]
    assert spent == pytest.approx(figure("aid_spending", "china").value, rel=0.25)


@pytest.mark.parametrize("layer", MEMO)
def test_a08_a09_a10_memo_layers_reduce_what_patients_owe_and_touch_no_basic_pool(layer: str) -> None:
    base, found = ran("jiangxi"), ran("jiangxi", f"levers.layer_benefits.coverage.{layer}.2023={MEMO[layer]}")
    owed = (rows_of(found, r.GROUP_OWED) - rows_of(base, r.GROUP_OWED)).sum(axis=1)
    first = 2023 - base.base - 1
    assert (owed[:first] == 0).all() and (owed[first:] < 0).all()
    np.testing.assert_allclose(found.layers[layer]["to_patients"][1:], -owed, rtol=1e-6, atol=1)
    np.testing.assert_array_equal(found.ledger.flows, base.ledger.flows)


def test_a13_money_handed_over_to_assistance_is_its_income_from_its_date_on() -> None:
    """Kaizhou's poverty-relief money, here as much again as the treasury gives, from 2023."""
    base, found = ran("kaizhou"), ran("kaizhou", "levers.layer_financing.public.medical_assistance.2023=+100 %")
    before, after = (run.layers["medical_assistance"]["public_money"] for run in (base, found))
    at = 2023 - base.base
    np.testing.assert_array_equal(after[:at], before[:at])
    np.testing.assert_allclose(after[at:], 2 * before[at:])
    gained = found.layers["medical_assistance"]["balance"] - base.layers["medical_assistance"]["balance"]
    assert (np.diff(gained[at - 1 :]) > 0).all()


@pytest.mark.parametrize("name", ["jingzhou", "kaizhou", "jiangxi", "china"])
def test_b13_premiums_of_the_assisted_are_spending_of_the_fund_of_assistance(name: str) -> None:
    found = ran(name)
    paid, received = found.layers["medical_assistance"]["for_premiums"], found.lines["resident"]["own_assisted"]
    np.testing.assert_allclose(paid, received, rtol=1e-9)
    assert (paid > 0).all()


def test_what_a_pool_pays_is_what_the_funds_receive() -> None:
    """Transfers sum to zero: in the base year and in every year after it."""
    for name in ("jiangxi", "china"):
        found = ran(name)
        received = sum(found.layers[layer]["from_pool"] for layer in LAYER_NAMES)
        paid = sum(found.lines[pool]["layer_premiums"] for pool in found.lines)
        np.testing.assert_allclose(received, paid, rtol=1e-9)


@pytest.mark.parametrize("area", ["jingzhou", "kaizhou"])
def test_d13_assistance_pays_about_the_seventy_percent_that_three_plans_want(area: str) -> None:
    """No deductible for the assisted and 60 + 10 %; only the limit of the year keeps it a little below."""
    target = own("target_aid_ratio_inpatient", area, 2025)
    assert target is not None
    found = ran(area).yearly["aid_ratio"]
    assert (found < target.value).all() and (found > target.value - 0.02).all()


def test_d14_who_applies_has_a_deductible_and_a_limit() -> None:
    """More who apply, or a lower deductible for them, costs the fund more; a lower limit less."""
    base = ran("jingzhou").layers["medical_assistance"]["to_patients"]
    for setting, sign in (
        ("coverage.medical_assistance.2023=4 %", 1), ("deductible.medical_assistance.2023=10 %", 1),
        ("cap.medical_assistance.2023=0.5", -1),
    ):  # fmt: skip
        found = ran("jingzhou", f"levers.layer_benefits.{setting}").layers["medical_assistance"]["to_patients"]
        assert (sign * (found - base)[2023 - 2020 :] > 0).all(), setting


def test_d16_the_tail_counts_those_above_the_threshold() -> None:
    """Heads x P(S > 100,000 yuan), group by group, of a lognormal year of cost."""
    found, threshold = ran("jingzhou"), figure("high_cost_threshold", "china").value
    severity = lognormal(figure("severity_cv_annual", "china").value)
    heads, in_scope = rows_of(found, r.GROUP_HEADS)[0], rows_of(found, r.GROUP_IN_SCOPE)[0]
    counted = sum(n * severity.beyond(threshold / (cost / n)) for n, cost in zip(heads, in_scope, strict=True))
    assert found.yearly["high_cost_patients"][1] == pytest.approx(counted)
    assert 0.0005 < counted / heads.sum() < 0.005


def test_d17_own_share_is_what_no_layer_pays_over_all_cost_of_the_insured() -> None:
    found = ran("kaizhou")
    cost = rows_of(found, r.GROUP_COST).sum(axis=1)
    paid = rows_of(found, r.GROUP_BASIC).sum(axis=1) + rows_of(found, r.TO_PATIENTS, r.LAYERS).sum(axis=1)
    np.testing.assert_allclose(found.indicators["all"]["own_share"][1:], 1 - paid / cost)


def test_d17_better_cover_lowers_the_own_share() -> None:
    better = ran("kaizhou", "levers.layer_benefits.ratio.critical_illness.2023=80 %").indicators["resident"][
        "own_share"
    ]
    base = ran("kaizhou").indicators["resident"]["own_share"]
    assert (better[3:] < base[3:]).all() and (better[:3] == base[:3]).all()


def test_d18_the_assisted_pay_less_of_their_own_than_others() -> None:
    """Of each yuan in scope that the basic pool leaves, others owe almost all and the assisted less than a third."""
    found = ran("kaizhou")
    left = rows_of(found, r.GROUP_IN_SCOPE) - rows_of(found, r.GROUP_BASIC)
    owed = rows_of(found, r.GROUP_OWED) / left
    assert (owed[:, 1] > 0.8).all()
    assert (owed[:, 2] < 1 / 3).all()
    assert (found.yearly["own_payment_assisted"] > 0).all()
