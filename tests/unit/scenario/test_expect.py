"""The section `expect`: how bounds and years are written, and what is said of those that cannot be."""

import math
from pathlib import Path

import pytest

from actuary.errors import Mistakes
from actuary.levers.shape import Refused
from actuary.measures import UNITS, YEARLY
from actuary.scenario.check import checked
from actuary.scenario.expect import Expectation, bounds_in, expectations_in, years_in
from actuary.scenario.loading import load
from actuary.text import parse

MONTHS, MONEY, COVERAGE, RATIO = (
    UNITS["reserve_months"], UNITS["surplus"], YEARLY["coverage_rate"], YEARLY["subsidy_per_premium"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "unit", "low", "high"),
    [
        ("at least 6 months", MONTHS, 6, math.inf),
        (">= 6 months", MONTHS, 6, math.inf),
        ("≥6 个月", MONTHS, 6, math.inf),
        ("＞＝６ 个月", MONTHS, 6, math.inf),
        ("At Least 6 months", MONTHS, 6, math.inf),
        ("at most 97 %", COVERAGE, -math.inf, 0.97),
        ("<= 2", RATIO, -math.inf, 2),
        ("≤ 2", RATIO, -math.inf, 2),
        ("6 months to 9 months", MONTHS, 6, 9),
        ("6 to 9 months", MONTHS, 6, 9),
        ("9 months to 9 months", MONTHS, 9, 9),
        ("9,000 万元 to 1.5 亿元", MONEY, 9e7, 1.5e8),
        ("at least -1.5 亿元", MONEY, -1.5e8, math.inf),
        ("= -2 亿元 to +1 亿元", MONEY, -2e8, 1e8),
        ("-2 to -1 亿元", MONEY, -2e8, -1e8),
        ("1.5 to 2", RATIO, 1.5, 2),
    ],
)
def test_bounds_as_they_are_written(written: str, unit: object, low: float, high: float) -> None:
    assert bounds_in(written, unit) == (low, high)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "unit", "right"),
    [
        ("6 months", MONTHS, "at least 6 months, at most 6 months, or a range: 6 months to another"),
        ("at least 6", MONTHS, "6 months, not 6: a number of months needs months"),
        ("at least 6 %", MONTHS, "a number of months, written like 1 month"),
        ("at least 95", COVERAGE, "95 %, not 95: a share needs %"),
        ("at least 95 pp", COVERAGE, "a share, from 0 % to 100 %"),
        ("at least 120 %", COVERAGE, "a share, from 0 % to 100 %"),
        ("9 months to 6 months", MONTHS, "the lower end first: 6 months to 9 months"),
        ("9 to 6 months", MONTHS, "the lower end first: 6 months to 9 months"),
        ("at least", MONTHS, "a number of months, written like 1 month"),
        (
            "6 to",
            MONTHS,
            "at least or at most so much, or so much to so much: a number of months, written like 1 month",
        ),
        (
            "> 2 亿元",
            MONEY,
            "at least or at most so much, or so much to so much: an amount of money, written like 1 元",
        ),
        ("", RATIO, "at least or at most so much, or so much to so much: a number, 0 or more"),
        ({"a": "b"}, RATIO, "at least or at most so much, or so much to so much: a number, 0 or more"),
    ],
)
def test_bounds_that_cannot_be(written: object, unit: object, right: str) -> None:
    with pytest.raises(ValueError) as found:
        bounds_in(written, unit)  # type: ignore[arg-type]
    assert str(found.value) == right


def test_years_as_they_are_written() -> None:
    assert years_in("2025") == range(2025, 2026)
    assert years_in("2021 to 2025") == range(2021, 2026)


@pytest.mark.parametrize("written", ["2025-06", "2021-2025", "soon", "2021 to", "", "2021 to 2025 to 2030"])
def test_years_that_cannot_be(written: str) -> None:
    with pytest.raises(ValueError, match="a year, or the first and the last of several: 2025, 2021 to 2025"):
        years_in(written)


def test_the_earlier_year_comes_first() -> None:
    with pytest.raises(ValueError, match="the earlier year first: 2021 to 2025"):
        years_in("2025 to 2021")


