"""The page of a worked year: it fits, it says where every number comes from, in both languages, and exports all digits."""

import csv
import io
import re

import pytest

from actuary.analysis.worked.year import Worked, worked_year
from actuary.reports.page import plain_text, width
from actuary.reports.worked import COLUMNS, table, worked_csv, worked_dict
from tests.runs import ran


@pytest.fixture(scope="module", params=["employee", "resident"])
def worked(request: pytest.FixtureRequest) -> Worked:
    return worked_year(ran("meishan"), 2021, request.param)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [80, 160])
def test_no_line_is_broader_than_the_page(worked: Worked, lang: str, columns: int) -> None:
    page = plain_text(table(worked, lang, columns))  # type: ignore[arg-type]
    assert max(width(line) for line in page.splitlines()) <= min(columns, 100)


def test_every_step_is_on_the_page(worked: Worked) -> None:
    lines = plain_text(table(worked, "en", 100)).splitlines()
    names = {line.split()[0] for line in lines if line.startswith("  ") and line.strip()}
    assert {step.name for section in worked.sections for step in section.steps} <= names


def test_a_line_of_the_page_has_value_unit_and_source() -> None:
    page = re.sub(" +", " ", plain_text(table(worked_year(ran("meishan"), 2021, "resident"), "en", 100)))
    assert "\n resident_premium 280 元 law: Resident's own premium\n" in page
    assert "\n take_up_response -88.6 figure: take_up_premium_response\n" in page
    assert "\n subsidy_timing 0.05 0.05 0.15 0.1 0.05 0.15\n figure: subsidy_tranches\n" in page
    assert re.search(r"\n reserve_months [0-9.]+ months = 12 x balance_at_end / spending\n", page)
    assert "\nResidents\n payable" in page


def test_the_chinese_page_has_the_bureaus_words() -> None:
    page = plain_text(table(worked_year(ran("meishan"), 2021, "resident"), "zh", 100))
    assert page.startswith("眉山市（现行政策）：城乡居民医保2021年手工演算")
    for heading in ("人数", "收入", "分服务类别的医疗费用", "逐月收支：城乡居民医保", "与程序结果核对（万元；月）"):
        assert f"\n{heading}\n" in page


def test_a_large_fund_is_told_in_larger_units() -> None:
    page = plain_text(table(worked_year(ran("china"), 2030, "employee"), "en", 100))
    assert "亿元" in page
    assert "万元" not in page


def test_the_csv_has_every_number_in_full(worked: Worked) -> None:
    head, *rows = csv.reader(io.StringIO(worked_csv(worked).decode("utf-8-sig")))
    assert tuple(head) == COLUMNS
    values = {(row[0], row[2], row[3]): float(row[4]) for row in rows if not row[1]}
    for section in worked.sections:
        for step in section.steps:
            if not section.pool and not step.axis:
                assert values[section.name, step.name, ""] == float(step.value)
    assert {row[2] for row in rows if row[0] == "worked_checks"} == {check.name for check in worked.checks}


def test_the_dictionary_is_plain(worked: Worked) -> None:
    found = worked_dict(worked)
    assert (found["year"], found["pool"]) == (2021, worked.payer)
    care = next(section for section in found["sections"] if section["name"] == "worked_care")
    cost = next(step for step in care["steps"] if step["name"] == "cost_of_case")
    assert cost["formula"] == "cost_level x cost_of_visit x price x visits / cases"
    assert set(cost["value"]) >= {"inpatient_tertiary", "pharmacy"}
    assert [check["difference"] for check in found["checks"]] == [check.difference for check in worked.checks]
