"""The yearly plan: targets of the year, four bases of enrolment, the budget of the next year."""

import math
from dataclasses import replace
from typing import Any

import pytest

from actuary.analysis.plans import BASES, Plan, plan_of
from actuary.results import Results
from actuary.scenario.expect import expectations_in
from tests.runs import ran

PLAN = "jiangxi_plan"


def plan(year: int = 2024) -> Plan:
    return plan_of(ran(PLAN), year)


def in_force(**expected: Any) -> Results:
    """Jiangxi under the law in force, of which something is expected."""
    found = ran("jiangxi")
    return replace(found, scenario=found.scenario._replace(expect=expectations_in(expected)))


def test_each_target_of_the_year_is_held_against_that_year_alone() -> None:
    """Residents spend more than comes in: missed by what the year lacks. Coverage is promised for 2025 and not before."""
    outcomes = {(one.expectation.group, one.expectation.measure): one for one in plan().assessed}
    assert set(outcomes) == {("employee_scheme", "surplus"), ("resident", "surplus")}
    assert outcomes["employee_scheme", "surplus"].met
    assert ("", "coverage_rate") in {(one.expectation.group, one.expectation.measure) for one in plan(2025).assessed}
    law = in_force(resident={"surplus": {"2021 to 2025": "at least 0 元"}})
    (residents,) = plan_of(law, 2024).assessed
    assert residents.missed_by == pytest.approx(-law.funds["resident"]["surplus"][2024 - 2020])
    assert residents.missed_by > 0


def test_the_first_base_aims_at_what_is_expected_of_the_next_year() -> None:
    """95 % of the registered are wanted in 2025; the others keep the share of 2024."""
    registered, *others = plan_of(in_force(coverage_rate={"2025": "at least 95 %"}), 2024).bases
    yearly = ran("jiangxi").yearly
    insured = yearly["insured_employees"] + yearly["insured_residents"]
    assert registered.target == pytest.approx(0.95)
    assert registered.planned == pytest.approx(0.95 * yearly["population"][5])
    assert registered.to_win == pytest.approx(0.95 * yearly["population"][5] - insured[5])
    for one in others:
        assert one.target == pytest.approx(one.insured / one.now)


def test_bases_are_of_the_people_they_name() -> None:
    bases = {one.name: one for one in plan().bases}
    assert tuple(bases) == BASES
    assert bases["residing"].now == pytest.approx(4502.01e4)
    assert bases["urban"].now == pytest.approx(0.6377 * 4502.01e4)
    found = ran(PLAN)
    assert bases["working_age"].insured == pytest.approx(found.people["active"][4] + found.people["flexible"][4])
    assert bases["working_age"].now < bases["registered"].now


def test_a_base_that_nobody_publishes_is_not_known() -> None:
    bases = {one.name: one for one in plan_of(ran("meishan"), 2024).bases}
    assert math.isnan(bases["urban"].now)
    assert math.isfinite(bases["registered"].planned)


def test_the_budget_adds_up_to_what_the_run_projects() -> None:
    lines = plan().budget["resident"]
    parts = ("contributions_own", "subsidy", "interest")
    assert lines["income"][1] == pytest.approx(sum(lines[f"line_{name}"][1] for name in parts))
    assert lines["surplus"][1] == pytest.approx(lines["income"][1] - lines["spending"][1])
    assert "line_transfer_in" not in lines
