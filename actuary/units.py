"""How shares, money, people, ages, months and dates are written, read, bounded and shown.

A value without a sign is a level (9 %); with a sign it is a change of the law in force, in points (-1.5 pp,
+30 元) or in proportion (+5 %). A level below zero is written with an equals sign before it: = -0.5 %.
Full-width digits and signs count as their plain forms. Decimal inside, so that 1.1 % is 0.011; float outside.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal, NamedTuple

Change = Literal["", "points", "proportion"]

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,15})?"
_WITH_UNIT = re.compile(rf"({_NUMBER})\s*(.*)")
_AGE = re.compile(rf"(?:({_NUMBER})\s*(?:years?|周?岁))?(?:\s*({_NUMBER})\s*(?:months?|个?月))?")
_POWERS = {"": 0, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_SCALES = {scale: Decimal(10) ** power for scale, power in _POWERS.items()}
_COLUMN = re.compile(r"([千万百亿]*)(?:人次|[元人例户件张项家个种次倍天])(?:/(?:人次|[月年日天人次例户]))*")
_COLUMN_WORDS = {
    **dict.fromkeys(("%", "pp"), Decimal("0.01")),
    "‰": Decimal("0.001"),
    **dict.fromkeys(("number", "ratio", "multiple", "index", "births per woman"), Decimal(1)),
    **dict.fromkeys(("year", "years", "month", "months", "day", "days"), Decimal(1)),
}


class Quantity(NamedTuple):
    value: float
    change: Change


class Date(NamedTuple):
    """A year, or one month of it: what is dated 2020 is in force from January 2020."""

    year: int
    month: int | None

    @classmethod
    def read(cls, text: str) -> Date:
        match = re.fullmatch(r"((?:19|20|21)[0-9]{2})(?:-(0[1-9]|1[0-2]))?", _folded(text))
        if match is None:
            raise ValueError("a year or a month of it, written 2020 or 2020-02")
        return cls(int(match[1]), int(match[2]) if match[2] else None)

    def __str__(self) -> str:
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02}"


@dataclass(frozen=True)
class Unit:
    """How one kind of value is written, and between which bounds; `of` is what it is a share of."""

    low: float = 0.0
    high: float = math.inf
    of: str = ""

    name: ClassVar[str]
    noun: ClassVar[str]
    symbol: ClassVar[str]  # the unit it is most often written in
    needs: ClassVar[str] = ""  # the units to choose from; a plain number has none
    factors: ClassVar[dict[str, Decimal]]

    def read(self, text: str) -> Quantity:
        """`text` as a level or a change; the message of a ValueError says what would be right."""
        match = re.fullmatch(r"(=?)\s*([+-]?)\s*(.*)", _folded(text))
        mark, sign, rest = match.groups() if match else ("", "", "")
        factor = -1 if sign == "-" else 1
        if mark or not sign:
            level = float(factor * self._level(rest))
            if not self.low <= level <= self.high:
                raise ValueError(self.describe())
            return Quantity(level, "")
        size, change = self._change(rest, sign)
        if sign == "-" and self.low < 0 and not rest.endswith("pp"):
            raise ValueError(f"= -{rest}, if a level below zero is meant: a minus alone is a change")
        if change == "proportion" and sign == "-" and size > 1:
            raise ValueError("a change in proportion, -100 % at most")
        if change == "points" and float(size) > (most := self.high - self.low) * (1 + 1e-12):
            raise ValueError(f"a change, from {self.show(-most, change)} to {self.show(most, change)}")
        return Quantity(float(factor * size), change)

    def show(self, value: float, change: Change = "") -> str:
        """`value` as a person would write it, rounded to what is worth reading."""
        size = abs(Decimal(repr(float(value))))  # the shortest decimal: 0.285, not 0.28499999...
        sign = "-" if value < 0 else "+" if change else ""
        return sign + (f"{_digits(size * 100)} %" if change == "proportion" else self._written(size, change))

    def describe(self) -> str:
        """What a right value is, in one line: a share, from 0 % to 30 %."""
        what = f"{self.noun} of {self.of}" if self.of else self.noun
        if math.isinf(self.low):
            return f"{what}, written like {self.show(1)}"
        if math.isinf(self.high):
            return f"{what}, {self.show(self.low)} or more"
        return f"{what}, from {self.show(self.low)} to {self.show(self.high)}"

    def _level(self, text: str) -> Decimal:
        number, unit = _split(text)
        if number is not None and unit in self.factors:
            return number * self.factors[unit]
        meant = "" if number is None or unit else self._meant(number)
        raise ValueError(f"{meant}, not {text}: {self.noun} needs {self.needs}" if meant else self.describe())

    def _meant(self, number: Decimal) -> str:
        """What a number without a unit could have been; nothing when it would be out of bounds."""
        return f"{number:,f} {self.symbol}" if self.low <= float(number) <= self.high else ""

    def _change(self, text: str, sign: str) -> tuple[Decimal, Change]:
        number, unit = _split(text)
        if number is not None and unit == "%" and self.name != "age":
            return number / 100, "proportion"
        return self._level(text), "points"

    def _written(self, size: Decimal, change: Change) -> str:
        return f"{_digits(size)} {self.symbol}"


class Share(Unit):
    name, noun, symbol, needs = "share", "a share", "%", "%"
    factors: ClassVar = {"%": Decimal("0.01"), "‰": Decimal("0.001")}

    def _level(self, text: str) -> Decimal:
        if text.endswith("pp"):
            raise ValueError(f"+{text} or -{text}, if a change is meant: a change has a sign")
        return super()._level(text)

    def _meant(self, number: Decimal) -> str:
        readings = [number, number * 100] if 0 < number <= 1 else [number]
        return " or ".join(f"{_digits(size)} %" for size in readings if self.low <= float(size / 100) <= self.high)

    def _change(self, text: str, sign: str) -> tuple[Decimal, Change]:
        number, unit = _split(text)
        if number is None or unit not in ("%", "pp"):
            change = sign + ("1.5" if number is None or unit else text)
            raise ValueError(f"a change of a share, in points ({change} pp) or in proportion ({change} %)")
        return number / 100, "points" if unit == "pp" else "proportion"

    def _written(self, size: Decimal, change: Change) -> str:
        return f"{_digits(size * 100)} {'pp' if change else '%'}"


class Money(Unit):
    name, noun, symbol, needs = "money", "an amount of money", "元", "元, 万元 or 亿元"
    factors: ClassVar = {
        **{scale + "元": size for scale, size in _SCALES.items()},
        "yuan": Decimal(1),
        "万": _SCALES["万"],
        "亿": _SCALES["亿"],
    }

    def _written(self, size: Decimal, change: Change) -> str:
        if size >= _SCALES["亿"]:
            return f"{size / _SCALES['亿']:,.2f} 亿元"
        return f"{_digits(size / _SCALES['万'])} 万元" if size >= _SCALES["万"] else f"{_digits(size)} 元"


class People(Unit):
    name, noun, symbol, needs = "people", "a number of people", "人", "人 or 万人"
    factors: ClassVar = {**{scale + "人": size for scale, size in _SCALES.items()}, "people": Decimal(1)}

    def _written(self, size: Decimal, change: Change) -> str:
        return f"{size / _SCALES['万']:,.1f} 万人" if size >= _SCALES["万"] else f"{_digits(size)} 人"


class Months(Unit):
    name, noun, symbol, needs = "months", "a number of months", "months", "months"
    factors: ClassVar = dict.fromkeys(("months", "month", "个月", "月"), Decimal(1))

    def _written(self, size: Decimal, change: Change) -> str:
        return _counted(size, "month")


class Number(Unit):
    """A plain number; what it counts may stand behind it: 158 days."""

    name, noun, symbol = "number", "a number", ""
    factors: ClassVar = {"": Decimal(1)}

    def _level(self, text: str) -> Decimal:
        return super()._level(text.removesuffix(self.of).rstrip() if self.of else text)

    def _written(self, size: Decimal, change: Change) -> str:
        return _digits(size, 4)


class Age(Unit):
    """An age in years, written in years and months; it has no change in proportion."""

    name, noun, symbol, needs = "age", "an age", "years", "years"
    factors: ClassVar = {"years": Decimal(1)}

    def _level(self, text: str) -> Decimal:
        match = _AGE.fullmatch(text)
        if match is None or not text:
            return super()._level(text)
        years, months = (_decimal(part or "0") for part in match.groups())
        if match[1] and match[2] and (months >= 12 or years % 1):
            raise ValueError(self.describe())
        return (years * 12 + months) / 12

    def _written(self, size: Decimal, change: Change) -> str:
        if abs(size * 12 - round(size * 12)) > Decimal("0.001"):
            return _counted(size, "year")
        years, months = divmod(round(size * 12), 12)
        parts = {"year": years, "month": months}
        return " ".join(_counted(Decimal(n), noun) for noun, n in parts.items() if n) or "0 years"


class Switch(Unit):
    """On or off, as 1 or 0; it has no bounds and no change."""

    name, noun = "switch", "on or off"

    def read(self, text: str) -> Quantity:
        states = {"on": 1.0, "off": 0.0, "yes": 1.0, "no": 0.0}
        if (word := _folded(text).lower()) in states:
            return Quantity(states[word], "")
        raise ValueError(self.describe())

    def show(self, value: float, change: Change = "") -> str:
        return "on" if value else "off"

    def describe(self) -> str:
        return self.noun


def of_columns(value: str, unit: str) -> float:
    """A figure as the data files write it, in yuan, people, shares of one, years or plain numbers."""
    written = re.fullmatch(rf"-?{_NUMBER}", _folded(value))
    if written is None:
        raise ValueError(f"{value!r} is not a number")
    column = _COLUMN.fullmatch(unit)
    factor = _COLUMN_WORDS.get(unit) if column is None else _SCALES.get(column[1])
    if factor is None:
        raise ValueError(f"no unit is written {unit!r}")
    return float(_decimal(written[0]) * factor)


def _folded(text: str) -> str:
    """`text` with full-width letters, minus signs and spaces in their plain form."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u2013", "-")
    return re.sub(r"\s+", " ", plain).strip()


def _split(text: str) -> tuple[Decimal | None, str]:
    match = _WITH_UNIT.fullmatch(text)
    return (_decimal(match[1]), match[2]) if match else (None, "")


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _digits(size: Decimal, places: int = 2) -> str:
    """`size` with `places` decimals, more where three digits need them; thousands grouped, no idle zeros."""
    written = f"{size:,.{max(places, 2 - size.adjusted())}f}"
    return written.rstrip("0").rstrip(".")


def _counted(size: Decimal, noun: str) -> str:
    return f"{_digits(size)} {noun}{'' if size == 1 else 's'}"
