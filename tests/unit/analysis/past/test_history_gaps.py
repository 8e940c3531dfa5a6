"""Holes in a fund's own books: which are mistakes, and which are none."""

from pathlib import Path

import pytest

from actuary.errors import Mistakes
from tests.unit.analysis.books import read, rows


def wrongs(folder: Path, *lines: str) -> list[str]:
    with pytest.raises(Mistakes) as caught:
        read(folder, *lines)
    return [one.wrong for one in caught.value.mistakes]


def test_a_year_missing_where_forecasts_are_made_is_a_mistake(tmp_path: Path) -> None:
    kept = [row for row in rows(2015) if not row.startswith(("2018,resident,spending", "2019,resident,spending"))]
    assert wrongs(tmp_path, *kept) == ["resident spending: 2017, then 2020"]


def test_a_hole_before_everything_is_there_is_none(tmp_path: Path) -> None:
    """Heads are known from 2017 on: nothing starts from 2016, so income of 2015 may be missing."""
    kept = [row for row in rows(2014) if not ("insured" in row and row < "2017") and "2015,employee,income" not in row]
    assert 2014 in read(tmp_path, *kept).history.final["employee", "income"]


def test_four_years_are_enough_and_three_are_not(tmp_path: Path) -> None:
    assert read(tmp_path, *rows(2020)).history.last == 2023
    assert wrongs(tmp_path, *rows(2021)) == ["2021 to 2023"]


@pytest.mark.parametrize(("written", "wrong"), [("180", False), ("181", True), ("1.8", False), ("1.79", True)])
def test_ten_times_the_year_before_is_probably_the_unit(tmp_path: Path, written: str, wrong: bool) -> None:
    """Income of 2022 is 18 亿元: from 1.8 to 180 the next year is odd, beyond that it is wrong."""
    lines = [row.replace("2023,employee,income,19,", f"2023,employee,income,{written},") for row in rows()]
    if wrong:
        assert wrongs(tmp_path, *lines) == [f"employee income: {written} 亿元"]
    else:
        assert read(tmp_path, *lines).history.final["employee", "income"][2023].value == float(written) * 1e8


def test_the_years_after_a_slip_are_held_against_the_year_before_it(tmp_path: Path) -> None:
    lines = [row.replace("2021,employee,income,17,", "2021,employee,income,170000,") for row in rows()]
    assert wrongs(tmp_path, *lines) == ["employee income: 170000 亿元"]


def test_a_balance_may_fall_to_nothing_and_turn(tmp_path: Path) -> None:
    balances = [f"{2019 + i},resident,balance,{level},亿元" for i, level in enumerate((20, 0.1, -3, 0, 5))]
    assert read(tmp_path, *rows(), *balances).history.final["resident", "balance"][2021].value == -3e8


def test_nobody_has_more_retired_than_members(tmp_path: Path) -> None:
    lines = [row.replace(",retired_insured,9,", ",retired_insured,34,") for row in rows()]
    assert wrongs(tmp_path, *lines) == ["employee retired_insured: 34 万人"]
