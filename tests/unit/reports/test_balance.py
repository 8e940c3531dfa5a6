"""How an actuarial balance is told, of round numbers."""

import numpy as np
import pytest

from actuary.analysis.choices.balance import Balance
from actuary.reports.balance import balance_csv, balance_dict, rates_drawn, table
from actuary.reports.page import plain_text
from tests.runs import ran


@pytest.fixture(name="found")
def a_fund_that_lacks_a_tenth() -> Balance:
    """Two years of a base of 100 亿元: 8 come in at a rate of 8 %, 9 are spent; 1 is there, so 2 x 1 - 1 lack over 200."""
    income, cost = np.full(2, 8e8), np.full(2, 9e8)
    base = np.full(2, 1e10)
    return Balance(
        ran("meishan"), "employee", (2027, 2028), 0.0, np.full(2, 0.08), base, income, cost, income - cost, base, 1e8,
        (16e8, 18e8, 0.0, 2e10, 16e8), 0.085, (),
    )  # fmt: skip


def test_the_balance_of_round_numbers(found: Balance) -> None:
    assert found.balance == pytest.approx(-0.005, abs=1e-15)  # (16 + 1 - 18) / 200
    assert found.balancing == pytest.approx(0.085, abs=1e-15)
    assert found.break_even == pytest.approx([0.09, 0.09])
    assert found.agree


def test_the_table_says_what_lacks_and_what_balances(found: Balance) -> None:
    told = " ".join(plain_text(table(found, "en", 120)).split())
    assert "2027 100.00 8.00 9.00 8.00 % 9.00 % 8.00 % 9.00 %" in told
    assert "Actuarial balance 2027 to 2028 (2 years): -0.50 %, a deficit." in told
    assert (
        "income 16.00 + balance that is there 1.00 - balance wanted at the end 0.00 - cost 18.00; over the base" in told
    )
    assert "Balancing rate: 8.50 %" in told
    assert "less than what any year of the span takes (9.00 % or more)" in told
    assert "ends with a balance of 0 at the end of 2028" in told
    assert "assumed" in told


def test_where_it_differs_the_rate_of_the_projection_is_the_right_one(found: Balance) -> None:
    other = found._replace(needed=0.09, answers=("spending", "debt"))
    told = " ".join(plain_text(table(other, "en", 120)).split())
    assert "The projection itself needs 9.00 %" in told
    assert "spending answers the rate, a pool is in debt on the way" in told
    none = plain_text(table(found._replace(needed=float("nan")), "en", 120))
    assert "Even without any of what is paid" in none
    assert "Not all else is unchanged here" not in none
    held = plain_text(table(other._replace(needed=float("nan")), "en", 120))
    assert "Not all else is unchanged here: spending answers the rate" in " ".join(held.split())


def test_without_a_known_balance_that_is_said(found: Balance) -> None:
    unknown = found._replace(opening=float("nan"), needed=float("nan"))
    assert "No balance of this fund is known" in plain_text(table(unknown, "en", 120))
    assert balance_dict(unknown)["actuarial_balance"] is None


def test_it_is_told_in_chinese(found: Balance) -> None:
    told = plain_text(table(found, "zh", 120))
    assert "精算余额：-0.50 %，为赤字" in told
    assert "缴费基数（亿元）" in told


def test_files_hold_every_number(found: Balance) -> None:
    told = balance_dict(found)
    assert told["present_values"] == {"income": 16e8, "opening": 1e8, "target": 0.0, "cost": 18e8, "base": 2e10}
    assert balance_dict(found._replace(needed=float("nan")))["needed_by_projection"] is None
    rows = balance_csv(found, "en").decode("utf-8-sig").splitlines()
    assert rows[1].startswith("2027,10000000000,800000000,900000000,0.08,0.09,0.08,0.09")
    assert rows[0].startswith("Year,Base (元),Income (元),Cost (元),Income rate (ratio),")
    assert rows[-1].endswith(",0.085,ratio")


def test_the_picture_has_a_line_for_each_rate(found: Balance) -> None:
    axes = rates_drawn(found, "en").axes[0]
    drawn = [line.get_ydata().tolist() for line in axes.lines]
    assert drawn == [[8.0, 8.0], [9.0, 9.0], [8.0, 8.0], [pytest.approx(9.0), pytest.approx(9.0)]]
    assert any("-0.50 %, a deficit" in one.get_text() for one in axes.texts)
