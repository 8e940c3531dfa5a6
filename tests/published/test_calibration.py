"""What the documents' own rounding leaves open of the solved base year (D1, D2), told by the calibration."""

import pytest

from actuary.analysis.calibration import Calibration
from actuary.analysis.moves import Move
from actuary.scenario.loading import load

HUNDRED_MILLION = 1e8
SPENDING = ("employee", "spending")


@pytest.fixture(scope="module")
def jiangxi() -> Calibration:
    return Calibration.of(load("jiangxi"))


def moved(found: Calibration, name: str) -> Move:
    return next(move for move in found.moves if move.name == name)


def test_d1_is_what_the_calibration_starts_from(jiangxi: Calibration) -> None:
    """Plan of 2021: 552.69 and 672.64 亿元, 23.22 and 9.74 months; to the last digit of the check."""
    assert jiangxi.amounts[SPENDING] / HUNDRED_MILLION == pytest.approx(199.4421, abs=5e-5)
    assert jiangxi.amounts["resident", "spending"] / HUNDRED_MILLION == pytest.approx(353.2479, abs=5e-5)
    assert jiangxi.amounts["all", "reserve_months"] == pytest.approx(14.604, abs=5e-4)


def test_d2_the_rounded_table_of_the_same_plan_is_told_as_another_printing(jiangxi: Calibration) -> None:
    """23.2, 9.7, 552.7 and 672.6 give (672.6 - 9.7 / 12 x 552.7) / (23.2 - 9.7) x 12 = 200.74, as D2 has it."""
    rounded = (672.6 - 9.7 / 12 * 552.7) / (23.2 - 9.7) * 12
    assert rounded == pytest.approx(200.74, abs=5e-3)
    other = moved(jiangxi, "one_decimal")
    told = (jiangxi.amounts[SPENDING] + other.high[SPENDING]) / HUNDRED_MILLION
    assert told == pytest.approx(rounded, abs=1e-6)
    assert other.low[SPENDING] == 0


def test_d2_the_months_of_the_residents_move_the_split_most(jiangxi: Calibration) -> None:
    """With S = (B - m_r / 12 x T) / (m_e - m_r) x 12: dS / dm_r = (S - T) / (m_e - m_r), -26.2 亿元 a month.

    Half of the last digit, 0.005, is then 0.131; of the table with one decimal, 0.05, ten times as much: that is the
    1.30 by which the two printings differ, since 9.74 was cut to 9.7.
    """
    whole, of_all = 199.4421, 552.69
    slope = (whole - of_all) / (23.22 - 9.74)
    half = moved(jiangxi, "resident_reserve_months").largest(SPENDING) / HUNDRED_MILLION
    assert half == pytest.approx(0.005 * abs(slope), rel=1e-3)
    rounded = [move for move in jiangxi.moves if move.kind == "rounding"]
    assert max(rounded, key=lambda move: move.largest(SPENDING)).name == "resident_reserve_months"
    assert -0.04 * slope == pytest.approx(1.05, abs=5e-3)


def test_n1_the_parts_of_the_nations_bulletin_miss_the_whole_by_its_rounding() -> None:
    """2025: 13,594.28 + 5,782.28 = 19,376.56 of 19,376.55; with 10,678.63 they are 30,055.18 of 30,055.19 亿元."""
    found = Calibration.of(load("china")).accounts.residuals
    spending = found["employee = pool + account, spending"] / HUNDRED_MILLION
    assert spending == pytest.approx(19_376.55 - 13_594.28 - 5_782.28, abs=1e-6)
    assert found["all_spending"] / HUNDRED_MILLION == pytest.approx(30_055.19 - 19_376.55 - 10_678.63, abs=1e-6)
    assert max(abs(value) for value in found.values()) / HUNDRED_MILLION < 0.02
