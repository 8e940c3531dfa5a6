"""The worked year: what it comes to on paper is what the program has, for any pool, year and scenario."""

import math
from dataclasses import replace

import numpy as np
import pytest

from actuary.analysis.worked.sheet import Step
from actuary.analysis.worked.year import Worked, worked_year
from actuary.errors import Mistakes
from actuary.kernel import rows as r
from actuary.results import Results
from tests.pulls import PULLS, Pull
from tests.runs import BASELINES, ran

RUNS = (
    *((name,) for name in BASELINES),
    ("meishan_premium_frozen",),
    ("meishan_retirement_frozen",),
    ("meishan", "levers.maternity_merger.merged.2020=no", "levers.maternity_merger.merged.2021-07=yes"),
    ("meishan", "levers.contribution_deferral.share.2021-03=20 %", "levers.contribution_deferral.months=8 months"),
    ("meishan", "levers.contribution_waiver.share.2021-02=30 %", "levers.contribution_rate.employer.2021-05=7 %"),
    (
        "meishan",
        "levers.resident_financing.premium_index.2028=100 %",
        "levers.resident_financing.subsidy_rise.2029=7 元",
    ),
    ("meishan", "behaviour.severity=gamma", "figures.students_insured_elsewhere=10 %"),
    ("meishan", "behaviour.take_up=off", "behaviour.selection=off"),
    (
        "meishan",
        "levers.budget.set.resident_inpatient.2027=yes",
        "levers.budget.set.employee_outpatient.2028=yes",
        "levers.settlement.held_back.resident_inpatient.2026=10 %",
        "levers.settlement.held_back.resident_inpatient.2030=0 %",
        "levers.settlement.prepaid.resident_inpatient.2028=20 %",
        "levers.settlement.clearing_month.2032=0",
        "levers.payment_method.layers.critical_illness.2029=60 %",
        "levers.benefit_stabiliser.step.resident.2026=1 %",
        "levers.benefit_stabiliser.limit.resident.2026=3 %",
        "behaviour.hospital_response=on",
        "behaviour.refusals=on",
    ),
)
CLOSE, ROUNDING = 1e-9, 1e-15


def steps(worked: Worked, pool: str = "") -> dict[str, Step]:
    """The steps by name, those of one pool's books or those of no pool."""
    return {step.name: step for section in worked.sections if section.pool == pool for step in section.steps}


@pytest.mark.parametrize("asked", RUNS, ids=" ".join)
@pytest.mark.parametrize("payer", ["employee", "resident"])
def test_on_paper_every_year_comes_to_what_the_program_says(asked: tuple[str, ...], payer: str) -> None:
    results = ran(*asked)
    for year in results.years[1:]:
        assert_as_computed(results, year, payer)


@pytest.mark.parametrize("one", PULLS, ids=lambda one: f"{one.name} {' '.join(one.settings)}")
def test_a_lever_is_on_paper_what_it_is_in_the_program(one: Pull) -> None:
    """In its first year and in the last: a term that the page does not know would show."""
    results = one.run()
    for payer in ("employee", "resident"):
        for year in (max(one.first[0], results.years[1]), results.years[-1]):
            assert_as_computed(results, year, payer)


def assert_as_computed(results: Results, year: int, payer: str) -> None:
    """What the page comes to, line by line and stock by stock, is what the kernel has."""
    income = results.funds["all"]["income"][year - results.base]
    for check in worked_year(results, year, payer).checks:
        allowed = CLOSE * abs(check.program)
        if not check.name.endswith("months"):  # what is left of large amounts is no more exact than they are
            allowed = max(allowed, ROUNDING * income)
        if check.name.endswith("surplus"):
            allowed = CLOSE * income
        assert abs(check.difference) <= allowed, f"{year} {check}"


@pytest.mark.parametrize("payer", ["employee", "resident"])
def test_the_checks_hold_every_line_and_stock_of_the_pools(payer: str) -> None:
    results = ran("meishan")
    worked = worked_year(results, 2024, payer)
    pools = {"employee": ("employee", "employee_account"), "resident": ("resident",)}[payer]
    held = {f"{check.pool}.{check.name}": check.program for check in worked.checks}
    for pool in pools:
        for measure in ("income", "spending", "surplus", "balance", "reserve_months"):
            assert held[f"{pool}.{measure}"] == pytest.approx(results.funds[pool][measure][5])
        for line, amounts in results.lines[pool].items():
            assert held.get(f"{pool}.{line}", 0.0) == pytest.approx(amounts[5]), line


