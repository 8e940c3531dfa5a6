"""What if, over a grid: every combination of the values of one to three fields, each a projection of its own."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.analysis.choices.cells import Alone, Together, one_by_one, side_by_side
from actuary.analysis.choices.grid import Axis, read_axes
from actuary.analysis.choices.laws import Laws, Values, laws_of
from actuary.analysis.choices.varied import Varied, VariedFigure, written
from actuary.analysis.measured import not_told, unit_of
from actuary.axes import POOLS
from actuary.basis.calibration import Basis
from actuary.compile import basis_of
from actuary.enactment import law_of
from actuary.errors import Mistake, Mistakes
from actuary.funds import Funds
from actuary.kernel import rows as r
from actuary.kernel.variants import pass_laws
from actuary.kernel.years import Ledger
from actuary.law import Array
from actuary.levers.shape import Step, Steps
from actuary.measures import GROUPS, MEASURES
from actuary.results import FORM, Results, funds_told
from actuary.scenario.expect import years_told
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario
from actuary.simulation import run

SCHEMES = ("employee_scheme", "resident")
"""Of which every cell tells years and months."""

MANY = 64
"""Cells from which on they stand side by side in the kernel; fewer are done one by one, like runs."""


class Cell(NamedTuple):
    """One combination of values and what becomes of the schemes with it; schemes in the order of SCHEMES."""

    values: tuple[float, ...]
    """One of each axis."""
    deficit: tuple[int | None, ...]
    """The first year in which a scheme spends more than comes in; None where there is none to the last year."""
    depletion: tuple[int | None, ...]
    """The first year in a month of which a scheme has no money left; None where there is none, or no balance is known."""
    months: tuple[float, ...]
    """Months of reserve at the end of the year asked for."""
    measured: float
    """The measure asked for in that year: yuan, persons, months or shares of one; NaN where none is asked for."""
    rates: tuple[float, ...] = ()
    """Level rates that pay for the employee pool and for residents, where asked for: `sweep_rates.with_rates`."""


class Sweep(NamedTuple):
    """Every cell of a grid, and the scenario as it stands."""

    base: Results
    axes: tuple[Axis, ...]
    year: int
    """Of the months and of the measure."""
    measure: str
    """As `Results.series` names it; empty where none is asked for."""
    cells: tuple[Cell, ...]
    """The last axis runs fastest."""
    stands: Cell
    """The scenario itself; its values are what it has at the dates of the axes, NaN where that is not one value."""

    def is_base(self, cell: Cell) -> bool:
        """Whether a cell is the scenario as it stands: the same values, and the same comes of them."""
        pairs = [*zip(cell.values, self.stands.values, strict=True), *zip(cell.months, self.stands.months, strict=True)]
        same = all(math.isclose(a, b, rel_tol=1e-9) or (math.isnan(a) and math.isnan(b)) for a, b in pairs)
        return same and (cell.deficit, cell.depletion) == (self.stands.deficit, self.stands.depletion)

    def columns(self) -> tuple[str, ...]:
        """What a row of a table of cells holds: the axes by name, then what is told, the schemes' names behind it."""
        told = [f"{what}_{scheme}" for what in ("deficit", "depletion", "months") for scheme in SCHEMES]
        told += [f"break_even_{pool}" for pool in ("employee", "resident")] if self.stands.rates else []
        return *(axis.name for axis in self.axes), *told, *((self.measure,) if self.measure else ())

    def row(self, cell: Cell) -> tuple[float | int | None, ...]:
        """A cell in that order."""
        told = (*cell.values, *cell.deficit, *cell.depletion, *cell.months, *cell.rates)
        return (*told, cell.measured) if self.measure else told

    def frame(self) -> Any:
        """A tidy frame, one row a cell; years that do not come are missing; `attrs` has scenario, year, measure and unit."""
        import pandas as pd

        frame = pd.DataFrame([self.row(cell) for cell in self.cells], columns=[*self.columns()])
        for name in frame.columns:
            if name.startswith(("deficit_", "depletion_")):
                frame[name] = frame[name].astype("Int64")
        frame.attrs = {"scenario": self.base.scenario.name, "year": self.year, "measure": self.measure}
        if self.measure:
            frame.attrs["unit"] = unit_of(self.measure)
        return frame


