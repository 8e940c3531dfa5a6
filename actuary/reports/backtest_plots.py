"""Pictures of a back-test: what happened, and what was forecast of it from each past year-end."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from actuary.basis.books import OTHER_SCOPE, breaks_of
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.backtest import place_name, pool_name
from actuary.reports.letters import drawable
from actuary.reports.plots import HEADING, STYLES, picture, write_below
from actuary.reports.words import sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from actuary.analysis.past.backtest import Backtest, Forecast

MEASURE = "spending"
"""What is drawn: the hardest to foresee."""
BEFORE = 3
"""Years that are drawn before the first origin."""
THIN: dict[str, Any] = {"color": STYLES[1][0], "linewidth": 1, "marker": ".", "markersize": 4}
NAMED: dict[str, Any] = {"textcoords": "offset points", "va": "center"}


def pictures(found: Backtest, lang: Language) -> dict[str, Figure]:
    """Spending of each pool, by the name of its file; a single forecast is no picture."""
    counts = Counter(one.pool for one in found.forecasts if one.measure == MEASURE)
    return {f"{MEASURE}_{pool}": spending_forecast(found, pool, lang) for pool, count in counts.items() if count > 1}


def spending_forecast(found: Backtest, pool: str, lang: Language = "en") -> Figure:
    """A thick line of what happened, a thin one from each origin, and how far they were off."""
    drawn = sorted(
        (one for one in found.forecasts if (one.pool, one.measure) == (pool, MEASURE)),
        key=lambda one: (one.origin, one.year),
    )
    begin = drawn[0].origin - BEFORE
    actual = {year: level for year, level in found.actual[pool, MEASURE].items() if year >= begin}
    scale = numbers.money_scale([*actual.values(), *(one.model for one in drawn)])
    with picture(lang) as (figure, axes, lang):
        for origin, group in groupby(drawn, key=lambda one: one.origin):
            path = {origin: actual[origin], **{one.year: one.model for one in group}}
            axes.plot([*path], [level / scale.factor for level in path.values()], **THIN)
        axes.plot([*actual], [level / scale.factor for level in actual.values()], color=STYLES[0][0], linewidth=3)
        _name_ends(axes, drawn[-1], max(actual), actual[max(actual)] / scale.factor, scale.factor, lang)
        scopes = [year for year in _scopes(found, pool) if year > begin]
        for year in scopes:
            axes.axvline(year - 0.5, color="#9a9a9a", linewidth=0.8, linestyle=":")
        _dress(axes, found, pool, label(scale.unit, lang), lang)
        feet = ["pictured_lines", *(["pictured_scope"] if scopes else []), "define_scores", "backtest_knew"]
        write_below(figure, [label(foot, lang) for foot in feet])
    return figure


def _scopes(found: Backtest, pool: str) -> list[int]:
    """Years in which the series counts other people than before; residents' are those of the whole."""
    own = breaks_of(found.history.area, "resident" if pool == "all" else pool)
    return [year for year, step in own.items() if step == OTHER_SCOPE]


def _name_ends(axes: Axes, last: Forecast, year: int, level: float, factor: float, lang: Language) -> None:
    """Say beside the ends what the thick line is, and what a thin one."""
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    apart = 8 if level >= last.model / factor else -8
    told = sentence("pictured_forecast", lang, year=last.origin)
    axes.annotate(drawable(label("pictured_actual", lang)), (year, level), (8, apart), color=STYLES[0][0], **NAMED)
    axes.annotate(drawable(told), (last.year, last.model / factor), (8, -apart), color=THIN["color"], **NAMED)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.grid(axis="y", color="#d8d8d8", linewidth=0.6)
    axes.set_ylim(bottom=0)


def _dress(axes: Axes, found: Backtest, pool: str, unit: str, lang: Language) -> None:
    """The title, and under it how far the forecasts were off."""
    names = {"place": place_name(found.history.area, lang), "pool": pool_name(pool, lang).lower()}
    title = sentence("pictured_title", lang, measure=label(MEASURE, lang), unit=unit, **names)
    axes.set_title(drawable(title), loc="left", pad=24, **HEADING)
    scores = [one for one in found.scores() if (one.pool, one.measure) == (pool, MEASURE)]
    errors = [
        sentence("pictured_error", lang, horizon=one.horizon, error=numbers.shown(100 * one.mape, 1)) for one in scores
    ]
    message = sentence("pictured_errors", lang, errors=label("comma", lang).join(errors))
    axes.annotate(drawable(message), (0, 1), (0, 8), xycoords="axes fraction", textcoords="offset points", fontsize=9.5)
