"""What is known of an area, with the scenario's own figures on top, and a record of everything that was used."""

import numpy as np

from actuary.figures.places import chain
from actuary.figures.single import TODAY, Figure, View, find, own, series
from actuary.figures.tables import Table, table
from actuary.figures.vintage import Vintage
from actuary.law import Array
from actuary.levers.shape import Step, Steps
from actuary.scenario.model import figure_unit
from actuary.units import Quantity


class Known:
    """Looks figures up for one area and remembers which were used: the manifest of a run.

    Of a vintage it knows nothing later of the fund. A figure that nobody had published by then counts with its first
    value: it says how the levels of the base year divide, and the base year's own books decide the levels.
    """

    def __init__(
        self, area: str, overrides: dict[str, Steps], vintage: Vintage | None = None, view: View | None = None
    ) -> None:
        self.area = area
        self.overrides = overrides
        self.vintage = vintage
        self.view: View = view or vintage or TODAY
        """Which figures are seen: all that are filed, those of the vintage, or those that somebody sees otherwise."""
        self.used: dict[tuple[str, str, int | None], Figure] = {}
        self.of_policy: dict[str, set[tuple[str, str, int | None]]] = {}
        """Of what was used, by topic: what nothing but policy on care asks for."""
        self.heard: set[tuple[str, Step]] = set()
        """The scenario's own values that were read."""
        self.tables: dict[str, Table] = {}

    def anew(self) -> "Known":
        """The same of which nothing was used yet."""
        return Known(self.area, self.overrides, self.vintage, self.view)

    def fact(self, name: str, year: int) -> float | None:
        """A figure of this very area and year, or None."""
        return self._taken(own(name, self.area, year, self.view), name, year)

    def value(self, name: str, year: int | None = None) -> float:
        """A figure of the nearest place that has it: of this year, of the nearest year, or undated. LookupError for none."""
        found = self._taken(self._nearest(name, year), name, year)
        if found is None:
            raise LookupError(f"{name}: nothing known for {self.area}")
        return found

    def path(self, name: str, years: range) -> Array:
        """A figure by year: straight lines between its dated values, held before the first and after the last.

        Values that a scenario dates are points of the line; an undated figure is what it is until such a date.
        """
        steps = {step.date.year: step for step in self.overrides.get(name, ()) if step.date}
        if (undated := find(name, self.area, view=self.view)) and undated.year is None:
            return np.array([self.value(name, year) for year in years])
        points = {year: self._taken(one, name, year) for year, one in self.series(name).items()}
        levels = {year: step for year, step in steps.items() if not step.quantity.change}
        points |= {year: step.quantity.value for year, step in levels.items()}
        self.heard |= {(name, step) for step in levels.values()}
        known = sorted(points)
        return np.asarray(np.interp(np.array(years), known, [points[year] or 0.0 for year in known]))

    def series(self, name: str, place: str = "") -> dict[int, Figure]:
        """The dated figures of the nearest place that has any, by year, as far as they were known."""
        try:
            return series(name, place or self.area, self.view)
        except KeyError:
            if self.vintage is None:
                raise
            return self._first(series(name, place or self.area))

    def seen(self, by_year: dict[int, float]) -> dict[int, float]:
        """Of a table's values by year those that were known, or the first where none was."""
        if self.vintage is None:
            return by_year
        known = {year: value for year, value in by_year.items() if year <= self.vintage.year}
        return known or {self.vintage.year: by_year[min(by_year)]}

    def _first(self, dated: dict[int, Figure]) -> dict[int, Figure]:
        assert self.vintage is not None
        return {self.vintage.year: dated[min(dated)]}

    def table(self, name: str) -> Table:
        """A table, noted as used."""
        self.tables[name] = table(name)
        return self.tables[name]

    def _nearest(self, name: str, year: int | None) -> Figure | None:
        if year is not None:
            for place in chain(self.area):
                try:
                    dated = self.series(name, place)
                except KeyError:
                    break
                if any(one.place == place for one in dated.values()):
                    return dated[min(dated, key=lambda known: (abs(known - year), known))]
        found = find(name, self.area, view=self.view)
        return found if found or not self.vintage else next(iter(self.series(name).values()), None)

    def _taken(self, figure: Figure | None, name: str, year: int | None) -> float | None:
        step = _step(self.overrides.get(name, ()), year)
        if figure is None:
            if step is None or step.quantity.change:
                return None
            self.heard.add((name, step))
            return step.quantity.value
        self.used[(figure.name, figure.place, figure.year)] = figure
        if step is None:
            return figure.value
        self.heard.add((name, step))
        value = changed_by(figure.value, step.quantity)
        unit = figure_unit(name, figure.unit)
        if not unit.low <= value <= unit.high:
            raise LookupError(f"{name}: {unit.describe()}, after the change")
        return value


def changed_by(value: float, quantity: Quantity) -> float:
    """A value after a change of it in points or in proportion, or the level that takes its place."""
    if quantity.change == "points":
        return value + quantity.value
    return value * (1 + quantity.value) if quantity.change == "proportion" else quantity.value


def _step(steps: Steps, year: int | None) -> Step | None:
    """The step that holds in a year: an undated one always, a dated one from its year on."""
    held = [step for step in steps if step.date is None or (year is not None and step.date.year <= year)]
    return held[-1] if held else None
