"""The fan: what is drawn, and what is said beside it."""

from itertools import pairwise
from typing import Any

import pytest

from actuary.reports import letters, plots
from actuary.reports.fan import DARK, LIGHT, fan_chart, fans
from actuary.reports.plots import png
from tests.unit.reports.made import without_balance
from tests.unit.reports.made_futures import ensemble

PNG = b"\x89PNG\r\n"


def texts(figure: Any) -> str:
    from matplotlib.text import Text

    return "\n".join(one.get_text() for one in figure.findobj(Text))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_fans_draw_without_a_warning_under_the_names_of_their_files(lang: Any) -> None:
    drawn = fans(ensemble(), [("resident", "reserve_months"), ("all", "spending")], lang)
    assert list(drawn) == ["fan_resident_reserve_months", "fan_all_spending"]
    assert all(png(figure).startswith(PNG) for figure in drawn.values())


def test_message_ends_band_and_foot() -> None:
    said = texts(fan_chart(ensemble(), "resident"))
    for words in (
        "law in force: Residents, reserve months",
        "Chance of less than 6 months: 70.3 % in 2025, 90.1 % in 2030, 95.0 % in 2035. Run dry by 2035: 92.1 %.",
        "median -49.7",
        "95 of 100 are below 5.6",
        "band: 6 to 9 months",
        "Dark: half of the futures",
        "12 x balance / spending",
        "101 draws, seed 7",
        "Dots: the base year 2019",
        "Books known to 2019: every year after is drawn",
    ):
        assert words in said


def test_the_fan_opens_at_the_base_year_and_shows_the_quantiles() -> None:
    found = ensemble()
    axes = fan_chart(found, "resident").axes[0]
    (median,) = (line for line in axes.get_lines() if len(line.get_ydata()) == 17)
    base = found.central.funds["resident"]["reserve_months"][0]
    assert list(median.get_ydata()) == [base, *found.quantiles("resident", "reserve_months")[4]]
    wide: Any = axes.collections[0]
    (path,) = wide.get_paths()
    assert path.vertices[:, 1].min() == found.quantiles("resident", "reserve_months")[1].min()
    assert path.vertices[:, 1].max() == base


def test_money_is_drawn_in_the_unit_of_tables() -> None:
    figure = fan_chart(ensemble(), "resident", "spending")
    assert "median 28.00" in texts(figure)
    assert figure.axes[0].get_ylabel() in ("亿元", "100 million yuan")
    assert "band" not in texts(figure)


def test_names_do_not_lie_on_each_other() -> None:
    figure = fan_chart(ensemble(width=0.01), "resident")
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    names = [text for text in figure.axes[0].texts if "are below" in text.get_text() or "median" in text.get_text()]
    boxes = sorted((text.get_window_extent(renderer) for text in names), key=lambda box: box.y0)
    assert len(boxes) == 5
    assert all(below.y1 <= above.y0 + 1 for below, above in pairwise(boxes))


def test_light_and_dark_can_be_told_apart_in_grey() -> None:
    def grey(colour: str) -> float:
        return sum(int(colour[i : i + 2], 16) * part for i, part in ((1, 0.299), (3, 0.587), (5, 0.114)))

    assert grey(LIGHT) - grey(DARK) > 30


def test_a_fund_without_a_balance_begins_with_the_first_projected_year() -> None:
    found = ensemble()
    without_balance(found.central)
    assert "Dots" not in texts(fan_chart(found, "resident", "reserve_months"))


def test_without_a_chinese_font_there_are_no_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (letters, plots):
        monkeypatch.setattr(module, "chinese_font", lambda: None)
    said = texts(fan_chart(ensemble(), "resident", "spending", "zh"))
    assert set(said) - set(map(chr, range(128))) <= {"−"}
