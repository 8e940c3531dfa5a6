"""What is uncertain of a scenario, and how much: the numbers from which each draw is made.

Three layers. *Process*: shocks of single years, a vector autoregression; wages and prices keep a share of the last shock to
their growth, use returns to its usual level at the rate at which spending returns to its share of income, an epidemic comes
or does not. *Parameter*: how far the figures behind the trends, and the answers that are on, may be from what was estimated.
*Model*: which trend holds: the scenario's own, the last growth before it fades, or the mean growth of the past.

What is known does not vary. A process is certain in the years whose published value the projection runs on: wages to the
last published wage of the nearest place; use and prices of the nation to the last bulletin; births to the last that were
counted. An area that is not the nation knows the nation's use of those years and not its own, so its use and prices vary
from the first projected year, each year by as much as the nation's own do: nobody publishes how far areas lie apart. Take-up
is never read from later years. An epidemic is drawn only for years whose use is not published.

Shocks are the nation's: estimated from its books as far as the scenario knows them, times the width at which past intervals
would have held. Income per head moves with wages. Parameters are drawn each by itself, though trends share the growth of
output: that makes balances more uncertain rather than less.
"""

from collections.abc import Callable
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from actuary.axes import PAYERS, PROCESSES, SERVICES, Calendar
from actuary.basis.books import national
from actuary.basis.calibration import Basis
from actuary.basis.illness import kind_of, published_care
from actuary.basis.known import Known
from actuary.basis.otherwise import PARAMETERS, PRICES, USE, WAGES, figure_of, loading, moved
from actuary.basis.shocks import TOGETHER, shocks_of
from actuary.basis.trends import CONFIDENCE, estimates_of
from actuary.figures.history import nation
from actuary.figures.places import chain
from actuary.figures.single import Figure, find
from actuary.kernel import rows as r
from actuary.kernel import rows_of_draws as d
from actuary.law import Array, closed
from actuary.scenario.model import Scenario
from actuary.scenario.uncertainty import CORRELATED

EPIDEMIC = PROCESSES.index("epidemic")
CHANCE, ON_USE, ON_MORTALITY = d.EPIDEMIC_CHANCE, d.EPIDEMIC_USE, d.EPIDEMIC_MORTALITY
"""Rows of `epidemic`."""
GROWTH = ("wages", *(f"price_{payer}" for payer in PAYERS))
"""Processes whose growth keeps a share of its last shock."""
LASTING = (*GROWTH, "enrolment", "births")
"""Processes whose shocks stay: a year of higher wages is followed by years of higher wages."""


NOTHING = np.finfo(float).eps * 100
"""A share of a variance that is left by rounding alone."""


class Answer(NamedTuple):
    """An answer of people or hospitals: the figure behind it, and its unit there over that of the kernel."""

    figure: str
    switch: str
    scale: float = 1


ANSWERS = {
    r.TAKE_UP_RESPONSE: Answer("take_up_premium_response", "take_up", 100),
    r.SELECTION: Answer("selection_relative_cost", "selection"),
    r.VOLUME_RESPONSE: Answer("hospital_volume_response", "hospital_response"),
    r.COST_RESPONSE: Answer("hospital_cost_response", "hospital_response"),
    r.REFUSAL_RESPONSE: Answer("refusal_response", "refusals"),
}
"""By row of the kernel's constants. Answers that are worked into use and price before the kernel runs do not vary."""
MODELS = ("own", "last", "mean")
"""The scenario's own trend; the last growth; the mean growth of all years that trends are fitted to."""
OTHER_TREND = ("wage_growth", "cost_growth_employee", "cost_growth_resident")
"""What those trends have otherwise: all fade into the same long run."""
AT_ONCE, NEVER = 1 / 100, np.inf
"""Half-lives, in years, of which the first leaves nothing but the last growth and the second forgets nothing."""


