"""Scenario and law -> what the kernel runs on: the calibrated basis, and both sealed as read-only arrays."""

from typing import NamedTuple

from actuary.axes import Calendar
from actuary.basis.assembly import laid_out
from actuary.basis.calibration import Basis, calibrated
from actuary.enactment import law_in_force
from actuary.errors import Mistake, Mistakes
from actuary.kernel.years import Demography, Prices, Rules
from actuary.law import Array, Law, closed, packed
from actuary.scenario.model import Scenario


class Sealed(NamedTuple):
    """What the kernel runs on, read-only and C-ordered."""

    start: Array
    rules: Rules
    demography: Demography
    prices: Prices


def basis_of(scenario: Scenario, calendar: Calendar) -> Basis:
    """Figures of the scenario, calibrated to the base year. Raises Mistakes where a figure is set that nothing uses."""
    law = law_in_force(scenario.area, calendar)
    basis = calibrated(laid_out(scenario, law, calendar), law)
    used = {name for name, _, _ in basis.known.used}
    unused = [name for name in scenario.figures if name not in used]
    if unused:
        right = "a figure that this run uses   (actuary explain SCENARIO lists them)"
        raise Mistakes(Mistake(scenario.place("figures", name), name, right) for name in unused)
    return basis


def sealed(law: Law, basis: Basis) -> Sealed:
    """Law and basis packed for the kernel; nobody can write to them any more."""
    rules = Rules(packed(law, "year"), packed(law, "month"), basis.basis_year, basis.fixed, basis.roles)
    return Sealed(
        closed(basis.start),
        Rules(*map(closed, rules)),
        Demography(*map(closed, basis.demography)),
        Prices(*map(closed, basis.prices)),
    )
