"""The table of a comparison of several areas."""

import csv
import io
import json
import re

from actuary.pooling.comparison import AreasComparison, compare_areas
from actuary.reports.areas_differences import differences_csv, differences_dict, table
from actuary.reports.page import plain_text
from actuary.reports.projection import Look
from tests.unit.pooling.made import met

FUND = "{resident: {levy: {2022: 4 %}, payout: {2022: 70 %}}}"


def compared() -> AreasComparison:
    return compare_areas(met(), met(FUND))


def shown(of: AreasComparison) -> str:
    return plain_text(table(of, Look("en", 160), str))


def test_what_a_fund_moves_from_the_year_before_it_does() -> None:
    text = shown(compared())
    assert re.search(r"^ +2021 +2022 +2023 +2024$", text, re.MULTILINE)
    moved = compared().difference(met(FUND))["jiangxi", "resident", "balance"]
    row = re.search(r"Residents: balance by area\n.*\n  Jiangxi +(.*)", text)
    assert row is not None
    assert row[1].split() == ["0.00", *(f"{value / 1e8:+,.2f}" for value in moved[2:])]
    assert "pooling.resident.levy   (two.yaml:5:" in text
    assert "Employee pool" not in text


def test_no_difference_is_told() -> None:
    assert "No difference" in shown(compare_areas(met(), met()))


def test_for_other_programs() -> None:
    content = json.loads(json.dumps(differences_dict(compared()), allow_nan=False))
    (variant,) = content["variants"]
    assert variant["moved"] == ["pooling.resident.levy", "pooling.resident.payout"]
    assert variant["differences"][""]["resident"]["adjustment_fund"][2] >= 0
    assert variant["differences"]["jiangxi"]["resident"]["levied"][2] > 0
    rows = list(csv.reader(io.StringIO(differences_csv(compared(), "en").decode("utf-8-sig"))))
    assert rows[0][:5] == ["Variant", "area", "Scheme", "Measure", "Unit"]
    assert {row[1] for row in rows[1:]} == {"All areas", "Jingzhou", "Jiangxi"}
