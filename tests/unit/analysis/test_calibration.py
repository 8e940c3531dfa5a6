"""What fixed a base year: targets, checks, levels, and what nobody published."""

from functools import cache

import pytest

from actuary.analysis.calibration import Calibration
from actuary.scenario.loading import load
from tests.runs import BASELINES


@cache
def calibration(name: str, *settings: str) -> Calibration:
    return Calibration.of(load(name, *settings))


@pytest.mark.parametrize("name", BASELINES)
def test_every_target_that_is_not_said_twice_is_met(name: str) -> None:
    """Where the books say a thing twice, the parts are believed: the rest of the whole is the residual."""
    found = calibration(name)
    left = {one.figure.name: one.residual for one in found.targets if not one.met}
    said_twice = [value for value in found.accounts.residuals.values() if value]
    assert len(left) <= len(said_twice)
    assert all(min(abs(abs(value) - abs(residual)) for residual in said_twice) < 1 for value in left.values())


@pytest.mark.parametrize("name", BASELINES)
def test_targets_are_what_was_looked_up_and_checks_are_not(name: str) -> None:
    found = calibration(name)
    assert {one.figure.name for one in found.targets} >= set(found.facts)
    looked_up = {one.figure.name for one in found.checks if one.figure in found.used}
    assert looked_up <= {"maternity_income"}  # of a fund that is part of the employee pool: a memo, solved for nothing
    assert all(one.figure.status in ("published", "unverified") for one in found.checks)


def test_of_jiangxi_most_is_published_and_more_than_needed() -> None:
    found = calibration("jiangxi")
    assert found.statuses_of_facts == {"published": 5, "derived": 1}
    residuals = {one.figure.name: one.residual for one in found.checks}
    assert residuals["all_income_whole"] / 1e8 == pytest.approx(621 - 620.22)
    assert residuals["all_balance_one_decimal"] / 1e8 == pytest.approx(672.6 - 672.64)
    assert residuals["employee_reserve_months_one_decimal"] == pytest.approx(23.2 - 23.22)


def test_of_zibo_no_amount_is_published() -> None:
    found = calibration("zibo")
    assert found.statuses_of_facts == {"derived": 6}
    assert found.checks == ()
    assert {one.name for one in found.unpublished} >= set(found.facts)


def test_what_follows_from_a_figure_is_no_check_of_it() -> None:
    """The residents of Jiangxi are all insured less the employees: that all insured come out again proves nothing."""
    found = calibration("jiangxi")
    assert "all_insured" in {one.figure.name for one in found.targets}
    assert "all_insured" not in {one.figure.name for one in found.checks}


def test_what_was_derived_from_a_figure_and_contradicts_it_is_a_check() -> None:
    """Meishan registered 330.3 万 for insurance; its two schemes have 34.62 + 270."""
    (check,) = (one for one in calibration("meishan").checks if one.figure.name == "registered_for_insurance")
    assert check.residual / 1e4 == pytest.approx(330.3 - 34.62 - 270, abs=1e-6)


def test_levels_say_what_they_were_solved_from() -> None:
    """Jiangxi publishes no maternity fund; Meishan does. Only of the nation is the account published."""
    of = {name: {one.name: one for one in calibration(name).levels} for name in ("jiangxi", "meishan", "china")}
    assert of["jiangxi"]["maternity_claims"].solved_from == ""
    assert of["meishan"]["maternity_claims"].solved_from == "maternity_spending"
    assert of["jiangxi"]["account_credit_level"] == ("account_credit_level", 1.0, "")
    assert of["china"]["account_credit_level"].solved_from == "employee_account_income"


def test_a_scenarios_own_figure_is_the_target() -> None:
    found = calibration("jiangxi", "figures.all_spending=560 亿元")
    (target,) = (one for one in found.targets if one.figure.name == "all_spending")
    assert target.published == 560e8
    assert target.met
    assert "all_spending" not in {move.name for move in found.moves}


def test_the_last_year_moves_with_the_weightiest_roundings() -> None:
    """Three months of the residents move the split most, then those of the employees; other printings are all there."""
    found = calibration("jiangxi", "to=2023").projected(1)
    assert [one.move and one.move.name for one in found] == [
        None, "resident_reserve_months", "resident_income", "one_decimal", "whole"
    ]  # fmt: skip
    as_calibrated, rounded = (one.months["resident"] for one in found[:2])
    assert as_calibrated[0] == as_calibrated[1]
    assert rounded[0] < as_calibrated[0] < rounded[1]


def test_frames_have_a_row_for_each() -> None:
    found = calibration("jiangxi")
    assert len(found.frame("targets")) == len(found.targets)
    moved = found.frame("moves").set_index(["name", "amount"])
    assert moved.loc[("one_decimal", "employee_spending"), "high"] / 1e8 == pytest.approx(1.2988, abs=1e-3)
    assert list(found.frame("trends")["low"] <= found.frame("trends")["high"]) == [True] * len(found.trends)
