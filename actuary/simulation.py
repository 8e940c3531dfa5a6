"""Run a scenario; compare a base with its variants."""

from calendar import month_name
from typing import NamedTuple

import numpy as np

from actuary.axes import Calendar
from actuary.basis.calibration import Basis, opened
from actuary.compile import Sealed, basis_of, sealed
from actuary.enactment import law_of
from actuary.errors import Mistake, Mistakes, Place
from actuary.kernel import rows as r
from actuary.kernel.years import Population, project_money, project_people
from actuary.law import RULES, Array, Law
from actuary.levers.shape import Step, begin
from actuary.measures import GROUPS, MEASURES
from actuary.results import Results
from actuary.scenario.check import steps_of
from actuary.scenario.model import Scenario
from actuary.units import Date


class Prepared(NamedTuple):
    """A scenario as the kernel runs it, its people projected: what is left is money."""

    scenario: Scenario
    calendar: Calendar
    law: Law
    basis: Basis
    inputs: Sealed
    people: Population


def prepared(
    scenario: Scenario, basis: Basis | None = None, before: Law | None = None, like: Prepared | None = None
) -> Prepared:
    """Law, basis and people of a scenario of one area. Raises Mistakes.

    `basis` is that of a scenario with other levers and nothing else otherwise, where there is one: it knows no lever;
    `before` the law before any lever, where it is another than the one in force. `like` is such a scenario whose people are
    projected: they are its people too where no lever moves them.
    """
    law, calendar = law_of(scenario, before)
    basis = opened(basis or basis_of(scenario, calendar, law=before), law)
    inputs = sealed(law, basis)
    years = calendar.last - calendar.base
    if like and _same_people(inputs, like.inputs):
        return Prepared(scenario, calendar, law, basis, inputs, like.people)
    people = project_people(inputs.start, 1, years, inputs.rules, inputs.demography)
    return Prepared(scenario, calendar, law, basis, inputs, people)


def _same_people(one: Sealed, other: Sealed) -> bool:
    """Whether people go the same way under both: every rule and table that they follow is the same."""
    of_people, nursing = (
        slice(r.RETIREMENT_AGE_MEN, r.YEARS_RECOGNISED + 1),
        slice(r.NURSING_COVERAGE, r.NURSING_FROM_POOL),
    )
    rules, others = one.rules, other.rules
    pairs = [
        (one.start, other.start),
        (rules.law_year[of_people], others.law_year[of_people]),
        (rules.law_year[nursing].any(), others.law_year[nursing].any()),
        (rules.basis_year[r.ELSEWHERE], others.basis_year[r.ELSEWHERE]),
        (rules.fixed, others.fixed),
        (rules.roles, others.roles),
        *zip(one.demography, other.demography, strict=True),
    ]
    return all(np.array_equal(a, b) for a, b in pairs)


def run(scenario: Scenario, basis: Basis | None = None, before: Law | None = None) -> Results:
    """Project the funds of a scenario from its base date to its last year. Raises Mistakes.

    Of `basis` and `before` see `prepared`.
    """
    return finished(prepared(scenario, basis, before))


def finished(ready: Prepared) -> Results:
    """The money of a scenario whose people are projected."""
    years, inputs = len(ready.calendar.projected), ready.inputs
    ledger = project_money(ready.basis.books, 1, years, inputs.rules, inputs.prices, ready.people)
    return Results.of(ready.scenario, ready.calendar, ready.law, ready.basis, ready.people, ledger)


class Moved(NamedTuple):
    """One thing a variant has otherwise than its base."""

    what: str
    """In words."""
    place: Place | None
    path: tuple[str, ...] = ()
    """As a scenario names it: a lever, its field and the part that it is of; `figures` and its name; `behaviour`; `people`."""
    step: Step | None = None
    """The value that is written; None where something is not there, or is no value."""
    levels: tuple[str, ...] = ()
    """What a change makes of the law in force, before and after; empty for a level, or where the run ends before it."""


class Comparison(NamedTuple):
    """A base and its variants, over the same years."""

    base: Results
    variants: tuple[Results, ...]

    def difference(self, variant: Results) -> dict[str, dict[str, Array]]:
        """Variant less base: [group][measure][year]. Groups are funds, with their indicators; layers' funds; and `yearly`."""
        before, after = _by_group(self.base), _by_group(variant)
        return {group: {m: values - before[group][m] for m, values in found.items()} for group, found in after.items()}

    def moved(self, variant: Results) -> list[Moved]:
        """What the variant has otherwise, in words, and where it is written."""
        return [
            *_moved_levers(self.base, variant),
            *_moved_figures(self.base.scenario, variant.scenario),
        ]


