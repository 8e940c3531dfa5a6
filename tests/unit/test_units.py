"""How each kind of value is read, bounded and shown."""

import math

import pytest

from actuary.units import (
    Age,
    Date,
    Money,
    Months,
    Number,
    People,
    Quantity,
    Share,
    Switch,
    of_columns,
)

RATE = Share(0, 0.3, of="covered wages")
AGE = Age(45, 70)


@pytest.mark.parametrize(
    ("unit", "written", "value", "change"),
    [
        (RATE, "9 %", 9 / 100, ""),
        (RATE, "9%", 9 / 100, ""),
        (RATE, "９．５％", 95 / 1000, ""),
        (RATE, "5 ‰", 5 / 1000, ""),
        (RATE, "-1.5 pp", -15 / 1000, "points"),
        (RATE, "−1.5 pp", -15 / 1000, "points"),
        (RATE, "+5 %", 5 / 100, "proportion"),
        (RATE, "-50 %", -1 / 2, "proportion"),
        (Share(-0.1, 0.2), "= -0.5 %", -5 / 1000, ""),
        (Share(-0.1, 0.2), "-0.5 pp", -5 / 1000, "points"),
        (Money(), "380 元", 380, ""),
        (Money(), "1,234.5 元", 1234.5, ""),
        (Money(), "25.06亿元", 2_506_000_000, ""),
        (Money(), "8,993 万元", 89_930_000, ""),
        (Money(), "3 千元", 3_000, ""),
        (Money(), "2 百万元", 2_000_000, ""),
        (Money(), "1.5 亿", 150_000_000, ""),
        (Money(), "380 yuan", 380, ""),
        (Money(), "+30 元", 30, "points"),
        (Money(), "-5 %", -5 / 100, "proportion"),
        (People(), "269 万人", 2_690_000, ""),
        (People(), "7,512 人", 7512, ""),
        (AGE, "60 years 3 months", 60 + 3 / 12, ""),
        (AGE, "60.25 years", 60.25, ""),
        (AGE, "60 岁 3 个月", 60.25, ""),
        (AGE, "６０岁", 60, ""),
        (AGE, "+6 months", 6 / 12, "points"),
        (AGE, "-1 year 6 months", -1.5, "points"),
        (Months(), "2 months", 2, ""),
        (Months(), "2 个月", 2, ""),
        (Number(), "0.8", 0.8, ""),
        (Number(), "+0.1", 0.1, "points"),
        (Number(-2, 2), "= -0.9", -0.9, ""),
        (Switch(), "on", 1, ""),
        (Switch(), "no", 0, ""),
    ],
)
def test_read(unit, written, value, change):
    assert unit.read(written) == Quantity(value, change)


def test_shares_are_exact():
    assert RATE.read("1.1 %").value == 0.011 != 1.1 * 0.01


SHARE_OF_WAGES = "a share of covered wages, from 0 % to 30 %"


@pytest.mark.parametrize(
    ("unit", "written", "right"),
    [
        (RATE, "950 %", SHARE_OF_WAGES),
        (RATE, "6", "6 %, not 6: a share needs %"),
        (RATE, "0.06", "0.06 % or 6 %, not 0.06: a share needs %"),
        (RATE, "950", SHARE_OF_WAGES),
        (RATE, "nine", SHARE_OF_WAGES),
        (RATE, "", SHARE_OF_WAGES),
        (RATE, "6 元", SHARE_OF_WAGES),
        (RATE, "1,23 %", SHARE_OF_WAGES),
        (RATE, "9 pp", "+9 pp or -9 pp, if a change is meant: a change has a sign"),
        (RATE, "+5", "a change of a share, in points (+5 pp) or in proportion (+5 %)"),
        (RATE, "-6 元", "a change of a share, in points (-1.5 pp) or in proportion (-1.5 %)"),
        (RATE, "+40 pp", "a change, from -30 pp to +30 pp"),
        (RATE, "-150 %", "a change in proportion, -100 % at most"),
        (Share(-0.1, 0.2), "-0.5 %", "= -0.5 %, if a level below zero is meant: a minus alone is a change"),
        (Money(), "380", "380 元, not 380: an amount of money needs 元, 万元 or 亿元"),
        (Money(0, 10_000), "2 万元", "an amount of money, from 0 元 to 1 万元"),
        (Money(), "6 %", "an amount of money, 0 元 or more"),
        (People(), "269", "269 人, not 269: a number of people needs 人 or 万人"),
        (AGE, "60", "60 years, not 60: an age needs years"),
        (AGE, "6", "an age, from 45 years to 70 years"),
        (AGE, "60 years 15 months", "an age, from 45 years to 70 years"),
        (AGE, "60.5 years 3 months", "an age, from 45 years to 70 years"),
        (AGE, "+5 %", "an age, from 45 years to 70 years"),
        (Months(), "2", "2 months, not 2: a number of months needs months"),
        (Number(-math.inf), "a lot", "a number, written like 1"),
        (Switch(), "maybe", "on or off"),
    ],
)
def test_what_would_be_right(unit, written, right):
    with pytest.raises(ValueError) as told:
        unit.read(written)
    assert str(told.value) == right


