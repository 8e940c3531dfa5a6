"""The bundled plans pull what the documents announce and expect what they promise, to the figure; met or missed by hand."""

import math

import pytest

from actuary.figures.single import own
from actuary.scenario.expect import Expectation
from actuary.scenario.loading import load
from tests.runs import ran

PLANS = ("jiangxi", "jingzhou", "kaizhou", "meishan", "zibo")
PARENTS = {"zibo": "zibo_long_term_care"}


def expectation(area: str, measure: str, group: str = "") -> Expectation:
    (one,) = [one for one in load(f"{area}_plan").expect if (one.group, one.measure) == (group, measure)]
    return one


def published(name: str, area: str, year: int) -> float:
    figure = own(name, area, year)
    assert figure is not None and figure.status == "published"
    return figure.value


def target(name: str, area: str, year: int = 2025) -> float:
    return published(f"target_{name}", area, year)


def pulled(area: str, rule: str, year: int, *of: int) -> float:
    """What the law of a plan says in a year, by place along the rule's axis."""
    found = ran(f"{area}_plan")
    return float(getattr(found.law, rule)[(*of, year - found.base)])


@pytest.mark.parametrize("area", ["jiangxi", "jingzhou", "kaizhou"])
def test_coverage_is_the_plans(area: str) -> None:
    one = expectation(area, "coverage_rate")
    assert (one.low, one.high, one.last) == (target("coverage_rate", area), math.inf, 2025)
    assert one.first == (2021 if area == "kaizhou" else 2025)


@pytest.mark.parametrize("pool", ["employee", "resident"])
def test_months_of_reserve_are_jingzhous(pool: str) -> None:
    one = expectation("jingzhou", "reserve_months", pool)
    ends = tuple(target(f"reserve_months_{end}", "jingzhou") for end in ("low", "high"))
    assert (one.low, one.high, one.first, one.last) == (*ends, 2025, 2025)


@pytest.mark.parametrize(
    ("area", "group", "pool"),
    [
        ("jiangxi", "employee_scheme", "employee"),
        ("jiangxi", "resident", "resident"),
        ("jingzhou", "employee_scheme", "employee"),
        ("jingzhou", "resident", "resident"),
        ("kaizhou", "resident", "resident"),
    ],
)
def test_what_is_paid_of_cost_in_scope_is_the_plans(area: str, group: str, pool: str) -> None:
    """About (左右) is read as within a point, or more as or more."""
    one, wanted = expectation(area, "policy_ratio", group), target(f"{pool}_policy_ratio_inpatient", area)
    about = area == "jingzhou"
    assert one.low == pytest.approx(wanted - 0.01 if about else wanted)
    assert one.high == (pytest.approx(wanted + 0.01) if about else math.inf)
    assert (one.first, one.last) == (2025, 2025)


def test_what_is_paid_of_kaizhous_employees_is_held_within_a_point() -> None:
    one, today = expectation("kaizhou", "policy_ratio", "employee_scheme"), 0.8995
    assert published("employee_policy_ratio_inpatient", "kaizhou", 2020) == today
    assert one.low == pytest.approx(today - 0.01, abs=1e-3)
    assert one.high == pytest.approx(today + 0.01, abs=1e-3)


@pytest.mark.parametrize(("area", "name"), [("jiangxi", ""), ("jingzhou", "_inpatient"), ("kaizhou", "_inpatient")])
def test_what_assistance_pays_is_the_plans(area: str, name: str) -> None:
    assert expectation(area, "aid_ratio").low == target(f"aid_ratio{name}", area)


def test_own_payments_in_kaizhou_are_to_fall_in_the_plans_proportion() -> None:
    """27 / 28.84 of what own_share is in the base year: 45.31 % x 0.9362 = 42.42 %."""
    wanted, before = target("own_share_of_health_spending", "kaizhou"), 0.2884
    assert published("own_share_of_health_spending", "kaizhou", 2020) == before
    today = ran("kaizhou").indicators["all"]["own_share"][0]
    assert expectation("kaizhou", "own_share", "all").high == pytest.approx(today * wanted / before, abs=1e-4)


def test_the_ratio_of_subsidy_to_premium_is_zibos() -> None:
    one = expectation("zibo", "subsidy_per_premium")
    assert (one.low, one.high, one.first) == (-math.inf, target("subsidy_per_premium", "zibo", 2022), 2022)


@pytest.mark.parametrize("area", PLANS)
def test_a_plan_pulls_levers_on_its_area(area: str) -> None:
    plan, base = load(f"{area}_plan"), load(area)
    parent = PARENTS.get(area, area)
    assert (plan.area, plan.base, plan.last, plan.parent) == (base.area, base.base, base.last, parent)
    assert set(plan.levers) - set(load(parent).levers)
    assert plan.expect and not base.expect


@pytest.mark.parametrize(("area", "name"), [("jingzhou", "dip"), ("kaizhou", "drg")])
def test_inpatient_cost_is_paid_by_points_or_groups_as_far_as_the_plan_says(area: str, name: str) -> None:
    for line in (0, 2):
        assert pulled(area, "covered_share", 2025, line) == pytest.approx(target(f"{name}_cost_share", area))
        assert pulled(area, "budget_set", 2025, line) == 1