def compare(base: Results, *variants: Results) -> Comparison:
    """Hold variants against a base. Raises Mistakes where area, base year or horizon differ."""
    wrong = [variant.scenario for variant in variants if _frame(variant.scenario) != _frame(base.scenario)]
    if wrong:
        area, first, last = _frame(base.scenario)
        right = f"a scenario of {area} from {first} to {last}, as the base: only like can be compared with like"
        raise Mistakes(Mistake(scenario.place("title"), scenario.name, right) for scenario in wrong)
    return Comparison(base, variants)


def _by_group(results: Results) -> dict[str, dict[str, Array]]:
    """Measures and indicators of each fund, what each layer's fund takes and pays, what there is once a year."""
    funds = {
        group: {**{m: results.funds[group][m] for m in MEASURES}, **results.indicators.get(group, {})}
        for group in GROUPS
    }
    return {**funds, **results.layers, "yearly": results.yearly}


def _frame(scenario: Scenario) -> tuple[str, int, int]:
    return scenario.area, scenario.base, scenario.last


def _moved_levers(base: Results, variant: Results) -> list[Moved]:
    before, after = base.scenario, variant.scenario
    result = []
    for name in sorted({*before.levers, *after.levers}):
        if before.levers.get(name) == after.levers.get(name):
            continue
        if name not in after.levers:
            result.append(Moved(f"{name}: not there", after.place("levers"), (name,)))
            continue
        for field, rule, steps in steps_of(after.levers[name]):
            for step in steps:
                since = "in" if RULES[rule].once else "from"
                when = f" {since} {_in_words(step.date)}" if step.date else ""
                levels = _from_to(base, variant, rule, step) if step.quantity.change else ()
                change = f": {' -> '.join(levels)}" if levels else ", after the last year" * bool(step.quantity.change)
                what = ".".join(key for key in (name, field, step.part) if key)
                place = after.place("levers", name, field, *step.path)
                told = f"{what}, {step.text}{when}{change}"
                result.append(Moved(told, place, (name, field, step.part), step, levels))
    return result


def _from_to(base: Results, variant: Results, rule: str, step: Step) -> tuple[str, ...]:
    """What a change makes of the law in force at its date, so that points and proportion are not mixed up.

    Nothing where the run ends before it.
    """
    if step.date and step.date.year > base.calendar.last:
        return ()
    index = begin(step, rule, base.calendar)
    levels = [step.of(rule, getattr(results.law, rule)) for results in (base, variant)]
    unit = RULES[rule].unit
    return tuple(unit.show(level[index]) for level in levels)


def _in_words(date: Date) -> str:
    return f"{month_name[date.month]} {date.year}" if date.month else str(date.year)


def _moved_figures(base: Scenario, variant: Scenario) -> list[Moved]:
    gone = [name for name in base.figures if name not in variant.figures]
    result = [Moved(f"{name}: not there", variant.place("figures"), ("figures", name)) for name in gone]
    for name, steps in variant.figures.items():
        if base.figures.get(name) != steps:
            for step in steps:
                when = f" from {step.date.year}" if step.date else ""
                place = variant.place("figures", name, str(step.date or ""))
                result.append(Moved(f"{name}, {step.text}{when}", place, ("figures", name), step))
    result += [
        Moved(f"behaviour.{name}", variant.place("behaviour", name), ("behaviour", name))
        for name, answer in variant.behaviour
        if answer != getattr(base.behaviour, name)
    ]
    if base.uncertainty != variant.uncertainty:
        told = "uncertainty: other layers, widths or correlations"
        result.append(Moved(told, variant.place("uncertainty"), ("uncertainty",)))
    if base.people != variant.people:
        result.append(Moved("people: other tables", variant.place("people"), ("people",)))
    return result


def same(one: Results, other: Results) -> bool:
    """Whether two runs are the same to the last bit."""
    pairs = zip(one.ledger[:-1], other.ledger[:-1], strict=True)
    return all(np.array_equal(a, b) for a, b in pairs) and np.array_equal(one.people_by_age, other.people_by_age)