def test_bounds_belong_to_what_is_right():
    assert RATE.read("0 %").value == 0
    assert RATE.read("30 %").value == 0.3  # as a float a little less than three tenths
    assert Share(0.05, 0.16).read("+11 pp").value == 0.11


@pytest.mark.parametrize(
    ("unit", "value", "change", "shown"),
    [
        (RATE, 0.085, "", "8.5 %"),
        (RATE, 0.0035, "", "0.35 %"),
        (RATE, 2 / 3, "", "66.67 %"),
        (RATE, 0.1 + 0.2, "", "30 %"),
        (RATE, -0.015, "points", "-1.5 pp"),
        (RATE, 0.05, "proportion", "+5 %"),
        (RATE, 0.0, "", "0 %"),
        (Money(), 2.506e9, "", "25.06 亿元"),
        (Money(), 123_456_000_000, "", "1,234.56 亿元"),
        (Money(), 89_930_000, "", "8,993 万元"),
        (Money(), 380, "", "380 元"),
        (Money(), 30, "points", "+30 元"),
        (People(), 2_690_000, "", "269.0 万人"),
        (People(), 7512, "", "7,512 人"),
        (AGE, 60.25, "", "60 years 3 months"),
        (AGE, 1 + 1 / 12, "", "1 year 1 month"),
        (AGE, 63, "", "63 years"),
        (AGE, 60.1, "", "60.1 years"),
        (AGE, 0.5, "points", "+6 months"),
        (AGE, 0, "", "0 years"),
        (Months(), 1, "", "1 month"),
        (Months(), 2.5, "", "2.5 months"),
        (Number(), -0.9, "", "-0.9"),
        (Switch(), 1, "", "on"),
    ],
)
def test_show(unit, value, change, shown):
    assert unit.show(value, change) == shown


@pytest.mark.parametrize(
    ("value", "unit", "figure"),
    [
        ("25.06", "亿元", 2_506_000_000),
        ("1,649", "亿元", 164_900_000_000),
        ("8", "%", 8 / 100),
        ("15.2", "%", 152 / 1000),
        ("6.39", "‰", 639 / 100_000),
        ("343.7", "万人", 3_437_000),
        ("12.5", "万人次", 125_000),
        ("2.5", "pp", 25 / 1000),
        ("380", "元", 380),
        ("6210", "元/月", 6210),
        ("2.81", "ratio", 2.81),
        ("128", "days", 128),
        ("30", "months", 30),
        ("2030", "year", 2030),
        ("1.30", "births per woman", 1.3),
        ("-0.9", "number", -0.9),
        ("3.2", "万亿元", 3_200_000_000_000),
    ],
)
def test_of_columns(value, unit, figure):
    assert of_columns(value, unit) == figure


@pytest.mark.parametrize(
    ("value", "unit"),
    [("1", "yuan-ish"), ("1", ""), ("1", "亿万元"), ("", "元"), ("n/a", "%"), ("nan", "元")],
)
def test_a_column_without_sense(value, unit):
    with pytest.raises(ValueError, match=r"is not a number|no unit is written"):
        of_columns(value, unit)


def test_dates():
    assert Date.read("2020") == Date(2020, None)
    assert Date.read("2020-02") == Date(2020, 2)
    assert [str(Date(2020, None)), str(Date(2020, 2))] == ["2020", "2020-02"]


@pytest.mark.parametrize("written", ["2020-13", "2020-00", "2020-2", "20-02", "1850", "2020-02-30", "soon", ""])
def test_no_date(written):
    with pytest.raises(ValueError, match="written 2020 or 2020-02"):
        Date.read(written)
