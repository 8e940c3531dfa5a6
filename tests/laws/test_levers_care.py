"""Policy on care: in which direction it moves cases, cost and what the pools pay, and what it leaves alone."""

import numpy as np
import pytest

from actuary.axes import SERVICES
from actuary.figures.single import figure
from actuary.law import Array
from actuary.results import Results
from tests.laws.test_levers import base, care, more, since
from tests.pulls import Pull, pull
from tests.runs import ran

REFERRAL = pull("referral", "share.tertiary.2028=10 %", first=(2028, 1))
DAY_SURGERY = pull("day_surgery", "share.2028=10 %", first=(2028, 1))
PRESCRIPTIONS = pull("external_prescriptions", "share.2028=20 %", first=(2028, 1))
INTERNET = pull("internet_care", "share.2028=10 %", first=(2028, 1))
TESTS = pull("test_recognition", "share.2028=10 %", first=(2028, 1))
BONUS = pull("chinese_medicine", "bonus.2028=5 %", first=(2028, 1))
OUTCOME_PAY = pull("chinese_medicine", "outcome_pay.2028=10 %", first=(2028, 1))
LONGER_LIST = pull("chronic_cover", "diseases.2028=13", first=(2028, 1))
TWO_DISEASES = pull("chronic_cover", "two_disease_ratio.2028=70 %", first=(2028, 1))
PREVENTION = pull("prevention", "spending.2028=5 %", first=(2028, 1))
SHARED = pull("prevention", "spending.2028=5 %", "public_share.2028=60 %", first=(2028, 1))
FEWER_ACCIDENTS = pull("accident_cover", "share.2028=50 %", first=(2028, 1))
SETTLED = pull("care_elsewhere", "direct_rate.beyond_province.2028=90 %", first=(2028, 1))
SETTLED_CHRONIC = pull("care_elsewhere", "chronic_direct_rate.2028=100 %", first=(2028, 1))
CUT = pull("care_elsewhere", "ratio_cut.beyond_province.2028=+10 pp", first=(2028, 1))
AUDITED = pull("audit", "stopped.false_claims.2028=50 %", first=(2028, 1))
SHIFTED = pull("audit", "stopped.shifted_cost.2028=50 %", first=(2028, 1))
NOT_CASHED = pull("audit", "stopped.account_cash.2028=40 %", first=(2028, 1))

DEARER = [BONUS, OUTCOME_PAY, LONGER_LIST, PREVENTION, SHARED, SETTLED, SETTLED_CHRONIC]
CHEAPER = [REFERRAL, DAY_SURGERY, PRESCRIPTIONS, INTERNET, TESTS, FEWER_ACCIDENTS, CUT, AUDITED, SHIFTED]


def shown(one: Pull) -> str:
    return f"{one.name} {' '.join(one.settings)}"


def factor(run: Results, payer: str, service: str) -> Array:
    """Cases, cost and payments over those of the baseline: [cases | cost | paid, year]."""
    return np.asarray(care(run, payer, service) / care(base(), payer, service))


def late(run: Results, payer: str, service: str) -> Array:
    """The same in the last year."""
    return factor(run, payer, service)[:, -1]


@pytest.mark.parametrize(
    ("one", "sign"), [*((one, 1) for one in DEARER), *((one, -1) for one in CHEAPER)], ids=lambda of: str(of)[:60]
)
def test_it_costs_both_pools_more_or_less_from_its_year_on_and_brings_no_premium(one: Pull, sign: int) -> None:
    for group in ("employee", "resident"):
        assert (sign * more(one, group, "spending")[since(one)] > 0).all(), group
        np.testing.assert_array_equal(more(one, group, "spending")[: since(one).start], 0)
    np.testing.assert_array_equal(one.run().yearly["insured_residents"], base().yearly["insured_residents"])


def test_referred_cases_leave_the_tier_above_and_no_case_is_lost() -> None:
    cases = {tier: late(REFERRAL.run(), "resident", f"inpatient_{tier}")[0] for tier in ("tertiary", "primary")}
    assert cases["tertiary"] == pytest.approx(0.9)
    assert cases["primary"] == pytest.approx(1)
    hospitals = [f"inpatient_{tier}" for tier in ("tertiary", "secondary", "primary", "township")]
    total = [sum(care(run, "resident", name)[0] for name in hospitals) for run in (REFERRAL.run(), base())]
    np.testing.assert_allclose(*total)


def test_day_surgery_makes_admissions_cheaper_and_fewer_of_nothing() -> None:
    """7 points more at 75 % of the cost, over 1 - 3 % x 25 %."""
    cases, cost, _ = late(DAY_SURGERY.run(), "employee", "inpatient_secondary")
    assert cases == pytest.approx(1)
    assert cost == pytest.approx((1 - 0.1 * 0.25) / (1 - 0.03 * 0.25))