class Chances(NamedTuple):
    """Numbers from which draws are made: f processes, q parameters, v models, T years, the base year first."""

    carry: Array
    """[f, f] x(t) = carry x(t-1) + width(t) (impact z(t)), z standard normal; the epidemic has no row in it."""
    impact: Array
    """[f, f] lower triangular; impact times its transpose is the covariance of a year's shocks."""
    width: Array
    """[f, T] how many times as wide as estimated; 0 where the year is known. Of an epidemic 1 or 0: may it come."""
    lasting: Array
    """[f] 1: the log of the level is the sum of x to this year; 0: it is x of the year."""
    epidemic: Array
    """[row] chance a year; what it adds to the log of that year's use, and of its death rates."""
    loadings: Array
    """[q, f, T] what one standard deviation of a parameter adds to the log of a level."""
    spread: Array
    """[row] standard deviation of the answers among the kernel's constants; 0 for what is certain."""
    bounds: Array
    """[row, 2] beyond which no draw of a constant goes."""
    burden: float
    """Residents' premium over income of the base year: as the response varies by d, TAKE_UP_LOGIT moves by -d x burden."""
    paths: Array
    """[v, f, T] log of a level under another trend over the scenario's own; 0 for the first."""
    weights: Array
    """[v] chances of the trends; they add up to 1."""


def chances_of(
    scenario: Scenario, calendar: Calendar, basis: Basis, width: float | None = None, noted: Known | None = None
) -> Chances:
    """What is uncertain of a scenario. `width` times the shocks as estimated; else the figure `uncertainty_width`.

    In `noted` the figures are noted as used that this rests on: those of the layers that are on.
    """
    known, layers = basis.known.anew() if noted is None else noted, scenario.uncertainty
    process, parameter, model = (
        known if on else known.anew() for on in (layers.process, layers.parameter, layers.model)
    )
    shock = _as_known(process)
    wide = process.value("uncertainty_width") if width is None else width
    impact = _impact(scenario, shock) if layers.process else np.zeros((len(PROCESSES), len(PROCESSES)))
    epidemic = np.array([shock("epidemic_chance"), shock("epidemic_use"), shock("epidemic_mortality")])
    if not layers.process:
        epidemic[CHANCE] = 0
    paths, weights = _models(model, calendar) if layers.model else _own_trend(calendar)
    spread, bounds = _answers(scenario, parameter, basis.fixed)
    return Chances(
        carry=closed(_carry(process)),
        impact=closed(impact),
        width=closed(_open_years(process, calendar) * _widths(scenario, wide)[:, None]),
        lasting=closed(np.array([float(name in LASTING) for name in PROCESSES])),
        epidemic=closed(epidemic),
        loadings=closed(_loadings(parameter, calendar) * layers.parameter),
        spread=closed(spread * layers.parameter),
        bounds=closed(bounds),
        burden=_burden(basis.fixed),
        paths=closed(paths),
        weights=closed(weights),
    )


def _as_known(known: Known) -> Callable[[str], float]:
    """Shocks as the scenario's year knows them. What its books are too short for counts with the value of today."""
    if known.vintage is None:
        return known.value
    then = {one.name: one.value for one in shocks_of(nation(), known.vintage.year)}
    apart = dict.fromkeys((f"shock_correlation_{a}_{b}" for a in TOGETHER for b in TOGETHER), 0.0)
    then = apart | then
    return lambda name: then[name] if name in then else known.value(name)


def _impact(scenario: Scenario, shock: Callable[[str], float]) -> Array:
    """The root of the covariance: of estimated correlations a share is kept, since few years tell them."""
    deviations = np.array([shock(f"shock_{name}") for name in CORRELATED])
    written = scenario.uncertainty.correlations
    correlation = np.array(written) if written else _correlation(shock)
    impact = np.zeros((len(PROCESSES), len(PROCESSES)))
    impact[:-1, :-1] = root(deviations[:, None] * correlation * deviations)
    return impact


def _correlation(shock: Callable[[str], float]) -> Array:
    matrix, kept = np.eye(len(CORRELATED)), shock("shock_correlation_kept")
    for i, one in enumerate(TOGETHER):
        for other in TOGETHER[i + 1 :]:
            a, b = CORRELATED.index(one), CORRELATED.index(other)
            matrix[a, b] = matrix[b, a] = kept * shock(f"shock_correlation_{one}_{other}")
    return matrix


def root(covariance: Array) -> Array:
    """Lower triangular L with L L' = covariance (Cholesky), also where one thing follows from others and adds nothing."""
    size = len(covariance)
    found = np.zeros((size, size))
    for j in range(size):
        pivot = covariance[j, j] - sum(one * one for one in found[j, :j])
        if pivot > NOTHING * covariance[j, j]:
            found[j, j] = np.sqrt(pivot)
            for i in range(j + 1, size):
                known = sum(a * b for a, b in zip(found[i, :j], found[j, :j], strict=True))
                found[i, j] = (covariance[i, j] - known) / found[j, j]
    return found


