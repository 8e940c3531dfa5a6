"""What must hold of any projection on record: it is read back as it was frozen, and scores the same."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.analysis.past.forecast_files import read_forecast
from actuary.analysis.past.forecasts import as_yaml, frozen
from actuary.analysis.past.published import Accounts, Published
from actuary.analysis.past.scores import Row, score
from tests.unit.reports.made import YEARS, made

STEP = 1e4
"""Amounts are frozen to 1 万元, half of it the most that rounding moves."""
amounts = st.floats(-1e13, 1e13, allow_nan=False)
notes = st.text(st.characters(codec="utf-8"), max_size=80)


def projected(incomes: list[float], spendings: list[float]) -> object:
    """Residents with these flows, and what follows from them."""
    results = made()
    fund = results.funds["resident"]
    fund["income"], fund["spending"] = np.array(incomes), np.array(spendings)
    fund["surplus"] = fund["income"] - fund["spending"]
    return results


flows = st.lists(amounts, min_size=len(YEARS), max_size=len(YEARS))


@given(incomes=flows, spendings=flows, note=notes)
def test_a_frozen_file_read_back_scores_the_same(incomes: list[float], spendings: list[float], note: str) -> None:
    results = projected(incomes, spendings)
    content = frozen(results, date(2026, 11, 22), note)  # type: ignore[arg-type]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        path.write_text(as_yaml(content), encoding="utf-8")
        forecast = read_forecast(path)
    assert forecast.hash == content["hash"]
    accounts: Accounts = {
        ("resident", measure, year): Published(1e10, "published") for measure in ("income", "surplus") for year in YEARS
    }
    held = {(row.cell.measure, row.cell.year): row for row in score(forecast, accounts).rows}
    for measure, values in (("income", incomes), ("surplus", np.subtract(incomes, spendings))):
        for year, value in [*zip(YEARS, values, strict=True)][1:]:
            row: Row = held[measure, year]
            assert row.difference == pytest.approx(value - 1e10, abs=STEP / 2 + 0.01)


@given(
    incomes=flows, spendings=flows, days=st.lists(st.dates(date(2000, 1, 1), date(2100, 1, 1)), min_size=2, max_size=2)
)
def test_freezing_twice_is_the_same_forecast(incomes: list[float], spendings: list[float], days: list[date]) -> None:
    results = projected(incomes, spendings)
    one, again, other_day = (frozen(results, day) for day in (days[0], *days))  # type: ignore[arg-type]
    assert as_yaml(one) == as_yaml(again)
    assert other_day["hash"] == one["hash"]
