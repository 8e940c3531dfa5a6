"""Figures outside of what is known of them, premiums that nobody paid, more people lost than ever."""

import numpy as np
import pytest

from actuary.beyond import figures_beyond, limit, unseen
from actuary.kernel import rows as r
from actuary.scenario.loading import load
from tests.runs import ran


def told(*settings: str) -> list[tuple[str, str, tuple[str, str]]]:
    return [(one.figure.name, one.text, one.ends) for one in figures_beyond(load("meishan", "to=2030", *settings))]


def test_a_value_outside_of_the_interval_is_told_with_it() -> None:
    assert told("figures.net_migration_rate=-25 pp") == [("net_migration_rate", "-25 pp", ("-3 ‰", "3 ‰"))]
    assert told("figures.selection_relative_cost=1.01") == [("selection_relative_cost", "1.01", ("0.4", "1"))]


@pytest.mark.parametrize("value", ["= -3 ‰", "3 ‰", "+0.3 pp", "-0.3 pp"])
def test_the_interval_has_both_its_ends(value: str) -> None:
    assert told(f"figures.net_migration_rate={value}") == []


def test_a_figure_without_an_interval_has_no_outside() -> None:
    assert told("figures.employee_balance=100 亿元") == []


def test_a_dated_value_is_held_against_the_figure_of_the_nearest_year() -> None:
    """Inflation: -0.5 % to 1.5 % in 2026, 0.5 % to 2.5 % in 2035; without a date a value is in the one or the other."""
    assert told("figures.inflation.2027=2 %") == [("inflation", "2 %", ("-0.5 %", "1.5 %"))]
    assert told("figures.inflation.2034=2 %") == []
    assert told("figures.inflation=2 %") == []
    assert told("figures.inflation=3 %") == [("inflation", "3 %", ("0.5 %", "2.5 %"))]


def test_what_comes_with_the_program_is_within_what_is_known() -> None:
    for name in ("meishan", "meishan_decline", "jingzhou_plan", "kaizhou_plan", "zibo_plan", "china"):
        assert figures_beyond(load(name)) == ()


def test_premium_and_loss_by_hand() -> None:
    """1 % of income is over the 0.969 % that were paid, 0.9 % is not; from 100 to 90 a tenth is lost, from 90 to 86 4.4 %."""
    basis = ran("meishan").basis
    income = basis.basis_year[r.INCOME_BEFORE, :4]
    of_income = np.array([0.05, 0.009, 0.01, 0.012])
    yearly = {"premium": of_income * income, "insured_residents": np.array([100.0, 90.0, 86.0, 86.0])}
    assert list(unseen(yearly, basis, "meishan")) == [
        ("premium", 2, pytest.approx(1.2)),
        ("leaving", 1, pytest.approx(10.0)),
    ]
    calm = {"premium": of_income[1] * income, "insured_residents": np.array([100.0, 96.0, 93.0, 95.0])}
    assert list(unseen(calm, basis, "meishan")) == []


def test_the_limits_are_the_most_that_was_seen() -> None:
    """380 yuan of 39,218 for 2024; twice the 2.66 % (7 of 263.17) of Meishan, less than a third of a point off."""
    assert limit("premium", "meishan") == pytest.approx(380 / 39_218, abs=5e-6)
    assert limit("leaving", "meishan") == pytest.approx(2 * 7 / 263.17, abs=0.0034)


def test_a_premium_that_empties_the_fund_of_people_is_told() -> None:
    settings = ("to=2030", "levers.resident_financing.premium.2027=1157 元")
    kinds = {alert.kind: alert for alert in ran("meishan", *settings).alerts}
    assert kinds["premium"].year == 2027
    assert kinds["premium"].level > 2
    assert kinds["leaving"].year == 2027
    assert not {"premium", "leaving"} & {alert.kind for alert in ran("meishan", "to=2030").alerts}
