"""Every number a person reads is rounded here."""

import pytest

from actuary.reports.numbers import MISSING, agreeing, money_scale, months, people, plain, short, shown

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "text"),
    [
        (1234.5, 2, False, "1,234.50"),
        (-0.001, 2, False, "0.00"),
        (-0.001, 2, True, "0.00"),
        (0.0, 1, True, "0.0"),
        (2.5, 1, True, "+2.5"),
        (-2.5, 1, True, "-2.5"),
        (26.900000000000002, 1, False, "26.9"),
        (NAN, 2, False, MISSING),
        (float("inf"), 2, True, MISSING),
    ],
)
def test_a_number_is_rounded_grouped_and_signed(value: float, decimals: int, signed: bool, text: str) -> None:
    assert shown(value, decimals, signed) == text


@pytest.mark.parametrize(
    ("amounts", "unit", "shows"),
    [
        ([2.506e9, 5.81e8, NAN], "unit_100m_yuan", "25.06"),
        ([6.2022e10, 2.506e9], "unit_100m_yuan", "25.06"),
        ([3.6e12, 2.506e9], "unit_100m_yuan", "25"),
        ([8.993e7, 2.074e7], "unit_10k_yuan", "250,600"),
        ([-9e4, 12_345.0], "unit_10k_yuan", "250,600.00"),
        ([0.0], "unit_100m_yuan", "25.06"),
        ([NAN], "unit_100m_yuan", "25.06"),
    ],
)
def test_one_unit_for_a_whole_table(amounts: list[float], unit: str, shows: str) -> None:
    scale = money_scale(amounts)
    assert scale.unit == unit
    assert scale.show(2.506e9) == shows


def test_months_people_and_levels() -> None:
    assert months(29.96) == "30.0"
    assert people(346_200) == "34.6"
    assert people(-70_000, signed=True) == "-7.0"
    assert short(6.0) == "6"
    assert short(2.5) == "2.5"


@pytest.mark.parametrize(
    ("value", "factor", "text"),
    [(89_930_000.0, 1e4, "8993"), (1.0, 1e4, "0.0001"), (-1e-9, 1.0, "0"), (NAN, 1.0, ""), (1234567.0, 1.0, "1234567")],
)
def test_a_number_for_another_program(value: float, factor: float, text: str) -> None:
    assert plain(value, factor) == text


def test_as_many_decimals_as_a_change_needs_to_agree_with_its_ends() -> None:
    assert agreeing(1, (4.1, 7.5)) == 1
    assert agreeing(1, (21.06, 18.04)) == 2  # -3.0 is not 18.0 - 21.1
    assert agreeing(1, (4.1, 7.5), (21.06, 18.04)) == 2
    assert agreeing(0, (0.4, 0.8), (1.0, 2.0)) == 1  # 0.4 from 0 to 1
    assert agreeing(1, (float("nan"), 18.04)) == 1
