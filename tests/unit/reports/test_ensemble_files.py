"""An ensemble for spreadsheets."""

import csv
import io
from typing import Any

from actuary.reports.ensemble_files import columns, ensemble_csv
from tests.unit.reports.made_futures import ensemble


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_row_for_each_year_and_statistic() -> None:
    head, *found = rows(ensemble_csv(ensemble(), "en"))
    assert head == ["Year", "Scheme", "Measure", "Statistic", "Value", "Unit"]
    assert ["2020", "Residents", "spending", "50 % quantile", "130000", "万元"] in found  # 12 + 1 亿元
    assert ["", "Residents", "surplus", "first deficit in the year: never", "0.009901", "ratio"] in found  # 1 of 101
    assert {len(row) for row in found} == {6}


def test_in_chinese() -> None:
    head, *found = rows(ensemble_csv(ensemble(), "zh"))
    assert head == ["年份", "险种", "指标", "统计量", "数值", "单位"]
    assert ["2020", "城乡居民医保", "支出", "50%分位数", "130000", "万元"] in found


def test_columns_beside_a_run_have_nothing_in_the_base_year() -> None:
    found: dict[str, Any] = dict(columns(ensemble(), "en"))
    median = found["Residents: reserve months, 50 % quantile (months)"]
    assert len(median) == 17
    assert median[0] == ""
    assert float(median[2]) == round(12 * 17 / 14, 6)
    assert found["Residents: chance of a deficit in the year (ratio)"][1] == "0.990099"
