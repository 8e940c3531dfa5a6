"""What does not hang together in a fund's books is told with what was done about it, and nothing is changed."""

from pathlib import Path

from actuary.analysis.past.history_file import books_of
from tests.unit.analysis.books import HEAD, read, rows


def said(folder: Path, *more: str, without: str = "nothing", head: str = HEAD) -> list[tuple[str, str, str]]:
    """Place, what and done of every remark on the round books with some rows more, or without some."""
    kept = [row for row in rows() if without not in row]
    written = [f"{row}," if head != HEAD and row.count(",") == HEAD.count(",") else row for row in (*kept, *more)]
    found = read(folder, *written, head=head).remarks
    return [(str(one.place).rpartition("/")[2], one.what, one.done) for one in found if "no row" not in one.what]


def test_books_without_accounts_and_maternity_are_told_what_that_costs(tmp_path: Path) -> None:
    lacking = [one.what for one in read(tmp_path, *rows()).remarks if "no row" in one.what]
    assert lacking == ["employee_account balance: no row", "maternity spending: no row"]
    more = [f"{year},employee_account,balance,{year - 2010},亿元" for year in range(2019, 2024)]
    told = [one.what for one in read(tmp_path, *rows(), *more).remarks if "no row" in one.what]
    assert told == ["maternity spending: no row"]


def test_books_that_hang_together_need_no_remark(tmp_path: Path) -> None:
    """18 - 17 = 1 亿元 is left over in each year: 5, 6, 7."""
    balances = [f"{year},resident,balance,{year - 2014},亿元" for year in (2019, 2020, 2021)]
    assert said(tmp_path, *balances) == []


def test_two_units_in_one_series_are_read_each_in_its_own(tmp_path: Path) -> None:
    (one,) = said(tmp_path, "2020,employee,income,160000,万元", without="2020,employee,income")
    assert one == (
        "books.csv:36:1",
        "employee income: 2019 in 亿元, 2020 in 万元, 2021-2023 in 亿元",
        "each year read in its own unit",
    )


def test_a_second_printing_says_which_of_the_two_counts(tmp_path: Path) -> None:
    (one,) = said(tmp_path, "2020,employee,income,17,亿元,2023", head=f"{HEAD},published")
    assert one[1] == "employee income 2020: 16 亿元 printed in 2021, 17 亿元 printed in 2023"
    assert "held against the last" in one[2]


def test_a_balance_that_does_not_roll_forward_keeps_its_residual(tmp_path: Path) -> None:
    """5 + 1 = 6, and 8.25 is printed: 2.25 亿元 more; rounding leaves 2 x 0.5 + 2 x 0.005 open."""
    (one,) = said(tmp_path, "2019,resident,balance,5.00,亿元", "2020,resident,balance,8.25,亿元")
    assert one[0] == "books.csv:38:1"
    assert one[1] == "resident 2020: the balance is 2.25 亿元 more than the year before + income - spending"
    assert one[2].startswith("told, not absorbed")


def test_rounding_is_no_residual(tmp_path: Path) -> None:
    """Four whole 亿元 leave 2 亿元 open."""
    assert said(tmp_path, "2019,resident,balance,5,亿元", "2020,resident,balance,7,亿元") == []


def test_a_balance_missing_in_a_single_year_follows_from_the_year_before(tmp_path: Path) -> None:
    (one,) = said(tmp_path, "2019,resident,balance,5,亿元", "2021,resident,balance,7,亿元")
    assert one[1:] == ("resident balance: 2020 missing", "the year before + income - spending")


def test_parts_that_are_not_the_whole_are_told(tmp_path: Path) -> None:
    """15.00 and 18.00 are 33, and 35.00 is printed for all."""
    (one,) = said(tmp_path, "2019,all,income,35.00,亿元")
    assert one[1] == "all income 2019: 2.00 亿元 more than employee + resident"
    assert said(tmp_path, "2019,all,income,33,亿元") == []


def test_a_whole_may_count_maternity_or_not(tmp_path: Path) -> None:
    """15 + 18 = 33 without, 40 with 7 of maternity; 36 is neither."""
    maternity = "2019,maternity,income,7.00,亿元"
    assert said(tmp_path, maternity, "2019,all,income,40.00,亿元") == []
    assert said(tmp_path, maternity, "2019,all,income,33.00,亿元") == []
    assert len(said(tmp_path, maternity, "2019,all,income,36.00,亿元")) == 1


def test_the_bulletins_own_residuals_are_told() -> None:
    """N2 of the national accounts: 9.71 亿元 in the employee pool of 2024, 0.10 亿元 less for residents."""
    told = [one.what for one in books_of("china").remarks]
    assert "employee_pool 2024: the balance is 9.71 亿元 more than the year before + income - spending" in told
    assert "resident 2024: the balance is 1,000 万元 less than the year before + income - spending" in told
