"""Lines of text with a little style, laid out by what a terminal shows: a Chinese character takes two columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Literal, NamedTuple
from unicodedata import combining, east_asian_width

Style = Literal["", "head", "faint", "warning", "alarm"]


class Span(NamedTuple):
    """Letters in one style."""

    text: str
    style: Style = ""


Line = tuple[Span, ...]
Page = list[Line]

EMPTY: Line = ()
CHINESE = r"\u2e80-\uffef"
"""Letters between which a line may break."""


def line(text: str, style: Style = "") -> Line:
    """One line in one style."""
    return (Span(text, style),)


def plain_text(page: Page) -> str:
    """The page without its styles; no line ends in spaces."""
    return "\n".join("".join(span.text for span in row).rstrip() for row in page)


_IN_HTML = {
    "head": "font-weight:bold",
    "faint": "opacity:0.65",
    "warning": "color:#b05a00",
    "alarm": "color:#b00020;font-weight:bold",
}


def html(page: Page) -> str:
    """The page in letters of one width, with its styles."""
    lines = (
        "".join(
            f'<span style="{_IN_HTML[span.style]}">{escape(span.text)}</span>' if span.style else escape(span.text)
            for span in row
        )
        for row in page
    )
    return '<pre style="line-height:1.3;overflow-x:auto">' + "\n".join(lines) + "</pre>"


def width(text: str) -> int:
    """Columns on a terminal."""
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def to_left(text: str, columns: int) -> str:
    """`text` with spaces after it."""
    return text + " " * max(columns - width(text), 0)


def to_right(text: str, columns: int) -> str:
    """`text` with spaces before it."""
    return " " * max(columns - width(text), 0) + text


def wrapped(text: str, columns: int, indent: str = "") -> list[str]:
    """`text` in lines of at most `columns`; Chinese breaks anywhere but before a closing sign."""
    lines, current = [], ""
    for piece in re.findall(rf"\s+|[^\s{CHINESE}]+|[{CHINESE}](?:[\"')]+[.,;:]?|[，。；：、）％]*)", text):
        if current.strip() and width(current + piece.rstrip()) > columns:
            lines.append(current.rstrip())
            current = indent
            piece = piece.lstrip()
        current += piece
    return [*lines, current.rstrip()] if current.strip() else lines


def paragraphs(texts: Iterable[str], columns: int, style: Style = "", indent: str = "  ") -> Page:
    """Each text in lines that fit, those after its first set in."""
    return [line(one, style) for text in texts for one in wrapped(text, columns, indent)]
