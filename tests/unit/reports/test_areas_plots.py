"""The picture of who gains and who pays."""

from typing import Any

import pytest

from actuary.pooling.results import AreasResults
from actuary.reports.areas_plots import gains
from actuary.reports.plots import png
from tests.runs import areas_ran
from tests.unit.pooling.made import met

FUND = "{resident: {levy: {2022: 4 %}, payout: {2022: 70 %}}}"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "results", [met(), met(FUND), areas_ran("jiangxi_one_fund")], ids=["nothing", "a fund", "one fund"]
)
def test_the_picture_draws_without_a_warning(results: AreasResults, lang: Any) -> None:
    assert png(gains(results, lang)).startswith(b"\x89PNG")


def test_every_area_has_a_bar_as_long_as_what_it_gains() -> None:
    employee, resident = gains(met(FUND)).axes
    received = met(FUND).meetings["resident"].received.sum(axis=1)
    found = [bar.get_width() for bar in resident.patches]
    assert found == pytest.approx(received / 1e8) or found == pytest.approx(received / 1e4)
    assert [tick.get_text() for tick in employee.get_yticklabels()] == ["Jingzhou", "Jiangxi"]
    assert any(word.get_text().startswith(("+", "-")) for word in resident.texts)
