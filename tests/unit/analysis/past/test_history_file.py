"""A fund's own books, read from a file."""

from pathlib import Path

import pytest

from actuary.analysis.past.history_file import books_of
from actuary.errors import Mistakes
from actuary.figures.history import nation
from actuary.reports.backtest import history_form
from tests.unit.analysis.books import HEAD, read, rows


def test_amounts_are_yuan_and_heads_persons(tmp_path: Path) -> None:
    books = read(tmp_path, *rows()).history.final
    assert books["employee", "income"][2020].value == 16e8
    assert books["resident", "insured"][2019].value == 2_700_000
    assert books["employee", "income"][2020].text == "16 亿元"


def test_a_figure_is_known_from_the_year_after_its_own_unless_it_says_otherwise(tmp_path: Path) -> None:
    """The bulletin of 2020 is printed in 2021; a second printing of 2023 is known to forecasts from 2022 on."""
    written = [*(f"{row}," for row in rows()), "2020,employee,income,17,亿元,2023"]
    history = read(tmp_path, *written, head=f"{HEAD},published").history
    told = {year: history.known(year)["employee", "income"][2020].value for year in (2020, 2021, 2022)}
    assert told == {2020: 16e8, 2021: 16e8, 2022: 17e8}
    assert history.final["employee", "income"][2020].value == 17e8


def test_a_bureau_writes_in_its_own_words(tmp_path: Path) -> None:
    words = {
        "employee,retired_insured": "职工,退休人数",
        "employee,": "职工医保,",
        "resident,": "城乡居民医保,",
        ",income,": ",收入,",
        ",spending,": ",支出,",
        ",insured,": ",参保人数,",
    }
    chinese = "\n".join(rows())
    for own, word in words.items():
        chinese = chinese.replace(own, word)
    found = read(tmp_path, *chinese.split("\n"), head="年份,险种,指标,数值,单位")
    assert found.history.final == read(tmp_path, *rows()).history.final


def test_columns_may_stand_in_any_order_with_remarks_above(tmp_path: Path) -> None:
    turned = [",".join(reversed(row.split(","))) for row in rows()]
    path = tmp_path / "books.csv"
    path.write_text("\ufeff# ours, of spring\n# 亿元\nunit,value,measure,pool,year\n" + "\n".join(turned), "utf-8")
    assert books_of(str(path)).history.final["resident", "spending"][2023].value == 21e8


def test_the_place_of_the_rows_says_whose_law_applies(tmp_path: Path) -> None:
    placed = [f"{row},眉山市" for row in rows()]
    history = read(tmp_path, *placed, head=f"{HEAD},place").history
    assert history.area == "meishan"
    assert {one.figure.place for one in history.booked} == {"meishan"}


def test_one_place_of_several_can_be_chosen(tmp_path: Path) -> None:
    placed = [*(f"{row},meishan" for row in rows()), *(f"{row},zibo" for row in rows(2018))]
    history = read(tmp_path, *placed, head=f"{HEAD},place", area="zibo").history
    assert {one.figure.year for one in history.booked} == {*range(2018, 2024)}


def test_without_a_place_it_is_the_nation_or_what_the_caller_says(tmp_path: Path) -> None:
    assert read(tmp_path, *rows()).history.area == "china"
    assert read(tmp_path, *rows(), area="jiangxi").history.area == "jiangxi"


@pytest.mark.parametrize(
    ("name", "area", "right"),
    [
        ("meishan", None, "china, or a CSV file of the fund's own books: nobody published those of this place"),
        ("books.csv", "meishn", "did you mean meishan?"),
        ("nowhere.csv", None, "there is no such file"),
    ],
)
def test_what_is_no_book_is_told_in_one_sentence(name: str, area: str | None, right: str) -> None:
    with pytest.raises(Mistakes, match=r".") as caught:
        books_of(name, area)
    (mistake,) = caught.value.mistakes
    assert right in mistake.right


def test_many_mistakes_are_not_told_one_by_one(tmp_path: Path) -> None:
    with pytest.raises(Mistakes) as caught:
        read(tmp_path, *(row.replace("亿元", "").replace("万人", "") for row in rows(2012)))
    assert len(caught.value.mistakes) == 50
    assert caught.value.mistakes[-1].wrong == "35 more from here on"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_form_that_is_printed_can_be_read_and_says_what_the_nation_s_books_say(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "form.csv"
    path.write_bytes(history_form("zh" if lang == "zh" else "en"))
    read_back, own = books_of(str(path)).history.final, nation().final
    assert {key: {year: one.value for year, one in years.items()} for key, years in read_back.items()} == {
        key: {year: one.value for year, one in sorted(years.items())} for key, years in own.items()
    }
