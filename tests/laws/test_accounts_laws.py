"""What holds for the books of any base year: the identities are linear in the amounts."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.analysis.moves import amounts_of
from actuary.basis.accounts import solved

amounts = st.floats(1.0, 1e4)
small = st.floats(-0.5, 0.5)
MONEY = [(group, measure) for group in ("employee", "resident", "all") for measure in ("income", "spending", "balance")]
NEAR = 0.05
"""Amounts end at the fen; so does what is added up of a few of them."""


@st.composite
def books(draw: st.DrawFn) -> dict[str, float]:
    """Books as Jiangxi's: three amounts of the whole, one of a part, and the months of both parts, well apart."""
    resident = draw(st.floats(1, 12))
    return {
        "resident_income": draw(amounts),
        "all_income": draw(amounts),
        "all_spending": draw(amounts),
        "all_balance": draw(amounts),
        "resident_reserve_months": resident,
        "employee_reserve_months": resident + draw(st.floats(6, 30)),
    }


def change(facts: dict[str, float], moved: dict[str, float]) -> dict[tuple[str, str], float]:
    """What moving facts by so much does to the amounts."""
    before = amounts_of(facts)
    after = amounts_of({name: value + moved.get(name, 0) for name, value in facts.items()})
    return {amount: after[amount] - before[amount] for amount in MONEY}


@given(facts=books(), name=st.sampled_from(["resident_income", "all_income", "all_spending", "all_balance"]), by=small)
def test_twice_the_move_of_an_amount_moves_all_twice(facts: dict[str, float], name: str, by: float) -> None:
    once, twice = change(facts, {name: by}), change(facts, {name: 2 * by})
    for amount in MONEY:
        assert twice[amount] == pytest.approx(2 * once[amount], abs=NEAR)


@given(facts=books(), moved=st.fixed_dictionaries(dict.fromkeys(("all_income", "all_spending", "all_balance"), small)))
def test_moves_of_amounts_add_up_and_their_sum_bounds_every_corner(
    facts: dict[str, float], moved: dict[str, float]
) -> None:
    each = {name: change(facts, {name: by}) for name, by in moved.items()}
    bound = {amount: sum(abs(effect[amount]) for effect in each.values()) for amount in MONEY}
    for signs in product((-1, 1), repeat=len(moved)):
        corner = change(facts, {name: sign * by for sign, (name, by) in zip(signs, moved.items(), strict=True)})
        for amount in MONEY:
            added = sum(sign * each[name][amount] for sign, name in zip(signs, moved, strict=True))
            assert corner[amount] == pytest.approx(added, abs=NEAR)
            assert abs(corner[amount]) <= bound[amount] + NEAR


@given(facts=books(), off=small)
def test_what_is_said_twice_leaves_what_it_is_off_by_and_moves_nothing(facts: dict[str, float], off: float) -> None:
    """Every amount of the parts is settled: the whole's surplus is then said twice."""
    found = solved(facts)
    surplus = found.amounts["all", "surplus"] + off
    again = solved({**facts, "all_surplus": surplus})
    assert again.residuals["all_surplus"] == pytest.approx(off, abs=NEAR)
    for unknown, value in found.amounts.items():
        assert again.amounts[unknown] == pytest.approx(value, abs=NEAR)
