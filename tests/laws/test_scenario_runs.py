"""What holds for whole runs of scenarios: a variant that changes nothing, a restart, twice the people."""

from pathlib import Path

import numpy as np
import pytest

from actuary.compile import sealed
from actuary.errors import Mistakes
from actuary.kernel import rows as r
from actuary.kernel.years import project_money, project_people
from actuary.measures import GROUPS
from actuary.results import Results
from actuary.scenario.loading import load
from actuary.simulation import run, same
from tests.runs import BASELINES, ran

OPENING = ("employee_balance", "employee_surplus", "resident_balance", "resident_surplus")
MATERNITY = ("maternity_income", "maternity_spending", "maternity_surplus")
HEADS = ("enrolment_base", "employee_insured", "resident_insured")
COUNTED = (*OPENING, *MATERNITY, *HEADS)
"""Meishan's own figures that grow with its size; months, rates and amounts a head do not."""


def assert_same_numbers(one: Results, other: Results) -> None:
    """To the last bit, in the kernel's arrays and in what is made of them."""
    assert same(one, other)
    for group in GROUPS:
        for measure, values in one.funds[group].items():
            np.testing.assert_array_equal(values, other.funds[group][measure], err_msg=f"{group} {measure}")
    for name, values in {**one.people, **one.yearly}.items():
        np.testing.assert_array_equal(values, {**other.people, **other.yearly}[name], err_msg=name)


@pytest.mark.parametrize("name", BASELINES)
def test_a_child_without_changes_is_its_parent(tmp_path: Path, name: str) -> None:
    child = tmp_path / "child.yaml"
    child.write_text(f"title: nothing changed\nbased_on: {name}\n", encoding="utf-8")
    assert_same_numbers(run(load(child)), ran(name))


@pytest.mark.parametrize(
    "settings",
    [
        ("levers.contribution_rate.employer=6 %",),
        ("levers.contribution_rate.employee.2027=+0 pp",),
        ("levers.contribution_waiver.share.2021=0 %",),
        ("levers.contribution_deferral.share=0 %", "levers.contribution_deferral.months=12 months"),
        ("levers.declared_base.cap.2030-05=300 %",),
        ("levers.resident_financing.premium.2027=400 元",),
        ("levers.resident_financing.premium_rise.2028=16 元",),
        ("levers.account_crediting.retired_credit.2023=60 元",),
        ("levers.maternity_merger.merged.2020=yes",),
        ("levers.retiree_contribution.rate=0 %", "levers.retiree_contribution.base.2030=100 %"),
        ("levers.one_off.employee_spending.2030=0 元", "levers.one_off.resident_income.2027-03=0 元"),
        ("levers.retirement_age.men.2029=61 years", "levers.retirement_age.men.2030=61 years 2.4 months", "to=2030"),
        ("figures.inflation=+0 %",),
        ("behaviour.take_up=yes",),
    ],
    ids=lambda settings: settings[0],
)
def test_a_variant_that_writes_what_holds_anyway_changes_nothing(settings: tuple[str, ...]) -> None:
    horizon = tuple(setting for setting in settings if setting.startswith("to="))
    assert_same_numbers(ran("meishan", *settings), ran("meishan", *horizon))


def test_the_same_scenario_twice_is_the_same() -> None:
    assert_same_numbers(run(load("meishan")), ran("meishan"))


def test_a_shorter_horizon_is_the_beginning_of_a_longer_one() -> None:
    short, long = ran("meishan", "to=2026"), ran("meishan")
    np.testing.assert_array_equal(short.ledger.flows, long.ledger.flows[: 12 * 7])
    np.testing.assert_array_equal(short.people_by_age, long.people_by_age[:8])


@pytest.mark.parametrize("stop", [1, 7, 15])
def test_a_run_stopped_after_any_year_and_taken_up_again_is_the_run(stop: int) -> None:
    """0..n = 0..k, then k..n, bit for bit, on the real figures."""
    whole = ran("meishan_rate_cut")
    years = len(whole.years) - 1
    inputs = sealed(whole.law, whole.basis)
    early = project_people(inputs.start, 1, stop, inputs.rules, inputs.demography)
    books = project_money(whole.basis.books, 1, stop, inputs.rules, inputs.prices, early)
    late = project_people(early.people[-1], stop + 1, years, inputs.rules, inputs.demography)
    rest = project_money(books.books, stop + 1, years, inputs.rules, inputs.prices, late)
    for name in ("flows", "memo", "stocks", "yearly"):
        both = np.concatenate([getattr(books, name), getattr(rest, name)])
        np.testing.assert_array_equal(both, getattr(whole.ledger, name))
    np.testing.assert_array_equal(np.concatenate([early.people, late.people[1:]]), whole.people_by_age)


