"""What matters: every figure that is known with an interval at its low and at its high end, all else unchanged."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from actuary.analysis.measured import MEASURE, finite, told_by, unit_of, year_in
from actuary.analysis.stress import HALVINGS as HALVINGS_OF_STRESS
from actuary.analysis.stress import WHOLE, Hit, Stress, Worse, stress_of
from actuary.basis.otherwise import Otherwise
from actuary.basis.provision import figures_idle
from actuary.compile import IMPOSSIBLE, basis_of
from actuary.errors import Mistake, Mistakes, nearest
from actuary.figures.single import TODAY, Figure
from actuary.figures.sources import all_sources
from actuary.results import Results
from actuary.scenario.model import Scenario
from actuary.simulation import run
from actuary.units import of_columns

FINE = 1e-3
"""How exactly a switch-over value is found, as a part of the figure's interval: the next power of ten above it."""
HALVINGS = 10
"""Runs that one takes at most: half the interval, and half of that, down to a thousandth of it."""
MORE_IS_BETTER = ("reserve_months", "free_reserve_months", "backed_months", "balance", "surplus", "cumulative_surplus")
"""Measures of which the lower end is the worse one."""

Done = Callable[[object], None]


Ask = Callable[[Figure, float], Hit]
"""What a run tells with one figure at a value."""


class End(NamedTuple):
    """A run with a figure at one end of its interval."""

    figure: float
    change: float
    """Of the measure, from the scenario as it is; NaN where no base year can be made of the figure."""
    deficit: int | None


class Swing(NamedTuple):
    """What a figure makes of the measure between the ends of its interval."""

    figure: Figure
    low: End
    high: End

    @property
    def name(self) -> str:
        """The figure by name, and by year where it has one for several."""
        return called(self.figure)

    @property
    def changes(self) -> tuple[float, float]:
        """The changes at both ends; 0 for one that cannot be."""
        low, high = (end.change if math.isfinite(end.change) else 0.0 for end in (self.low, self.high))
        return low, high

    @property
    def width(self) -> float:
        """From the lowest that the measure comes to, to the highest; the scenario itself is between or at an end."""
        return max(0.0, *self.changes) - min(0.0, *self.changes)


class Switch(NamedTuple):
    """At which value of a figure the first deficit moves to another year."""

    figure: Figure
    value: float
    """The value nearest to the figure's own, of those with so many digits, at which it has moved."""
    above: bool
    """Whether it has moved at values above this one; below it otherwise."""
    before: int | None
    beyond: int | None
    """Its year just beyond the value."""
    end: float
    """The end of the interval on that side."""
    at_end: int | None
    """Its year there."""

    @property
    def name(self) -> str:
        """The figure by name, and by year where it has one for several."""
        return called(self.figure)


class Sensitivity(NamedTuple):
    """How far a measure moves within the intervals of the figures that a scenario rests on."""

    measure: str
    """As `Results.series` names it."""
    unit: str
    """money (yuan), people (persons), months, share (of one) or number."""
    year: int
    fund: str
    """Whose first deficit is told; empty where the measure is of no fund."""
    before: Hit
    swings: tuple[Swing, ...]
    """Those that move anything, the widest first."""
    switches: tuple[Switch, ...]
    """In the order of the swings."""
    stress: Stress | None
    """All figures together at the ends at which the measure is lower; None where nobody can say that lower is worse."""
    unmoved: tuple[Figure, ...]
    """Neither the measure nor the first deficit moves with them."""
    impossible: tuple[tuple[Figure, float], ...]
    """Figures with the end at which no base year can be made of them."""
    own: tuple[str, ...]
    """Figures with an interval that the scenario sets by itself: taken as certain."""
    runs: int
    base: Results

    def frame(self) -> Any:
        """A tidy frame, a figure a row in its own unit: interval, status, change and first deficit at each end."""
        import pandas as pd

        frame = pd.DataFrame(rows(self), columns=list(COLUMNS))
        deficits = ["deficit_at_low", "deficit_at_high"]
        frame[deficits] = frame[deficits].astype("Int64")
        frame.attrs = {name: getattr(self, name) for name in ("measure", "unit", "year", "fund", "runs")}
        frame.attrs |= {"before": self.before.value, "deficit": self.before.deficit}
        return frame


class NoSuchFigure(Mistakes):
    """A figure that was asked for cannot be moved within an interval."""


