"""What a plan promised, as a table, a spreadsheet and another program are told of it."""

import csv
import io
import json
import re
from typing import Any

import numpy as np

from actuary.reports.differences import table as differences_table
from actuary.reports.expected import held, told
from actuary.reports.exports import differences_dict, funds_csv
from actuary.reports.files import json_text
from actuary.reports.page import plain_text, width
from actuary.reports.projection import Look, as_html, table
from tests.unit.reports.made import YEARS, compared, expecting, made, without_balance

WRITTEN: dict[str, Any] = {
    "employee_scheme": {"reserve_months": {"2025": "15 months to 25 months"}},
    "resident": {
        "reserve_months": {"2022": "6 months to 9 months", "2020 to 2024": "at least 6 months"},
        "surplus": {"2035": "at most -10 亿元"},
    },
    "premium": {"2030": "at least 410 元"},
}
"""The made scheme has 20 months for ever; the residents 20, 17.5, 14.6, 11.2, 7.5, 3.5 from 2019 on."""


def lines(results: Any, lang: Any = "en", columns: int = 200) -> list[str]:
    return plain_text(held(results, lang, columns)).split("\n")


def test_each_is_told_with_what_the_run_gives_and_by_how_much_it_misses() -> None:
    """Residents: 12 x 14 / 15 = 11.2 months in 2022, 2.2 over 9; 12 x 5 / 17 = 3.53 in 2024, 2.47 short of 6."""
    assert lines(expecting(WRITTEN, made())) == [
        "",
        "Expected: 2 of 5 met",
        "   Employee scheme, reserve months, 2025: expected 15 months to 25 months, found 20 months: met",
        "!  Residents, reserve months, 2022: expected 6 months to 9 months, found 11.2 months: missed by 2.2 months",
        "!  Residents, reserve months, 2020 to 2024: expected at least 6 months, found at worst 3.53 months in 2024: "
        "missed by",
        "   2.47 months, in 1 of 5 years",
        "   Residents, surplus, 2035: expected at most -10.00 亿元, found -16.00 亿元: met",
        "!  Own premium, 2030: expected at least 410 元, found 400 元: missed by 10 元",
    ]


def test_the_same_in_chinese_without_an_english_word() -> None:
    found = lines(expecting(WRITTEN, made()), "zh")
    assert found[1] == "预期目标：5项中达成2项"
    assert found[3] == "!  城乡居民医保可支付月数（2022年）：预期6个月至9个月，测算11.2个月，未达成，相差2.2个月"
    assert not re.search("[A-Za-z]", "".join(found))


def test_two_shares_are_apart_in_points() -> None:
    results = made()
    results.yearly["coverage_rate"] = np.full(len(YEARS), 0.9625)
    (outcome,) = expecting({"coverage_rate": {"2025": ">= 97 %"}}, results).expectations
    assert told(outcome, "en") == "Coverage, 2025: expected at least 97 %, found 96.25 %: missed by 0.75 pp"
    assert told(outcome, "zh").endswith("相差0.75个百分点")


def test_what_is_not_known_is_said_and_missed() -> None:
    results = expecting({"resident": {"reserve_months": {"2025": "at least 6 months"}}}, without_balance(made()))
    assert lines(results)[1:] == [
        "Expected: 0 of 1 met",
        "!  Residents, reserve months, 2025: expected at least 6 months, not known here: missed",
    ]


def test_lines_fit_the_width_asked_for() -> None:
    assert max(map(width, lines(expecting(WRITTEN, made()), columns=60))) <= 60


def test_the_section_stands_in_the_table_only_where_something_is_expected() -> None:
    assert "Expected" not in plain_text(table(made(), Look()))
    assert "\n\nExpected: 2 of 5 met\n" in plain_text(table(expecting(WRITTEN, made()), Look()))
    assert "Expected: 2 of 5 met" in as_html(expecting(WRITTEN, made()))


def test_a_comparison_tells_what_each_variant_meets() -> None:
    """The residents' surplus of 2035 is 12 - 28 = -16 in the base, 12 - 12 = 0 where spending stays."""
    written = {"resident": {"surplus": {"2035": "at least 0 元"}}}
    found = compared(made(), expecting(written, made()), expecting(written, made(change=0.0)))
    page = plain_text(differences_table(found, Look(columns=200), str))
    assert re.findall(r"Expected: .*", page) == ["Expected: 0 of 1 met", "Expected: 1 of 1 met"]
    told_to_programs = json.loads(json_text(differences_dict(found)))["variants"]
    assert [[one["met"] for one in variant["expectations"]] for variant in told_to_programs] == [[False], [True]]


def test_a_spreadsheet_has_the_ends_and_the_verdict_by_year() -> None:
    """Where two hold in a year, the narrower ends; money in 万元, premiums in yuan."""
    head, *rows = csv.reader(io.StringIO(funds_csv(expecting(WRITTEN, made()), "en").decode("utf-8-sig"), newline=""))
    cells = {int(row[0]): dict(zip(head, row, strict=True)) for row in rows}

    def by_year(name: str, *years: int) -> list[str]:
        return [cells[year][name] for year in years]

    months = "Residents, reserve months: "
    assert by_year(months + "lowest expected (months)", 2019, 2020, 2022, 2025) == ["", "6", "6", ""]
    assert by_year(months + "highest expected (months)", 2020, 2022) == ["", "9"]
    assert by_year(months + "met", 2019, 2021, 2022, 2024, 2025) == ["", "met", "missed", "missed", ""]
    assert by_year("Residents, surplus: highest expected (万元)", 2034, 2035) == ["", "-100000"]
    assert by_year("Own premium: lowest expected (元)", 2030) == ["410"]
    assert not any(name.startswith("Residents, surplus: lowest") for name in head)


def test_a_spreadsheet_has_what_it_would_not_have_otherwise() -> None:
    """Wages of 50,000 yuan every year; the premium and coverage stand there anyway, once."""
    written = {
        "wage": {"2030": "at least 6 万元"},
        "premium": {"2030": "at least 410 元"},
        "coverage_rate": {"2030": "at least 96 %"},
    }
    results = made()
    results.yearly["wage"] = np.full(len(YEARS), 50_000.0)
    head, *rows = csv.reader(io.StringIO(funds_csv(expecting(written, results), "en").decode("utf-8-sig"), newline=""))
    assert {row[head.index("Average wage (元)")] for row in rows} == {"50000"}
    assert rows[11][head.index("Coverage: lowest expected (ratio)")] == "0.96"
    assert "Average wage" not in funds_csv(made(), "en").decode("utf-8-sig")
    assert len(set(head)) == len(head)
