"""Pictures of a projection: one message each, drawn on figures of their own, so that no window ever opens."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from actuary.labels import Language, label
from actuary.law import Array
from actuary.reports import numbers
from actuary.reports.foot import band, headline
from actuary.reports.letters import chinese_font, drawable, drawable_name, families
from actuary.reports.page import wrapped
from actuary.reports.projection import PEOPLE, of_statuses
from actuary.reports.words import named, sentence, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from actuary.results import Results
    from actuary.simulation import Comparison

SIZE, DOTS = (9.0, 5.2), 150
FUNDS = ("employee_scheme", "resident")
STYLES = (("#12355b", "-"), ("#c1661c", "--"), ("#5b8c5a", "-."), ("#7a7a7a", ":"))
"""Colours of different darkness, and lines of different kinds: they can be told apart in grey."""
SHADE = "#e3e8ee"
FOOT_COLUMNS = 130
CLEARANCE = 0.055
"""Height of a line of words, as a share of the picture's."""
HEADING: dict[str, Any] = {"fontsize": 13, "fontweight": "bold"}


class Drawn(NamedTuple):
    """A line of a picture with its name."""

    name: str
    values: Array


class End(NamedTuple):
    """What is written in the margin, and at which height."""

    height: float
    text: str
    colour: str


class Dress(NamedTuple):
    """What stands around the lines of a picture."""

    measure: str
    unit: str
    """Name of the unit's label."""
    message: str
    source: str = ""


class Plots:
    """Pictures of one projection; each is a matplotlib figure that shows itself in a notebook."""

    def __init__(self, results: Results, lang: Language = "en") -> None:
        self.results, self.lang = results, lang

    def reserve_months(self) -> Figure:
        """Months of reserve of both schemes and the band they should lie in; the added surplus where none are defined."""
        if not any(np.isfinite(self.results.funds[name]["reserve_months"]).any() for name in FUNDS):
            return self.cumulative_surplus()
        with picture(self.lang) as (figure, axes, lang):
            lines = [Drawn(label(name, lang), self.results.funds[name]["reserve_months"]) for name in FUNDS]
            band_name = _shade_band(axes, self.results, lang)
            _draw(axes, self.results.years, lines)
            name_ends(axes, self.results.years[-1], [*_ends(lines, numbers.months), band_name])
            message = headline(self.results, lang) or label("nothing_wrong_to_last", lang)
            look = Dress("reserve_months", "unit_months", message, band_told(self.results, lang))
            _dress(figure, axes, self.results, lang, look)
        return figure

    def balance(self) -> Figure:
        """Money held at the end of each year; the added surplus where no balance is known."""
        if not any(np.isfinite(self.results.funds[name]["balance"]).any() for name in FUNDS):
            return self.cumulative_surplus()
        return self._money("balance")

    def surplus(self) -> Figure:
        """Income less spending of each year."""
        return self._money("surplus")

    def cumulative_surplus(self) -> Figure:
        """Surplus added up since the base year: all that is known where a fund has no balance of its own."""
        return self._money("cumulative_surplus")

    def people(self) -> Figure:
        """Insured people at the end of each year, by status."""
        with picture(self.lang) as (figure, axes, lang):
            counts = {name: of_statuses(self.results, statuses) for name, statuses in PEOPLE.items()}
            lines = [
                Drawn(label(name, lang), heads / numbers.PEOPLE_SCALE)
                for name, heads in counts.items()
                if np.nan_to_num(heads).any()
            ]
            _draw(axes, self.results.years, lines)
            ends = _ends(lines, lambda value: numbers.shown(value, numbers.PEOPLE_DECIMALS))
            name_ends(axes, self.results.years[-1], ends)
            _dress(figure, axes, self.results, lang, Dress("insured", "unit_10k_people", self._per_retired(lang)))
        return figure

    def _money(self, measure: str) -> Figure:
        with picture(self.lang) as (figure, axes, lang):
            amounts = {name: self.results.funds[name][measure] for name in FUNDS}
            scale = numbers.money_scale(amount for values in amounts.values() for amount in values.tolist())
            lines = [Drawn(label(name, lang), values / scale.factor) for name, values in amounts.items()]
            _draw(axes, self.results.years, lines, dots=measure != "cumulative_surplus")
            ends = _ends(lines, lambda value: numbers.shown(value, scale.decimals))
            name_ends(axes, self.results.years[-1], ends)
            _dress(figure, axes, self.results, lang, Dress(measure, scale.unit, headline(self.results, lang)))
        return figure

    def _per_retired(self, lang: Language) -> str:
        """The message of the picture of people."""
        years, values = self.results.years, self.results.yearly["active_per_retired"].tolist()
        first, last = numbers.shown(values[0], 2), numbers.shown(values[-1], 2)
        return sentence("active_per_retired_falls", lang, first=first, last=last, base=years[0], year=years[-1])


