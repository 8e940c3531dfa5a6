"""The coverage matrix as it is shown."""

import csv
import io
import re
from collections import Counter

import pytest

from actuary.figures.coverage import mechanisms
from actuary.labels import Language
from actuary.reports import coverage
from actuary.reports.page import plain_text, width


def text(lang: Language = "en", columns: int = 160) -> str:
    return plain_text(coverage.table(lang, columns))


def test_every_mechanism_is_shown_once_under_its_section() -> None:
    assert re.findall(r"^  ([A-Z]\d\d)  ", text(), re.M) == [one.id for one in mechanisms()]
    assert text().index("\nFinancing\n  C01") > text().index("Enrolment and population")


def test_what_is_missing_says_why_and_what_is_there_says_where() -> None:
    shown = text()
    assert "\n  J04  Whistle-blowers\n       non-fund   a few thousand yuan in all\n" in shown
    assert (
        "\n  A02  Maternity merged into the employee pool, still reported\n       key        levers.maternity_" in shown
    )


def test_an_answer_with_a_limit_is_marked_and_its_page_says_which() -> None:
    """The ratio of payment is by the law as assumed, not each area's own; a rate is a lever without a limit."""
    assert "\n  D01  Paid of in-scope hospital cost *\n" in text()
    assert "\n  C02  Benchmark rate and its adjustment\n" in text()
    page = next(item for item in coverage.items() if item.name == "D01").more("en")
    assert "that are solved, since no document announces them" in plain_text(page)


def test_the_counts_are_those_of_the_rows() -> None:
    found = Counter(one.answered_by for one in mechanisms() if one.section not in "LNP")
    answered = found.total() - found["non_fund"]
    first, second, third, _ = coverage.counts("en")
    assert first.startswith(f"{found.total()} mechanisms of the documents: {answered} answered (key {found['key']}, ")
    assert second.startswith(f"{found['non_fund']} are non-fund")
    assert f"{sum(one.section == 'P' for one in mechanisms())} traps" in third


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_words_of_a_narrow_terminal_stay_on_it(lang: Language) -> None:
    """But for one name too long to break."""
    broad = [line for line in text(lang, 80).split("\n") if width(line) > 80]
    assert all(re.search(r"levers\.\w+\.\w+|\w+_\w+", line) for line in broad)


def test_a_spreadsheet_has_a_row_for_each() -> None:
    head, *rows = csv.reader(io.StringIO(coverage.as_csv("zh").decode("utf-8-sig"), newline=""))
    assert head == ["编号", "机制", "文件", "类别", "覆盖方式", "位置", "测试", "说明"]
    assert [row[0] for row in rows] == [one.id for one in mechanisms()]
