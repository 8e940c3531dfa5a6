"""Letters in pictures: a font that has the Chinese ones, or words that do without."""

from __future__ import annotations

import re
from functools import cache

KNOWN_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Heiti SC",
    "Noto Sans CJK JP",
    "Noto Serif CJK SC",
    "SimSun",
    "Arial Unicode MS",
)
"""Fonts with simplified Chinese, those that read best in a picture first."""

NEEDED = "医保居民职工可支付月数累计结余当期收入人亿元年末口径来源，：（）"
"""What a font must have: a Japanese one may lack some of it."""

_CHINESE = re.compile(r"[\u2e80-\uffef]+")
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[\u2e80-\uffef][^()（）]*[)）]")
_IN_ENGLISH = {"亿元": "100 million yuan", "万元": "10,000 yuan", "万人": "10,000 people", "元": "yuan", "：": ": "}


@cache
def chinese_font() -> str | None:
    """An installed font with the letters we need; None where there is none."""
    from matplotlib import font_manager

    files = {entry.name: entry.fname for entry in font_manager.fontManager.ttflist}
    return next((name for name in KNOWN_FONTS if name in files and _has_letters(files[name])), None)


def families() -> list[str]:
    """Fonts for a picture, the next one where a letter is missing in the first."""
    found = chinese_font()
    return [found, "DejaVu Sans"] if found else ["DejaVu Sans"]


def drawable(text: str) -> str:
    """`text` without what could only be drawn as empty boxes."""
    return text if chinese_font() else in_english(text)


def drawable_name(*names: str) -> str:
    """The first of the names that can be drawn as it is, Chinese in brackets left out; the last where none can."""
    for name in names:
        if chinese_font() or not _CHINESE.search(_IN_BRACKETS.sub("", name)):
            return drawable(name)
    return names[-1]


def in_english(text: str) -> str:
    """An English text without its Chinese names and units."""
    text = _IN_BRACKETS.sub("", text)
    for chinese, english in _IN_ENGLISH.items():
        text = text.replace(chinese, english)
    text = re.sub(r"(?<=[0-9]) ?(?=100 million yuan|10,000 (?:yuan|people))", " x ", text)
    return re.sub(r"\s+", " ", _CHINESE.sub("", text)).strip()


def _has_letters(file: str) -> bool:
    from matplotlib.ft2font import FT2Font

    try:
        font = FT2Font(file)
    except RuntimeError:  # a file that is no font any more
        return False
    return all(font.get_char_index(ord(letter)) for letter in NEEDED)