def compared_reserves(compared: Comparison, lang: Language) -> Figure:
    """Months of reserve of the base and of each variant, one panel a scheme."""
    with picture(lang, panels=len(FUNDS)) as (figure, panels, lang):
        for axes, name in zip(panels, FUNDS, strict=True):
            lines = [
                Drawn(scenario_name(one, lang), one.funds[name]["reserve_months"])
                for one in (compared.base, *compared.variants)
            ]
            _shade_band(axes, compared.base, lang)
            _draw(axes, compared.base.years, lines)
            axes.set_title(drawable(label(name, lang)), loc="left", fontsize=11)
        panels[0].set_ylabel(drawable(label("unit_months", lang)))
        figure.suptitle(drawable(_first_capital(label("reserve_months", lang))), x=0.06, ha="left", **HEADING)
        figure.legend(*panels[0].get_legend_handles_labels(), loc="upper left", bbox_to_anchor=(0.055, 0.94),
                      ncols=2, frameon=False)  # fmt: skip
        meaning = named("reserve_months", compared.base.definitions["reserve_months"][lang], lang)
        write_below(figure, [meaning, band_told(compared.base, lang)])
        figure.subplots_adjust(left=0.06, right=0.97, top=0.84 - 0.04 * ((len(compared.variants) + 1) // 2))
    return figure


def png(figure: Figure) -> bytes:
    """The picture as a file."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=DOTS, metadata={"Software": None})
    return file.getvalue()


@cache
def _figure_class() -> type[Figure]:
    from matplotlib.figure import Figure

    class Picture(Figure):
        """A figure that a notebook shows without pyplot."""

        def _repr_png_(self) -> bytes:
            return png(self)

    return Picture


@contextmanager
def picture(lang: Language, panels: int = 1) -> Iterator[tuple[Figure, Any, Language]]:
    """A figure with room for title and foot, its axes, and the language there are letters for."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it speaks of its font cache
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    if lang == "zh" and chinese_font() is None:
        lang = "en"
    plain: dict[Any, Any] = {"axes.spines.top": False, "axes.spines.right": False, "axes.unicode_minus": False}
    with mpl.rc_context({"font.family": families(), "font.size": 9, **plain}):
        figure = _figure_class()(figsize=SIZE if panels == 1 else (11.0, 5.2))
        FigureCanvasAgg(figure)
        axes = figure.subplots(1, panels, sharey=True)
        yield figure, axes, lang
        figure.canvas.draw()  # while the fonts are set: ticks make their texts only now


def _draw(axes: Axes, years: Sequence[int], lines: list[Drawn], dots: bool = True) -> None:
    """The lines, each with a dot where the base year is published, and a line at zero where they come near it."""
    from matplotlib.ticker import MaxNLocator

    for (name, values), (colour, dashes) in zip(lines, cycle(STYLES), strict=False):
        axes.plot(years, values, color=colour, linestyle=dashes, linewidth=2, label=drawable(name))
        if dots:
            axes.plot(years[:1], values[:1], marker="o", color=colour, markersize=5)
    low, high = axes.get_ylim()
    if low <= 0 <= high:
        axes.axhline(0, color="black", linewidth=0.8)
    axes.set_xlim(years[0] - 0.3, years[-1] + 0.3)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y", color="#d8d8d8", linewidth=0.6)
    axes.set_axisbelow(True)


def _ends(lines: list[Drawn], show: Callable[[float], str]) -> list[End]:
    """The name and last value of each line, for its end."""
    named_lines = zip(lines, cycle(STYLES), strict=False)
    return [
        End(float(values[-1]), f"{name} {show(float(values[-1]))}", colour)
        for (name, values), (colour, _) in named_lines
        if np.isfinite(values[-1])
    ]


def name_ends(axes: Axes, year: int, ends: list[End]) -> None:
    """Write the names beside the lines; those that would lie on each other move up."""
    low, high = axes.get_ylim()
    above = -np.inf
    for height, text, colour in sorted(ends):
        above = max(height, above + CLEARANCE * (high - low))
        axes.annotate(drawable(text), (year, above), (8, 0), textcoords="offset points", va="center", color=colour)


def _shade_band(axes: Axes, results: Results, lang: Language) -> End:
    """Shade the band of reserve months; its name is for the legend, or for the margin."""
    low, high = results.bands["low"].value, results.bands["high"].value
    text = sentence("band_named", lang, low=numbers.short(low), high=numbers.short(high))
    axes.axhspan(low, high, color=SHADE, zorder=0, label=drawable(text))
    return End((low + high) / 2, text, "#4a5866")


def scenario_name(results: Results, lang: Language) -> str:
    """What a projection is called in a picture."""
    scenario = results.scenario
    return drawable_name(title(scenario, lang), title(scenario, "en"), scenario.name)


def _dress(figure: Figure, axes: Axes, results: Results, lang: Language, look: Dress) -> None:
    """Title and message above, the unit on the axis, definition and source below."""
    between = "：" if lang == "zh" else ": "
    heading = f"{scenario_name(results, lang)}{between}{drawable(label(look.measure, lang).lower())}"
    axes.set_title(heading, loc="left", pad=24, **HEADING)
    above: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "fontsize": 9.5}
    axes.annotate(drawable(look.message), (0, 1), (0, 8), **above)
    axes.set_ylabel(drawable(label(look.unit, lang)))
    known = results.definitions.get(look.measure)
    meaning = named(look.measure, known[lang], lang) if known else ""
    dots = "" if look.measure == "cumulative_surplus" else sentence("base_year_dot", lang, year=results.base)
    write_below(figure, [meaning, look.source, dots])


def write_below(figure: Figure, texts: list[str]) -> None:
    """Definitions and sources at the foot, and room for them."""
    lines = [one for text in texts if text for one in wrapped(drawable(text), FOOT_COLUMNS)]
    figure.subplots_adjust(left=0.07, right=0.80, top=0.86, bottom=0.10 + 0.032 * len(lines))
    figure.text(0.02, 0.02, "\n".join(lines), fontsize=7.5, color="#555555", va="bottom", linespacing=1.35)


def band_told(results: Results, lang: Language) -> str:
    """The band with its source; a Chinese title that cannot be drawn gives way to the source's name."""
    text = band(results, lang)
    source = results.bands["low"].source
    return text if drawable(text) == text else band(results, lang, by=source)


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
