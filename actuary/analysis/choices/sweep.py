"""What if, over a grid: every combination of the values of one to three fields, each a projection of its own."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.analysis.attribution.why import not_told, unit_of
from actuary.analysis.choices.asked import Kept
from actuary.analysis.choices.grid import Axis, read_axes
from actuary.analysis.choices.varied import Varied, VariedFigure, written
from actuary.axes import POOLS
from actuary.basis.calibration import Basis, opened
from actuary.compile import basis_of, rules_of, sealed
from actuary.enactment import law_of
from actuary.errors import Mistake, Mistakes
from actuary.funds import Funds
from actuary.kernel import rows as r
from actuary.kernel.years import Population, Prices, project_money, project_people
from actuary.law import Array, Law
from actuary.levers.shape import Step, Steps
from actuary.measures import GROUPS, MEASURES
from actuary.results import FORM, Results, funds_told
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario
from actuary.simulation import run

SCHEMES = ("employee_scheme", "resident")
"""Of which every cell tells years and months."""

OF_PEOPLE = (
    "retirement_age_men", "retirement_age_women", "retirement_age_women_cadres", "years_recognised", "arriving_people",
    "arriving_age_from", "arriving_age_to", "joining_flexible",
)  # fmt: skip
"""The rules that move people; under any others they are the same."""


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
        same = all(math.isclose(a, b, rel_tol=1e-12) or (math.isnan(a) and math.isnan(b)) for a, b in pairs)
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
    law_of(scenario)
    axes, wrong = read_axes(vary, since, scenario)
    when = scenario.last if year is None else year
    if not scenario.base < when <= scenario.last:
        right = f"a year of this run, which projects {scenario.base + 1} to {scenario.last}"
        wrong.append(Mistake(None, f"--year {year}", right))
    base = None if wrong and not measure else run(scenario)
    wrong += _unknown(base, measure)
    if wrong or base is None:
        raise Mistakes(wrong)
    grid = _Grid(axes, _template(name, settings, axes), when, measure or "")
    grid.check()
    stands = _told(_Money.of(base), tuple(axis.varied.held(base) for axis in axes), grid.at, "")
    if measure:
        stands = stands._replace(measured=float(base.series(measure)[grid.at]))
    return Sweep(base, axes, when, measure or "", grid.cells(done), stands)


def cells_in(axes: tuple[Axis, ...]) -> int:
    """How many cells a grid has."""
    return math.prod(len(axis.values) for axis in axes)


def _unknown(base: Results | None, measure: str | None) -> list[Mistake]:
    right = not_told(base, measure) if base and measure else ""
    return [Mistake(None, f"--measure {measure}", right)] if right else []


def _template(name: str, settings: tuple[str, ...], axes: tuple[Axis, ...]) -> Scenario:
    """The scenario with the first value of every axis, read as its text would be. Raises Mistakes that name the axis."""
    try:
        return load(name, *settings, *(axis.varied.setting(axis.values[0]) for axis in axes))
    except Mistakes as found:
        written_so = {f"--set {axis.varied.setting(axis.values[0])}": f"--vary {axis.name}" for axis in axes}
        raise Mistakes(one._replace(wrong=written_so.get(one.wrong, one.wrong)) for one in found.mistakes) from None


class _Grid:
    """The cells of a grid, of which those with the same figures share a basis, and those with the same people the people."""

    def __init__(self, axes: tuple[Axis, ...], template: Scenario, year: int, measure: str) -> None:
        self.axes, self.template, self.measure = axes, template, measure
        self.at = year - template.base
        self.whole = bool(measure) and not _of_funds(measure)
        self.figures: tuple[float, ...] | None = None
        self.basis: Basis | None = None
        self.moved_by: tuple[bytes, ...] | None = None
        self.people: Population | None = None
        self.prices: Prices
        self.kept: Kept

    def check(self) -> None:
        """Raises Mistakes with every value that is refused beside the first ones of the other axes."""
        wrong: list[Mistake] = []
        first = tuple(axis.values[0] for axis in self.axes)
        if self._figures(first):
            wrong += self._unread(first)
        for i, axis in enumerate(self.axes):
            for value in axis.values:
                try:
                    law_of(self.scenario((*first[:i], value, *first[i + 1 :])))
                except Mistakes as found:
                    wrong += (Mistake(None, f"{axis.name} = {axis.shown(value)}", one.right) for one in found.mistakes)
        if wrong:
            raise Mistakes(dict.fromkeys(wrong))

    def _unread(self, first: tuple[float, ...]) -> Iterator[Mistake]:
        """Figures that the run does not use, or with whose first values no base year can be."""
        try:
            self._settle(basis_of(self.template, law_of(self.template)[1]), first)
        except Mistakes as found:
            yield from (Mistake(None, f"--vary figures.{one.wrong}", one.right) for one in found.mistakes)

    def cells(self, done: Callable[[object], None]) -> tuple[Cell, ...]:
        """Every cell, the last axis fastest; those that share a basis are run one after another."""
        found: dict[tuple[float, ...], Cell] = {}
        for values in sorted(itertools.product(*(axis.values for axis in self.axes)), key=self._figures):
            try:
                found[values] = self._cell(values)
            except Mistakes as refused:
                cell = ", ".join(f"{a.name} = {a.shown(value)}" for a, value in zip(self.axes, values, strict=True))
                raise Mistakes(Mistake(None, cell, one.right) for one in refused.mistakes) from None
            done(values)
        return tuple(found[values] for values in itertools.product(*(axis.values for axis in self.axes)))

    def scenario(self, values: tuple[float, ...]) -> Scenario:
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

    def _figures(self, values: tuple[float, ...]) -> tuple[float, ...]:
        pairs = zip(self.axes, values, strict=True)
        return tuple(value for axis, value in pairs if isinstance(axis.varied, VariedFigure))

    def _settle(self, basis: Basis, values: tuple[float, ...]) -> None:
        """Go on with the basis of these figures."""
        self.basis, self.figures, self.people = basis, self._figures(values), None
        self.kept = Kept(basis.provision)

    def _cell(self, values: tuple[float, ...]) -> Cell:
        scenario = self.scenario(values)
        law, calendar = law_of(scenario)
        known = self.basis
        if known is None or self.figures != self._figures(values):
            known = basis_of(scenario, calendar)
            self._settle(known, values)
        basis, moved_by = opened(known, law, self.kept.provided(law)), _of_people(law)
        years, rules = len(calendar.projected), rules_of(law, basis)
        if self.people is None or self.moved_by != moved_by:
            inputs = sealed(law, basis)
            self.people, self.moved_by = project_people(inputs.start, 1, years, rules, inputs.demography), moved_by
            self.prices = inputs.prices
        ledger = project_money(basis.books, 1, years, rules, self.prices, self.people)
        if not self.whole:
            money = _Money(calendar.base, funds_told(law, basis, ledger), ledger.stocks)
            return _told(money, values, self.at, self.measure)
        results = Results.of(scenario, calendar, law, basis, self.people, ledger)
        cell = _told(_Money.of(results), values, self.at, "")
        return cell._replace(measured=float(results.series(self.measure)[self.at]))


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


def _of_people(law: Law) -> tuple[bytes, ...]:
    return tuple(getattr(law, rule).tobytes() for rule in OF_PEOPLE)


class _Money(NamedTuple):
    """What of a run a cell is told from."""

    base: int
    funds: Funds
    stocks: Array
    """[month, pool, row]"""

    @classmethod
    def of(cls, results: Results) -> _Money:
        return cls(results.base, results.funds, results.ledger.stocks)


def _told(run: _Money, values: tuple[float, ...], at: int, measure: str) -> Cell:
    group, _, name = measure.rpartition(".")
    return Cell(
        values,
        tuple(_first(run.base, run.funds[scheme]["surplus"][1:] < 0) for scheme in SCHEMES),
        tuple(_first(run.base, _empty(run, scheme)) for scheme in SCHEMES),
        tuple(float(run.funds[scheme]["reserve_months"][at]) for scheme in SCHEMES),
        float(run.funds[group][name][at]) if measure else math.nan,
    )


def _first(base: int, happens: NDArray[np.bool_]) -> int | None:
    return base + 1 + int(happens.argmax()) if happens.any() else None


def _empty(run: _Money, scheme: str) -> NDArray[np.bool_]:
    """By projected year, whether a scheme of known balance is without money in one of its months."""
    known = not math.isnan(run.funds[scheme]["balance"][0])
    balances = run.stocks[:, [POOLS.index(pool) for pool in FORM[scheme]], r.BALANCE].sum(axis=1)
    return np.asarray(known & (balances.reshape(-1, 12).min(axis=1) < 0))
