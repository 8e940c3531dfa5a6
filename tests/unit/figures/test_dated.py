"""The law of the nearest place at a date, read from a folder of its own and from the data."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actuary.figures import dated
from actuary.figures.dated import held, in_force, nearest_written, written
from actuary.law import RULES
from actuary.units import Date

RATE = """
title: {en: Rate, zh: 费率}
unit: share
period: month
beyond: held
values:
  china:
    2020-03: {value: 7 %, source: s2, article: second, status: derived}
    1998-12: {value: 6 %, source: s1, article: first, status: published}
  meishan:
    2019: {value: 8 %, source: s3, article: third, status: assumed}
"""
CAP = """
title: {en: Cap, zh: 限额}
unit: money
period: year
by: service
beyond: held
values:
  china:
    2008:
      value: {inpatient_tertiary: 25 万元, inpatient_secondary: 20 万元, outpatient: 400 元}
      source: s1
      article: first
      status: assumed
"""


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A law of two rules."""
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "employer_rate.yaml").write_text(RATE, encoding="utf-8")
    (tmp_path / "law" / "resident_cap.yaml").write_text(CAP, encoding="utf-8")
    monkeypatch.setattr(dated, "data_folder", lambda: tmp_path)
    forgotten = (written, dated._nearest)
    for reader in forgotten:
        reader.cache_clear()
    yield
    for reader in forgotten:
        reader.cache_clear()


@pytest.mark.usefixtures("law")
@pytest.mark.parametrize(
    ("place", "date", "value", "article"),
    [
        ("china", Date(1998, 12), 0.06, "first"),
        ("china", Date(2020, 2), 0.06, "first"),
        ("china", Date(2020, 3), 0.07, "second"),
        ("china", Date(2050, None), 0.07, "second"),
        ("sichuan", Date(2020, 3), 0.07, "second"),
        ("meishan", Date(2019, 1), 0.08, "third"),
        ("meishan", Date(2020, 3), 0.08, "third"),
    ],
)
def test_the_last_value_of_the_nearest_place_holds(place: str, date: Date, value: float, article: str) -> None:
    found = in_force("employer_rate", place, date)
    assert (found.values, found.article) == ((value,), article)
    assert found.spot == ("meishan" if article == "third" else "china")


@pytest.mark.usefixtures("law")
def test_before_the_first_value_no_law_is_known() -> None:
    """A place with values of its own does not fall back on the nation's."""
    with pytest.raises(LookupError, match="employer_rate: no law known for china in 1998"):
        in_force("employer_rate", "china", Date(1998, 11))
    with pytest.raises(LookupError, match="meishan in 2018"):
        in_force("employer_rate", "meishan", Date(2018, 12))


@pytest.mark.usefixtures("law")
def test_of_values_in_hand_the_last_one_not_later_holds() -> None:
    values = nearest_written("employer_rate", "china")
    assert [held(values, Date(2020, month)).article for month in (2, 3)] == ["first", "second"]
    with pytest.raises(LookupError, match="no law known in 1997"):
        held(values, Date(1997, 12))


@pytest.mark.usefixtures("law")
def test_a_year_without_a_month_is_its_january() -> None:
    assert in_force("employer_rate", "china", Date(2020, None)).values == (0.06,)


@pytest.mark.usefixtures("law")
def test_a_rule_by_service_has_one_value_for_each() -> None:
    found = in_force("resident_cap", "china", Date(2020, 12))
    assert found.values == (250_000, 200_000, 400)
    assert found.text == "inpatient_tertiary 25 万元, inpatient_secondary 20 万元, outpatient 400 元"


@pytest.mark.usefixtures("law")
def test_a_value_says_where_it_stands_and_who_says_so() -> None:
    rule = written("employer_rate")
    assert (rule.title, rule.beyond) == ({"en": "Rate", "zh": "费率"}, "held")
    assert [str(value.date) for value in rule.values["china"]] == ["1998-12", "2020-03"]
    first = rule.values["china"][0]
    assert (first.source, first.status, first.where.line, first.where.col) == ("s1", "published", 9, 5)


def test_a_rule_that_the_law_does_not_know() -> None:
    with pytest.raises(KeyError):
        written("employers_rate")


@pytest.mark.parametrize("rule", RULES)
def test_every_written_value_lies_within_the_bounds_of_its_rule(rule: str) -> None:
    unit = RULES[rule].unit
    for values in written(rule).values.values():
        for value in values:
            assert all(unit.low <= one <= unit.high for one in value.values), value.where


@pytest.mark.parametrize(
    ("rule", "place", "date", "value"),
    [
        ("resident_premium", "meishan", Date(2021, 12), 280),
        ("resident_premium", "china", Date(2026, 12), 400),
        ("resident_subsidy", "china", Date(2024, 12), 670),
        ("employer_relief", "china", Date(2020, 6), 0.5),
        ("employer_relief", "china", Date(2020, 7), 0.0),
        ("employer_relief", "meishan", Date(2020, 12), 0.25),
        ("employer_relief", "meishan", Date(2021, 1), 0.0),
        ("retirement_age_men", "kaizhou", Date(2024, 12), 60),
        ("retirement_age_men", "kaizhou", Date(2040, 12), 63),
        ("retirement_age_women", "china", Date(2025, 12), 50 + 4 / 12),
        ("maternity_leave_days", "jiangxi", Date(2023, 12), 188),
        ("maternity_leave_days", "zibo", Date(2023, 12), 158),
    ],
)
def test_the_law_of_today(rule: str, place: str, date: Date, value: float) -> None:
    assert in_force(rule, place, date).values == pytest.approx((value,))


def test_men_retire_by_what_the_decision_of_2024_says() -> None:
    """A month later for every four months of birth from 2025 on: 36 months in 15 years of calendar time."""
    for year in range(2025, 2040):
        later = 36 / 15 * (year - 2024) / 12
        assert in_force("retirement_age_men", "china", Date(year, 12)).values[0] == pytest.approx(60 + later, abs=1e-9)