COLUMNS = (
    "figure", "place", "year", "value", "low", "high", "unit", "status", "change_at_low", "change_at_high",
    "deficit_at_low", "deficit_at_high", "deficit_moves_below", "deficit_moves_above", "source", "note",
)  # fmt: skip
"""Of a row in a frame or file. The first deficit moves at or below `deficit_moves_below`, at or above the next."""


def sensitivity_of(
    scenario: Scenario,
    measure: str = MEASURE,
    year: int | None = None,
    only: Sequence[str] = (),
    *,
    done: Done = lambda _: None,
) -> Sensitivity:
    """Run a scenario with each figure at the ends of its interval, and find where the first deficit moves.

    `year` is the last one unless it is said; `only` are names of figures, every one with an interval unless they are said;
    `done` hears of every run. Raises Mistakes: a NoSuchMeasure or NoSuchFigure where a name is wrong.
    """
    base = run(scenario)
    done(base)
    year = year_in(scenario, year)
    told_by(base, measure)
    finite(base, measure, year, frozenset())
    before = told(base, measure, year)
    tried = uncertain(base, only)
    counted: list[object] = [base]

    def together(values: Mapping[Figure, float]) -> Hit:
        found = _asked(base, values, measure, year)
        counted.append(values)
        done(values)
        return found

    def ask(figure: Figure, value: float) -> Hit:
        return together({figure: value})

    swings = [swing_of(one, before, ask) for one in tried]
    moving = sorted((one for one in swings if _moves(one, before)), key=lambda one: (-one.width, one.name))
    switches = [found for one in moving for found in switches_of(one, before, ask)]
    worse = worse_ends(moving) if fund_of(base, measure) and measure.rpartition(".")[2] in MORE_IS_BETTER else ()
    stress = stress_of(worse, before, year, together) if worse else None
    return Sensitivity(
        measure=measure, unit=unit_of(measure), year=year, fund=fund_of(base, measure), before=before,
        swings=tuple(moving), switches=tuple(switches), stress=stress,
        unmoved=tuple(one.figure for one in swings if not _moves(one, before) and _possible(one)),
        impossible=tuple((one.figure, end.figure) for one in swings for end in one[1:] if math.isnan(end.change)),
        own=tuple(sorted({one.name for one in _with_interval(base) if one.name in scenario.figures})),
        runs=len(counted), base=base,
    )  # fmt: skip


def runs_at_most(results: Results, only: Sequence[str] = ()) -> int:
    """How many runs it takes, were the first deficit to move with every figure at both ends."""
    ends = sum((one.low != one.value) + (one.high != one.value) for one in uncertain(results, only))
    return 2 + ends * (1 + HALVINGS) + HALVINGS_OF_STRESS


def uncertain(results: Results, only: Sequence[str] = ()) -> tuple[Figure, ...]:
    """The figures of a run that have an interval, but those that the scenario sets and those of levers not pulled.

    With `only`, those of these names. Raises NoSuchFigure for a name that has none.
    """
    ranging = _with_interval(results)
    own = results.scenario.figures
    if only:
        _known(results, only)
        return tuple(one for one in ranging if one.name in only)
    idle = figures_idle(results.law, results.basis.provision, results.basis.known)
    return tuple(one for one in ranging if one.name not in own and (one.name, one.place, one.year) not in idle)


def told(results: Results, measure: str, year: int) -> Hit:
    """The measure in a year, the first deficit of its fund, and the first year-end at which it is empty."""
    value = float(results.series(measure)[year - results.base])
    fund = results.funds[fund_of(results, measure)] if fund_of(results, measure) else {}
    short, empty = (
        [then for then, amount in zip(results.years[1:], fund.get(name, ())[1:], strict=False) if amount < 0]
        for name in ("surplus", "balance")
    )
    return Hit(value, short[0] if short else None, empty[0] if empty else None)


def fund_of(results: Results, measure: str) -> str:
    """The fund that a measure is of; empty where it is of none."""
    group = measure.rpartition(".")[0]
    return group if "surplus" in results.funds.get(group, {}) else ""


def swing_of(figure: Figure, before: Hit, ask: Ask) -> Swing:
    """A figure at the ends of its interval; an end that is the figure itself is not asked for."""
    ends = []
    for value in (figure.low, figure.high):
        assert value is not None
        found = before if value == figure.value else ask(figure, value)
        ends.append(End(value, found.value - before.value, found.deficit))
    return Swing(figure, *ends)


def worse_ends(swings: Sequence[Swing]) -> list[Worse]:
    """Of every figure that lowers the measure at an end, the end that lowers it most."""
    lower = [(one.figure, min(one[1:], key=lambda end: end.change if _number(end) else 0.0)) for one in swings]
    return [Worse(figure, end.figure) for figure, end in lower if end.change < 0]


