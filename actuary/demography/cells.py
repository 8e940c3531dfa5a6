"""One cell of a table of people: a year, a sex, an age, a number, each as a person or a statistics office writes it."""

import re
import unicodedata
from calendar import monthrange
from functools import cache
from typing import NamedTuple

from actuary.axes import CLOSING_AGE

BOTH = "both"
SEX_WORDS = {"male": "male", "female": "female", BOTH: BOTH, "男": "male", "女": "female", "合计": BOTH}
PERSONS = {"人": 1.0, "千人": 1e3, "万人": 1e4}
RATES = {"": 1.0, "%": 1e-2, "‰": 1e-3}
MONTHS = 12

_AGE = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3})|(\+))?")
_YEAR = re.compile(r"([12][0-9]{3})(?:-([12][0-9]{3}))?")
_DATE = re.compile(r"([12][0-9]{3})-([0-9]{1,2})-([0-9]{1,2})")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]{1,2})?")


class Span(NamedTuple):
    """A stretch of time in years and parts of them: 2025.5 is 1 July 2025. A date begins where it ends."""

    begin: float
    end: float
    text: str

    @property
    def middle(self) -> float:
        """Where its rates belong."""
        return (self.begin + self.end) * 0.5


class Ages(NamedTuple):
    """The ages from `first` up to, but without, `end`; an open group ends at the closing age of life tables."""

    first: int
    end: int
    text: str

    @property
    def open(self) -> bool:
        """Whether it has no upper bound."""
        return self.text.endswith("+")


NO_AGES = Ages(0, 0, "")
"""Of a table without ages."""


@cache
def span_of(text: str) -> Span:
    """A calendar year 2025, or a period 2025-2030 from mid-year to mid-year. ValueError says what would be right."""
    match = _YEAR.fullmatch(_folded(text))
    if match is None or (match[2] and int(match[2]) <= int(match[1])):
        raise ValueError("a calendar year such as 2025, or a period from mid-year to mid-year such as 2025-2030")
    first = int(match[1])
    if match[2] is None:
        return Span(first, first + 1, match[0])
    return Span(first + 0.5, int(match[2]) + 0.5, match[0])


@cache
def date_of(text: str) -> Span:
    """A date such as 2020-11-01; the last day of a month counts as its end. ValueError says what would be right."""
    match = _DATE.fullmatch(_folded(text))
    year, month, day = (int(part) for part in match.groups()) if match else (0, 0, 0)
    if not 1 <= month <= MONTHS or not 1 <= day <= (days := monthrange(year, month)[1]):
        raise ValueError("a date such as 2025-07-01")
    passed = 1.0 if day == days else (day - 1) / days
    at = year + (month - 1 + passed) / MONTHS
    return Span(at, at, f"{year}-{month:02}-{day:02}")


@cache
def ages_of(text: str) -> Ages:
    """An age 0, a group 5-9, an open group 85+. ValueError says what would be right."""
    match = _AGE.fullmatch(_folded(text).replace("岁", "").replace("及以上", "+"))
    if match is None:
        raise ValueError("an age such as 0, a group such as 5-9, or an open group such as 85+")
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first or max(first, last) >= CLOSING_AGE:
        raise ValueError(f"ages that rise, below {CLOSING_AGE}")
    if match[3]:
        return Ages(first, CLOSING_AGE + 1, match[0])
    return Ages(first, last + 1, match[0])


@cache
def sex_of(text: str) -> str:
    """male, female or both, also as 男, 女, 合计. ValueError says what would be right."""
    written = _folded(text).lower()
    if written not in SEX_WORDS:
        raise ValueError(", ".join(SEX_WORDS))
    return SEX_WORDS[written]


def number_of(text: str) -> float:
    """A number, thousands grouped or not, also as 9.5e-05. ValueError says what would be right."""
    written = _folded(text)
    if _NUMBER.fullmatch(written) is None:
        raise ValueError("a number")
    return float(written.replace(",", ""))


def _folded(text: str) -> str:
    """`text` with full-width signs and the several dashes and minus signs in their plain form."""
    return re.sub("[\u2010-\u2015\u2212~～]", "-", unicodedata.normalize("NFKC", text)).replace(" ", "")
