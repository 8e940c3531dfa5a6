"""How a back-test looks."""

import csv
import io
from typing import Any

import pytest

from actuary.analysis.past.backtest import Backtest, Forecast
from actuary.analysis.past.history_remarks import Remark
from actuary.figures.history import nation
from actuary.reports.backtest import backtest_dict, rows_csv, table
from actuary.reports.backtest_plots import pictures, spending_forecast
from actuary.reports.page import plain_text, width
from actuary.reports.plots import png
from tests.runs import looked_back
from tests.unit.reports.test_plots import PNG, texts

NAIVE = {"last_growth": 110e8, "mean_growth": 90e8, "damped_growth": 120e8}


def made() -> Backtest:
    """Residents' spending: 4 % too high a year ahead, 20 % two years ahead and across a change of scope."""
    near = Forecast("resident", "spending", 2019, 2020, 104e8, NAIVE, 100e8, False)
    far = Forecast("resident", "spending", 2019, 2021, 120e8, NAIVE, 100e8, True)
    months = Forecast("resident", "reserve_months", 2019, 2020, 9.0, dict.fromkeys(NAIVE, 8.0), 10.0, False)
    actual = {("resident", "spending"): {2018: 95e8, 2019: 98e8, 2020: 100e8, 2021: 100e8}}
    return Backtest(nation(), actual, (near, far, months))


def said(columns: int = 100, lang: Any = "en", found: Backtest | None = None) -> list[list[str]]:
    return [line.split() for line in plain_text(table(found or made(), lang, columns)).splitlines()]


def test_a_row_has_cases_errors_the_series_alone_and_the_skill() -> None:
    """4 % off against 10 % of the best: 1 - 4 / 10 = 0.60; 20 % against 10 %: -1.00; months 10 % off against 20 %: 0.50."""
    lines = said()
    assert ["ahead", "cases", "bias", "MAPE", "RMSE", "last", "mean", "damped", "skill"] in lines
    assert ["spending", "1", "1", "+4.0", "4.0", "4.0", "10.0", "10.0", "20.0", "0.60"] in lines
    assert ["2", "1", "+20.0", "20.0", "20.0", "10.0", "10.0", "20.0", "-1.00"] in lines
    assert ["reserve", "months", "1", "1", "-10.0", "10.0", "10.0", "20.0", "20.0", "20.0", "0.50"] in lines


def test_where_the_series_alone_did_better_is_said_in_words() -> None:
    assert "The series alone did better: Residents spending 2." in plain_text(table(made(), "en", 100))
    good = made()._replace(forecasts=made().forecasts[:1])
    assert "Nowhere did the series alone do better." in plain_text(table(good, "en", 100))


def test_what_changes_without_forecasts_across_a_change_of_scope_stands_below() -> None:
    """Of spending two years ahead nothing is left, a year ahead nothing changes."""
    near, far, _ = made().forecasts
    found = made()._replace(forecasts=(near, far, far._replace(model=110e8, crosses=False)))
    text = plain_text(table(found, "en", 100))
    below = text.partition("Residents, without forecasts across a change of scope")[2].split("\n\n")[0]
    assert ["spending", "2", "1", "+10.0"] in [line.split()[:4] for line in below.splitlines()]
    assert "without forecasts across" not in plain_text(table(made()._replace(forecasts=(near,)), "en", 100))


def test_the_foot_says_what_a_forecast_knew_and_what_tells_no_trend() -> None:
    text = " ".join(plain_text(table(made(), "en", 100, remarks=3)).split())
    assert "population, mortality, age profiles, long-run assumptions" in text
    assert "Read as one step of several years: 2020-2021, 2022-2023." in text
    assert "Residents 2017, Residents 2018" in text
    assert "Odd in the books: 3 remarks" in text


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_nation_s_table_fits(columns: int, lang: Any) -> None:
    assert max(width(line) for line in plain_text(table(looked_back(), lang, columns)).split("\n")) <= columns


def test_books_without_an_outcome_say_so() -> None:
    nothing = made()._replace(forecasts=())
    assert plain_text(table(nothing, "en", 100)) == "No forecast of these books can be held against anything."


def test_a_row_of_the_file_has_every_number_in_ten_thousand_yuan() -> None:
    """104e8 / 1e4 = 1,040,000 万元; months as they are."""
    head, near, _, months = csv.reader(io.StringIO(rows_csv(made(), "en").decode("utf-8-sig")))
    assert near == [
        "Residents", "spending", "2019", "2020", "1", "万元", "1000000", "1040000", "1100000", "900000", "1200000", "4", "0"
    ]  # fmt: skip
    assert months[5:8] == ["months", "10", "9"]
    assert len(head) == len(near)


def test_another_program_gets_yuan_shares_and_remarks() -> None:
    found = backtest_dict(made(), [Remark(None, "odd", "told")])
    assert found["origins"] == [2019]
    assert found["forecasts"][0]["error"] == pytest.approx(0.04)
    assert [one["skill"] for one in found["scores"]] == pytest.approx([0.6, -1.0, 0.5])
    assert found["remarks"] == [{"place": "", "what": "odd", "done": "told"}]
    assert found["breaks"] == {"all": {2020: 2, 2022: 2}, "resident": {2017: 0, 2018: 0}}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_pool_with_forecasts_has_its_picture(lang: Any) -> None:
    drawn = pictures(looked_back(), lang)
    assert list(drawn) == ["spending_all", "spending_employee", "spending_resident"]
    assert all(png(figure).startswith(PNG) for figure in drawn.values())


def test_the_picture_shows_each_forecast_from_its_origin_and_what_happened() -> None:
    """98, 104 and 120 亿元 foreseen from 2019 on; 95, 98, 100, 100 happened."""
    figure = spending_forecast(made(), "resident")
    thin, thick, *_ = figure.axes[0].get_lines()
    assert [float(value) for value in thin.get_ydata()] == pytest.approx([98, 104, 120])
    assert [float(value) for value in thick.get_ydata()] == pytest.approx([95, 98, 100, 100])
    assert thick.get_linewidth() > 2 * thin.get_linewidth()


def test_the_picture_says_how_far_off_the_forecasts_were() -> None:
    said = texts(spending_forecast(made(), "resident"))
    for words in (
        "China, residents: spending, 100 million yuan",
        "1: 4.0 %, 2: 20.0 %",
        "what happened",
        "end of 2019",
    ):
        assert words in said