def test_an_area_twice_as_large_has_twice_every_flow_and_the_same_ratios() -> None:
    """Levels are solved anew, so to 1e-9 and not to the bit."""
    one, two = ran("meishan"), ran("meishan", *(f"figures.{name}=+100 %" for name in COUNTED))
    np.testing.assert_allclose(two.ledger.flows, 2 * one.ledger.flows, rtol=1e-9, atol=1e-3)
    np.testing.assert_allclose(two.ledger.stocks, 2 * one.ledger.stocks, rtol=1e-9, atol=1e-3)
    np.testing.assert_allclose(two.people_by_age, 2 * one.people_by_age, rtol=1e-9)
    for group in GROUPS:
        months = one.funds[group]["reserve_months"]
        np.testing.assert_allclose(two.funds[group]["reserve_months"], months, rtol=1e-9, equal_nan=True)
    for name in ("premium", "subsidy", "take_up", "active_per_retired", "coverage_rate"):
        np.testing.assert_allclose(two.yearly[name], one.yearly[name], rtol=1e-9)


@pytest.mark.parametrize("name", [name for name in BASELINES if name != "kaizhou"])
def test_a_fund_rolls_forward(name: str) -> None:
    """Opening + income - spending = closing, pool by pool and year by year; Kaizhou has no balance of its own."""
    found = ran(name)
    for group in ("employee", "employee_account", "resident", "employee_scheme"):
        balance, surplus = found.funds[group]["balance"], found.funds[group]["surplus"]
        size = np.nanmax(found.funds[group]["income"])
        np.testing.assert_allclose(np.diff(balance), surplus[1:], rtol=0, atol=1e-9 * size, err_msg=group)


@pytest.mark.parametrize("name", BASELINES)
def test_nothing_is_nan_but_what_nobody_published(name: str) -> None:
    found = ran(name)
    for array in (found.ledger.flows, found.ledger.stocks, found.ledger.yearly, found.people_by_age):
        assert np.isfinite(array).all()
    for group in GROUPS:
        for measure in ("income", "spending"):
            assert np.isfinite(found.funds[group][measure][1:]).all(), (group, measure)
    assert (found.people_by_age >= 0).all()


@pytest.mark.parametrize(
    "settings", [(), ("levers.maternity_merger.merged.2020=no", "levers.maternity_merger.merged.2024-03=yes")]
)
def test_all_rolls_forward_through_a_merger(settings: tuple[str, ...]) -> None:
    """The balances of all pools together move by the surplus of `all`: transfers between pools sum to zero."""
    found = ran("meishan", *settings)
    total = np.append(found.basis.books.balances.sum(), found.ledger.stocks[11::12, :, r.BALANCE].sum(axis=1))
    np.testing.assert_allclose(np.diff(total), found.funds["all"]["surplus"][1:], atol=1)


@pytest.mark.parametrize(
    "setting",
    [
        "resident_insured=+100 %",
        "employee_insured=+1000 %",
        "employee_reserve_months=-100 %",
        "average_wage=-100 %",
        "disposable_income=-100 %",
        "enrolment_base=-100 %",
        "employee_surplus=+1000 %",
        "census_year=+100 %",
        "assisted_share=+1000 %",
        "flexible_share=+1000 %",
        "female_cadre_share=+1000 %",
    ],
)
def test_a_figure_that_cannot_be_is_a_mistake(setting: str) -> None:
    """Or a run whose people and money are numbers; never a warning, a hang or people fewer than none."""
    try:
        found = run(load("meishan", f"figures.{setting}"))
    except Mistakes as told:
        assert setting.split("=")[0] in str(told)
        return
    assert np.isfinite(found.ledger.flows).all()
    assert (found.people_by_age >= 0).all()
