"""How much of a lever: solved in Meishan, applied by hand, and met."""

import pytest

import actuary
from actuary.analysis.choices.payers import BEARERS
from actuary.analysis.choices.solve import rounded, solution_of
from actuary.errors import Mistakes
from actuary.units import Money, Share
from tests.runs import ran

PREMIUM = "resident_financing.premium"


def test_the_solved_premium_applied_meets_the_target_to_a_millionth() -> None:
    found = actuary.solve("meishan", PREMIUM, "resident.reserve_months[2035] >= 24", since="2027")
    assert found.value is not None
    again = ran("meishan", found.varied.setting(found.value)).series("resident.reserve_months")[2035 - 2019]
    assert again == found.gives
    assert again == pytest.approx(24.0, abs=1e-6)
    assert found.rounded == -(-found.value // 1)  # a whole yuan, upwards: a higher premium does more
    assert found.rounded_gives >= 24.0
    assert found.setting == f"levers.resident_financing.premium.2027={found.rounded:.0f} 元"
    assert found.monotone
    assert (found.low, found.high) == (0.0, 3 * found.held)


def test_what_it_costs_is_the_difference_of_the_two_runs() -> None:
    found = actuary.solve("meishan", PREMIUM, "resident.reserve_months[2030] >= 24", "to=2031", since="2027")
    base, variant = ran("meishan", "to=2031"), ran("meishan", "to=2031", found.setting)
    costs = {one.name: one for one in found.costs}
    own = variant.series("resident.contributions_own") - base.series("resident.contributions_own")
    aid = variant.series("resident.own_assisted") - base.series("resident.own_assisted")
    members, years = own - aid, slice(2027 - 2019, 2030 - 2019 + 1)
    assert costs["cost_members"].in_year == pytest.approx(members[2030 - 2019], rel=1e-12)
    assert costs["cost_members"].a_year == pytest.approx(members[years].sum() / 4, rel=1e-12)
    subsidy = (variant.series("resident.subsidy") - base.series("resident.subsidy"))[2030 - 2019]
    assert costs["cost_government"].in_year < subsidy + aid[2030 - 2019] < 0  # fewer members, less aid with care too
    assert costs["cost_employers"] == ("cost_employers", 0.0, 0.0)
    assert costs["insured_residents"].in_year < 0  # who leaves as the premium grows
    assert found.frame()["name"].tolist() == list(costs)
    of_others = [costs[f"cost_{name}"] for name in (*BEARERS, "rest")]
    assert sum(one.in_year for one in of_others) == pytest.approx(costs["cost_funds"].in_year, rel=1e-9)
    assert sum(one.a_year for one in of_others) == pytest.approx(costs["cost_funds"].a_year, rel=1e-9)


def test_a_rate_that_leaves_no_surplus_is_found_to_the_yuan() -> None:
    found = solution_of(
        "meishan", ("to=2029",), "contribution_rate.employer", "employee.surplus[2028] = 0", None, "2027"
    )
    assert found.value is not None
    assert abs(found.gives) < 1.0
    assert found.value < found.held == 0.06
    assert found.rounded == round(found.value, 4)


def test_an_impossible_target_is_answered_with_the_nearest() -> None:
    found = solution_of(
        "meishan", ("to=2029",), PREMIUM, "resident.reserve_months[2028] >= 500", "300 元,800 元", "2027"
    )
    assert not found.met
    assert (found.value, found.rounded, found.costs, found.applied) == (None, 800.0, (), None)
    assert (
        found.gives == ran("meishan", "to=2029", f"levers.{PREMIUM}.2027=800 元").series("resident.reserve_months")[9]
    )
    assert found.gives < 500


def test_a_lever_that_does_not_move_the_measure_solves_nothing() -> None:
    found = solution_of("meishan", ("to=2028",), PREMIUM, "employee.surplus[2028] >= 0", "300 元,800 元", "2027")
    assert (found.value, found.everywhere, found.met) == (None, True, True)
    assert found.gives == found.before


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Mistakes) as found:
        actuary.solve("meishan", "resident_financing.premum", "resident.reserve_months[2040] >= 3 %")
    assert [one.wrong for one in found.value.mistakes] == [
        "--until resident.reserve_months[2040] >= 3 %: 2040",
        "--until resident.reserve_months[2040] >= 3 %: 3 %",
        "--vary resident_financing.premum",
    ]
    with pytest.raises(Mistakes, match="a date before the target's last year, 2026"):
        actuary.solve("meishan", PREMIUM, "resident.reserve_months[2026] >= 3", since="2027")


def test_a_value_is_rounded_to_what_can_be_written() -> None:
    assert rounded(464.021, Money(), True) == 465.0
    assert rounded(464.021, Money(), False) == 464.0
    assert rounded(26.43, Money(), True) == 26.5
    assert rounded(0.026085, Share(0, 1), None) == 0.0261
    assert rounded(0.026085, Share(0, 1), False) == 0.026
