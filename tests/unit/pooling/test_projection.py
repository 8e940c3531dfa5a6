"""Areas side by side: alone they are what they are, together nothing is made or lost."""

import numpy as np
import pytest

from actuary.errors import Mistakes
from actuary.kernel import rows as r
from actuary.pooling.results import AreasResults
from actuary.scenario.loading import load
from actuary.simulation import run, same
from tests.unit.pooling.made import TWO, met, scenario

FUND = "{resident: {levy: {2022: 4 %}, payout: {2022: 70 %}}}"
ONE = "{resident: {merged: 2023}, employee: {merged: 2022}}"


@pytest.mark.parametrize("name", ["jingzhou", "jiangxi"])
def test_an_area_among_others_is_what_it_is_alone_to_the_last_bit(name: str) -> None:
    off = ("behaviour.take_up=off", "behaviour.selection=off")
    assert same(met().members[name], run(load(name, "to=2024", *off)))
    with_answers = met("", TWO + "behaviour: {take_up: on, selection: on}\n")
    assert same(with_answers.members[name], run(load(name, "to=2024")))


def test_before_its_first_year_an_adjustment_fund_changes_nothing() -> None:
    before, after = met(), met(FUND)
    for name in before.members:
        for measure in ("income", "spending", "balance"):
            one, other = (found.members[name].funds["resident"][measure] for found in (before, after))
            np.testing.assert_array_equal(one[:2], other[:2])
    assert not after.meetings["resident"].received[:, :2].any()
    assert after.meetings["resident"].received[:, 2].any()


def test_what_an_area_is_paid_is_in_its_balance() -> None:
    found = met(FUND)
    meeting = found.meetings["resident"]
    for i, one in enumerate(found.members.values()):
        fund = one.funds["resident"]
        moved = np.diff(fund["balance"]) - fund["surplus"][1:]
        np.testing.assert_allclose(moved, meeting.received[i, 1:], rtol=1e-9, atol=1e-3)


def test_one_fund_begins_with_all_balances_and_the_adjustment_fund() -> None:
    apart = met(FUND)
    found = met("{resident: {levy: {2022: 4 %}, payout: {2022: 70 %}, merged: 2023}}")
    meeting = found.meetings["resident"]
    balances = [one.funds["resident"]["balance"][2] for one in apart.members.values()]
    np.testing.assert_allclose(meeting.moved["balance_merged"][:, 3], balances, rtol=1e-12)
    added = sum(balances) + apart.meetings["resident"].fund[2]
    closing = added + meeting.moved["surplus_merged"][:, 3].sum() + meeting.interest[3]
    assert meeting.joint[3] == pytest.approx(closing)
    assert meeting.fund[3] == 0.0


def test_after_a_merger_an_area_has_no_balance_of_its_own() -> None:
    found = met(ONE)
    for one in found.members.values():
        np.testing.assert_array_equal(np.isnan(one.funds["resident"]["balance"]), [0, 0, 0, 1, 1])
        np.testing.assert_array_equal(np.isnan(one.funds["employee"]["reserve_months"]), [0, 0, 1, 1, 1])
        assert not np.isnan(one.funds["employee_account"]["balance"]).any()
        assert not one.ledger.flows[24:, r.RESIDENT, r.INTEREST].any()


def test_one_fund_is_the_sum_of_funds_where_none_is_empty() -> None:
    """Interest is in proportion while balances are above zero."""
    apart, found = met(), met(ONE)
    for pool in ("employee", "resident", "all"):
        for measure in ("income", "spending", "balance"):
            np.testing.assert_allclose(found.funds[pool][measure], apart.funds[pool][measure], rtol=1e-9)


STEPS = (
    "levers: {benefit_stabiliser: {step: {resident: {2024: 2 %}}, limit: {resident: {2024: 20 %}}, "
    "high: {resident: {2024: 6.1 months}}}}\n"
)


def test_members_of_one_fund_move_their_ratios_by_the_months_of_all() -> None:
    """Each by those of both together, though neither has a balance of its own."""
    found = met(ONE, TWO + STEPS)
    joint = 12 * found.meetings["resident"].joint[3] / met(ONE).funds["resident"]["spending"][3]
    step = 0.02 if joint > 6.1 else -0.02 if joint < 6 else 0.0
    shifts = [one.ledger.books.standing[r.SHIFT_NOW + 1] for one in found.members.values()]
    assert shifts == [step, step]
    assert step


def test_what_hospitals_hold_ahead_bears_one_fund_no_interest() -> None:
    ahead = "levers: {settlement: {prepaid: {resident_inpatient: {2023: 50 %}}}}\n"
    found, without = met(ONE, TWO + ahead).meetings["resident"], met(ONE).meetings["resident"]
    held = sum(one.ledger.stocks[24, r.RESIDENT, r.ADVANCED] for one in met(ONE, TWO + ahead).members.values())
    assert without.interest[3] - found.interest[3] == pytest.approx(0.011 * held, rel=0.01)