def test_what_leaves_the_outpatient_department_comes_to_the_pharmacy() -> None:
    """Yuan for yuan but for the ages of those who go, prices being the same; the pools pay there by ratio and cap."""
    in_all = [
        sum(care(run, "resident", name)[1] for name in ("outpatient", "chronic_outpatient", "pharmacy"))
        for run in (PRESCRIPTIONS.run(), base())
    ]
    np.testing.assert_allclose(in_all[0][7:], in_all[1][7:], rtol=0.02)
    of = "levers.resident_benefits"
    paying = (f"{of}.ratio.pharmacy.2028=50 %", f"{of}.cap.pharmacy.2028=500 元")
    paid = [care(ran("meishan", *settings), "resident", "pharmacy")[2][-1] for settings in ((), paying)]
    moved = "levers.external_prescriptions.share.2028=20 %"
    assert paid[0] == 0 < paid[1] < care(ran("meishan", *paying, moved), "resident", "pharmacy")[2][-1]


def test_thirteen_diseases_more_are_chronic_patients_alone() -> None:
    """27 to 40, as Meishan did: 13 % more patients at 1 % each."""
    before, after = (figure("chronic_diseases_listed", "meishan", year).value for year in (2019, 2020))
    assert after - before == 13
    cases, cost, paid = late(LONGER_LIST.run(), "resident", "chronic_outpatient")
    assert cost == pytest.approx(1.13)
    assert paid > 1.1
    assert cases == 1, "counted by year: every insured person, each with more visits"
    np.testing.assert_array_equal(factor(LONGER_LIST.run(), "resident", "inpatient_tertiary"), 1)


def test_a_better_ratio_for_two_diseases_is_residents_alone() -> None:
    """From 50 to 70 %: two fifths more of a quarter."""
    assert late(TWO_DISEASES.run(), "resident", "chronic_outpatient")[2] == pytest.approx(1.1)
    assert (more(TWO_DISEASES, "resident", "spending")[since(TWO_DISEASES)] > 0).all()
    np.testing.assert_array_equal(more(TWO_DISEASES, "employee", "spending"), 0)


def test_members_with_two_diseases_cost_their_drugs() -> None:
    """Three for two from 2030 on, in between on a straight line."""
    grown = ran("jingzhou", "figures.two_disease_share.2030=8.8246649385 %")
    paid = [care(run, "resident", "chronic_outpatient")[2] for run in (grown, ran("jingzhou"))]
    assert paid[0][-1] / paid[1][-1] == pytest.approx(1.125)


def test_what_public_health_bears_of_prevention_the_pools_do_not() -> None:
    """60 % borne elsewhere: two fifths of the added payment are left."""
    alone, shared = (late(one.run(), "resident", "outpatient")[2] - 1 for one in (PREVENTION, SHARED))
    assert shared == pytest.approx(0.4 * alone)


def test_prevention_spares_admissions_only_where_a_figure_says_so_and_years_later() -> None:
    """0.1 x 5 % five years after 2028."""
    np.testing.assert_array_equal(factor(PREVENTION.run(), "resident", "inpatient_tertiary"), 1)
    spent = "levers.prevention.spending.2028=5 %"
    spared = factor(ran("meishan", spent, "figures.prevention_effect=0.1"), "resident", "inpatient_tertiary")[0]
    first = 2033 - base().base - 1
    np.testing.assert_allclose(spared[:first], 1)
    np.testing.assert_allclose(spared[first:], 0.995)


def test_half_of_what_leaks_is_half_of_its_share_of_all_payments() -> None:
    """Half of 4 % of bills that are not true, half of 2 % that hospitals should bear."""
    for service in ("inpatient_township", "chronic_outpatient"):
        assert late(AUDITED.run(), "employee", service)[2] == pytest.approx(0.98)
        assert late(SHIFTED.run(), "employee", service)[2] == pytest.approx(0.99)
        np.testing.assert_array_equal(late(AUDITED.run(), "employee", service)[:2], 1)


def test_a_leak_that_grows_is_paid_by_the_pools() -> None:
    """Hospitals leave 2 points more of the base year's payments to the funds."""
    grown = ran("meishan", "figures.shifted_cost_share.2028=4 %")
    assert late(grown, "resident", "inpatient_township")[2] == pytest.approx(1.02)
    assert factor(grown, "resident", "inpatient_township")[2][0] == 1


