"""How the coverage of a back-test looks."""

import csv
import io
from typing import Any

import pytest

from actuary.analysis.past.coverage import Case, Coverage
from actuary.figures.history import nation
from actuary.reports.backtest import rows_csv
from actuary.reports.backtest_coverage import COLUMNS, cells_of, coverage_dict, coverage_table
from actuary.reports.page import plain_text, width
from tests.unit.reports.test_backtest import made


def case(year: int, alike: float, published: float) -> Case:
    return Case("resident", "spending", 2019, year, 100e8, (90e8, 80e8), (110e8, 120e8), published, alike)


def held() -> Coverage:
    """A year ahead within both, two years ahead within 95 % alone, and as published within neither."""
    return Coverage(
        nation(), 1000, 7, (case(2020, 100e8, 100e8), case(2021, 115e8, 130e8)), 1.2, {2018: 1.15, 2019: 1.3}
    )


def said(columns: int = 100, lang: Any = "en", found: Coverage | None = None) -> list[list[str]]:
    return [line.split() for line in plain_text(coverage_table(found or held(), lang, columns)).splitlines()]


def test_a_row_has_cases_and_shares_within_the_intervals() -> None:
    lines = said()
    assert ["spending", "1", "1", "100", "100", "100", "100"] in lines
    assert ["2", "1", "0", "100", "0", "0"] in lines
    assert ["1-5", "2", "50", "100", "50", "50"] in lines


def test_head_and_foot_say_what_was_drawn_and_how_wide() -> None:
    text = " ".join(plain_text(coverage_table(held(), "en", 100)).split())
    assert "1,000 draws from each year-end (seed 7)" in text
    assert "1.20 times as wide" in text and "1.15 to 1.30" in text
    assert "the same in every draw" in text


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [80, 100])
def test_it_fits(lang: Any, columns: int) -> None:
    page = coverage_table(held(), lang, columns)
    assert max(width("".join(span.text for span in row)) for row in page) <= columns


def test_nothing_drawn_is_said() -> None:
    assert said(found=held()._replace(cases=())) == [
        ["No", "forecast", "of", "these", "books", "can", "be", "held", "against", "anything."]
    ]


def test_the_rows_of_a_file_hold_the_intervals_beside_the_forecast() -> None:
    read = list(csv.reader(io.StringIO(rows_csv(made(), "en", COLUMNS, cells_of(held())).decode("utf-8-sig"))))
    head, near, far, months = read
    assert head[-5:] == ["people counted alike", "80 % from", "80 % to", "95 % from", "95 % to"]
    assert near[-5:] == ["1000000", "900000", "1100000", "800000", "1200000"]
    assert far[-5] == "1150000" and months[-5:] == [""] * 5
    assert len({len(row) for row in read}) == 1


def test_another_program_reads_every_case_and_share() -> None:
    told = coverage_dict(held())
    assert told["widths"] == {"2018": 1.15, "2019": 1.3} and told["width"] == 1.2
    assert [one["horizon"] for one in told["cases"]] == [1, 2]
    assert told["held"][-1] == {
        "pool": "resident", "measure": "spending", "horizon": None, "cases": 2, "alike": (0.5, 1.0), "published": (0.5, 0.5),
    }  # fmt: skip
