"""Scenario and law -> what the kernel runs on: the calibrated basis, and both sealed as read-only arrays."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from actuary.axes import Calendar
from actuary.basis.assembly import laid_out
from actuary.basis.calibration import Basis, calibrated
from actuary.basis.joining import joined
from actuary.basis.known import Known
from actuary.basis.parts import NoSuchPart, part_of
from actuary.enactment import law_in_force
from actuary.errors import Mistake, Mistakes
from actuary.figures.single import View
from actuary.kernel.years import Demography, Prices, Rules
from actuary.law import Array, Law, closed, packed
from actuary.scenario.model import Scenario

IMPOSSIBLE = (ArithmeticError, LookupError, StopIteration)
"""What is raised where no base year can be made of figures."""


class Sealed(NamedTuple):
    """What the kernel runs on, read-only and C-ordered."""

    start: Array
    rules: Rules
    demography: Demography
    prices: Prices


def basis_of(scenario: Scenario, calendar: Calendar, view: View | None = None, law: Law | None = None) -> Basis:
    """Figures of the scenario, calibrated to the base year. Raises Mistakes where one is set that nothing reads.

    `view` sees figures otherwise than the scenario does, where that is asked; one of IMPOSSIBLE comes of what cannot be.
    `law` is the law before any lever, where it is another than the one in force.
    """
    if law is None:
        law = law_in_force(scenario.area, calendar, scenario.vintage.year if scenario.vintage else None)
    try:
        basis = _sound(scenario, law, calendar, view)
    except NoSuchPart as right:
        raise Mistakes([Mistake(scenario.place("title"), f"{scenario.title}: {scenario.area}", str(right))]) from None
    except IMPOSSIBLE as cause:
        if view or not scenario.figures:
            raise
        raise Mistakes(_impossible(scenario, cause)) from None
    if mistakes := list(_unread(scenario, basis.known)):
        raise Mistakes(mistakes)
    return basis


def _sound(scenario: Scenario, law: Law, calendar: Calendar, view: View | None) -> Basis:
    """The calibrated basis; an ArithmeticError where its numbers are no numbers, or people are fewer than none."""
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        laid = laid_out(scenario, law, calendar, view)
        basis = calibrated(laid, law)
        if scenario.part:
            basis = part_of(laid, basis, law, scenario.part)
    if not np.isfinite(basis.fixed).all() or (basis.start < 0).any():
        raise ArithmeticError("no fund has such a base year")
    return basis


def _impossible(scenario: Scenario, cause: Exception) -> Iterator[Mistake]:
    """The figures that a scenario sets, where no base year can be made of them."""
    reason = str(cause) if isinstance(cause, LookupError) and str(cause) else "no base year can be made of it"
    for name in scenario.figures:
        yield Mistake(scenario.place("figures", name), name, f"another value, or none: {reason.strip(chr(39))}")


def _unread(scenario: Scenario, known: Known) -> Iterator[Mistake]:
    """Values that would change nothing: of figures that this run does not use, or from dates it does not ask for."""
    used = {name for name, _, _ in known.used}
    for name, steps in scenario.figures.items():
        for step in steps:
            if (name, step) not in known.heard:
                path = [name, str(step.date)] if step.date else [name]
                right = "a figure that this run uses   (actuary explain SCENARIO lists them)"
                if name in used:
                    right = "no date, or an earlier one: this figure is not read in any year from this one on"
                yield Mistake(scenario.place("figures", *path), ".".join(path), right)


def sealed(law: Law, basis: Basis) -> Sealed:
    """Law and basis packed for the kernel; nobody can write to them any more."""
    return Sealed(
        closed(basis.start),
        rules_of(law, basis),
        Demography(*map(closed, joined(basis.demography, law, basis.known))),
        Prices(*map(closed, basis.prices)),
    )


def rules_of(law: Law, basis: Basis) -> Rules:
    """Of what is sealed the part that every lever moves."""
    rules = Rules(packed(law, "year"), packed(law, "month"), basis.basis_year, basis.fixed, basis.roles)
    return Rules(*map(closed, rules))
