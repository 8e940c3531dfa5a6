"""CSV as a person writes it, read cell by cell with its place."""

from pathlib import Path

import pytest

from actuary.errors import Mistake, Mistakes, Place
from actuary.sheet import MANY, Sheet, told


def sheet(folder: Path, text: str) -> Sheet:
    path = folder / "x.csv"
    path.write_text(text, encoding="utf-8")
    return Sheet(path, ("year", "value"), ("unit",), {"年份": "year"})


def test_a_cell_knows_its_line_and_column(tmp_path: Path) -> None:
    """The value of the second row begins after `2021,` in line 3."""
    _, second = sheet(tmp_path, "year,value\n2020,1\n2021,22\n").rows()
    assert second.cells == {"year": "2021", "value": "22"}
    assert (second.places["value"].line, second.places["value"].col) == (3, 6)


def test_a_column_that_is_not_there_has_an_empty_cell(tmp_path: Path) -> None:
    (row,) = sheet(tmp_path, "year,value\n2020, 1 \n").rows()
    assert (row.cell("unit"), row.cell("value")) == ("", "1")


def test_remarks_and_empty_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    (row,) = sheet(tmp_path, '# mine, "of spring\n\nyear,value\n,\n#,\n2020,1\n').rows()
    assert row.places["year"].line == 6


def test_a_spreadsheet_may_put_a_mark_at_the_begin_and_quotes_around(tmp_path: Path) -> None:
    (row,) = sheet(tmp_path, '\ufeff年份,"value"\r\n"2020","1,234"\r\n').rows()
    assert row.cells == {"year": "2020", "value": "1,234"}


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("year\n2020\n", "year", "also value, as in year,value"),
        ("year,value,units\n", "units", "did you mean unit?"),
        ("year,value,colour\n", "colour", "no such column: year, value"),
        ("year,value,year\n", "year", "each column once"),
        ("year,value\n2020\n", "2020", "2 cells, as in the first line"),
    ],
)
def test_a_wrong_column_or_row_is_remembered_and_something_is_lost(
    tmp_path: Path, text: str, wrong: str, right: str
) -> None:
    found = sheet(tmp_path, text)
    assert list(found.rows()) == []
    assert [(one.wrong, one.right) for one in found.mistakes] == [(wrong, right)]
    assert found.lost


def test_an_empty_file_is_lost_and_no_mistake_by_itself(tmp_path: Path) -> None:
    found = sheet(tmp_path, "# nothing\n")
    assert list(found.rows()) == []
    assert (found.lost, found.mistakes) == (True, [])


def test_a_cell_without_an_end_is_a_mistake(tmp_path: Path) -> None:
    found = sheet(tmp_path, "year,value\n2020," + "1" * (1 << 18))
    assert list(found.rows()) == []
    assert [one.wrong for one in found.mistakes] == ["a row without an end"]


def test_a_file_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match="no such file"):
        Sheet(tmp_path / "nowhere.csv", ("year",))


def test_of_many_mistakes_the_first_are_told_and_the_rest_counted() -> None:
    many = [Mistake(Place("x.csv", line, 1), "?", "!") for line in range(60, 0, -1)]
    found = told(many)
    assert len(found) == MANY
    assert found[0].place == Place("x.csv", 1, 1)
    assert found[-1].wrong == f"{60 - MANY + 1} more from here on"
    assert told(many[:3]) == many[2::-1]
