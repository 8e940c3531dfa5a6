"""What a figure leaves open when it moves within its rounding, its interval, or another printing."""

import numpy as np
import pytest

from actuary.analysis.moves import amounts_of, half_unit, moves_of, split_printing, together
from actuary.basis.accounts import facts_of
from actuary.basis.known import Known
from actuary.figures.single import figure

MONEY = [(group, measure) for group in ("employee", "resident", "all") for measure in ("income", "spending", "balance")]


@pytest.mark.parametrize(
    ("name", "place", "year", "half"),
    [
        ("all_spending", "jiangxi", 2020, 0.005e8),  # 552.69 亿元
        ("all_income_whole", "jiangxi", 2020, 0.5e8),  # 621 亿元
        ("employee_reserve_months", "meishan", 2019, 0.5),  # 30 months
        ("resident_reserve_months", "jiangxi", 2020, 0.005),  # 9.74 months
        ("maternity_income", "meishan", 2019, 0.5e4),  # 8993 万元
    ],
)
def test_half_a_unit_of_the_last_printed_digit(name: str, place: str, year: int, half: float) -> None:
    assert half_unit(figure(name, place, year)) == pytest.approx(half, rel=1e-12)


def test_the_name_of_another_printing() -> None:
    assert split_printing("all_income_whole") == ("all_income", "whole")
    assert split_printing("all_income") == ("all_income", "")


def test_months_follow_from_balance_and_spending() -> None:
    """12 x 30 / 12 = 30; of what is not known, nothing."""
    found = amounts_of({"employee_balance": 30.0, "employee_spending": 12.0, "resident_spending": 5.0})
    assert found["employee", "reserve_months"] == pytest.approx(30)
    assert found["resident", "spending"] == 5
    assert np.isnan(found["resident", "reserve_months"])
    assert np.isnan(found["all", "balance"])


def test_published_figures_move_by_rounding_and_others_within_their_interval() -> None:
    facts = facts_of(Known("jiangxi", {}), 2020)
    kinds = {move.name: move.kind for move in moves_of(facts, "jiangxi", 2020)}
    published = ("all_income", "all_spending", "all_balance", "employee_reserve_months", "resident_reserve_months")
    assert kinds == {
        **dict.fromkeys(published, "rounding"),
        "resident_income": "interval",
        "one_decimal": "printing",
        "whole": "printing",
    }


def test_what_one_amount_takes_the_other_loses() -> None:
    """Income of the residents at the high end of its interval, 375.62 for 349.03: the employees have 26.60 less."""
    facts = facts_of(Known("jiangxi", {}), 2020)
    (move,) = (move for move in moves_of(facts, "jiangxi", 2020) if move.name == "resident_income")
    assert move.high["resident", "income"] / 1e8 == pytest.approx(375.6230576 - 349.027, abs=1e-6)
    assert move.low["employee", "income"] / 1e8 == pytest.approx(349.027 - 375.6230576, abs=1e-6)
    assert move.largest(("all", "income")) == pytest.approx(0, abs=0.02)


def test_a_scenarios_own_value_is_printed_nowhere() -> None:
    facts = facts_of(Known("jiangxi", {}), 2020)
    names = {move.name for move in moves_of(facts, "jiangxi", 2020, ["all_spending"])}
    assert "all_spending" not in names
    assert "all_balance" in names


def test_all_roundings_together_are_their_sum() -> None:
    """Spending of the whole is printed once; the employees' hangs on four figures."""
    facts = facts_of(Known("jiangxi", {}), 2020)
    moves = moves_of(facts, "jiangxi", 2020)
    worst = together(moves)
    assert worst["all", "spending"] == pytest.approx(0.005e8, abs=0.05)
    each = [move.largest(("employee", "spending")) for move in moves if move.kind == "rounding"]
    assert worst["employee", "spending"] == pytest.approx(sum(each))
    assert sum(size > 1e5 for size in each) == 4


def test_where_nothing_is_printed_nothing_is_rounded() -> None:
    assert moves_of(facts_of(Known("zibo", {}), 2021), "zibo", 2021) == ()
