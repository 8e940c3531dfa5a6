"""The grid of a sweep as a person writes it: fields, values, and what is wrong with them."""

import pytest

from actuary.analysis.choices.grid import MOST, Span, read_axes, read_values
from actuary.analysis.choices.varied import Varied, VariedFigure
from actuary.scenario.loading import load
from actuary.units import Date, Money, Number, Share, Unit

PREMIUM = "resident_financing.premium.2027=380..500:20 元"


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("380,400,450 元", Money(), (380.0, 400.0, 450.0)),
        ("0.04 万元, 450 元", Money(), (400.0, 450.0)),
        ("6 %,6.5 %,7 %", Share(0, 1), (0.06, 0.065, 0.07)),
        ("-1,0,1 %", Share(-1, 1), (-0.01, 0.0, 0.01)),
        ("1,2,3", Number(), (1.0, 2.0, 3.0)),
        ("512 元", Money(), (512.0,)),
    ],
)
def test_values_one_by_one_may_share_the_unit_of_the_last(text: str, unit: Unit, values: tuple[float, ...]) -> None:
    assert read_values(text, unit) == values


@pytest.mark.parametrize(
    ("written", "values"),
    [
        (PREMIUM, (380.0, 400.0, 420.0, 440.0, 460.0, 480.0, 500.0)),
        ("resident_financing.premium.2027=500..400:-50 元", (500.0, 450.0, 400.0)),
        ("resident_financing.premium.2027=300..500:150 元", (300.0, 450.0)),
        ("contribution_rate.employer.2027=5..6.5:0.5 pp", (0.05, 0.055, 0.06, 0.065)),
        ("contribution_rate.employer.2027=5 %..6 %:1 %", (0.05, 0.06)),
        ("figures.wage_growth=-1..1:1 %", (-0.01, 0.0, 0.01)),
    ],
)
def test_a_range_goes_in_exact_steps_to_its_second_end(written: str, values: tuple[float, ...]) -> None:
    axes, wrong = read_axes((written,), None, load("meishan"))
    assert wrong == []
    assert axes[0].values == values  # to the last bit: 0.065, not 0.06500000000000001


def test_a_field_has_its_date_behind_it_or_beside_it() -> None:
    asked = (PREMIUM, "contribution_rate.employer=6,7 %", "figures.wage_growth=4,5 %")
    axes, wrong = read_axes(asked, "2028-04", load("meishan"))
    assert wrong == []
    assert [axis.varied for axis in axes] == [
        Varied("resident_financing", "premium", "", Date(2027, None)),
        Varied("contribution_rate", "employer", "", Date(2028, 4)),
        VariedFigure("wage_growth"),
    ]
    assert [axis.name for axis in axes] == [
        "resident_financing.premium.2027",
        "contribution_rate.employer.2028-04",
        "figures.wage_growth",
    ]
    dated, _ = read_axes(("figures.wage_growth.2030=4 %",), None, load("meishan"))
    assert dated[0].varied.setting(0.04) == "figures.wage_growth.2030=4 %"


@pytest.mark.parametrize(
    ("written", "wrong", "right"),
    [
        ("resident_finance.premium=1 元", "--vary resident_finance.premium", "did you mean resident_financing?"),
        ("resident_financing.premum.2027=1 元", "--vary resident_financing.premum.2027", "did you mean premium?"),
        ("resident_financing.premium.2050=1 元", "--vary resident_financing.premium.2050", "projects: 2020 to 2035"),
        ("figures.wage_growh=1 %", "--vary figures.wage_growh", "did you mean wage_growth?"),
        ("figures.wage_growth.2019=1 %", "--vary figures.wage_growth.2019", "a year from 2020 on"),
        ("resident_financing.premium.2027", None, "a field, an equals sign and its values"),
        ("resident_financing.premium.2027=380,400 %", None, "an amount of money"),
        ("resident_financing.premium.2027=380,400", None, "380 元, not 380"),
        ("resident_financing.premium.2027=1,000,2,000 元", None, "thousands without a comma"),
        ("resident_financing.premium.2027=400,400 元", None, "400 元 is there twice"),
        ("resident_financing.premium.2027=400,,500 元", None, "one comma between two of them"),
        ("resident_financing.premium.2027=380..500 元", None, "two ends and a step"),
        ("resident_financing.premium.2027=400-600 元", None, "a step: 400..600:10 元"),  # 200 / 20
        ("resident_financing.premium.2027=400元–600元", None, "a step: 400元..600:10 元"),
        ("resident_financing.premium.2027=400-600:50 元", None, "a step: 400..600:50 元"),
        ("contribution_rate.employer.2027=5~8 %", None, "a step: 5..8:0.1 %"),  # 3 / 20 = 0.15
        ("resident_financing.premium.2027=380..500:0 元", None, "a step that is not 0"),
        ("resident_financing.premium.2027=380..500:-20 元", None, "a step of 20 元, since the values go up"),
        ("resident_financing.premium.2027=500..380:20 元", None, "a step of -20 元, since the values go down"),
        ("contribution_rate.employer.2027=20..40:5 %", None, "from 0 % to 30 %"),
        ("maternity_merger.merged=0,1", "--vary maternity_merger.merged", "on or off"),
    ],
)
def test_a_mistake_is_told_with_what_would_be_right(written: str, wrong: str | None, right: str) -> None:
    axes, mistakes = read_axes((written,), None, load("meishan"))
    assert axes == ()
    assert [one.wrong for one in mistakes] == [wrong or f"--vary {written}"]
    assert right in mistakes[0].right


def test_all_that_is_wrong_is_told_at_once() -> None:
    _, mistakes = read_axes(("x.y=1", PREMIUM, PREMIUM), None, load("meishan"))
    assert len(mistakes) == 2
    assert mistakes[1].right == "each field once: resident_financing.premium has its values already"
    _, mistakes = read_axes((), None, load("meishan"))
    assert mistakes[0].right.startswith("one to 3 of them")


def test_a_grid_of_a_billion_cells_is_refused_before_it_is_laid_out() -> None:
    thousand = "resident_financing.premium.2027=1..1000:1 元"
    rates = "contribution_rate.employer.2027=1..10.99:0.01 %"
    growths = "figures.wage_growth=1..10.99:0.01 %"
    axes, mistakes = read_axes((thousand, rates, growths), None, load("meishan"))
    assert axes == ()
    assert [one.wrong for one in mistakes] == ["1,000 x 1,000 x 1,000 = 1,000,000,000 cells"]
    assert mistakes[0].right == f"at most {MOST:,} cells; fewer values, or wider steps"
    _, mistakes = read_axes(("resident_financing.premium.2027=0..99999:0.0000001 元",), None, load("meishan"))
    assert mistakes[0].wrong == "999,990,000,001 cells"


def test_a_span_knows_its_size_without_its_values() -> None:
    found = read_values("0..99999:0.0001 元", Money())
    assert isinstance(found, Span)
    assert found.size == 99999 * 10_000 + 1
