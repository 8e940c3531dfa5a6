"""What must hold of areas that meet, whatever they are: nothing is made or lost between them."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.kernel.years import Population, project_money
from actuary.pooling.settlement import Year, one_fund, settled
from actuary.scenario.pooling import PoolRules
from tests.laws.funds import funds
from tests.laws.packing import packed
from tests.unit.pooling.made import met, rules

MEMBERS = ("jingzhou", "jiangxi")
AMOUNTS = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=2).map(np.array)
ABOVE_ZERO = st.lists(st.floats(0, 1e6), min_size=2, max_size=2).map(np.array)


class Met(NamedTuple):
    """A year that ends, and the rules it ends under."""

    rules: PoolRules
    year: Year
    fund: float
    rate: float


@st.composite
def years(draw: st.DrawFn) -> Met:
    """Any year of two areas under any rules."""
    share = st.integers(0, 100)
    begun = draw(st.sampled_from([2021, 2022, 2023]), label="from")
    written = {
        "levy": f"{{{begun}: {draw(share)} %}}",
        "payout": f"{{{begun}: {draw(share)} %}}",
        "effort": f"{{take_up: 95 %, otherwise: {draw(share)} %}}",
        "clearing": f"{{jingzhou to jiangxi: {{{begun}: {draw(st.integers(0, 10**6))} 元}}}}",
        "support": f"{{share: {{{begun}: {draw(share)} %}}}}",
    }
    if draw(st.booleans(), label="an aim"):
        written["up_to"] = f"{{{begun}: {draw(st.integers(0, 24))} months}}"
    effort = np.array(draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=2, max_size=2)))
    year = Year(draw(ABOVE_ZERO), draw(ABOVE_ZERO), draw(ABOVE_ZERO), draw(AMOUNTS), effort)
    text = "{" + ", ".join(f"{name}: {value}" for name, value in written.items()) + "}"
    return Met(rules(text), year, draw(st.floats(0, 1e6)), draw(st.floats(0, 0.05)))


@given(met=years())
def test_levies_are_payouts_and_what_the_fund_keeps(met: Met) -> None:
    found = settled(met.rules, MEMBERS, 2022, met.year, met.fund, met.rate)
    kept = found.fund - met.fund - found.interest
    assert found.levied.sum() - found.paid_out.sum() == pytest.approx(kept, abs=1e-6)
    assert found.cleared.sum() == pytest.approx(0, abs=1e-9)
    assert found.net.sum() == pytest.approx(found.support.sum() - kept, abs=1e-6)


@given(met=years())
def test_a_fund_that_owes_nothing_never_does_and_nobody_is_paid_more_than_is_missing(met: Met) -> None:
    found = settled(met.rules, MEMBERS, 2022, met.year, met.fund, met.rate)
    assert found.fund >= -1e-6
    assert (found.levied >= 0).all()
    assert (found.paid_out >= 0).all()
    short = met.year.balance - found.levied - met.year.spending * 24 / 12 < 0
    missing = (met.year.spending > met.year.income) | short
    assert not found.paid_out[~missing].any()


@given(met=years())
def test_nothing_moves_before_any_rule_begins(met: Met) -> None:
    found = settled(met.rules, MEMBERS, 2020, met.year, met.fund, met.rate)
    assert not found.net.any()
    assert found.fund == met.fund + found.interest


@given(
    openings=st.lists(st.floats(0, 1e6), min_size=1, max_size=4),
    flows=st.lists(st.floats(0, 1e5), min_size=12, max_size=12),
    rate=st.floats(0, 0.1),
)
def test_one_fund_is_the_sum_of_funds_at_the_date_of_the_merger(
    openings: list[float], flows: list[float], rate: float
) -> None:
    """Merging and then running = running and then adding, as long as no fund is empty."""
    of_each, moved, rates = np.array(flows), np.zeros(12), np.full(12, rate)
    apart = [one_fund(opening, of_each, moved, rates) for opening in openings]
    together = one_fund(sum(openings), of_each * len(openings), moved, rates)
    np.testing.assert_allclose(together.balances, sum(one.balances for one in apart), rtol=1e-9, atol=1e-6)
    assert together.interest == pytest.approx(sum(one.interest for one in apart), abs=1e-6)


@given(opening=st.floats(-1e6, 1e6), flows=st.lists(st.floats(-1e5, 1e5), min_size=12, max_size=12))
def test_one_fund_ends_with_what_it_had_what_moved_and_its_interest(opening: float, flows: list[float]) -> None:
    found = one_fund(opening, np.array(flows), np.zeros(12), np.full(12, 0.02))
    assert found.balances[-1] == pytest.approx(opening + sum(flows) + found.interest, abs=1e-6)
    assert found.interest >= 0


@given(fund=funds())
def test_a_year_at_a_time_is_all_years_at_once(fund: dict[str, object]) -> None:
    """The state between two years is one value: areas may meet between any two."""
    small = packed(fund)
    people, ledger = small.run()
    books = small.books
    for t in range(1, small.last + 1):
        year = Population(
            people.people[t - 1 : t + 1], people.heads[t - 1 : t + 1], *(one[t - 1 : t] for one in people[2:])
        )
        now = project_money(books, t, t, small.rules, small.prices, year)
        np.testing.assert_array_equal(now.flows, ledger.flows[12 * (t - 1) : 12 * t])
        np.testing.assert_array_equal(now.stocks, ledger.stocks[12 * (t - 1) : 12 * t])
        books = now.books


@pytest.mark.parametrize(("people", "employees"), [(50, 50), (30, 45), (80, 65)])
def test_parts_that_fill_an_area_add_up_to_it(people: int, employees: int) -> None:
    """Income, spending and balance, while no balance is below zero; migrants take the statuses of the part they join."""
    whole = met().members["jiangxi"]
    parts = (
        f"a: {{area: jiangxi, people: {people} %, employees: {employees} %}}, "
        f"b: {{area: jiangxi, people: {100 - people} %, employees: {100 - employees} %}}"
    )
    found = met("", f"title: parts\nareas: {{{parts}}}\nbase: 2020\nto: 2024\n")
    for group in ("employee", "employee_account", "resident", "all"):
        for measure in ("income", "spending", "balance"):
            wanted = whole.funds[group][measure]
            np.testing.assert_allclose(found.funds[group][measure], wanted, rtol=1e-4, err_msg=f"{group} {measure}")
