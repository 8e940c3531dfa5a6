"""Why a variant comes out otherwise than its base: the difference shared out among everything it has otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from actuary.analysis.attribution.mixes import Mixes, differing, parted
from actuary.analysis.measured import defined, most_moved, told_by, unit_of, year_in
from actuary.axes import Calendar
from actuary.basis.calibration import Basis
from actuary.compile import basis_of
from actuary.errors import Mistake, Mistakes
from actuary.results import Results
from actuary.scenario.model import Scenario
from actuary.simulation import compare, run

PEOPLE = "people"
"""The tables of people, as a change."""
UNCERTAINTY = "uncertainty"
"""What varies from future to future, as a change; a plain run knows nothing of it."""

Done = Callable[[object], None]


class Part(NamedTuple):
    """What one change of the variant makes of the difference."""

    what: str
    """A lever by its name, `figures.x`, `behaviour.x`, or `people`; with + between them, changes that go only together."""
    amount: float
    error: float
    """Its standard error; 0 where the amount is exact."""


class Split(NamedTuple):
    """The difference of one measure in one year between a base and its variant, and what makes it."""

    measure: str
    """As `Results.series` names it."""
    unit: str
    """money (yuan), people (persons), months, share (of one) or number."""
    year: int
    before: float
    after: float
    parts: tuple[Part, ...]
    """The widest first; they add up to after less before."""
    exact: bool
    runs: int
    """How many scenarios were run, those of the base and the variant among them."""
    seed: int
    """Of the orders that were drawn, where it is not exact."""
    base: Results
    variant: Results
    chosen: bool = False
    """Whether no measure was asked for, and this one is that which moves most."""

    @property
    def total(self) -> float:
        """After less before."""
        return self.after - self.before

    def frame(self) -> Any:
        """A tidy frame: measure, year, what, amount, error, unit; `attrs` has before, after, exact, runs and seed."""
        import pandas as pd

        rows = [(self.measure, self.year, *part, self.unit) for part in self.parts]
        frame = pd.DataFrame(rows, columns=["measure", "year", "what", "amount", "error", "unit"])
        frame.attrs = {name: getattr(self, name) for name in ("before", "after", "exact", "runs", "seed")}
        return frame


def split_of(
    base: Scenario,
    variant: Scenario,
    measure: str | None = None,
    year: int | None = None,
    *,
    seed: int = 1,
    done: Done = lambda _: None,
) -> Split:
    """Share the variant's difference from its base out among its changes, without an order between them.

    Every lever, figure and answer of behaviour that is otherwise, and the tables of people, is a part: what it adds on the
    average of all orders in which the parts can be changed. Without a `measure` it is the reserve months of the scheme whose
    months move most; `year` is the last one unless it is said; `done` hears of every run. Raises Mistakes; they are a
    NoSuchMeasure where nothing has the name of `measure`.
    """
    ends = (run(base), run(variant))
    year, chosen = compared(ends, year), measure is None
    measure = measure or most_moved(*ends, year)
    told_by(ends[0], measure)
    names = changes(base, variant)
    between = scenarios_between(base, variant, ends[0].calendar)

    def told(results: Results) -> float:
        return float(results.series(measure)[year - base.base])

    mixes = Mixes(names, lambda made: told(run(*between(made))), (told(ends[0]), told(ends[1])), done)

    def value(made: frozenset[str]) -> float:
        return defined(mixes.told(made), measure, year, made)

    before, after = value(frozenset()), value(frozenset(names))
    found = parted(names, (value,), seed).shares[0]
    parts = widest([Part(name, amount, found.errors[name]) for name, amount in found.amounts.items()])
    told_so = (measure, unit_of(measure), year, before, after, parts, found.exact, max(found.runs, 2), seed)
    return Split(*told_so, *ends, chosen)


def compared(ends: tuple[Results, Results], year: int | None) -> int:
    """The year that is looked at, the last one unless it is said. Raises Mistakes where two runs cannot be compared in it."""
    base = compare(*ends).base.scenario
    _alike(base, ends[1].scenario)
    return year_in(base, year)


def widest(parts: list[Part]) -> tuple[Part, ...]:
    """The widest first; of those as wide, by name."""
    return tuple(sorted(parts, key=lambda part: (-abs(part.amount), part.what)))


def changes(base: Scenario, variant: Scenario, drawn: bool = False) -> tuple[str, ...]:
    """The names of everything the variant has otherwise that moves a run: levers, figures, behaviour, people.

    Where futures are `drawn`, also what is uncertain of them.
    """
    levers = differing(base.levers, variant.levers)
    figures = [f"figures.{name}" for name in differing(base.figures, variant.figures)]
    answers = [f"behaviour.{name}" for name in differing(dict(base.behaviour), dict(variant.behaviour))]
    people = [PEOPLE] if (base.people, base.step) != (variant.people, variant.step) else []
    uncertain = [UNCERTAINTY] if drawn and base.uncertainty != variant.uncertainty else []
    return tuple(sorted([*levers, *figures, *answers, *people, *uncertain]))


def mixed(base: Scenario, variant: Scenario, names: frozenset[str]) -> Scenario:
    """The base with the changes of these names as in the variant, whatever the order they are written in."""
    people = variant if PEOPLE in names else base
    answers = {name: value for name, value in variant.behaviour if f"behaviour.{name}" in names}
    return base._replace(
        levers=_taken(base.levers, variant.levers, "", names),
        figures=_taken(base.figures, variant.figures, "figures.", names),
        behaviour=base.behaviour.model_copy(update=answers),
        people=people.people,
        step=people.step,
        uncertainty=(variant if UNCERTAINTY in names else base).uncertainty,
        places=base.places | variant.places,
    )


def _taken(before: dict[str, Any], after: dict[str, Any], prefix: str, names: frozenset[str]) -> dict[str, Any]:
    """What is in force of either, by name."""
    chosen = {name: after if prefix + name in names else before for name in sorted({*before, *after})}
    return {name: side[name] for name, side in chosen.items() if name in side}


def _alike(base: Scenario, variant: Scenario) -> None:
    """Raise Mistakes where the two are not of the same people, or one knows less than the other."""
    if (base.part, base.vintage) != (variant.part, variant.vintage):
        right = "a scenario of the same part of the area, known at the same date, as the base"
        raise Mistakes([Mistake(variant.place("title"), variant.name, right)])


def scenarios_between(
    base: Scenario, variant: Scenario, calendar: Calendar
) -> Callable[[frozenset[str]], tuple[Scenario, Basis]]:
    """The scenario with a set of the changes made and its basis; those with the same figures, answers and people share it."""
    bases: dict[frozenset[str], Basis] = {}

    def between(made: frozenset[str]) -> tuple[Scenario, Basis]:
        scenario = mixed(base, variant, made)
        ground = frozenset(name for name in made if no_lever(name))
        if ground not in bases:
            bases[ground] = basis_of(scenario, calendar)
        return scenario, bases[ground]

    return between


def no_lever(change: str) -> bool:
    """Whether a change is none of levers, so that it may change the ground on which levers are pulled."""
    return change in (PEOPLE, UNCERTAINTY) or "." in change
