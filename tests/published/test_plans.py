"""The bundled plans expect what the documents promise, to the figure, and are told met or missed as can be redone by hand."""

import math

import pytest

from actuary.figures.single import own
from actuary.scenario.expect import Expectation
from actuary.scenario.loading import load
from tests.runs import ran

PLANS = ("jiangxi", "jingzhou", "kaizhou", "zibo")


def expectation(area: str, measure: str, group: str = "") -> Expectation:
    (one,) = [one for one in load(f"{area}_plan").expect if (one.group, one.measure) == (group, measure)]
    return one


def target(name: str, area: str, year: int) -> float:
    figure = own(f"target_{name}", area, year)
    assert figure is not None and figure.status == "published"
    return figure.value


@pytest.mark.parametrize("area", ["jiangxi", "jingzhou", "kaizhou"])
def test_coverage_is_the_plans(area: str) -> None:
    one = expectation(area, "coverage_rate")
    assert (one.low, one.high, one.last) == (target("coverage_rate", area, 2025), math.inf, 2025)
    assert one.first == (2021 if area == "kaizhou" else 2025)


@pytest.mark.parametrize("pool", ["employee", "resident"])
def test_months_of_reserve_are_jingzhous(pool: str) -> None:
    one = expectation("jingzhou", "reserve_months", pool)
    ends = tuple(target(f"reserve_months_{end}", "jingzhou", 2025) for end in ("low", "high"))
    assert (one.low, one.high, one.first, one.last) == (*ends, 2025, 2025)


def test_the_ratio_of_subsidy_to_premium_is_zibos() -> None:
    one = expectation("zibo", "subsidy_per_premium")
    assert (one.low, one.high, one.first) == (-math.inf, target("subsidy_per_premium", "zibo", 2022), 2022)


@pytest.mark.parametrize("area", PLANS)
def test_a_plan_is_the_law_in_force(area: str) -> None:
    plan, base = load(f"{area}_plan"), load(area)
    assert (plan.levers, plan.figures, plan.parent) == (base.levers, base.figures, area)
    assert plan.expect and not base.expect


def test_what_jingzhou_gives_by_hand() -> None:
    """Insured over entitled, and 12 x balance / spending, from other rows of the same results."""
    found = ran("jingzhou_plan")
    at = 2025 - found.base
    employees, residents, coverage = found.expectations
    pool = found.funds["employee"]
    months = 12 * pool["balance"][at] / pool["spending"][at]
    assert employees.value == pytest.approx(months, rel=1e-12)
    assert employees.missed_by == pytest.approx(months - 9, rel=1e-12)
    insured = sum(found.people[status][at] for status in ("active", "flexible", "retired", "resident", "assisted"))
    assert coverage.value == pytest.approx(insured / (insured + found.people["uninsured"][at]), rel=1e-12)
    assert residents.value == pytest.approx(found.funds["resident"]["reserve_months"][at], rel=1e-12)
