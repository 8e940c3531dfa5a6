"""How forecasts and their scores look."""

import csv
import io

import pytest

from actuary.analysis.past.forecasts import Cell, Event, Forecast
from actuary.analysis.past.published import Published
from actuary.analysis.past.scores import Score, score
from actuary.reports.forecasts import listing, rows_csv, scores_dict, table
from actuary.reports.page import plain_text, width

HUNDRED_MILLION = 1e8


def forecast(*cells: Cell, events: tuple[Event, ...] = (), level: float | None = None) -> Forecast:
    return Forecast("mine", "a guess", "me", "2021-03", "china", 2020, "", level, "", "", cells, events)


def scored() -> Score:
    """Residents' income 1 % too high with an interval that holds it, surplus 2 亿元 too low, months as they were."""
    cells = (
        Cell("resident", "income", 2021, 101e8, 99e8, 103e8),
        Cell("resident", "surplus", 2021, 3e8),
        Cell("resident", "reserve_months", 2021, 9.0),
        Cell("all", "balance", 2021, 1e8),
        Cell("resident", "income", 2030, 1e8),
    )
    accounts = {
        ("resident", "income", 2021): Published(100e8, "published"),
        ("resident", "surplus", 2021): Published(5e8, "derived"),
        ("resident", "reserve_months", 2021): Published(9.0, "published"),
    }
    return score(forecast(*cells, events=(Event("resident", "deficit", 2021),), level=0.8), accounts)


def test_errors_stand_under_their_years_with_their_summary_behind() -> None:
    lines = [line.split() for line in plain_text(table([scored()], "en", 100)).splitlines()]
    assert ["2021", "years", "bias", "mean", "RMSE", "inside"] in lines
    assert ["income,", "%", "+1.0", "1", "+1.0", "1.0", "1.0", "100", "%"] in lines
    assert ["surplus,", "亿元", "-2.00", "1", "-2.00", "2.00", "2.00"] in lines
    assert ["reserve", "months,", "months", "0.0", "1", "0.0", "0.0", "0.0"] in lines


def test_what_has_no_figure_is_said() -> None:
    text = plain_text(table([scored()], "en", 100))
    assert "Nobody published: All schemes balance 2021" in text
    assert "No accounts yet: 1 of its numbers, 2030" in text
    assert "Residents, first year of deficit: foreseen 2021, not so to 2021" in text
    assert "intervals of 80 %" in text
    assert "Held against 3 numbers, 1 of them derived" in text


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_table_keeps_to_its_width(lang: str, columns: int) -> None:
    """With 20 years of errors, as many as fit are shown, the first and the last among them."""
    years = range(2021, 2041)
    accounts = {("resident", "income", year): Published(100e8, "published") for year in years}
    found = score(forecast(*(Cell("resident", "income", year, 101e8) for year in years)), accounts)
    text = plain_text(table([found], lang, columns))  # type: ignore[arg-type]
    assert max(width(line) for line in text.splitlines()) <= columns
    heads = next(line for line in text.splitlines() if line.split()[:1] == ["2021"])
    assert "2040" in heads


def test_a_list_has_two_lines_each() -> None:
    one = forecast(Cell("resident", "income", 2021, 1e8), events=(Event("resident", "empty", 2030),))
    assert plain_text(listing([one], "en")).splitlines() == [
        "mine  China: a guess",
        "      me, made 2021-03, accounts known to 2020; numbers: 1, 2021, first year without money left 2030",
    ]


def test_a_spreadsheet_has_a_row_for_each_scored_number() -> None:
    rows = list(csv.reader(io.StringIO(rows_csv([scored()], "en").decode("utf-8-sig"))))
    assert rows[1] == [
        "mine", "2021-03", "Residents", "income", "2021", "1", "万元", "1010000", "990000", "1030000", "1000000",
        "published", "10000", "1",
    ]  # fmt: skip
    assert len(rows) == 4
    assert rows[3][6:8] == ["months", "9"]


def test_other_programs_get_yuan_and_nulls() -> None:
    (plain,) = scores_dict([scored()])
    assert plain["rows"][0]["difference"] == pytest.approx(1e8)
    assert plain["summaries"][1]["coverage"] is None
    assert plain["unpublished"] == [("all", "balance", 2021)]
    assert (plain["level"], plain["source"]) == (0.8, None)
