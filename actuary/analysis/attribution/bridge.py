"""From one forecast to the next: why what is projected of a year has changed since, split so that it adds up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from actuary.analysis.attribution.bridge_ends import End
from actuary.analysis.attribution.bridge_mixes import (
    ASSUMPTIONS,
    DATA,
    EXPERIENCE,
    GROUPS,
    LAW,
    LEVERS,
    Between,
    otherwise,
)
from actuary.analysis.attribution.mixes import Mixes, parted
from actuary.analysis.attribution.shapley import Shares, Value
from actuary.analysis.attribution.why import Done
from actuary.analysis.effects import SCHEMES
from actuary.analysis.measured import NoSuchMeasure, finite, told_by, unit_of
from actuary.analysis.past.forecasts import as_printed
from actuary.analysis.past.frozen_inputs import tables_since
from actuary.errors import Mistake, Mistakes
from actuary.manifest import version
from actuary.measures import nearest_measure
from actuary.results import Results

METHOD = "method"
"""What this version of the program makes otherwise of the same inputs, and tables that are others by now."""
ORDER = (DATA, EXPERIENCE, ASSUMPTIONS, LAW, LEVERS, METHOD)
TOLD = tuple(f"{scheme}.{measure}" for scheme in SCHEMES for measure in ("balance", "reserve_months"))
"""What is split unless something else is asked for."""


class NoSuchYear(Mistakes):
    """Not both ends foresee the year that was asked for."""


class Step(NamedTuple):
    """What one group of changes, or several that cannot be separated, make of the difference."""

    groups: tuple[str, ...]
    """data, experience, assumptions, law, levers, method: one of them, or those that come only together."""
    amount: float


class Span(NamedTuple):
    """The way of one measure from the old forecast of a year to the new one."""

    measure: str
    """As `Results.series` names it."""
    unit: str
    """money (yuan), people (persons), months, share (of one) or number."""
    before: float
    after: float
    steps: tuple[Step, ...]
    """In the order of the groups; they add up to after less before."""

    @property
    def total(self) -> float:
        """After less before."""
        return self.after - self.before


class Bridge(NamedTuple):
    """What was forecast of a year, what is forecast of it now, and what changed on the way."""

    old: End
    new: End
    year: int
    spans: tuple[Span, ...]
    moved: Mapping[str, tuple[str, ...]]
    """What is otherwise, by group, in words."""
    runs: int
    """How many projections were computed."""
    results: Results | None
    """Of the new end, computed again; None where it cannot be."""

    def frame(self) -> Any:
        """A tidy frame: measure, year, step, amount, unit; `attrs` has before and after of each measure."""
        import pandas as pd

        rows = [
            (span.measure, self.year, "+".join(step.groups), step.amount, span.unit)
            for span in self.spans
            for step in span.steps
        ]
        frame = pd.DataFrame(rows, columns=["measure", "year", "step", "amount", "unit"])
        frame.attrs = {
            "before": {span.measure: span.before for span in self.spans},
            "after": {span.measure: span.after for span in self.spans},
        }
        return frame


def bridge_of(
    old: End, new: End, measures: Sequence[str] = (), year: int | None = None, *, done: Done = lambda _: None
) -> Bridge:
    """Share what has changed between two forecasts of a year out among data, experience, assumptions, law and levers.

    Each is what it adds on the average of all orders in which they can change (Shapley value); what this program makes of
    the old inputs, less what was printed then, is the method's. `year` is the last common one unless it is said, `measures`
    balance and months of both schemes. `done` hears of every run. Raises Mistakes; a NoSuchMeasure for an unknown measure.
    """
    _alike(old, new)
    year = _common_year(old, new, year)
    if old.inputs is None or new.inputs is None:
        return _whole(old, new, measures, year)
    between, moved = Between(old.inputs, new.inputs), otherwise(old.inputs, new.inputs)
    groups = frozenset(moved)
    ends = _computed(between, old, frozenset()), _computed(between, new, groups)
    if ends[0] is None or ends[1] is None:
        old, new = (end if run else _not_again(end) for end, run in zip((old, new), ends, strict=True))
        return _whole(old, new, measures, year)
    if since := _of_method(old, new):
        moved[METHOD] = since
    mixes = Mixes(groups, between.run, (ends[0], ends[1]), done)
    wanted = _told_by_both(old, new, ends, measures, year)
    values = tuple(_value(mixes, measure, year) for measure in wanted)
    found = parted(groups, values)
    spans = (
        _span((old, new), measure, year, (value(frozenset()), value(groups)), _amounts(found.parts, split))
        for measure, value, split in zip(wanted, values, found.shares, strict=True)
    )
    return Bridge(old, new, year, tuple(spans), moved, len(mixes.known), ends[1])


def _computed(between: Between, end: End, made: frozenset[str]) -> Results | None:
    """An end computed again; None where that of a forecast cannot be. Raises Mistakes of a scenario."""
    try:
        return between.run(made)
    except Mistakes:
        if end.forecast is None:
            raise
        return None


def _not_again(end: End) -> End:
    return end._replace(inputs=None, refused="not_computed")


def _of_method(old: End, new: End) -> tuple[str, ...]:
    """The versions of the program and the tables that are others now than when one of the two was frozen."""
    frozen = [end for end in (old, new) if end.forecast and end.inputs]
    versions = {end.forecast.version for end in frozen if end.forecast} - {version()}
    tables = {name for end in frozen if end.inputs for name in tables_since(end.inputs)}
    return (*(f"{one} -> {version()}" for one in sorted(versions)), *sorted(tables))


def _alike(old: End, new: End) -> None:
    """Raise Mistakes where the two are of different areas."""
    if old.area != new.area:
        right = f"a forecast or a scenario of {old.area}, as {old.name}: only one fund can be followed from then to now"
        raise Mistakes([Mistake(None, f"{new.name}, of {new.area}", right)])
    parts = [end.inputs.scenario.part for end in (old, new) if end.inputs]
    if parts[1:] and parts[0] != parts[1]:
        raise Mistakes([Mistake(None, new.name, f"the same part of {old.area} as {old.name}")])


def _common_year(old: End, new: End, year: int | None) -> int:
    """The year that is looked at. Raises Mistakes where not both foresee it."""
    if untold := [end.name for end in (old, new) if end.forecast and not end.measures]:
        right = "a forecast with values: this one tells first years of something, and no amount"
        raise Mistakes(Mistake(None, name, right) for name in untold)
    first, last = max(old.first, new.first), min(old.last, new.last)
    if old.first < new.first and not new.forecast:
        first = max(old.first, new.base)  # what has happened since is known in the base year of a scenario
    if first > last:
        right = f"two that foresee a year in common: {old.first} to {old.last}, {new.first} to {new.last}"
        raise Mistakes([Mistake(None, f"{old.name}, {new.name}", right)])
    if year is not None and not first <= year <= last:
        raise NoSuchYear([Mistake(None, str(year), f"a year that both foresee, {first} to {last}")])
    return last if year is None else year


def _told_by_both(
    old: End, new: End, ends: tuple[Results | None, Results | None], measures: Sequence[str], year: int
) -> tuple[str, ...]:
    """The measures to split. Raises Mistakes where one is asked for that an end does not tell, or that is no number."""
    for measure in measures:
        for end, results in zip((old, new), ends, strict=True):
            if end.measures and measure not in end.measures:
                near = nearest_measure(measure, end.measures)
                hint = f"did you mean {near}?" if near else f"one such as {', '.join(end.measures[:3])}"
                raise NoSuchMeasure([Mistake(None, measure, f"{end.name} tells nothing of this name; {hint}")])
            if results:
                told_by(results, measure)
                finite(results, measure, year, frozenset())
    wanted = measures or [one for one in TOLD if _tells(old, ends[0], one, year) and _tells(new, ends[1], one, year)]
    if not wanted:
        right = "--measure with something that both foresee"
        raise Mistakes([Mistake(None, f"{old.name}, {new.name}: balance and months in {year}", right)])
    return tuple(dict.fromkeys(wanted))


def _tells(end: End, results: Results | None, measure: str, year: int) -> bool:
    """Whether there is a number of it: in the file, where there is one, and of the run, where it can be computed."""
    if end.forecast and end.printed(measure, year) is None:
        return False
    return results is None or bool(math.isfinite(results.series(measure)[year - results.base]))


def _value(mixes: Mixes[Results], measure: str, year: int) -> Value:
    return lambda made: finite(mixes.told(made), measure, year, made)


def _amounts(parts: Mapping[str, frozenset[str]], split: Shares) -> dict[tuple[str, ...], float]:
    """What each group makes of it, and those that go only together; nothing of those that are the same."""
    found = {tuple(sorted(parts[name], key=ORDER.index)): amount for name, amount in split.amounts.items()}
    told = {group for groups in found for group in groups}
    return found | {(group,): 0.0 for group in GROUPS if group not in told}


def _span(
    sides: tuple[End, End], measure: str, year: int, computed: tuple[float, float],
    amounts: dict[tuple[str, ...], float],
) -> Span:  # fmt: skip
    before, after = (_printed(end, measure, year, one) for end, one in zip(sides, computed, strict=True))
    if any(end.forecast for end in sides):
        amounts[METHOD,] = (after - computed[1]) + (computed[0] - before)
    return Span(measure, unit_of(measure), before, after, _in_order(amounts))


def _printed(end: End, measure: str, year: int, computed: float) -> float:
    """What the end tells: the number of the file where this program makes another one of it, else with all its decimals."""
    printed = end.printed(measure, year)
    same = printed is None or as_printed(measure.rpartition(".")[2], printed, computed)
    return computed if same or printed is None else printed


def _in_order(amounts: Mapping[tuple[str, ...], float]) -> tuple[Step, ...]:
    return tuple(Step(groups, amounts[groups]) for groups in sorted(amounts, key=lambda groups: ORDER.index(groups[0])))


def _whole(old: End, new: End, measures: Sequence[str], year: int) -> Bridge:
    """Where an end cannot be computed again nothing can be separated: one step for all."""
    ends = tuple(_again(end) for end in (old, new))
    wanted = _told_by_both(old, new, (ends[0], ends[1]), measures, year)
    spans = []
    for measure in wanted:
        before, after = (_only(end, one, measure, year) for end, one in zip((old, new), ends, strict=True))
        if as_printed(measure.rpartition(".")[2], before, after):
            before = after  # the decimals that a file leaves out are no change
        spans.append(Span(measure, unit_of(measure), before, after, (Step(ORDER, after - before),)))
    return Bridge(old, new, year, tuple(spans), {}, sum(one is not None for one in ends), ends[1])


def _again(end: End) -> Results | None:
    return Between(end.inputs, end.inputs).run(frozenset()) if end.inputs else None


def _only(end: End, results: Results | None, measure: str, year: int) -> float:
    printed = end.printed(measure, year)
    if printed is not None:
        return printed if results is None else _printed(end, measure, year, finite(results, measure, year, frozenset()))
    if results is None:
        raise Mistakes([Mistake(None, f"{measure} in {year}", f"a year in which {end.name} tells it")])
    return finite(results, measure, year, frozenset())