def _carry(known: Known) -> Array:
    kept = np.zeros(len(PROCESSES))
    kept[[PROCESSES.index(name) for name in GROWTH]] = known.value("shock_carry")
    kept[USE] = 1 - known.value("spending_return_rate")
    return np.diag(kept)


def _widths(scenario: Scenario, wide: float) -> Array:
    own = scenario.uncertainty.widths
    return np.array([*(wide * own.get(name, 1) for name in CORRELATED), 1])


def _open_years(known: Known, calendar: Calendar) -> Array:
    """1 in the years of which a process is not known, [f, T]."""
    years = np.array(calendar.years)
    nations = max(max(published_care(known, payer, kind_of(SERVICES[0]), "frequency")) for payer in PAYERS)
    ours = nations if known.area == chain(known.area)[-1] else calendar.base
    last = np.full(len(PROCESSES), calendar.base)
    last[WAGES] = max(known.series("average_wage"))
    last[[USE, *PRICES]] = ours
    last[PROCESSES.index("births")] = max(known.seen(national("births")))
    last[EPIDEMIC] = nations
    return np.asarray(years > np.maximum(last, calendar.base)[:, None], float)


def _deviation(figure: Figure, known: Known) -> float:
    """Standard deviation of a figure whose interval holds the usual share of cases."""
    reach = NormalDist().inv_cdf(0.5 + 0.5 * known.value(CONFIDENCE))
    return ((figure.high or 0) - (figure.low or 0)) / (2 * reach)


def _loadings(known: Known, calendar: Calendar) -> Array:
    """A value that the scenario sets by itself moves with nothing: its trends come out the same."""
    found = np.zeros((len(PARAMETERS), len(PROCESSES), len(calendar.years)))
    for q, parameter in enumerate(PARAMETERS):
        if (figure := figure_of(known, parameter)) is not None:
            found[q] = loading(known, calendar, parameter, _deviation(figure, known))
    return found


def _answers(scenario: Scenario, known: Known, fixed: Array) -> tuple[Array, Array]:
    """Spread and bounds of the answers that are on; what the scenario sets by itself is certain."""
    spread, bounds = np.zeros(len(fixed)), np.stack([fixed, fixed], axis=1)
    for row, answer in ANSWERS.items():
        figure = find(answer.figure, known.area, view=known.view)
        on = getattr(scenario.behaviour, answer.switch) and answer.figure not in known.overrides
        if on and figure is not None and figure.low is not None and figure.high is not None:
            spread[row] = answer.scale * _deviation(figure, known)
            bounds[row] = answer.scale * figure.low, answer.scale * figure.high
    return spread, bounds


def _burden(fixed: Array) -> float:
    """Premium over income of the base year, from the logit that was solved for it."""
    response, take_up = fixed[r.TAKE_UP_RESPONSE], fixed[r.BASE_TAKE_UP]
    return float((np.log(take_up / (1 - take_up)) - fixed[r.TAKE_UP_LOGIT]) / response) if response else 0.0


def _own_trend(calendar: Calendar) -> tuple[Array, Array]:
    return np.zeros((len(MODELS), len(PROCESSES), len(calendar.years))), np.eye(len(MODELS))[0]


def _models(known: Known, calendar: Calendar) -> tuple[Array, Array]:
    """Levels under each trend over the scenario's own: the next year's growth moves as the nation's would."""
    paths, _ = _own_trend(calendar)
    used = {one.figure: one for one in PARAMETERS if not one.later}
    for v, model in enumerate(MODELS[1:], start=1):
        other = {}
        for name, shift in _shifts(known, model).items():
            if (figure := figure_of(known, used[name])) is not None:
                other[figure] = figure.value + shift
        paths[v] = moved(known, calendar, other, {})
    chances = [known.value(f"chance_of_{model}_trend") for model in MODELS[1:]]
    return paths, np.array([1 - sum(chances), *chances])


def _shifts(known: Known, model: str) -> dict[str, float]:
    """By how much the nation's growth under another trend lies above its growth as it is estimated."""
    if known.vintage is None:
        return {name: known.value(f"{name}_{model}") - known.value(name, nation().last + 1) for name in OTHER_TREND}
    year, half_life = known.vintage.year, {"last": AT_ONCE, "mean": NEVER}[model]
    usual, other = ({one.name: one.value for one in estimates_of(nation(), year, of)} for of in (None, half_life))
    return {name: other[name] - usual[name] for name in OTHER_TREND}