@pytest.mark.parametrize("area", ["jiangxi", "jingzhou", "kaizhou"])
def test_direct_settlement_beyond_the_province_is_the_plans(area: str) -> None:
    before, wanted = published("cross_province_direct_rate", area, 2020), target("cross_province_direct_rate", area)
    assert pulled(area, "elsewhere_direct_rate", 2021, 1) == pytest.approx(before)
    assert pulled(area, "elsewhere_direct_rate", 2025, 1) == pytest.approx(wanted)


@pytest.mark.parametrize("area", ["jiangxi", "kaizhou"])
def test_lists_of_drugs_grow_as_the_lists_in_force_go(area: str) -> None:
    """A drug more is a 294th of 25 %: the lists in force are of 294 drugs and 25 % of spending on drugs."""
    more = target("procurement_drugs", area) - published("procurement_drugs", area, 2020)
    risen = pulled(area, "procured_share", 2025, 0) - pulled(area, "procured_share", 2021, 0)
    assert published("procurement_drugs", "china", 2022) == 294
    assert risen == pytest.approx(pulled(area, "procured_share", 2021, 0) / 294 * more, abs=1e-3)


def test_zibos_benefits_are_the_measures() -> None:
    for pool in ("employee", "resident"):
        before, after = (getattr(ran(name).law, f"{pool}_cap")[4, 1] for name in ("zibo", "zibo_plan"))
        assert after / before - 1 == pytest.approx(target("outpatient_limit_rise", "zibo", 2022))
        assert pulled("zibo", f"{pool}_ratio", 2025, 5) >= target("chronic_outpatient_ratio", "zibo")
        assert pulled("zibo", "nursing_coverage", 2025, ("employee", "resident").index(pool)) == 1


def test_meishans_measures_are_the_reports() -> None:
    listed = [published("chronic_diseases_listed", "meishan", year) for year in (2019, 2020)]
    assert pulled("meishan", "chronic_diseases_added", 2020) == listed[1] - listed[0]
    rise = published("employee_class_b_ratio_rise", "meishan", 2020)
    first = ran("meishan").law.employee_class_b_first[0]
    assert first - pulled("meishan", "employee_class_b_first", 2020) == pytest.approx(rise)
    assert pulled("meishan", "covered_share", 2021, 2) == published("drg_case_share", "meishan", 2020)
    assert pulled("meishan", "grouping_rate", 2021, 2) == published("drg_grouping_rate", "meishan", 2020)


def test_what_meishan_pays_ahead_is_sixty_percent_of_what_it_buys() -> None:
    """5,300 万 saved at half the price are 5,300 万 paid for the same drugs; 60 % of that over inpatient care of 2019."""
    found = ran("meishan")
    paid = sum(found.lines[pool]["inpatient"][0] for pool in ("employee", "resident"))
    saving, ahead = (published(f"procurement_{name}", "meishan", 2020) for name in ("saving", "prepayment"))
    assert published("procurement_price_cut", "meishan", 2020) == 0.5
    assert pulled("meishan", "prepaid_share", 2020, 0) == pytest.approx(ahead * saving / paid, abs=5e-4)


def test_fewer_than_seven_in_ten_thousands_leave_in_meishan_even_at_the_steep_end() -> None:
    """The report counts about 70,000 residents fewer a year; the answer to premiums alone gives 40,000 to 60,000."""
    insured = ran("meishan_plan").yearly["insured_residents"][:5]
    lost = insured[:-1] - insured[1:]
    counted = -published("resident_insured_yearly_change", "meishan", 2020)
    assert (lost < counted).all() and (lost > 4e4).all()


def test_what_jingzhou_gives_by_hand() -> None:
    """Insured over entitled, and 12 x balance / spending, from other rows of the same results."""
    found = ran("jingzhou_plan")
    at = 2025 - found.base
    by_name = {(one.expectation.group, one.expectation.measure): one for one in found.expectations}
    employees, residents, coverage = (
        by_name[name]
        for name in (("employee", "reserve_months"), ("resident", "reserve_months"), ("", "coverage_rate"))
    )
    pool = found.funds["employee"]
    months = 12 * pool["balance"][at] / pool["spending"][at]
    assert employees.value == pytest.approx(months, rel=1e-12)
    assert employees.missed_by == pytest.approx(months - 9, rel=1e-12)
    insured = sum(found.people[status][at] for status in ("active", "flexible", "retired", "resident", "assisted"))
    assert coverage.value == pytest.approx(insured / (insured + found.people["uninsured"][at]), rel=1e-12)
    assert residents.value == pytest.approx(found.funds["resident"]["reserve_months"][at], rel=1e-12)


@pytest.mark.parametrize(
    ("area", "missed"),
    [
        ("jiangxi", set()),
        ("jingzhou", {"reserve_months"}),
        ("kaizhou", set()),
        ("meishan", set()),
        ("zibo", {"balance"}),
    ],
)
def test_which_promises_a_plan_misses_with_all_it_pulls(area: str, missed: set[str]) -> None:
    """Jingzhou's employee pool has more months than wanted, Zibo's residents have no money left at the end."""
    outcomes = ran(f"{area}_plan").expectations
    assert {one.expectation.measure for one in outcomes if not one.met} == missed
