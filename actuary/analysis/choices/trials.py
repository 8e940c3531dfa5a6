"""One scenario with one field at one value after another: what no lever moves is worked out once for all of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from actuary.analysis.choices.varied import Varied, read_range, read_varied
from actuary.basis.calibration import Basis
from actuary.compile import basis_of
from actuary.enactment import law_of
from actuary.errors import Mistake, Mistakes
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario
from actuary.simulation import Prepared, prepared


class Stands(NamedTuple):
    """The scenario as it stands, and the basis that it shares with every other value of a lever."""

    basis: Basis
    ready: Prepared


def as_it_stands(scenario: Scenario) -> Stands:
    """A scenario of one area, prepared. Raises Mistakes."""
    basis = basis_of(scenario, law_of(scenario)[1])
    return Stands(basis, prepared(scenario, basis))


class Trials:
    """What is told of each value, once."""

    def __init__(
        self, name: str, settings: tuple[str, ...], varied: Varied, stands: Stands, tell: Callable[[Prepared], float]
    ) -> None:
        self.name, self.settings, self.varied, self.stands, self.tell = name, settings, varied, stands, tell
        self.values: dict[float, float] = {}
        self.refused: Mistakes | None = None
        """Why the last of those that cannot be written here cannot."""

    def ready(self, value: float) -> Prepared:
        """The scenario with that value, prepared. Raises Mistakes where it cannot be written here."""
        scenario = load(self.name, *self.settings, self.varied.setting(value))
        return prepared(scenario, self.stands.basis, like=self.stands.ready)

    def told(self, value: float) -> float:
        """What is told with that value; NaN where it cannot be written here."""
        if value not in self.values:
            try:
                self.values[value] = self.tell(self.ready(value))
            except Mistakes as found:
                self.refused = found
                self.values[value] = math.nan
        return self.values[value]


Ends = tuple[float, float]


def read_search(
    vary: str, between: str | None, since: str | None, scenario: Scenario, last: int | None
) -> tuple[Varied | None, Ends | None, list[Mistake]]:
    """A field with the range to search, where one is given, and all that is wrong with these.

    `last` is the last year of the target, where that is known: a change that comes later cannot move it.
    """
    ends: Ends | None = None
    varied, wrong = read_varied(vary, since, scenario)
    if varied and between:
        ends, more = read_range(between, varied.unit)
        wrong += more
    if varied and last is not None and varied.since.year > last:
        wrong.append(Mistake(None, f"--from {varied.since}", f"a date before the target's last year, {last}"))
    return varied, ends, wrong
