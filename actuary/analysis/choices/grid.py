"""The grid of a sweep: one to three fields of levers or figures, each with its values, as a person writes them."""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from actuary.analysis.choices.varied import HYPHENED, Varied, VariedFigure, read_field, written
from actuary.errors import Mistake
from actuary.scenario.expect import bounds_in
from actuary.scenario.model import Scenario
from actuary.units import Unit

AXES = 3
"""So many things can be varied at once: rows, columns, pages."""

MOST = 100_000
"""Cells of the largest grid."""

EXAMPLE = "resident_financing.premium.2027=380..500:20 元"

_RANGE = re.compile(r"(.+?)\.\.(.+?):(.+)")
_NUMBER = re.compile(r"([-+]?)([0-9]+(?:\.[0-9]+)?)\s*(.*)")


class Span(NamedTuple):
    """Values in equal steps, both ends among them where the step reaches the second one."""

    first: Decimal
    step: Decimal
    size: int


class Axis(NamedTuple):
    """What is varied, and its values in the order they are written: yuan, persons, months, shares of one or plain numbers."""

    varied: Varied | VariedFigure
    values: tuple[float, ...]

    @property
    def name(self) -> str:
        """As it is asked for, with its date: resident_financing.premium.2027."""
        return ".".join((self.varied.name, *((str(self.varied.since),) if self.varied.since else ())))

    def shown(self, value: float) -> str:
        """A value as a scenario writes it, its thousands grouped."""
        return written(self.varied.unit, value, grouped=True)


def read_axes(asked: tuple[str, ...], since: str | None, scenario: Scenario) -> tuple[tuple[Axis, ...], list[Mistake]]:
    """The axes of a grid, or all that is wrong with them; a grid that is too large is told before it is laid out."""
    if not 0 < len(asked) <= AXES:
        right = f"one to {AXES} of them: the first goes down, the second across, each value of the third has a page"
        return (), [Mistake(None, f"{len(asked)} times --vary", right)]
    wrong: list[Mistake] = []
    found = [_read(text, since, scenario, wrong) for text in asked]
    known = [one for one in found if one]
    for (_, one, _), (text, other, _) in itertools.combinations(known, 2):
        if one == other:
            wrong.append(Mistake(None, f"--vary {text}", f"each field once: {other.name} has its values already"))
    cells = math.prod(_count(values) for _, _, values in known)
    if cells > MOST:
        sizes = " x ".join(f"{_count(values):,}" for _, _, values in known)
        right = f"at most {MOST:,} cells; fewer values, or wider steps"
        wrong.append(Mistake(None, f"{sizes} = {cells:,} cells" if len(known) > 1 else f"{cells:,} cells", right))
    if wrong:
        return (), wrong
    return tuple(Axis(one, tuple(_laid_out(values))) for _, one, values in known), []


Values = Span | tuple[float, ...]
_Read = tuple[str, Varied | VariedFigure, Values]


def _read(text: str, since: str | None, scenario: Scenario, wrong: list[Mistake]) -> _Read | None:
    name, sign, values = unicodedata.normalize("NFKC", text).partition("=")
    if not sign or not values.strip():
        right = f"a field, an equals sign and its values: {EXAMPLE}, or its values one by one: 380,400,450 元"
        wrong.append(Mistake(None, f"--vary {text}", right))
        return None
    varied, mistakes = read_field(name.strip(), since, scenario)
    wrong += mistakes
    if varied is None:
        return None
    try:
        return text, varied, read_values(values.strip(), varied.unit)
    except ValueError as right:
        wrong.append(Mistake(None, f"--vary {text}", str(right)))
        return None


def read_values(text: str, unit: Unit) -> Values:
    """Values in a unit, which may stand at the last of them only: 380..500:20 元; 6 %,6.5 %,7 %; 1,2,3.

    A ValueError says what would be right. A sign is part of a value: nothing is a change here.
    """
    if ".." in text:
        return _span(text, unit)
    if hyphened := HYPHENED.fullmatch(text):
        raise ValueError(f"two dots between the ends, and a step: {_stepped(*hyphened.groups())}")
    parts = [part.strip() for part in text.split(",")]
    if any(re.match(r"0[0-9]", part) for part in parts):
        raise ValueError("thousands without a comma, which stands between two values here")
    if not all(parts):
        raise ValueError(f"values with one comma between two of them, as {unit.show(1)},{unit.show(2)}")
    values = tuple(_level(one, unit) for one in _with_units(parts))
    again = next((one for i, one in enumerate(values) if one in values[:i]), None)
    if again is not None:
        raise ValueError(f"each value once: {written(unit, again)} is there twice")
    return values


def _stepped(first: str, last: str) -> str:
    """A range as it is to be written, in its own step or in 20 to 50 that are easily read: 400..600:10 元."""
    if ":" in last:
        return f"{first}..{last}"
    low, match = _NUMBER.match(first), _NUMBER.match(last)
    assert low and match  # both begin with a digit
    way = abs(Decimal(match[2]) - Decimal(low[2])) or Decimal(1)
    size = Decimal(10) ** (way / 20).adjusted()
    step = max(one * size for one in (1, 2, 5) if one * size <= way / 20)
    return f"{first}..{match[2]}:{step:f} {match[3]}".rstrip()


def _span(text: str, unit: Unit) -> Span:
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError("two ends and a step, as 380..500:20 元, 5..8:0.5 %")
    first, last, step = _with_units([part.strip() for part in match.groups()])
    any_size = dataclasses.replace(unit, low=-math.inf, high=math.inf)
    ends = [Decimal(repr(_level(end, unit))) for end in (first, last)]
    by = Decimal(repr(_level(step.removesuffix("pp") + "%" if step.endswith("pp") else step, any_size)))
    way = ends[1] - ends[0]
    if not by:
        raise ValueError("a step that is not 0: it would never come to the second end")
    if way * by < 0:
        sign = "-" if way < 0 else ""
        size = written(any_size, float(abs(by)))
        raise ValueError(
            f"a step of {sign}{size}, since the values go {'down' if way < 0 else 'up'} from the first end"
        )
    return Span(ends[0], by, int(way / by) + 1)


def _with_units(parts: list[str]) -> list[str]:
    """Numbers without a unit have that of the last one."""
    match = _NUMBER.fullmatch(parts[-1])
    unit = match[3] if match else ""
    return [f"{one} {'%' if unit == 'pp' else unit}".strip() if _plain(one) else one for one in parts]


def _plain(text: str) -> bool:
    match = _NUMBER.fullmatch(text)
    return match is not None and not match[3]


def _level(text: str, unit: Unit) -> float:
    return bounds_in(f">= {text}", unit)[0]


def _count(values: Values) -> int:
    return values.size if isinstance(values, Span) else len(values)


def _laid_out(values: Values) -> Iterator[float]:
    if isinstance(values, Span):
        return (float(values.first + i * values.step) for i in range(values.size))
    return iter(values)
