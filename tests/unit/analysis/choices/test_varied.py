"""A field of a lever from a date on: how it is asked for, written and searched."""

import math
from decimal import Decimal

import pytest

from actuary.analysis.choices.varied import Varied, read_range, read_varied, step_of, written
from actuary.law import RULES
from actuary.scenario.loading import load
from actuary.units import Age, Date, Money, Number, Share
from tests.runs import ran

PREMIUM = Varied("resident_financing", "premium", "", Date(2028, None))


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        (Money(), 512.0, "512 元"),
        (Money(), 464.021044148, "464.021044148 元"),
        (Money(), 1e8, "100000000 元"),
        (Share(0, 1), 0.0725, "7.25 %"),
        (Share(-1, 1), -0.005, "= -0.5 %"),
        (Number(0, 400, "days"), 158.0, "158"),
        (Age(40, 80), 62.5, "62.5 years"),
    ],
)
def test_a_value_is_written_as_a_scenario_reads_it(unit: Money, value: float, text: str) -> None:
    assert written(unit, value) == text
    assert unit.read(text) == (value, "")


def test_a_setting_names_lever_field_part_and_date() -> None:
    assert PREMIUM.setting(512.0) == "levers.resident_financing.premium.2028=512 元"
    ratio = Varied("resident_benefits", "ratio", "outpatient", Date(2027, None))
    assert ratio.setting(0.55) == "levers.resident_benefits.ratio.outpatient.2027=55 %"


def test_what_holds_today_is_what_the_law_has_made_of_it() -> None:
    base = ran("meishan")
    assert PREMIUM.held(base) == base.yearly["premium"][2028 - 2019]
    rate = Varied("contribution_rate", "employer", "", Date(2027, 4))
    assert rate.held(base) == 0.06
    assert rate.bounds(0.06) == (0.0, 0.3)
    assert PREMIUM.bounds(400.0) == (0.0, 1200.0)


def test_the_date_is_the_scenarios_own_or_the_first_projected_year() -> None:
    first, _ = read_varied("contribution_rate.employer", None, load("meishan"))
    assert first
    assert first.since == Date(2020, None)
    ahead, _ = read_varied("resident_financing.premium", None, load("meishan"))
    assert ahead
    assert ahead.since == Date(2021, None)  # the premium of 2020 was collected in 2019
    own, _ = read_varied("contribution_rate.employer", None, load("meishan_rate_cut"))
    assert own
    assert own.since == Date(2021, 1)


@pytest.mark.parametrize(
    ("text", "since", "wrong", "right"),
    [
        ("resident_finance.premium", None, "--vary resident_finance.premium", "did you mean resident_financing?"),
        ("resident_financing.premum", None, "--vary resident_financing.premum", "did you mean premium?"),
        ("resident_financing", None, "--vary resident_financing", "also a field of resident_financing: premium, "),
        ("resident_benefits.ratio", None, "--vary resident_benefits.ratio", "also a service: inpatient_tertiary, "),
        (
            "resident_benefits.ratio.dentist",
            None,
            "--vary resident_benefits.ratio.dentist",
            "no service is called dentist",
        ),
        ("resident_financing.premium.x", None, "--vary resident_financing.premium.x", "it has no parts"),
        ("maternity_merger.merged", None, "--vary maternity_merger.merged", "nothing lies between"),
        ("resident_financing.premium", "soon", "--from soon", "a year or a month of it"),
        ("resident_financing.premium", "2027-02", "--from 2027-02", "a year: this goes by year"),
        ("resident_financing.premium", "2050", "--from 2050", "one of the years that this run projects: 2020 to 2035"),
        ("premium", None, "--vary premium", "did you mean resident_financing.premium?"),
    ],
)
def test_a_mistake_is_told_with_what_would_be_right(text: str, since: str | None, wrong: str, right: str) -> None:
    found, mistakes = read_varied(text, since, load("meishan"))
    assert found is None
    assert [one.wrong for one in mistakes] == [wrong]
    assert right in mistakes[0].right


@pytest.mark.parametrize("text", ["300 元,600 元", "300 to 600 元", "300 元..600 元", "300 元, 600 元"])
def test_a_range_has_two_ends(text: str) -> None:
    assert read_range(text, Money()) == ((300.0, 600.0), [])


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("600 元,300 元", "the lower end first: 300 元 to 600 元"),
        ("300 元,300 元", "two different ends"),
        ("400-600 元", "two dots between the ends: 400..600 元"),
        ("300 元", "two ends, the lower one first"),
        ("3 %,6 %", "an amount of money"),
    ],
)
def test_a_range_that_is_none_is_told(text: str, right: str) -> None:
    found, mistakes = read_range(text, Money())
    assert found is None
    assert mistakes[0].wrong == f"--between {text}"
    assert right in mistakes[0].right


def test_steps_are_what_can_be_written() -> None:
    assert step_of(Money(), 400.0) == Decimal(1)
    assert step_of(Money(), 20.0) == Decimal("0.1")
    assert step_of(Money(), -20.0) == Decimal("0.1")
    assert step_of(Share(), 0.06) == Decimal("0.0001")


def test_every_rule_has_two_ends_between_which_it_can_be_searched() -> None:
    units = {name: rule.unit for name, rule in RULES.items() if rule.unit.name != "switch"}
    assert units
    assert [name for name, unit in units.items() if not -math.inf < unit.low < unit.high < math.inf] == []
