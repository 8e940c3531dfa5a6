"""What was expected of a run, held against what it gives."""

import math
from typing import Any, NamedTuple

import numpy as np

from actuary.law import Array
from actuary.scenario.expect import Expectation

ROUNDING = 1e-9
"""What of a value may be rounding: a share solved to be 95 % can come out as 94.99999999999999 %."""


class Outcome(NamedTuple):
    """What a run gives where something was expected of it."""

    expectation: Expectation
    values: Array
    """In each of its years."""

    @property
    def met(self) -> bool:
        """Whether every year lies within; what is not defined or not known does not."""
        return bool((self._margins >= 0).all())

    @property
    def year(self) -> int:
        """The year that misses most; where all are met, the one that comes nearest to it."""
        return self.expectation.first + int(np.argmin(self._margins))

    @property
    def value(self) -> float:
        """What the run gives in that year; NaN where it is not defined or not known."""
        return float(self.values[self.year - self.expectation.first])

    @property
    def missed_by(self) -> float:
        """How far that year lies outside; 0 where it is met, infinite where nothing is known."""
        return max(0.0, -float(self._margins.min()))

    @property
    def missed_years(self) -> tuple[int, ...]:
        """The years outside."""
        return tuple(self.expectation.first + int(i) for i in np.flatnonzero(self._margins < 0))

    @property
    def _margins(self) -> Array:
        """How far each year lies within, outside below zero; what is only rounding is nothing."""
        low, high = self.expectation.low, self.expectation.high
        margins = np.minimum(self.values - low, high - self.values)
        margins[np.abs(margins) <= ROUNDING * np.abs(self.values)] = 0.0
        return np.where(np.isfinite(self.values), margins, -np.inf)

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers, yuan and persons and shares of one; None where there is no end, or nothing known."""
        one = self.expectation
        numbers = {"low": one.low, "high": one.high, "value": self.value, "missed_by": self.missed_by}
        return {
            "group": one.group or None,
            "measure": one.measure,
            "first": one.first,
            "last": one.last,
            "expected": one.text,
            "met": self.met,
            "year": self.year,
            "missed_years": list(self.missed_years),
            **{name: number if math.isfinite(number) else None for name, number in numbers.items()},
        }
