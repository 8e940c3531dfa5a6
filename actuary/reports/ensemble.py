"""The table of an ensemble: what lies between which bounds in which year, how likely it is to go wrong, and what varies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

import numpy as np

from actuary.figures.history import nation
from actuary.futures.asked import known
from actuary.futures.ensemble import LAYERS
from actuary.futures.spread import LOWEST, PERCENTS
from actuary.labels import Language, label
from actuary.manifest import instead
from actuary.measures import GROUPS, UNITS, YEARLY
from actuary.reports import numbers
from actuary.reports.columns import Block, Row, head, laid_out, row
from actuary.reports.foot import BROADEST, answers, band, counted
from actuary.reports.foot import known as known_figure
from actuary.reports.numbers import Scale, money_scale
from actuary.reports.page import EMPTY, Page, Span, Style, html, line, paragraphs, wrapped
from actuary.reports.projection import NOTEBOOK_COLUMNS, Look, by_hand
from actuary.reports.projection import table as projection_table
from actuary.reports.words import YEARLY_LABELS, headed, named, note, sentence, title
from actuary.units import Money, Months, People, Share

if TYPE_CHECKING:
    from actuary.futures.ensemble import Ensemble
    from actuary.futures.spread import Spread
    from actuary.scenario.model import Scenario

SHOWN = (95, 75, 50, 25, 5)
"""The quantiles of the table; csv and json have all of them."""
INSTEAD = ("reserve_months", "cumulative_surplus")
"""What is told of a fund if nothing else is asked for: the first that is defined."""
CHANCES = {
    "reserve_months": ("below", "run_dry", "deficit"),
    "balance": ("run_dry",),
    "surplus": ("deficit",),
    "cumulative_surplus": ("deficit",),
}
"""What may go wrong with a fund, told below the measure that shows it."""
TOLD_AS = {"below": ("below", "below_by_then"), "run_dry": ("run_dry_by_then",), "deficit": ("deficit",)}
"""The rows of each: of the year, and that it has happened by the end of it. Who has run dry stays so to a reader."""
WIDTH = "uncertainty_width"
"""The figure by which yearly shocks are wider than they were estimated, so that past forecasts hold."""
SHOCKS = ("shock_", "epidemic_")
"""How the names of the figures of yearly shocks begin."""
LIKELY, POSSIBLE = 0.5, 0.05
"""Chances from which what may happen is an alarm, and a warning."""
Z_95 = 1.96
"""Half the width of a 95 % interval, in standard errors."""

Pairs = Iterable[tuple[str, str]]
"""Funds and measures."""


def table(found: Ensemble, look: Look, asked: Pairs = ()) -> Page:
    """Quantiles and chances by year, a block for each fund and measure `asked` for; below it what the words mean."""
    lang, pairs = look.lang, told(found, asked)
    scale = scale_of(found.spread, pairs)
    blocks = [block_of(found, group, measure, scale, lang) for group, measure in pairs]
    page = laid_out(blocks, found.years, look.columns, look.years)
    count = numbers.shown(found.count, 0)
    heading = sentence("futures_head", lang, title=title(found.scenario, lang), count=count)
    top, *rest = head(heading, unit_in_head(pairs, scale, lang), page)
    past = [line(one) for one in wrapped(lying_back(found, lang), min(look.columns, BROADEST))]
    return [top, *by_hand(found.central, lang), *past, *rest, *below(found, pairs, look)]


def as_html(found: Ensemble, lang: Language = "en") -> str:
    """The same table for a notebook."""
    return html(table(found, Look(lang, NOTEBOOK_COLUMNS)))


def run_table(found: Ensemble, look: Look) -> Page:
    """The table of the plain run, with how its months of reserve are spread below the funds."""
    lang, pairs = look.lang, told(found, ())
    scale, before = scale_of(found.spread, pairs), found.central.base
    count = sentence("futures", lang, count=numbers.shown(found.count, 0))
    blocks = []
    for group, measure in pairs:
        block = block_of(found, group, measure, scale, lang, alone=False)
        rows = [one._replace(cells={before: Span(""), **one.cells}) for one in block.rows]
        blocks.append(Block(block.heading, rows, count))
    columns = min(look.columns, BROADEST)
    likely = warnings(found, pairs, lang, columns)
    texts = [*filter(None, [lying_back(found, lang)]), *rows_meant(found, pairs, lang), *made_of(found, lang)]
    words = paragraphs(texts, columns, "faint")
    return projection_table(found.central, look, blocks, [EMPTY, *likely, *([EMPTY] if likely else []), *words])


def told(found: Ensemble, asked: Pairs) -> list[tuple[str, str]]:
    """What is asked for and known of this scenario; else months of reserve, or where there are none what was left over."""
    wanted = [pair for pair in asked if known(found.central, *pair)]
    if wanted:
        return wanted
    each = ([(group, m) for m in INSTEAD if known(found.central, group, m)] for group in found.groups)
    return [pairs[0] for pairs in each if pairs]


def block_of(found: Ensemble, group: str, measure: str, scale: Scale, lang: Language, alone: bool = True) -> Block:
    """Quantiles, the mean of the worst, the run without chance and the chances that go with the measure."""
    show = shower(group, measure, scale)
    rows = spread_rows(found.spread, group, measure, show, lang)
    if alone:
        central = map(show, found.alone(group, measure).tolist())
        rows.append(row(label("run_without_chance", lang), found.years, central))
    rows += [_chance(found, group, one, lang) for what in chances_of(found, group, measure) for one in TOLD_AS[what]]
    return Block(heading(group, measure, lang), rows)


def spread_rows(spread: Spread, group: str, measure: str, show: Callable[[float], str], lang: Language) -> list[Row]:
    """A row for each quantile of the table, and one for the mean of the lowest."""
    quantiles = spread.quantiles(group, measure)
    rows = [
        row(quantile_name(percent, lang), spread.years, map(show, quantiles[PERCENTS.index(percent)].tolist()))
        for percent in SHOWN
    ]
    lowest = sentence("mean_of_lowest", lang, number=numbers.short(100 * LOWEST))
    return [*rows, row(lowest, spread.years, map(show, spread.shortfall(group, measure).tolist()))]


def chances_of(found: Ensemble, group: str, measure: str) -> list[str]:
    """The chances told with a measure of a fund, where they are defined."""
    return [what for what in CHANCES.get(measure, ()) if group and np.isfinite(found.chance(group, what)).any()]


def heading(group: str, measure: str, lang: Language) -> str:
    """A fund and what is told of it; what there is once a year stands by itself."""
    what = label(YEARLY_LABELS.get(measure, measure), lang)
    if not group:
        return f"{what[:1].upper()}{what[1:]}{_unit_beside(measure, lang)}"
    return f"{headed(group, lang)}{'：' if lang == 'zh' else ', '}{what}"


def shower(group: str, measure: str, scale: Scale) -> Callable[[float], str]:
    """How a number of that measure is written."""
    unit = UNITS[measure] if group else YEARLY[measure]
    if isinstance(unit, Money):
        return scale.show if group else numbers.YUAN.show
    if isinstance(unit, Months):
        return numbers.months
    return numbers.people if isinstance(unit, People) else numbers.share if isinstance(unit, Share) else numbers.short


def scale_of(spread: Spread, pairs: Pairs) -> Scale:
    """The unit in which all amounts of a table can be compared by eye."""
    return money_scale(
        amount
        for group, measure in pairs
        if group and isinstance(UNITS[measure], Money)
        for amount in spread.quantiles(group, measure).ravel().tolist()
    )


def unit_in_head(pairs: Pairs, scale: Scale, lang: Language) -> str:
    """The units of a table, and at which day of the year they hold."""
    units = {"unit_months" if isinstance(UNITS[m], Months) else scale.unit: None for group, m in pairs if group}
    if not units:
        return ""
    return sentence("futures_unit", lang, unit=label("comma", lang).join(label(unit, lang) for unit in units))


def below(found: Ensemble, pairs: Pairs, look: Look) -> Page:
    """What may happen, in words; definitions; what varies and what is held; how exact it is; what it rests on."""
    lang, columns = look.lang, min(look.columns, BROADEST)
    likely = warnings(found, pairs, lang, columns)
    texts = [
        *meanings(found, pairs, lang),
        *(note(text, lang) for text in found.central.notes),
        *answers(found.central, lang),
        *made_of(found, lang),
        *counted(found.central, lang, columns),
    ]
    return [
        *([EMPTY, *likely] if likely else []),
        EMPTY,
        *paragraphs(texts, columns, "faint"),
    ]


def warnings(found: Ensemble, pairs: Pairs, lang: Language, columns: int) -> Page:
    """How likely an empty fund, too few months and a deficit are to the last year; by when half of those futures are there."""
    page: Page = []
    asked = dict.fromkeys((group, what) for group, measure in pairs for what in CHANCES.get(measure, ()) if group)
    for group, what in sorted(asked, key=lambda one: ([*found.groups, *GROUPS].index(one[0]), one[1] != "run_dry")):
        share = float(found.by_then(group, what)[-1])
        if share >= 1 / found.count:
            mark, style = _grave(what, share)
            text = f"{mark:<3}{_told(found, group, what, lang)}"
            page += [line(one, style) for one in wrapped(text, columns, " " * 3)]
    return page


def meanings(found: Ensemble, pairs: Pairs, lang: Language) -> list[str]:
    """What each measure and each row means."""
    measures = dict.fromkeys(measure for group, measure in pairs if group)
    defined = found.central.definitions
    return [
        *(named(measure, defined[measure][lang], lang) for measure in measures),
        *([band(found.central, lang)] if "reserve_months" in measures else []),
        *rows_meant(found, pairs, lang),
        label("define_without_chance", lang),
    ]


def rows_meant(found: Ensemble, pairs: Pairs, lang: Language) -> list[str]:
    """What the rows of quantiles and of chances mean."""
    chances = {what for group, measure in pairs if group for what in CHANCES.get(measure, ())}
    return [
        sentence("define_futures", lang, number=max(SHOWN), count=numbers.shown(found.count, 0)),
        sentence("define_lowest", lang, number=numbers.short(100 * LOWEST)),
        *(label(f"define_{what}", lang) for what in ("run_dry", "deficit") if what in chances),
    ]


def made_of(found: Ensemble, lang: Language) -> list[str]:
    """Which layers of uncertainty are on and what is held fixed; seed and draws; how exact quantiles and chances are."""
    on_past = shocks_told(found.scenario, lang) if found.layers["process"] else []
    return [layers_told(found.layers, lang), *on_past, drawn_with(found, lang), precision(found.spread, lang)]


def shocks_told(scenario: Scenario, lang: Language) -> list[str]:
    """How wide yearly shocks are: those that the scenario sets, with their places; of the rest, what past forecasts say."""
    set_here, width = _set_here(scenario, lang), f"{WIDTH} {known_figure(WIDTH, scenario.area)}"
    if not set_here:
        return [width_told(scenario.area, lang)]
    told = sentence("shocks_set", lang, what=("；" if lang == "zh" else "; ").join(set_here))
    rest = [] if instead(scenario, WIDTH) else [sentence("rest_on_past", lang, figure=width)]
    return [told, *rest]


def _set_here(scenario: Scenario, lang: Language) -> list[str]:
    """What of the shocks is no longer as it was estimated: widths, correlations, and figures taken otherwise."""
    own = scenario.uncertainty
    told = [
        sentence("shock_width_set", lang, process=label(f"shock_of_{name}", lang), times=numbers.short(times),
                 place=_at(scenario, "uncertainty", "widths", name))
        for name, times in own.widths.items() if times != 1
    ]  # fmt: skip
    if own.correlations:
        told.append(sentence("shock_correlations_set", lang, place=_at(scenario, "uncertainty", "correlations")))
    figures = [name for name in scenario.figures if name == WIDTH or name.startswith(SHOCKS)]
    return told + [
        sentence("shock_figure_set", lang, figure=f"{name} {instead(scenario, name)}", place=_at(scenario, "figures", name))
        for name in figures
    ]  # fmt: skip


def _at(scenario: Scenario, *path: str) -> str:
    """The file and the line of a key, or the setting of the command line."""
    place = scenario.place(*path)
    if place is None:
        return scenario.reference
    return f"{PurePath(place.file).name}:{place.line}" if place.line else place.file


def width_told(area: str, lang: Language) -> str:
    """How wide yearly shocks are, and what that rests on."""
    return sentence("held_on_past", lang, figure=f"{WIDTH} {known_figure(WIDTH, area)}")


def lying_back(found: Ensemble, lang: Language) -> str:
    """That years are drawn which are past, where the nation has published later books than the run begins with."""
    before, published = found.central.base, nation().last
    if before + 1 >= published or not any(found.layers.values()):
        return ""
    return sentence("drawn_though_past", lang, year=before, last=min(published, found.years[-1]))


def layers_told(layers: Mapping[str, bool], lang: Language) -> str:
    """Which layers of uncertainty are on, what is held fixed, and whose ranges are too narrow by that."""
    on = [label(f"layer_{name}", lang) for name in LAYERS if layers[name]]
    off = [label(f"layer_{name}", lang) for name in LAYERS if not layers[name]]
    between, apart = ("；", "") if lang == "zh" else ("; ", " ")
    varied = sentence("uncertain_layers", lang, layers=between.join(on)) if on else label("uncertain_nothing", lang)
    fixed = sentence("held_fixed", lang, what=between.join([label("fixed_law", lang), *off]))
    return apart.join([varied, fixed, label("premiums_not_drawn", lang)])


def precision(spread: Spread, lang: Language) -> str:
    """How far quantiles may be off among the draws, and chances by there being no more draws: the sampling error alone."""
    return precision_of(spread.count, spread.rank_error, lang)


def precision_of(count: int, error: float, lang: Language) -> str:
    """The same, of so many draws and the rank error of quantiles among them."""
    ranks = label("quantiles_exact", lang)
    if error > 0:
        ranks = sentence("quantiles_within", lang, error=numbers.significant(100 * error, 2))
    points = numbers.significant(100 * Z_95 * 0.5 / count**0.5, 2)
    return ranks + sentence("chances_within", lang, error=points, count=numbers.shown(count, 0))


def drawn_with(found: Ensemble, lang: Language) -> str:
    """How many draws, and from which seed."""
    return sentence("drawn_with", lang, count=numbers.shown(found.count, 0), seed=found.seed)


def _chance(found: Ensemble, group: str, told_as: str, lang: Language) -> Row:
    """`chance_below`, `chance_below_by_then`, `chance_run_dry_by_then` or `chance_deficit`, year by year."""
    name = sentence(f"chance_{told_as}", lang, level=numbers.short(found.low))
    what = told_as.removesuffix("_by_then")
    chances = found.chance(group, what) if what == told_as else found.by_then(group, what)
    return row(name, found.years, map(numbers.share, chances.tolist()))


def quantile_name(percent: float, lang: Language) -> str:
    """What a quantile is called: the median, or how many of 100 are below."""
    return label("median", lang) if percent == 50 else sentence("of_100_below", lang, number=numbers.short(percent))


def _unit_beside(measure: str, lang: Language) -> str:
    unit = YEARLY[measure]
    name = "unit_10k_people" if isinstance(unit, People) else "unit_yuan" if isinstance(unit, Money) else ""
    return f"{'（' if lang == 'zh' else ', '}{label(name, lang)}{'）' if lang == 'zh' else ''}" if name else ""


def _grave(what: str, share: float) -> tuple[str, Style]:
    """The mark and style of what may happen: an empty fund that is more likely than not is the gravest."""
    if what == "run_dry" and share >= LIKELY:
        return "!!", "alarm"
    from_here = {"run_dry": POSSIBLE, "below": LIKELY}
    return ("!", "warning") if what in from_here and share >= from_here[what] else ("", "")


def _told(found: Ensemble, group: str, what: str, lang: Language) -> str:
    first = found.first(group, what)
    share = float(found.by_then(group, what)[-1])
    halfway = sentence(f"half_{what}", lang, year=half_by(first))
    return sentence(
        f"happens_{what}",
        lang,
        group=label(group, lang),
        level=numbers.short(found.low),
        year=found.years[-1],
        share=numbers.share(share),
        half=halfway,
    )


def half_by(first: dict[int | None, float]) -> int:
    """The year by which half of the futures in which something happens have seen it happen."""
    happens = dict(sorted((y, s) for y, s in first.items() if y is not None))
    reached = np.cumsum([*happens.values()])
    return [*happens][int(np.searchsorted(reached, reached[-1] / 2 - 1e-12))]
