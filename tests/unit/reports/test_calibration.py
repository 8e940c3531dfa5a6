"""The page of a calibration: what it says, and that it fits."""

import pytest

from actuary.analysis.calibration import Calibration, Projected
from actuary.labels import Language
from actuary.reports.calibration import in_words, table
from actuary.reports.page import plain_text, width
from actuary.scenario.loading import load


@pytest.fixture(scope="module", params=["jiangxi", "zibo", "kaizhou", "china"])
def found(request: pytest.FixtureRequest) -> Calibration:
    return Calibration.of(load(request.param))


@pytest.fixture(scope="module")
def projected(found: Calibration) -> tuple[Projected, ...]:
    return found.projected(1)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [80, 160])
def test_it_fits_the_width(found: Calibration, projected: tuple[Projected, ...], lang: Language, columns: int) -> None:
    rows = plain_text(table(found, lang, columns, projected)).split("\n")
    assert max(map(width, rows)) <= columns
    assert not any("nan" in row.split() or "{" in row for row in rows)


@pytest.mark.parametrize(
    ("name", "lang", "words"),
    [
        ("employee_reserve_months", "en", "Employee scheme: reserve months"),
        ("employee_pool_balance", "en", "Employee pool: balance"),
        ("all_spending", "zh", "基本医疗保险（合计）：支出"),
        ("enrolment_base", "en", "Enrolment base"),
        ("nobody_named_this", "en", "nobody_named_this"),
    ],
)
def test_a_figure_in_words(name: str, lang: Language, words: str) -> None:
    assert in_words(name, lang) == words
