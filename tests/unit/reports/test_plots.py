"""Pictures: what is drawn, in letters there are."""

from itertools import pairwise
from typing import Any

import pytest

from actuary.reports import letters, plots
from actuary.reports.letters import drawable, drawable_name, in_english
from actuary.reports.plots import Plots, compared_reserves, png
from actuary.scenario.loading import load
from tests.structure.fresh import python, succeeded
from tests.unit.reports.made import compared, made, without_balance

PNG = b"\x89PNG\r\n"


@pytest.fixture
def no_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a Chinese font."""
    for module in (letters, plots):
        monkeypatch.setattr(module, "chinese_font", lambda: None)


def texts(figure: Any) -> str:
    from matplotlib.text import Text

    return "\n".join(one.get_text() for one in figure.findobj(Text))


@pytest.mark.parametrize("measure", ["reserve_months", "balance", "surplus", "people"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_picture_draws_without_a_warning(measure: str, lang: Any) -> None:
    figure = getattr(Plots(made(), lang), measure)()
    assert png(figure).startswith(PNG)


def test_the_band_the_lines_and_the_message_are_named() -> None:
    said = texts(Plots(made()).reserve_months())
    for words in (
        "law in force: reserve months",
        "Residents: no money left from March 2025",
        "Employee scheme 20.0",
        "band: 6 to 9 months",
        "12 x balance / spending",
        "Dots: the base year 2019",
    ):
        assert words in said


def test_lines_show_the_numbers_of_the_results() -> None:
    results = made()
    axes = Plots(results).reserve_months().axes[0]
    drawn = [line.get_ydata() for line in axes.get_lines() if len(line.get_ydata()) == len(results.years)]
    assert list(drawn[1]) == list(results.funds["resident"]["reserve_months"])


def test_names_do_not_lie_on_each_other() -> None:
    figure = Plots(made(change=0.0)).reserve_months()
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    names = [text for text in figure.axes[0].texts if text.get_text().startswith(("Employee", "Residents", "band"))]
    boxes = sorted((text.get_window_extent(renderer) for text in names), key=lambda box: box.y0)
    assert len(boxes) == 3
    assert all(below.y1 <= above.y0 + 1 for below, above in pairwise(boxes))


def test_lines_can_be_told_apart_in_grey() -> None:
    lines = [line for line in Plots(made()).reserve_months().axes[0].get_lines() if line.get_linewidth() == 2]
    assert len({line.get_linestyle() for line in lines}) == len(lines) == 2


def test_without_a_balance_the_surplus_is_drawn() -> None:
    said = texts(Plots(without_balance(made())).reserve_months())
    assert "surplus since the base year" in said
    assert "Dots" not in said


def test_a_comparison_has_a_panel_a_scheme() -> None:
    figure = compared_reserves(compared(made(), made(change=2.0)), "en")
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["Employee scheme", "Residents"]
    assert png(figure).startswith(PNG)


@pytest.mark.usefixtures("no_chinese")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_a_chinese_font_there_are_no_boxes(lang: Any) -> None:
    for figure in (Plots(made(), lang).reserve_months(), Plots(made(), lang).balance(), Plots(made(), lang).people()):
        assert texts(figure).isascii() or set(texts(figure)) - set(map(chr, range(128))) <= {"−"}
        assert "Meishan, law in force" in texts(figure)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Meishan (眉山), law in force", "Meishan, law in force"),
        ("亿元", "100 million yuan"),
        ("from 10 to 2,514 亿元", "from 10 to 2,514 x 100 million yuan"),
        ("premium frozen at 400 元", "premium frozen at 400 yuan"),
        ("Kaizhou （开州）", "Kaizhou"),
        ("plain (all of it)", "plain (all of it)"),
    ],
)
def test_chinese_gives_way_to_english(text: str, english: str) -> None:
    assert in_english(text) == english


@pytest.mark.usefixtures("no_chinese")
def test_what_can_be_drawn_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawable("眉山 Meishan") == "Meishan"
    monkeypatch.setattr(letters, "chinese_font", lambda: "Noto Sans CJK SC")
    assert drawable("眉山 Meishan") == "眉山 Meishan"


@pytest.mark.parametrize(
    ("names", "drawn"),
    [
        (("眉山市（现行政策）", "Meishan (眉山), law in force", "meishan"), "Meishan, law in force"),
        (("眉山市（维持降费）", "维持降费", "my_plan"), "my_plan"),
        (("My plan", "My plan", "my_plan"), "My plan"),
    ],
)
def test_a_name_that_cannot_be_drawn_gives_way_to_the_next(
    monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], drawn: str
) -> None:
    monkeypatch.setattr(letters, "chinese_font", lambda: None)
    assert drawable_name(*names) == drawn
    monkeypatch.setattr(letters, "chinese_font", lambda: "Noto Sans CJK SC")
    assert drawable_name(*names) == names[0]


@pytest.mark.usefixtures("no_chinese")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_chinese_title_gives_way_to_the_scenario_s_name(lang: Any) -> None:
    own = made(scenario=load("meishan")._replace(name="my_plan", title="维持降费"))
    assert "my_plan: reserve months" in texts(Plots(own, lang).reserve_months())
    assert "my_plan" in texts(compared_reserves(compared(made(), own), lang))


def test_a_notebook_shows_the_figure_itself() -> None:
    figure: Any = Plots(made()).balance()
    assert figure._repr_png_().startswith(PNG)


@pytest.mark.slow_without_jit
def test_drawing_leaves_no_state_behind() -> None:
    script = (
        "from tests.unit.reports.made import made; from actuary.reports.plots import Plots, png; import sys;"
        "png(Plots(made()).reserve_months());"
        "import matplotlib; assert matplotlib.rcParams['font.size'] == matplotlib.rcParamsDefault['font.size'];"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    assert succeeded(python("-c", script)).stderr == ""