def sweep_of(
    name: str,
    settings: tuple[str, ...],
    vary: tuple[str, ...],
    year: int | None = None,
    measure: str | None = None,
    since: str | None = None,
    done: Callable[[object], None] = lambda _: None,
) -> Sweep:
    """Every combination of the values of one to three fields (resident_financing.premium.2027=380..500:20 元).

    `year` is that of months and measure, the last one unless it is said; `measure` one of `Results.series`; `since` the date
    of fields written without one. `done` hears of every cell. Raises Mistakes with all that is wrong with these.
    """
    scenario = load(name, *settings)
    calendar = law_of(scenario)[1]
    axes, wrong = read_axes(vary, since, scenario)
    when = scenario.last if year is None else year
    if not scenario.base < when <= scenario.last:
        right = f"one of the {years_told(scenario.base + 1, scenario.last)}"
        wrong.append(Mistake(None, f"--year {year}", right))
    if wrong and not measure:
        raise Mistakes(wrong)
    known = basis_of(scenario, calendar)
    base = run(scenario, known)
    wrong += _unknown(base, measure)
    if wrong:
        raise Mistakes(wrong)
    grid = _Grid(base, known, axes, _template(name, settings, axes), when, measure or "")
    stands = _stands(base, tuple(axis.varied.held(base) for axis in axes), grid.at, "")
    if measure:
        stands = stands._replace(measured=float(base.series(measure)[grid.at]))
    return Sweep(base, axes, when, measure or "", grid.cells(done), stands)


def cells_in(axes: tuple[Axis, ...]) -> int:
    """How many cells a grid has."""
    return math.prod(len(axis.values) for axis in axes)


def to_be_compiled(cells: int) -> bool:
    """Whether a grid of so many cells waits until their machine code is made: once for each version."""
    return cells >= MANY and pass_laws.is_new


def _unknown(base: Results, measure: str | None) -> list[Mistake]:
    right = not_told(base, measure) if measure else ""
    return [Mistake(None, f"--measure {measure}", right)] if right else []


def _template(name: str, settings: tuple[str, ...], axes: tuple[Axis, ...]) -> Scenario:
    """The scenario with the first value of every axis, read as its text would be. Raises Mistakes that name the axis."""
    try:
        return load(name, *settings, *(axis.varied.setting(axis.values[0]) for axis in axes))
    except Mistakes as found:
        written_so = {f"--set {axis.varied.setting(axis.values[0])}": f"--vary {axis.name}" for axis in axes}
        raise Mistakes(one._replace(wrong=written_so.get(one.wrong, one.wrong)) for one in found.mistakes) from None


class _Grid:
    """The cells of a grid: those with the same figures share a basis."""

    def __init__(
        self, base: Results, known: Basis, axes: tuple[Axis, ...], template: Scenario, year: int, measure: str
    ) -> None:
        self.base, self.axes, self.template, self.measure = base, axes, template, measure
        self.bases: dict[Values, Basis] = {(): known}
        self.at = year - template.base
        self.whole = bool(measure) and not _of_funds(measure)
        self.laws = self._laws()

    def _laws(self) -> Laws:
        """Raises Mistakes with every value that is refused beside the first ones of the other axes."""
        wrong = [*self._unread(tuple(axis.values[0] for axis in self.axes))]
        try:
            laws = laws_of(self.axes, self.scenario)
        except Mistakes as found:
            raise Mistakes([*wrong, *found.mistakes]) from None
        if wrong:
            raise Mistakes(wrong)
        return laws

    def _unread(self, first: Values) -> Iterator[Mistake]:
        """Figures that the run does not use, or with whose first values no base year can be."""
        try:
            self._basis_of(first)
        except Mistakes as found:
            yield from (Mistake(None, f"--vary figures.{one.wrong}", one.right) for one in found.mistakes)

    def _basis_of(self, values: Values) -> Basis:
        """Of the figures among these values; of the last ones it is kept."""
        figures = self._figures(values)
        if figures not in self.bases:
            self.bases = {figures: basis_of(self.scenario(values), self.base.calendar)}
        return self.bases[figures]

    def cells(self, done: Callable[[object], None]) -> tuple[Cell, ...]:
        """Every cell, the last axis fastest; those that share a basis are run together."""
        every = [*itertools.product(*(axis.values for axis in self.axes))]
        found: dict[Values, Cell] = {}
        for _, group in itertools.groupby(sorted(every, key=self._figures), key=self._figures):
            for values, cell in self._of_basis([*group], len(every) >= MANY):
                found[values] = cell
                done(values)
        return tuple(found[values] for values in every)

    def _of_basis(self, group: list[Values], many: bool) -> Iterator[tuple[Values, Cell]]:
        try:
            known = self._basis_of(group[0])
        except Mistakes as refused:
            pairs = [(axis, value) for axis, value in zip(self.axes, group[0], strict=True) if _is_figure(axis)]
            cell = ", ".join(f"{axis.name} = {axis.shown(value)}" for axis, value in pairs)
            raise Mistakes(Mistake(None, cell, one.right) for one in refused.mistakes) from None
        at = self.laws.places(self.axes, group)
        if many and not self.whole:
            for together in side_by_side(known, self.laws, at):
                values = [group[cell] for cell in together.cells]
                yield from zip(values, self._told_of_many(values, together), strict=True)
        else:
            for i, run in one_by_one(known, self.laws, at):
                yield group[i], self._told_of(group[i], run)

    def scenario(self, values: Values) -> Scenario:
        """The scenario with a value for each axis."""
        levers, figures = dict(self.template.levers), dict(self.template.figures)
        for axis, value in zip(self.axes, values, strict=True):
            one = axis.varied
            if isinstance(one, VariedFigure):
                figures[one.figure] = _with(figures[one.figure], one, value)
            else:
                steps = _with(getattr(levers[one.lever], one.field), one, value)
                levers[one.lever] = levers[one.lever].model_copy(update={one.field: steps})
        return self.template._replace(levers=levers, figures=figures)

    def _figures(self, values: Values) -> Values:
        pairs = zip(self.axes, values, strict=True)
        return tuple(value for axis, value in pairs if _is_figure(axis))

    def _told_of(self, values: Values, run: Alone) -> Cell:
        law, basis, people, ledger = run
        if not self.whole:
            funds = _projected(funds_told(law, basis, ledger))
            return next(_cells(self.base, [values], self.at, self.measure, funds, _lowest(ledger)))
        results = Results.of(self.scenario(values), self.base.calendar, law, basis, people, ledger)
        cell = _stands(results, values, self.at, "")
        return cell._replace(measured=float(results.series(self.measure)[self.at]))

    def _told_of_many(self, values: list[Values], run: Together) -> Iterator[Cell]:
        return _cells(self.base, values, self.at, self.measure, run.funds, run.lowest)