def switches_of(swing: Swing, before: Hit, ask: Ask) -> list[Switch]:
    """Where the first deficit moves between a figure's own value and an end at which it has moved."""
    return [
        _switch(swing.figure, end, before, ask)
        for end in (swing.low, swing.high)
        if end.deficit != before.deficit and not math.isnan(end.change)
    ]


def _switch(figure: Figure, end: End, before: Hit, ask: Ask) -> Switch:
    """Halve the way from the figure to the end until the place is found where the year leaves that of the scenario."""
    held, moved, beyond = figure.value, end.figure, end.deficit
    while held < (middle := between(figure, held, moved)) < moved or moved < middle < held:
        found = ask(figure, middle)
        if found.deficit == before.deficit:
            held = middle
        else:
            moved, beyond = middle, found.deficit
    return Switch(figure, moved, end.figure > figure.value, before.deficit, beyond, end.figure, end.deficit)


def between(figure: Figure, one: float, other: float) -> float:
    """The middle of two values of a figure, with as many digits as it is looked for with in the figure's own unit."""
    size = of_columns("1", figure.unit)
    wide = ((figure.high or 0.0) - (figure.low or 0.0)) / size
    digits = 0 if figure.unit in WHOLE else -math.ceil(math.log10(FINE * wide))
    return round((one + other) / 2 / size, digits) * size


def called(figure: Figure) -> str:
    """A figure by name, with its year where it has one."""
    return figure.name if figure.year is None else f"{figure.name} {figure.year}"


def in_unit(figure: Figure, value: float | None) -> float:
    """A value of a figure in the unit in which the figure is published."""
    return math.nan if value is None else float(f"{value / of_columns('1', figure.unit):.12g}")


def rows(found: Sensitivity) -> list[tuple[Any, ...]]:
    """What COLUMNS name, a figure a row, in the figures' own units."""
    switched = {(one.figure, one.above): in_unit(one.figure, one.value) for one in found.switches}
    return [_row(one, switched.get((one.figure, False)), switched.get((one.figure, True))) for one in found.swings]


def _row(swing: Swing, below: float | None, above: float | None) -> tuple[Any, ...]:
    one, low, high = swing
    values = (in_unit(one, value) for value in (one.value, one.low, one.high))
    ends = (low.change, high.change, low.deficit, high.deficit)
    return one.name, one.place, one.year, *values, one.unit, one.status, *ends, below, above, source_of(one), one.note


def source_of(figure: Figure) -> str:
    """The title of the source of a figure and its interval."""
    return all_sources()[figure.source].title


def _asked(base: Results, values: Mapping[Figure, float], measure: str, year: int) -> Hit:
    """A run of the same scenario that sees some figures otherwise."""
    view = Otherwise(base.scenario.vintage or TODAY, dict(values))
    try:
        found = run(base.scenario, basis_of(base.scenario, base.calendar, view))
    except (Mistakes, *IMPOSSIBLE):
        return Hit(math.nan, None, None)
    return told(found, measure, year)


def _with_interval(results: Results) -> list[Figure]:
    return [
        one
        for one in results.basis.known.used.values()
        if one.low is not None and one.high is not None and one.low < one.high
    ]


def _moves(swing: Swing, before: Hit) -> bool:
    return swing.width > 0 or any(end.deficit != before.deficit and _number(end) for end in (swing.low, swing.high))


def _number(end: End) -> bool:
    return math.isfinite(end.change)


def _possible(swing: Swing) -> bool:
    return _number(swing.low) and _number(swing.high)


def _known(results: Results, only: Sequence[str]) -> None:
    """Raise NoSuchFigure with every name that cannot be moved, and why."""
    used = {one.name for one in results.basis.known.used.values()}
    ranging = {one.name for one in _with_interval(results)}
    wrong = []
    for name in dict.fromkeys(only):
        if name in results.scenario.figures:
            wrong.append(Mistake(None, name, "a figure that the scenario does not set: what it sets counts as certain"))
        elif name in used - ranging:
            wrong.append(Mistake(None, name, "a figure with an interval: nobody says how far this one may be off"))
        elif name not in used:
            near = nearest(name, ranging)
            hint = f"; did you mean {near}?" if near else "   (actuary explain SCENARIO lists them)"
            wrong.append(Mistake(None, name, f"a figure that this run uses{hint}"))
    if wrong:
        raise NoSuchFigure(wrong)
