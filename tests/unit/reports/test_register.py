"""Lists of what there is."""

import csv
import io

import pytest

from actuary.errors import Mistakes
from actuary.law import RULES
from actuary.levers import lever_names
from actuary.reports import coverage, register
from actuary.reports.page import plain_text
from actuary.scenario.bundled import bundled_names

EVERYTHING = {
    "scenarios": register.scenarios,
    "levers": register.levers,
    "rules": register.rules,
    "figures": register.all_figures,
    "sources": register.sources,
    "mechanisms": coverage.items,
}


@pytest.mark.parametrize("kind", EVERYTHING)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_one_line_each(kind: str, lang: str) -> None:
    items = EVERYTHING[kind]()
    lines = plain_text(register.listed(items, lang)).split("\n")  # type: ignore[arg-type]
    assert [line.split()[0] for line in lines] == [item.name for item in items]
    assert all(len(line.split()) > 1 for line in lines)


def test_a_lever_and_its_fields_have_their_chinese_names() -> None:
    assert {item.name: item.about["zh"] for item in register.levers()}["budget"] == "总额预算"
    page = plain_text(register.one("levers", register.levers(), "budget", "zh")).splitlines()
    assert [row.split() for row in page if row.startswith("  surplus_kept ")] == [["surplus_kept", "结余留用比例"]]
    assert "  可分：职工住院（employee_inpatient）、职工门诊（employee_outpatient）" in "\n".join(page)


@pytest.mark.parametrize("kind", EVERYTHING)
def test_for_a_spreadsheet_each_is_a_row(kind: str) -> None:
    items = EVERYTHING[kind]()
    rows = list(csv.reader(io.StringIO(register.listed_csv(items, "zh").decode("utf-8-sig"), newline="")))
    assert rows == [[item.name, item.about["zh"]] for item in items]


def test_the_lists_are_complete() -> None:
    assert [item.name for item in register.scenarios()] == bundled_names()
    assert [item.name for item in register.levers()] == list(lever_names())
    assert [item.name for item in register.rules()] == list(RULES)


@pytest.mark.parametrize("kind", EVERYTHING)
def test_each_has_a_page(kind: str) -> None:
    items = EVERYTHING[kind]()
    for item in items:
        assert plain_text(register.one(kind, items, item.name, "en")).startswith(item.name)


def test_a_lever_shows_its_fields_units_and_an_example() -> None:
    told = plain_text(register.one("levers", register.levers(), "contribution_rate", "en"))
    assert "the employer's part, share of covered wages" in told
    assert "a share of covered wages, from 0 % to 30 %, by month" in told
    assert "contribution_rate: employer: {2027: 7 %}" in told


def test_a_field_shows_its_rule_the_nations_law_and_what_it_moves_nothing_without() -> None:
    told = plain_text(register.one("levers", register.levers(), "payment_method", "en"))
    assert "by payer and year; moves nothing without payment_method.bed_day\n" in told
    assert "by payer and year; moves nothing without payment_method.capitation\n" in told
    assert "bed_day_share: China, 2008: employee 0 %, resident 0 %\n" in told
    chinese = plain_text(register.one("levers", register.levers(), "chronic_cover", "zh"))
    assert "two_disease_ratio: 全国, 2008年: 50 %\n" in chinese


def test_a_lever_by_service_names_the_services() -> None:
    told = plain_text(register.one("levers", register.levers(), "resident_benefits", "en"))
    assert "a share, from 0 % to 100 %, by service and year" in told
    assert "Services: inpatient_tertiary, " in told


def test_a_wrong_name_has_a_nearest_one() -> None:
    with pytest.raises(Mistakes, match="did you mean contribution_rate"):
        register.one("levers", register.levers(), "contribution_rat", "en")
