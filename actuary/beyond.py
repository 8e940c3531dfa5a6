"""Where a run leaves what is known: figures beyond their intervals, a premium nobody paid, more people lost than ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from actuary.basis.calibration import Basis
from actuary.basis.known import changed_by
from actuary.figures.places import chain
from actuary.figures.single import Figure, figure, filed
from actuary.kernel import rows as r
from actuary.law import Array
from actuary.levers.shape import Step
from actuary.scenario.model import Scenario
from actuary.units import of_columns

SEEN = {"premium": "premium_income_share_seen", "leaving": "residents_lost_in_a_year"}
"""The figure behind each kind of alert."""


class Beyond(NamedTuple):
    """A value of the scenario's own that lies outside of the interval of the figure in whose place it stands."""

    figure: Figure
    text: str
    """The value, as it is written in the scenario."""

    @property
    def ends(self) -> tuple[str, str]:
        """The interval, in the unit of the figure."""
        low, high = ((end or 0.0) / of_columns("1", self.figure.unit) for end in (self.figure.low, self.figure.high))
        unit = "" if self.figure.unit in ("number", "ratio") else f" {self.figure.unit}"
        return f"{low:.10g}{unit}", f"{high:.10g}{unit}"

    def to_dict(self) -> dict[str, str]:
        """The figure, the value in its place, and the interval, as they are written."""
        return {"figure": self.figure.name, "value": self.text, "low": self.ends[0], "high": self.ends[1]}


def figures_beyond(scenario: Scenario) -> tuple[Beyond, ...]:
    """Every value of a figure that a scenario of one area sets outside of all that is known of it, in its order."""
    steps = [(name, step) for name, steps in scenario.figures.items() for step in steps]
    return tuple(Beyond(one, step.text) for name, step in steps if (one := _left(scenario.area, name, step)))


def unseen(yearly: Mapping[str, Array], basis: Basis, area: str) -> Iterator[tuple[str, int, float]]:
    """Kind, number of the year and level in %: from when the premium is a larger share of last year's disposable income
    than anybody was seen to pay, and the largest; the year in which most of the insured residents are lost, where too many."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = yearly["premium"] / basis.basis_year[r.INCOME_BEFORE, : len(yearly["premium"])]
        lost = 1 - yearly["insured_residents"][1:] / yearly["insured_residents"][:-1]
    over = 1 + np.flatnonzero(share[1:] > limit("premium", area))
    if over.size:
        yield "premium", int(over[0]), 100 * float(share[over].max())
    if (lost > limit("leaving", area)).any():
        most = int(np.nanargmax(lost))
        yield "leaving", 1 + most, 100 * float(lost[most])


def limit(kind: str, area: str) -> float:
    """The share beyond which an alert of a kind is told: the most that was seen, or else what is taken for it."""
    one = figure(SEEN[kind], area)
    return one.value if one.high is None or kind == "leaving" else one.high


def _left(area: str, name: str, step: Step) -> Figure | None:
    """The last of the figures that a value replaces, where it lies outside of the intervals of all of them."""
    replaced = [one for one in _replaced(area, name, step) if one.low is not None and one.high is not None]
    outside = [one for one in replaced if not _within(one, changed_by(one.value, step.quantity))]
    return outside[-1] if outside and len(outside) == len(replaced) else None


def _within(one: Figure, value: float) -> bool:
    """Whether a value lies in the interval of a figure, its ends among it."""
    assert one.low is not None and one.high is not None
    return one.low <= value <= one.high


def _replaced(area: str, name: str, step: Step) -> list[Figure]:
    """The figures of the nearest place that has any: all of them, or of a dated value the one of the nearest year."""
    years = next((years for place in chain(area) if (years := filed(name, place))), {})
    if step.date is None or not years:
        return [years[year] for year in sorted(years)]
    then = step.date.year
    return [years[min(years, key=lambda year: (abs(year - then), year))]]