def test_a_section_in_the_order_of_its_lines() -> None:
    written = {
        "resident": {"surplus": {"2030": "at least 0 元"}},
        "coverage_rate": {"2021 to 2025": "at least 95 %"},
        "employee": {"reserve_months": {"2025": "6 months to 9 months", "2026": ">= 6 months"}},
    }
    assert expectations_in(written) == (
        Expectation("resident", "surplus", 2030, 2030, 0, math.inf, "at least 0 元"),
        Expectation("", "coverage_rate", 2021, 2025, 0.95, math.inf, "at least 95 %"),
        Expectation("employee", "reserve_months", 2025, 2025, 6, 9, "6 months to 9 months"),
        Expectation("employee", "reserve_months", 2026, 2026, 6, math.inf, ">= 6 months"),
    )
    assert expectations_in({}) == ()


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ({"employe": {}}, "no fund and no measure has this name; did you mean employee?"),
        ({"coverage_rat": {}}, "no fund and no measure has this name; did you mean coverage_rate?"),
        (
            {"employee.reserve_months": {}},
            "the measure on a line of its own below the fund: employee: {reserve_months: …}",
        ),
        (
            {"surplus": {}},
            "below a fund, as resident: {surplus: …}; the funds are employee, employee_account, resident, maternity, "
            "long_term_care, employee_scheme, all",
        ),
        ({"maternity": {"reserves": {}}}, "a fund has no such measure: income, spending, balance, surplus, reserve_months, "
         "cumulative_surplus"),
        ({"all": {"policy_ratio": {}}}, "policy_ratio of resident or employee_scheme"),
        ({"resident": {"policy_ratios": {}}}, "a fund has no such measure; did you mean policy_ratio?"),
        ({"resident": {"take_up": {}}}, "take_up by itself, not below a fund"),
        ({"resident": {}}, "measures with years, such as surplus: {2025: at least 0 元}"),
        ({"resident": "much"}, "measures with years, such as surplus: {2025: at least 0 元}"),
        ({"take_up": "at least 95 %"}, "years with what is expected in them: {2025: at least 100 %}"),
    ],
    ids=str,
)  # fmt: skip
def test_names_that_cannot_be(written: dict[str, object], right: str) -> None:
    with pytest.raises(Refused) as found:
        expectations_in(written)
    (wrong,) = found.value.wrongs
    assert wrong.right == right


def test_only_projected_years_can_be_expected() -> None:
    text = "title: t\narea: meishan\nbase: 2019\nto: 2030\nexpect:\n  coverage_rate:\n"
    with pytest.raises(Mistakes) as found:
        checked(parse(text + "    {2019: at least 1 %, 2020 to 2031: at least 1 %, 2030: at least 1 %}\n", "x"), "x")
    assert [(one.wrong, one.right) for one in found.value.mistakes] == [
        ("2019", "a projected year: 2020 to 2030"),
        ("2020 to 2031", "a projected year: 2020 to 2030"),
    ]


def test_a_variant_expects_what_its_parent_does_unless_it_says_otherwise(tmp_path: Path) -> None:
    texts = {
        "plan": "title: plan\nbased_on: meishan\nexpect: {coverage_rate: {2025: at least 95 %}}\n",
        "same": "title: same\nbased_on: plan\n",
        "other": "title: other\nbased_on: plan\nexpect: {resident: {surplus: {2030: at least 0 元}}}\n",
        "nothing": "title: nothing\nbased_on: plan\nexpect: {}\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    expect = {name: load(tmp_path / f"{name}.yaml").expect for name in texts}
    assert expect["same"] == expect["plan"] != ()
    assert [(one.group, one.measure) for one in expect["other"]] == [("resident", "surplus")]
    assert expect["nothing"] == ()
    assert load("meishan").expect == ()


def test_an_expectation_can_be_set() -> None:
    (one,) = load("meishan", "expect.resident.reserve_months.2021 to 2025=at least 6 months").expect
    assert (one.group, one.first, one.last, one.low) == ("resident", 2021, 2025, 6)
