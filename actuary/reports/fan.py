"""The fan of an ensemble: where half and nine tenths of the futures lie, year by year, and the band they should lie in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from actuary.futures.spread import PERCENTS
from actuary.labels import Language, label
from actuary.law import Array
from actuary.measures import UNITS, YEARLY
from actuary.reports import numbers
from actuary.reports.ensemble import CHANCES, Pairs, drawn_with, heading, lying_back, quantile_name, scale_of, shower
from actuary.reports.letters import drawable
from actuary.reports.numbers import Scale
from actuary.reports.plots import HEADING, STYLES, End, band_told, name_ends, picture, scenario_name, write_below
from actuary.reports.words import named, sentence
from actuary.units import Money, Months, People

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from actuary.futures.ensemble import Ensemble

WIDE, HALF = (5, 95), (25, 75)
"""The quantiles between which the light and the dark part of a fan lie."""
LIGHT, DARK, INK, SIDE = "#cbd6e2", "#8fa7c0", STYLES[0][0], "#4a5866"
BAND, EDGE = "#f6ead2", "#7a5c1e"
"""The band of months: another colour than the fan, with dotted edges that show through it and in grey."""
SAID = 3
"""How many years a message names, the last among them."""


class _Fan(NamedTuple):
    """What is drawn, in the unit of its measure, and what that is divided by on the axis."""

    years: Sequence[int]
    quantiles: dict[float, Array]
    factor: float
    based: bool
    """The first year is the base year, the same in all futures."""

    def on_axis(self, percent: float) -> Array:
        return self.quantiles[percent] / self.factor


def fan_chart(found: Ensemble, group: str, measure: str = "reserve_months", lang: Language = "en") -> Figure:
    """A measure of a fund: nine tenths of the futures light, half of them dark, the median a line."""
    with picture(lang) as (figure, axes, lang):
        scale = scale_of(found.spread, [(group, measure)])
        drawn = _fan(found, group, measure, scale)
        _draw(axes, drawn)
        ends = list(_ends(drawn, group, measure, scale, lang))
        if measure == "reserve_months":
            ends.append(_band(axes, found, lang))
        _dress(axes, drawn.years)
        name_ends(axes, drawn.years[-1], ends)
        _titled(axes, found, group, measure, lang)
        axes.set_ylabel(drawable(_unit(group, measure, scale, lang)))
        write_below(figure, _foot(found, measure, drawn, lang))
        figure.subplots_adjust(right=0.76)
    return figure


def fans(found: Ensemble, pairs: Pairs, lang: Language) -> dict[str, Figure]:
    """A fan of each fund and measure, by the name of its file."""
    return {"_".join(["fan", *filter(None, pair)]): fan_chart(found, *pair, lang) for pair in pairs}


def _fan(found: Ensemble, group: str, measure: str, scale: Scale) -> _Fan:
    """The quantiles, with the base year before them where it is known."""
    quantiles = dict(zip(PERCENTS, found.spread.quantiles(group, measure), strict=True))
    base = float(found.central.series(f"{group}.{measure}".strip("."))[0])
    factor = _factor(group, measure, scale)
    if not np.isfinite(base):
        return _Fan(found.years, quantiles, factor, False)
    before = {percent: np.append(base, values) for percent, values in quantiles.items()}
    return _Fan((found.years[0] - 1, *found.years), before, factor, True)


def _draw(axes: Axes, drawn: _Fan) -> None:
    for (low, high), colour in ((WIDE, LIGHT), (HALF, DARK)):
        axes.fill_between(drawn.years, drawn.on_axis(low), drawn.on_axis(high), color=colour, linewidth=0, zorder=1)
    axes.plot(drawn.years, drawn.on_axis(50), color=INK, linewidth=2)
    if drawn.based:
        axes.plot(drawn.years[:1], drawn.on_axis(50)[:1], marker="o", color=INK, markersize=5)


def _ends(drawn: _Fan, group: str, measure: str, scale: Scale, lang: Language) -> Iterator[End]:
    """What is written at the ends of the edges and of the median."""
    show = shower(group, measure, scale)
    for percent in (*WIDE, *HALF, 50):
        value = float(drawn.quantiles[percent][-1])
        if np.isfinite(value):
            text = f"{quantile_name(percent, lang)} {show(value)}"
            yield End(value / drawn.factor, text, INK if percent == 50 else SIDE)


def _band(axes: Axes, found: Ensemble, lang: Language) -> End:
    """The band of months, shaded behind the fan, its edges before it."""
    low, high = (found.central.bands[name].value for name in ("low", "high"))
    axes.axhspan(low, high, color=BAND, zorder=0)
    for level in (low, high):
        axes.axhline(level, color=EDGE, linewidth=0.9, linestyle=":", zorder=3)
    text = sentence("band_named", lang, low=numbers.short(low), high=numbers.short(high))
    return End((low + high) / 2, text, EDGE)


def _dress(axes: Axes, years: Sequence[int]) -> None:
    """Years below, a grid behind everything, and a line at zero where the fan comes near it."""
    from matplotlib.ticker import MaxNLocator

    low, high = axes.get_ylim()
    if low <= 0 <= high:
        axes.axhline(0, color="black", linewidth=0.8)
    axes.set_xlim(years[0] - 0.3, years[-1] + 0.3)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y", color="#d8d8d8", linewidth=0.6)
    axes.set_axisbelow(True)


def _titled(axes: Axes, found: Ensemble, group: str, measure: str, lang: Language) -> None:
    """The fund and what is drawn of it; under it how likely it is to go wrong."""
    between = "：" if lang == "zh" else ": "
    told = heading(group, measure, lang)
    told = told if not group else f"{label(group, lang)}{'，' if lang == 'zh' else ', '}{label(measure, lang)}"
    axes.set_title(f"{scenario_name(found.central, lang)}{between}{drawable(told)}", loc="left", pad=24, **HEADING)
    above: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "fontsize": 9.5}
    axes.annotate(drawable(_message(found, group, measure, lang)), (0, 1), (0, 8), **above)


def _message(found: Ensemble, group: str, measure: str, lang: Language) -> str:
    """The chance of too few months in the years in which it moves most, and of running dry."""
    told = []
    if group and measure == "reserve_months":
        chance = found.chance(group, "below")
        chances = [
            sentence("chance_in", lang, share=numbers.share(float(chance[found.years.index(year)])), year=year)
            for year in _years_said(found.years)
        ]
        level = numbers.short(found.low)
        told.append(sentence("fan_message", lang, level=level, chances=label("comma", lang).join(chances)))
    if group and "run_dry" in CHANCES.get(measure, ()):
        dry = float(found.by_then(group, "run_dry")[-1])
        if np.isfinite(dry):
            told.append(sentence("fan_dry", lang, year=found.years[-1], share=numbers.share(dry)))
    return ("" if lang == "zh" else " ").join(told)


def _years_said(years: Sequence[int]) -> list[int]:
    """A few years at equal steps, the last among them."""
    step = max(len(years) // SAID, 1)
    return sorted(years[::-1][::step][:SAID])


def _foot(found: Ensemble, measure: str, drawn: _Fan, lang: Language) -> list[str]:
    """What the fan means, definition and source, and of how many draws it is made."""
    known = found.central.definitions.get(measure)
    return [
        lying_back(found, lang),
        label("ensemble_band", lang),
        named(measure, known[lang], lang) if known else "",
        band_told(found.central, lang) if measure == "reserve_months" else "",
        " ".join(
            [drawn_with(found, lang), sentence("base_year_dot", lang, year=drawn.years[0]) if drawn.based else ""]
        ),
    ]


def _factor(group: str, measure: str, scale: Scale) -> float:
    """What the axis divides by: amounts of funds as tables have them, people in 万人, shares in %."""
    unit = UNITS[measure] if group else YEARLY[measure]
    if isinstance(unit, People):
        return numbers.PEOPLE_SCALE
    if isinstance(unit, Money | Months):
        return scale.factor if group and isinstance(unit, Money) else 1.0
    return 0.01


def _unit(group: str, measure: str, scale: Scale, lang: Language) -> str:
    unit = UNITS[measure] if group else YEARLY[measure]
    if isinstance(unit, Money):
        return label(scale.unit if group else "unit_yuan", lang)
    return label("unit_months" if isinstance(unit, Months) else "unit_10k_people", lang) if not _a_share(unit) else "%"


def _a_share(unit: object) -> bool:
    return not isinstance(unit, Money | Months | People)