def test_the_treasury_fills_the_gap_of_one_fund() -> None:
    helped = met("{resident: {merged: 2023, support: {share: 100 %, borne_by: {city: 60 %, district: 40 %}}}}")
    fund = helped.funds["resident"]
    assert (met(ONE).funds["resident"]["surplus"][3:] < 0).all()
    np.testing.assert_allclose(fund["surplus"][3:], 0.0, atol=1.0)
    total = helped.meetings["resident"].moved["support"].sum(axis=0)
    np.testing.assert_allclose(helped.borne("resident")["city"], 0.6 * total)
    np.testing.assert_allclose(helped.borne("resident")["district"], 0.4 * total)


def test_effort_is_measured_on_the_areas_own_numbers() -> None:
    free = met("{resident: {levy: 4 %, payout: 70 %}}").meetings["resident"].moved["paid_out"]
    strict = met("{resident: {levy: 4 %, payout: 70 %, effort: {spending_growth: 0 %}}}").meetings["resident"]
    lax = met("{resident: {levy: 4 %, payout: 70 %, effort: {spending_growth: 100 %, take_up: 10 %}}}")
    full = met("{resident: {levy: 4 %, payout: 70 %, effort: {take_up: 100 %}}}").meetings["resident"]
    assert free[:, 1:].any()
    np.testing.assert_array_equal(lax.meetings["resident"].moved["paid_out"], free)
    growth = np.array([one.indicators["resident"]["spending_growth"] for one in met().members.values()])
    assert not strict.moved["paid_out"][:, 1:][growth[:, 1:] > 0].any()
    assert not full.moved["paid_out"].any()
    short = "employee: {levy: 4 %, payout: 70 %, up_to: 60 months"
    for condition, paid in (
        ("employer_rate: 20 %", False),
        ("declared_base: 120 %", False),
        ("declared_base: 50 %", True),
    ):
        found = met(f"{{{short}, effort: {{{condition}}}}}}}").meetings["employee"]
        assert found.moved["paid_out"].any() == paid, condition


def test_a_member_may_have_levers_of_its_own() -> None:
    levers = "levers: {contribution_rate: {employer: {2022: +1 pp}}}"
    areas = TWO.replace("jiangxi: jiangxi", f"jiangxi: {{area: jiangxi, {levers}}}")
    before, after = met(), met("", areas)
    assert same(before.members["jingzhou"], after.members["jingzhou"])
    assert (
        after.members["jiangxi"].funds["employee"]["income"][2]
        > before.members["jiangxi"].funds["employee"]["income"][2]
    )


def test_levers_at_the_top_hold_for_all() -> None:
    found = met("", TWO + "levers: {contribution_rate: {employer: {2022: +1 pp}}}\n")
    for name, one in met().members.items():
        assert found.members[name].funds["employee"]["income"][2] > one.funds["employee"]["income"][2]


def test_what_is_wrong_with_a_part_is_told_where_it_stands() -> None:
    areas = TWO.replace(
        "jingzhou: jingzhou", "a: {area: jiangxi, people: 1 %, employees: 40 %}, b: {area: jiangxi, people: 2 %}"
    )
    areas = areas.replace(", jiangxi: jiangxi", "")
    with pytest.raises(Mistakes) as found:
        met("", areas)
    (only,) = found.value.mistakes
    assert only.wrong == "a: jiangxi"
    assert "fewer employees" in only.right
    assert only.place is not None


def test_a_scenario_of_several_areas_is_not_run_as_one() -> None:
    with pytest.raises(Mistakes) as found:
        run(scenario())
    assert "a scenario of one area" in str(found.value)


def test_rules_that_go_by_months_of_reserve_go_by_those_of_one_fund() -> None:
    """Jingzhou has some 10 months in its resident fund, Jiangxi 8, all together 9, near which the band is."""
    band = "levers: {benefit_stabiliser: {high: {resident: {2022: 9 months}}, low: {resident: {2022: 8.999 months}}, " \
        "step: {resident: {2022: 2 %}}, limit: {resident: {2022: 10 %}}}}\n"  # fmt: skip
    apart, one_fund = met("", TWO + band), met("{resident: {merged: 2022}}", TWO + band)
    shift = r.SHIFT_NOW + 1

    def shifts(found: AreasResults) -> list[float]:
        return [float(one.ledger.books.standing[shift]) for one in found.members.values()]

    assert shifts(apart)[0] > shifts(apart)[1]
    assert shifts(one_fund)[0] == shifts(one_fund)[1] != 0.0
