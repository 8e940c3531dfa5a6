"""The sheet of a worked year: sections of steps, each given or found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from actuary.analysis.worked.terms import Term
from actuary.axes import SERVICES
from actuary.law import Array

MONTHS = tuple(str(month) for month in range(1, 12 + 1))

ORIGINS = ("law", "lever", "figure", "solved", "people", "before", "found")
"""Where a value comes from: the law in force, a lever of the scenario on it, figures, the calibration of the base year, the
projected people, the state at the end of last year, the steps above."""


class Step(NamedTuple):
    """One quantity of the year."""

    name: str
    """As the code calls it."""
    value: Array
    """A number, or one for each name of the axis."""
    axis: tuple[str, ...]
    """Services, months, statuses, ages; nothing for a single number."""
    unit: str
    """yuan (of one person or case), money (of a pool), persons, cases, share, number, months, days."""
    origin: str
    text: str
    """The formula of what is found; the names of the figures or rules behind what is given."""


class Section(NamedTuple):
    """Steps that belong together."""

    name: str
    pool: str
    """The pool whose books it shows; empty for the others."""
    steps: tuple[Step, ...]


class Check(NamedTuple):
    """A result on paper beside the program's."""

    pool: str
    """The pool; `care` for what it pays for a service."""
    name: str
    found: float
    program: float

    @property
    def difference(self) -> float:
        """On paper less the program's."""
        return self.found - self.program


class Sheet:
    """Takes steps down in order."""

    def __init__(self) -> None:
        self._sections: list[tuple[str, str, list[Step]]] = []
        self.checks: list[Check] = []

    def open(self, name: str, pool: str = "") -> None:
        """Begin a section."""
        self._sections.append((name, pool, []))

    def given(
        self, name: str, value: Any, unit: str, origin: str, text: str = "", axis: Sequence[str] | None = None
    ) -> Term:
        """Note an input; months that are all alike are one number."""
        array = np.asarray(value, dtype=np.float64)
        if axis is None and array.shape == (len(MONTHS),) and (array == array[0]).all():
            array = array[0]
        return self._noted(name, array, unit, origin, text, axis)

    def found(self, name: str, term: Term, unit: str, axis: Sequence[str] | None = None) -> Term:
        """Note a result."""
        return self._noted(name, np.asarray(term.value), unit, "found", term.text, axis)

    def held(self, pool: str, name: str, found: Term, program: float) -> None:
        """Hold a result against the program's."""
        self.checks.append(Check(pool, name, float(found.value), float(program)))

    @property
    def sections(self) -> tuple[Section, ...]:
        """All of it."""
        return tuple(Section(name, pool, tuple(steps)) for name, pool, steps in self._sections)

    def _noted(self, name: str, value: Array, unit: str, origin: str, text: str, axis: Sequence[str] | None) -> Term:
        names = tuple(axis) if axis is not None else _AXES[value.shape]
        self._sections[-1][-1].append(Step(name, value, names, unit, origin, text))
        return Term(name, value)


_AXES: dict[tuple[int, ...], tuple[str, ...]] = {(): (), (len(SERVICES),): SERVICES, (len(MONTHS),): MONTHS}