def _is_figure(axis: Axis) -> bool:
    return isinstance(axis.varied, VariedFigure)


def _of_funds(measure: str) -> bool:
    group, _, name = measure.rpartition(".")
    return group in GROUPS and name in MEASURES


def _with(steps: Steps, varied: Varied | VariedFigure, value: float) -> Steps:
    """Steps with another value at the date that is varied."""
    return tuple(_made(step, varied, value) for step in steps)


def _made(step: Step, varied: Varied | VariedFigure, value: float) -> Step:
    part = varied.part if isinstance(varied, Varied) else ""
    if (step.part, step.date) != (part, varied.since):
        return step
    text = written(varied.unit, value)
    return step._replace(quantity=varied.unit.read(text), text=text)


def _stands(results: Results, values: Values, at: int, measure: str) -> Cell:
    """What is told of one run."""
    funds, lowest = _projected(results.funds), _lowest(results.ledger)
    return next(_cells(results, [values], at, measure, funds, lowest))


def _projected(funds: Funds) -> Funds:
    """The projected years of one run as of many: [year, 1]."""
    return {group: {m: series[1:, None] for m, series in measures.items()} for group, measures in funds.items()}


def _lowest(ledger: Ledger) -> Array:
    """[year, scheme, 1] the lowest balance of each of SCHEMES at the end of a month."""
    balances = [
        ledger.stocks[:, [POOLS.index(pool) for pool in FORM[scheme]], r.BALANCE].sum(axis=1) for scheme in SCHEMES
    ]
    return np.stack([months.reshape(-1, 12).min(axis=1) for months in balances], axis=1)[:, :, None]


def _cells(base: Results, values: list[Values], at: int, measure: str, funds: Funds, lowest: Array) -> Iterator[Cell]:
    """What is told of cells: funds[group][measure][year, cell] of the projected years, lowest[year, scheme, cell]."""
    group, _, name = measure.rpartition(".")
    known = [not math.isnan(base.funds[scheme]["balance"][0]) for scheme in SCHEMES]
    deficits = [_first(base.base, funds[scheme]["surplus"] < 0) for scheme in SCHEMES]
    empties = [_first(base.base, known[s] & (lowest[:, s] < 0)) for s in range(len(SCHEMES))]
    months = [funds[scheme]["reserve_months"][at - 1].tolist() for scheme in SCHEMES]
    measured = funds[group][name][at - 1].tolist() if measure else [math.nan] * len(values)
    of_schemes = (zip(*told, strict=True) for told in (deficits, empties, months))
    return itertools.starmap(Cell, zip(values, *of_schemes, measured, strict=True))


def _first(base: int, happens: NDArray[np.bool_]) -> list[int | None]:
    """Of each cell the first projected year in which it happens, happens[year, cell]."""
    years = np.asarray(base + 1 + happens.argmax(axis=0))
    ever = np.asarray(happens.any(axis=0))
    return [year if comes else None for year, comes in zip(years.tolist(), ever.tolist(), strict=True)]