def test_what_is_checked_comes_from_the_kernel_and_what_is_found_does_not() -> None:
    """A ledger with other numbers moves the program's side alone, but for what it says of years before."""
    results = ran("meishan")
    flows = results.ledger.flows.copy()
    flows[12:24, r.RESIDENT, r.SUBSIDY] += 1.0
    other = replace(results, ledger=results.ledger._replace(flows=flows))
    one, two = (worked_year(which, 2021, "resident") for which in (results, other))
    moved = [f"{a.pool}.{a.name}" for a, b in zip(one.checks, two.checks, strict=True) if a.program != b.program]
    assert moved == ["resident.subsidy", "resident.income", "resident.surplus"]
    assert [check.found for check in one.checks] == [check.found for check in two.checks]


def test_the_residents_year_follows_from_its_own_lines() -> None:
    """Meishan 2021 again, from the inputs on the sheet alone."""
    found = {name: step.value for name, step in steps(worked_year(ran("meishan"), 2021, "resident")).items()}
    assert (float(found["premium"]), float(found["subsidy"])) == (280, 580)
    logit = found["take_up_logit"] + found["take_up_response"] * 280 / found["income_before"]
    take_up = 1 / (1 + math.exp(-logit))
    members = found["people_at_start"].sum() * take_up
    own = found["resident_income_level"] * 280 * members
    assert found["contributions_own"].sum() == pytest.approx(own)
    assert found["contributions_own"][0] == pytest.approx(own * (0.15 + 0.25 + 0.30 + 0.25 + 0.03))
    assert found["subsidies"][2] == pytest.approx(found["resident_income_level"] * 580 * members * 0.15)
    visits = found["frequency"][0] * found["use"][0] * found["need_inpatient"] * found["sick"]
    assert found["visits"][0] == pytest.approx(float(visits))
    cost = found["cost_level"] * found["cost_of_visit"][0] * found["price"][0] * found["scope"][0]
    assert found["in_scope"][0] == pytest.approx(float(cost))
    ceiling = 660 + 250_000 / 0.65
    assert found["upper"][0] == pytest.approx(ceiling)
    assert found["paid"][0] == pytest.approx(
        float(visits) * 0.65 * (found["lev_upper"][0] - found["lev_deductible"][0])
    )


def test_a_premium_beyond_the_notices_rises_by_the_rule() -> None:
    found = {name: step.value for name, step in steps(worked_year(ran("meishan"), 2030, "resident")).items()}
    rise, index, growth = (
        float(found[name]) for name in ("resident_premium_rise", "resident_premium_index", "premium_growth")
    )
    assert rise > 0
    assert float(found["premium"]) == pytest.approx(float(found["premium_before"]) * (1 + index * growth) + rise)


def test_need_is_people_times_what_their_age_needs() -> None:
    found = {name: step.value for name, step in steps(worked_year(ran("jiangxi"), 2025, "employee")).items()}
    for kind in ("inpatient", "outpatient"):
        by_age = found["exposure_by_age"] * found[f"relativity_{kind}"]
        assert found[f"need_{kind}"] == pytest.approx(by_age.sum())
    assert found["exposure_by_age"].sum() == pytest.approx(float(found["persons"]))


def test_a_rule_that_the_scenario_moves_says_so() -> None:
    name = "employer_rate"
    plain = steps(worked_year(ran("meishan"), 2021, "employee"))[name]
    cut = steps(worked_year(ran("meishan_rate_cut"), 2021, "employee"))[name]
    assert (plain.origin, cut.origin) == ("law", "lever")
    assert float(plain.value - cut.value) == pytest.approx(0.015)


def test_months_are_told_where_a_rule_changes_within_the_year() -> None:
    moved = ran("meishan", "levers.contribution_rate.employer.2021-05=7 %")
    step = steps(worked_year(moved, 2021, "employee"))["employer_rate"]
    np.testing.assert_array_equal(step.value, [0.06] * 4 + [0.07] * 8)
    assert steps(worked_year(moved, 2022, "employee"))["employer_rate"].value == 0.07


@pytest.mark.parametrize("year", [2019, 2036, 1])
def test_a_year_that_is_not_projected_is_a_mistake(year: int) -> None:
    with pytest.raises(Mistakes, match="a projected year, 2020 to 2035: the base year 2019 is as published"):
        worked_year(ran("meishan"), year, "resident")
