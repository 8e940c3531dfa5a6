"""How projections of others fared (F1 to F5): why an interval of a few per cent would be dishonest."""

import csv
import itertools
from pathlib import Path

import numpy as np
import pytest

from actuary.analysis.past.forecast_files import bundled_folder, read_forecast
from actuary.analysis.past.forecasts import Forecast
from actuary.analysis.past.published import accounts_of
from actuary.analysis.past.scores import Score, score
from tests.published.test_national_accounts import fund, surplus

YEARS = range(2019, 2026)
PRINTED = Path(__file__).parents[3] / "shared" / "reference" / "funds" / "projections.csv"
"""What the papers print, as it was collected; the shared folder lies beside the checkout."""
MEASURES = {"income": "income", "spending": "expenditure", "surplus": "surplus", "balance": "balance"}
"""Ours, and the collection's."""
IN_100_MILLION_YUAN = {"bn yuan": 10.0, "100m yuan": 1.0}


def on_record(name: str) -> Forecast:
    return read_forecast(bundled_folder() / f"{name}.yaml")


def scored(name: str) -> Score:
    forecast = on_record(name)
    return score(forecast, accounts_of(forecast.area))


def foreseen(name: str, measure: str) -> dict[int, float]:
    """What a forecast foresees of the residents, 亿元 by year."""
    cells = [cell for cell in on_record(name).cells if (cell.group, cell.measure) == ("resident", measure)]
    return {cell.year: cell.value / 1e8 for cell in cells}


def test_f1_zhangs_balances_are_a_recursion_with_interest_of_1_1_per_cent() -> None:
    """Zhang et al. 2021, table 2: closing = opening x (1 + interest) + income - spending, to 0.005 of a point."""
    balance, surplus = (foreseen("zhang_2021_baseline", measure) for measure in ("balance", "surplus"))
    years = range(2022, 2026)
    interest = [(balance[year] - surplus[year]) / balance[year - 1] - 1 for year in years]
    np.testing.assert_allclose(interest, 0.011, atol=5e-5)


def test_f1_its_opening_balance_was_not_the_published_one() -> None:
    """Back from the end of 2021 at 1.10 %: 5,222 亿元 at its start; 6,077 published for the end of 2020."""
    balance, surplus = (foreseen("zhang_2021_baseline", measure) for measure in ("balance", "surplus"))
    assert (balance[2021] - surplus[2021]) / 1.011 == pytest.approx(5222, abs=0.5)
    assert fund("resident", "balance", 2020) == 6077


@pytest.mark.parametrize(
    ("measure", "errors"),
    [("income", [9.8, 15.4, 20.9, 25.0, 35.9]), ("spending", [14.9, 27.4, 26.9, 38.6, 53.8])],
)
def test_f2_zhangs_errors_grow_with_the_years(measure: str, errors: list[float]) -> None:
    """Against the bulletins of 2021 to 2025, % to one decimal; the mean of the five is what the summary calls bias."""
    found = scored("zhang_2021_baseline")
    rows = [row for row in found.rows if row.cell.measure == measure]
    assert [row.cell.year for row in rows] == [2021, 2022, 2023, 2024, 2025]
    np.testing.assert_allclose([100 * row.error for row in rows], errors, atol=0.051)
    summary = next(one for one in found.summaries if one.measure == measure)
    assert 100 * summary.bias == pytest.approx(sum(errors) / 5, abs=0.051)


def test_the_deficit_of_2022_did_not_come() -> None:
    """Zhang's abstract: first deficit of the residents in 2022. The bulletins of 2021 to 2025 have a surplus each."""
    deficit = next(one for one in scored("zhang_2021_two_child").outcomes if one.event.kind == "deficit")
    assert (deficit.event.year, deficit.seen) == (2022, None)
    assert min(fund("resident", "surplus", year) for year in range(2021, 2026)) > 100
    assert (deficit.checked or 0) >= 2025


@pytest.mark.skipif(not PRINTED.exists(), reason="the shared folder does not lie beside this checkout")
@pytest.mark.parametrize(
    ("name", "prefix"), [("zhang_2021_baseline", "ZHL2021_onechild"), ("fertility_book", "BOOK_onechild")]
)
def test_forecasts_of_others_are_written_down_as_printed(name: str, prefix: str) -> None:
    """Every number of the series after the last known year, and no other, to the fen."""
    with PRINTED.open(encoding="utf-8", newline="") as text:
        rows = {(row["indicator"], int(row["year"])): row for row in csv.DictReader(text)}
    for measure, printed_as in MEASURES.items():
        expected = {
            year: float(row["value"]) * IN_100_MILLION_YUAN[row["unit"]]
            for (indicator, year), row in rows.items()
            if indicator == f"{prefix}_{printed_as}" and year > on_record(name).known_to
        }
        assert expected
        assert foreseen(name, measure) == pytest.approx(expected, abs=1e-6)


def growth() -> list[float]:
    """Growth of the nation's total spending, 2020 to 2025, by the bulletins."""
    spending = [fund("all", "spending", year) for year in YEARS]
    return [after / before - 1 for before, after in itertools.pairwise(spending)]


def test_f4_carrying_the_last_growth_forward_misses_by_a_tenth() -> None:
    """Bulletins of 2019 to 2025; misses to 0.05 of a per cent, as the check prints them."""
    rates = growth()
    misses = [(1 + last) / (1 + now) - 1 for last, now in itertools.pairwise(rates)]
    np.testing.assert_allclose(misses, [-0.118, 0.117, -0.108, 0.087, 0.045], atol=6e-4)


def test_f5_total_spending_grew_by_leaps() -> None:
    """6.4 % a year with a standard deviation of 6.5 points, to 0.05."""
    assert np.mean(growth()) == pytest.approx(0.064, abs=6e-4)
    assert np.std(growth(), ddof=1) == pytest.approx(0.065, abs=6e-4)


def test_f3_a_deficit_foreseen_for_2021_was_a_surplus() -> None:
    """A book based on 2018 foresaw -181.33 亿元 for residents; the bulletin of 2021 has +428.10, to two decimals."""
    (row,) = scored("fertility_book").rows
    assert (row.cell.measure, row.cell.year) == ("surplus", 2021)
    assert row.cell.value / 1e8 == pytest.approx(-181.33)
    assert row.published / 1e8 == pytest.approx(428.10)
    assert row.published / 1e8 == pytest.approx(surplus("resident", 2021), abs=0.011)
    assert row.error / 1e8 == pytest.approx(-181.33 - 428.10)
