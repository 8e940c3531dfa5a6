"""Trends as they would be if figures were otherwise: what a figure that is uncertain does to wages, use and prices."""

from typing import NamedTuple

import numpy as np

from actuary.axes import PAYERS, PROCESSES, SERVICES, Calendar
from actuary.basis.illness import trend_of
from actuary.basis.known import Known
from actuary.basis.macro import macro_of
from actuary.figures.single import Figure, View, find
from actuary.law import Array

WAGES, USE = PROCESSES.index("wages"), PROCESSES.index("use")
PRICES = tuple(PROCESSES.index(f"price_{payer}") for payer in PAYERS)


class Parameter(NamedTuple):
    """An uncertain figure that trends rest on."""

    name: str
    """What its stream of random numbers is called."""
    figure: str
    later: bool = False
    """Of a figure with a value for the next year and one for the long run: the second."""


PARAMETERS = (
    Parameter("wage_growth", "wage_growth"),
    Parameter("wage_growth_later", "wage_growth", later=True),
    Parameter("disposable_income_growth", "disposable_income_growth"),
    Parameter("disposable_income_growth_later", "disposable_income_growth", later=True),
    Parameter("inflation", "inflation"),
    Parameter("inflation_later", "inflation", later=True),
    Parameter("cost_growth_employee", "cost_growth_employee"),
    Parameter("cost_growth_resident", "cost_growth_resident"),
    Parameter("spending_gap_employee", "spending_gap_employee"),
    Parameter("spending_gap_resident", "spending_gap_resident"),
    Parameter("spending_return_rate", "spending_return_rate"),
    Parameter("health_cost_elasticity", "health_cost_elasticity"),
    Parameter("excess_fades_by", "excess_fades_by"),
    Parameter("price_share_of_cost_growth", "price_share_of_cost_growth"),
    Parameter("national_ageing_effect_employee", "national_ageing_effect_employee"),
    Parameter("national_ageing_effect_resident", "national_ageing_effect_resident"),
)


class Otherwise(NamedTuple):
    """Sees every figure as another view does, but some with other values."""

    view: View
    values: dict[Figure, float]

    def seen(self, name: str, place: str) -> dict[int, Figure]:
        """The figures of a name and place by year."""
        return {
            year: one._replace(value=self.values[one]) if one in self.values else one
            for year, one in self.view.seen(name, place).items()
        }


def figure_of(known: Known, parameter: Parameter) -> Figure | None:
    """The figure that the trends of an area read, or None: nobody knows it, or it is not known with an interval."""
    found = find(parameter.figure, known.area, view=known.view)
    if found is not None and found.year is not None:
        points = known.series(parameter.figure)
        spread = [year for year, one in points.items() if one.low is not None]
        if parameter.later and len(spread) < 2:
            return None
        found = points[max(spread) if parameter.later else min(spread)] if spread else found
    return found if found is not None and found.low is not None and found.high is not None else None


def trends(known: Known, calendar: Calendar, values: dict[Figure, float]) -> tuple[Array, Array]:
    """Log of wages, [T], and of use and price of care, [payer, use | price, T], where some figures have other values."""
    other = Known(known.area, known.overrides, known.vintage, Otherwise(known.view, values))
    macro = macro_of(other, range(calendar.base - 2, calendar.last + 2))
    care = [trend_of(other, macro, payer, SERVICES[0], calendar.years) for payer in PAYERS]
    return np.log(macro.at(macro.wage, calendar.years)), np.log(care)


def moved(known: Known, calendar: Calendar, above: dict[Figure, float], below: dict[Figure, float]) -> Array:
    """Log of the level of each process under some values of figures over that under others, [f, T].

    Use is what moves for both payers alike; what moves for one alone is the payer's price.
    """
    found = np.zeros((len(PROCESSES), len(calendar.years)))
    (wages, care), (wages_below, care_below) = (trends(known, calendar, values) for values in (above, below))
    care = care - care_below
    one, other = care[:, 0]
    common = np.where(one * other > 0, np.copysign(np.minimum(np.abs(one), np.abs(other)), one), 0.0)
    found[WAGES], found[USE], found[PRICES, :] = wages - wages_below, common, care.sum(axis=1) - common
    return found


def loading(known: Known, calendar: Calendar, parameter: Parameter, deviation: float) -> Array:
    """What one standard deviation of a figure does to the log of each level, [f, T]: half the way from below to above.

    No value beyond the figure's own interval is tried.
    """
    figure = figure_of(known, parameter)
    if figure is None or figure.low is None or figure.high is None or deviation <= 0:
        return np.zeros((len(PROCESSES), len(calendar.years)))
    low, high = max(figure.value - deviation, figure.low), min(figure.value + deviation, figure.high)
    return np.asarray(moved(known, calendar, {figure: high}, {figure: low}) * (deviation / (high - low)))
