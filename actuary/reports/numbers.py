"""How a number is printed, wherever it is printed: the one place that rounds."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

MISSING = "–"
"""Stands where nothing is defined or published; a minus is never alone."""

MOST_MORE = 4
"""So many decimals more than usual at most, so that what is printed does not contradict itself."""
MONTHS_DECIMALS = 1
PEOPLE_SCALE, PEOPLE_DECIMALS = 1e4, 1
"""People are counted in 万人."""


class Scale(NamedTuple):
    """The unit of a whole table, so that its numbers can be compared by eye."""

    unit: str
    """Name of its label: unit_100m_yuan or unit_10k_yuan."""
    factor: float
    decimals: int

    def show(self, yuan: float, signed: bool = False) -> str:
        """An amount in this unit."""
        return shown(yuan / self.factor, self.decimals, signed)


YUAN = Scale("unit_yuan", 1.0, 0)
"""Where no table sets a unit."""


def money_scale(amounts: Iterable[float]) -> Scale:
    """亿元, or 万元 where no amount comes to 1 亿元; fewer decimals where the numbers are long without them."""
    largest = max((abs(amount) for amount in amounts if math.isfinite(amount)), default=0.0)
    if 0 < largest < 1e8:
        return Scale("unit_10k_yuan", 1e4, 2 if largest < 1e5 else 0)
    return Scale("unit_100m_yuan", 1e8, 2 if largest < 1e12 else 0)


def shown(value: float, decimals: int, signed: bool = False) -> str:
    """`value` with grouped thousands and an ASCII minus; zero has no sign."""
    if not math.isfinite(value):
        return MISSING
    text = f"{value:{'+' if signed else ''},.{decimals}f}"
    return text if text.strip("+-0.,") else text.lstrip("+-")


def agreeing(decimals: int, *ends: tuple[float, float]) -> int:
    """So many decimals, or as few more as it takes for each printed change to be that between its printed levels.

    From 21.06 to 18.04 are -3.02, which with one decimal would read: -3.0, from 21.1 to 18.0.
    """
    known = [pair for pair in ends if all(map(math.isfinite, pair))]
    tried = range(decimals, decimals + MOST_MORE)
    return next((more for more in tried if all(_agree(more, *pair) for pair in known)), decimals + MOST_MORE)


def _agree(decimals: int, before: float, after: float) -> bool:
    between = round(after, decimals) - round(before, decimals)
    return round(between, decimals) == round(after - before, decimals)


def months(value: float, signed: bool = False) -> str:
    """Months of reserve."""
    return shown(value, MONTHS_DECIMALS, signed)


def people(heads: float, signed: bool = False) -> str:
    """Heads in 万人."""
    return shown(heads / PEOPLE_SCALE, PEOPLE_DECIMALS, signed)


def share(value: float) -> str:
    """A share in %."""
    return f"{shown(100 * value, 1)} %" if math.isfinite(value) else MISSING


def share_of_base(value: float, signed: bool = False) -> str:
    """A rate in % to a hundredth of a point."""
    return f"{shown(100 * value, 2, signed)} %" if math.isfinite(value) else MISSING


def premium(value: float, signed: bool = False) -> str:
    """A premium to a tenth of a yuan."""
    return f"{shown(value, 1, signed)} 元" if math.isfinite(value) else MISSING


def short(value: float) -> str:
    """A level without idle zeros: 6, 2.5."""
    return shown(value, 2).rstrip("0").rstrip(".")


def significant(value: float, digits: int = 7) -> str:
    """`value` to so many digits, grouped, without idle zeros: what a pocket calculator can go on with."""
    if not math.isfinite(value) or value == 0.0:
        return "0" if value == 0.0 else MISSING
    decimals = max(digits - 1 - math.floor(math.log10(abs(value))), 0)
    text = shown(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(value: float, factor: float = 1.0, decimals: int = 4) -> str:
    """`value` for another program: a point, no groups, no idle zeros; empty where nothing is defined."""
    if not math.isfinite(value):
        return ""
    text = f"{value / factor:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