def test_what_is_not_cashed_out_stays_in_the_accounts_and_no_pool_pays_less() -> None:
    """40 % of 5 % of what is drawn in 2028; then the balance that is larger by it is drawn on too."""
    one, year = NOT_CASHED, 2028 - 2019
    before, after = base().lines["employee_account"], one.run().lines["employee_account"]
    assert after["account_payments"][year] / before["account_payments"][year] == pytest.approx(0.98)
    assert 0.98 < after["account_payments"][-1] / before["account_payments"][-1] < 1
    assert more(one, "employee_account", "balance")[year] == pytest.approx(
        0.02 * before["account_payments"][year] + after["interest"][year] - before["interest"][year]
    )
    for pool in ("employee", "resident"):
        np.testing.assert_array_equal(more(one, pool, "spending"), 0)


def test_patients_drawn_to_the_metropolis_cost_more_a_case() -> None:
    """From 9.6 to 20 % of cost beyond the province, at half as much again; and less of it is paid."""
    drawn = ran("meishan", "figures.resident_beyond_province_share.2028=20 %")
    share = 1874.7 / 19485.7
    in_province = 2903.5 / 19485.7 * (1 - 1 / 1.2)
    cases, cost, paid = late(drawn, "resident", "inpatient_tertiary")
    assert cases == 1
    assert cost == pytest.approx((1 - in_province - share / 3) / (1 - in_province - 0.2 / 3))
    assert 1 < paid < cost


def test_care_elsewhere_that_is_settled_directly_is_claimed_more_often() -> None:
    """Beyond the province, 9.6 % of cost: from 60 to 90 %, of the rest 90 % claimed. Cases and cost stay."""
    cases, cost, paid = late(SETTLED.run(), "resident", "inpatient_township")
    assert cases == cost == 1
    share, kept = 1874.7 / 19485.7, 1 - 0.15 * 0.7 / 0.9
    near = 2903.5 / 19485.7 * (1 - (1 - 0.05 * 0.7 / 0.9) * 0.99)
    assert paid == pytest.approx((1 - near - share * (1 - kept * 0.99)) / (1 - near - share * (1 - kept * 0.96)))


def test_a_cut_keeps_patients_at_home_only_where_the_scenario_says_so() -> None:
    """10 points more beyond the province, seven of ten do not live there: 7 % of that care stays, at a lower price."""
    cut = "levers.care_elsewhere.ratio_cut.beyond_province.2028=+10 pp"
    runs = ran("meishan", cut), ran("meishan", cut, "behaviour.elsewhere_choice=yes")
    cost = [run.yearly["cost_beyond_province"][-1] / base().yearly["cost_beyond_province"][-1] for run in runs]
    assert cost[0] == 1
    assert 0.92 < cost[1] < 0.93
    dear = [late(run, "resident", "inpatient_tertiary")[1] for run in runs]
    assert dear[1] < dear[0] == 1


def test_more_chronic_disease_other_diseases_and_rehabilitation_are_figures_that_cost() -> None:
    """2 % a year from 2020 to 2035: sixteen times."""
    grown = 1.02**16
    chronic = ran("meishan", "figures.chronic_disease_growth=2 %")
    assert late(chronic, "resident", "chronic_outpatient")[1] == pytest.approx(grown)
    pattern = ran("meishan", "figures.disease_pattern_growth=2 %")
    assert late(pattern, "resident", "inpatient_tertiary")[1] == pytest.approx(grown)
    nursed = ran("meishan", "figures.rehabilitation_growth=2 %")
    assert late(nursed, "resident", "inpatient_township")[0] == pytest.approx(grown)
    assert late(nursed, "resident", "inpatient_tertiary")[0] == 1


def test_patients_choose_a_lower_tier_only_where_the_scenario_says_that_they_do() -> None:
    """Secondary care 10 points better for residents: at 0.5 a point 5 % of tertiary cases go there."""
    better = "levers.resident_benefits.ratio.inpatient_secondary.2028=+10 pp"
    still = factor(ran("meishan", better), "resident", "inpatient_tertiary")[0]
    np.testing.assert_array_equal(still, 1)
    moved = factor(ran("meishan", better, "behaviour.tier_choice=yes"), "resident", "inpatient_tertiary")[0]
    assert moved[0] == 1
    assert moved[-1] == pytest.approx(0.95)


def test_residents_drawn_elsewhere_leave_employees_alone() -> None:
    moved = ran("meishan", "figures.resident_beyond_province_share.2028=20 %")
    for service in SERVICES:
        np.testing.assert_array_equal(care(moved, "employee", service), care(base(), "employee", service))


def test_care_grows_with_the_network_only_where_the_scenario_says_so() -> None:
    """A fifth more hospitals and pharmacies at an elasticity of 0.1."""
    larger = "figures.network_size.2028=120 %"
    np.testing.assert_array_equal(factor(ran("meishan", larger), "resident", "inpatient_township"), 1)
    grown = factor(ran("meishan", larger, "behaviour.network=yes"), "resident", "inpatient_township")[0]
    assert grown[-1] == pytest.approx(1.2**0.1)
