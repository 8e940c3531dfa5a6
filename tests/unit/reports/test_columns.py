"""Which years a table shows, and how its columns stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.reports.columns import Block, head, laid_out, ranged, row, years_shown
from actuary.reports.page import Span, plain_text, width

YEARS = tuple(range(2019, 2036))


@pytest.mark.parametrize(
    ("fit", "years"),
    [
        (17, list(YEARS)),
        (9, [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2030, 2035]),
        (5, [2019, 2020, 2025, 2030, 2035]),
        (4, [2019, 2020, 2030, 2035]),
        (2, [2019, 2035]),
    ],
)
def test_the_base_year_the_next_ones_then_every_fifth_and_the_last(fit: int, years: list[int]) -> None:
    assert years_shown(YEARS, fit) == years


@given(st.integers(1990, 2030), st.integers(1, 80), st.integers(2, 30))
def test_no_more_years_than_fit_and_always_both_ends(first: int, count: int, fit: int) -> None:
    years = range(first, first + count + 1)
    shown = years_shown(years, fit)
    assert len(shown) <= fit
    assert shown[0] == years[0]
    assert shown[-1] == years[-1]
    assert shown == sorted(set(shown))


def table(columns: int, wanted: list[int] | None = None) -> list[str]:
    rows = [
        row("income", YEARS, (f"{year - 2010}.00" for year in YEARS)),
        row("可支付月数", YEARS, (Span("! 4.1", "warning") if year > 2030 else "12.3" for year in YEARS)),
    ]
    return plain_text(laid_out([Block("职工医保", rows, "a remark")], YEARS, columns, wanted)).split("\n")


@pytest.mark.parametrize("columns", [60, 80, 160])
def test_rows_end_together_and_inside_the_width(columns: int) -> None:
    years, heading, *rows = table(columns)
    assert heading == "职工医保  a remark"
    assert len({width(one) for one in (years, *rows)}) == 1
    assert width(years) <= columns


def test_years_asked_for_are_shown_however_wide() -> None:
    assert table(20, [2019, 2024, 2025])[0].split() == ["2019", "2024", "2025"]


def test_the_head_puts_the_unit_on_the_right_or_below() -> None:
    page = laid_out([Block("", [row("income", [2019, 2020], ["1.00", "2.00"])])], [2019, 2020], 80)
    assert plain_text(head("Meishan", "亿元", page)).split("\n")[0] == "Meishan         亿元"
    assert plain_text(head("A title that is much too long", "亿元", page)).split("\n")[1].endswith("亿元")


def test_rows_are_ranged_under_their_head_names_to_the_left() -> None:
    page = ranged([["", "2030"], ["members", "+2.9"], ["政府", "+11.25"]])
    assert plain_text(page).split("\n") == ["              2030", "  members     +2.9", "  政府      +11.25"]
    assert [row[0].style for row in page] == ["head", "", ""]
