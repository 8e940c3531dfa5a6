"""Mechanisms that the documents name and that the law in force holds, seen at work in a run."""

import numpy as np
import pytest

from actuary.axes import SERVICES
from actuary.figures.single import figure
from actuary.law import Array
from tests.runs import ran

OUTPATIENT = SERVICES.index("outpatient")


def test_a04_the_reform_moves_money_to_the_pool_and_pays_outpatients() -> None:
    """Both sides of 2023: of the employers' part nothing is credited any more, and the pool pays ordinary outpatients."""
    found = ran("jingzhou")
    year = 2023 - found.base
    credited, ratio = found.law.account_employer_share, found.law.employee_ratio[OUTPATIENT]
    assert credited[12 * year - 1] > 0 and credited[12 * year + 11] == 0
    assert ratio[year - 1] == 0 and ratio[year] > 0
    pool, account = found.funds["employee"]["income"], found.funds["employee_account"]["income"]
    share = pool / (pool + account)
    assert share[year + 1] > share[year - 1] + 0.1
    paid = found.lines["employee"]["outpatient"]
    assert paid[year + 1] > 1.5 * paid[year - 1]


def test_d25_residents_have_outpatient_cover_of_their_own() -> None:
    """Other terms than the employees', and paid: a service of the resident pool with its own deductible, ratio and cap."""
    found = ran("jiangxi")
    for rule in ("ratio", "cap"):
        own, employees = (getattr(found.law, f"{who}_{rule}")[OUTPATIENT, -1] for who in ("resident", "employee"))
        assert 0 < own < employees
    assert (found.lines["resident"]["outpatient"] > 0).all()
    assert np.all(found.lines["resident"]["outpatient"] < found.lines["resident"]["inpatient"])


# --- money that comes or goes once; a yuan is what the figures below are rounded to


def moved(area: str, pool: str, name: str, *settings: str) -> Array:
    """What one-off money adds to a line or measure of a pool, by year from the base year on."""
    with_it, without = ran(area, *(f"levers.one_off.{setting}" for setting in settings)), ran(area)
    of = [run.lines[pool] if name in run.lines[pool] else run.funds[pool] for run in (with_it, without)]
    return np.asarray(of[0][name] - of[1][name])


def test_i01_what_an_epidemic_costs_is_spending_of_its_months_alone() -> None:
    """What Jiangxi's fund paid for treatment in 2020, paid again by the residents' fund in March 2023."""
    paid = figure("covid_treatment_fund", "jiangxi").value
    again = "resident_spending.2023-03=2456.83 万元"
    expected = np.array([paid if year == 2023 else 0.0 for year in ran("jiangxi").years])
    for name in ("other_spending", "spending"):
        np.testing.assert_allclose(moved("jiangxi", "resident", name, again), expected, atol=1)
    assert (moved("jiangxi", "resident", "balance", again)[3:] < 1 - paid).all()


def test_i02_vaccines_written_for_a_year_are_that_years_whole_sum() -> None:
    """Kaizhou's injections, half by each fund: 20 million over the year, not a month."""
    half = "1000 万元"
    written = (f"employee_spending.2021={half}", f"resident_spending.2021={half}")
    spent = sum(moved("kaizhou", pool, "spending", *written)[1] for pool in ("employee", "resident"))
    assert spent == pytest.approx(figure("covid_vaccination", "kaizhou").value, abs=1)


def test_i03_tests_paid_for_some_months_add_up_month_by_month() -> None:
    """300,000, 500,000 and 200,000 in three months of 2022 are a million of the year, and none of the next."""
    by_month = {"2022-03": "30 万元", "2022-04": "50 万元", "2022-11": "20 万元"}
    spent = moved(
        "jingzhou", "employee", "spending", *(f"employee_spending.{at}={yuan}" for at, yuan in by_month.items())
    )
    np.testing.assert_allclose(spent[1:4], [0, 1e6, 0], atol=1e-3)


def test_j01_what_is_recovered_is_other_income_and_takes_no_spending_back() -> None:
    """What Jiangxi recovered over several years, as if all of it came into the employees' pool in 2021."""
    written = "employee_income.2021=16.15 亿元"
    recovered = figure("recovered_funds", "jiangxi").value
    for name in ("other_income", "income", "surplus"):
        interest = moved("jiangxi", "employee", "interest", written)[1] if name != "other_income" else 0.0
        assert moved("jiangxi", "employee", name, written)[1] == pytest.approx(recovered + interest, abs=1)
    np.testing.assert_array_equal(moved("jiangxi", "employee", "spending", written)[1:], 0)


def test_h03_an_admission_beyond_the_province_costs_what_jiangxi_says() -> None:
    """29.1 (亿元) over 21.5 (万) admissions settled directly, 13,535 yuan.

    The price beyond the province was taken with that in sight; the nation's cost, Jiangxi's level and its mix of pools were
    not. 10 % either way: here chronic outpatients are in the cost, and what is not settled directly.
    """
    told = figure("cross_province_cost", "jiangxi", 2020).value / figure("cross_province_cases", "jiangxi", 2020).value
    found = ran("jiangxi").yearly
    assert told == pytest.approx(13_535, abs=1)
    assert found["cost_beyond_province"][0] / found["admissions_beyond_province"][0] == pytest.approx(told, rel=0.1)
