"""Lines that fit a terminal, whatever they are written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.reports.page import EMPTY, Span, html, line, paragraphs, plain_text, to_left, to_right, width, wrapped

TEXTS = st.text(alphabet="ab 月，。眉山 1:", max_size=80)


def test_a_chinese_character_takes_two_columns() -> None:
    assert width("职工医保") == 8
    assert width("a，b") == 4
    assert to_right("月", 4) == "  月"
    assert to_left("月", 4) + "|" == "月  |"


@given(TEXTS, st.integers(10, 60))
def test_wrapped_lines_fit_and_lose_nothing(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    longest_word = max((width(word) for word in text.replace("月", " ").split()), default=0)
    assert all(width(one) <= max(columns, longest_word) for one in lines)


def test_a_chinese_line_breaks_without_spaces_and_not_before_a_stop() -> None:
    assert wrapped("可支付月数按年末结余。", 20) == ["可支付月数按年末结", "余。"]
    assert wrapped('--set "premium=518 元"', 20) == ['--set "premium=518', '元"']
    assert wrapped("as it stands: 448 元).", 20) == ["as it stands: 448", "元)."]
    assert wrapped("one two three", 8, "  ") == ["one two", "  three"]


def test_styles_are_left_out_of_plain_text_and_kept_in_html() -> None:
    page = [(Span("a < b ", "alarm"), Span("c  ")), EMPTY, line("眉山")]
    assert plain_text(page) == "a < b c\n\n眉山"
    assert "a &lt; b" in html(page)
    assert "color:#b00020" in html(page)


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_wraps_to_nothing(text: str) -> None:
    assert wrapped(text, 20) == []


def test_paragraphs_fit_and_their_later_lines_are_set_in() -> None:
    page = paragraphs(["one two three", "four"], 8, "faint")
    assert plain_text(page) == "one two\n  three\nfour"
    assert {span.style for row in page for span in row} == {"faint"}
