"""The table of a comparison in many futures: how far each variant lies from its base, draw by draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from actuary.futures.asked import SCHEMES
from actuary.futures.differences import GRIEF
from actuary.futures.spread import PERCENTS
from actuary.labels import Language, label
from actuary.law import Array
from actuary.measures import UNITS
from actuary.reports import numbers
from actuary.reports.columns import Block, Row, head, laid_out, row
from actuary.reports.differences import what_moved
from actuary.reports.ensemble import Pairs, heading, layers_told, precision, quantile_name, scale_of, unit_in_head
from actuary.reports.expected import held
from actuary.reports.foot import BROADEST, counted, definitions
from actuary.reports.numbers import Scale
from actuary.reports.page import EMPTY, Page, Span, line, paragraphs, to_left, width
from actuary.reports.projection import Look
from actuary.reports.words import headed, sentence, title
from actuary.units import Months

if TYPE_CHECKING:
    from actuary.futures.differences import Differences
    from actuary.futures.spread import Spread
    from actuary.results import Results

SHOWN = (95, 50, 5)
"""The quantiles of the table; csv and json have all of them."""
MEASURES = ("balance", "reserve_months")
"""What is shown of each fund; where no balance is known, the surplus since the base year."""


def table(found: Differences, look: Look, at: Callable[[object], str]) -> Page:
    """One table for each variant; `at` writes the place of what moved as the reader finds it."""
    page: Page = []
    for i in range(len(found.spreads)):
        page += [*([EMPTY] if page else []), *_one(found, i, look, at)]
    lang, columns = look.lang, min(look.columns, BROADEST)
    texts = [
        *definitions(found.compared.base, lang, ("reserve_months",)),
        label("define_difference", lang),
        label("define_worse", lang),
        *([label("define_run_dry", lang)] if found.base else []),
        sentence("define_futures", lang, number=max(SHOWN), count=numbers.shown(found.count, 0)),
        layers_told(found.layers, lang),
        sentence("drawn_with", lang, count=numbers.shown(found.count, 0), seed=found.seed),
        precision(found.spreads[0], lang),
        *counted(found.compared.base, lang, columns),
    ]
    return [*page, EMPTY, *paragraphs(texts, columns, "faint")]


def _one(found: Differences, i: int, look: Look, at: Callable[[object], str]) -> Page:
    variant, spread = found.compared.variants[i], found.spreads[i]
    lang, base = look.lang, found.compared.base
    pairs = [pair for pair in _pairs(variant) if np.nan_to_num(spread.quantiles(*pair)).any()]
    scale = scale_of(spread, pairs)
    top = [line(title(variant.scenario, lang), "head")]
    count = numbers.shown(found.count, 0)
    from_base = sentence("difference_of_futures", lang, base=title(base.scenario, lang), count=count)
    if pairs:
        alone = found.compared.difference(variant)
        blocks = [_block(spread, pair, alone[pair[0]][pair[1]], scale, lang) for pair in pairs]
        for (group, measure), block in zip(pairs, blocks, strict=True):
            block.rows.extend(_chances(found, i, group, measure, lang))
        years = look.years or _from_first_difference(spread, pairs)
        top += head(from_base, unit_in_head(pairs, scale, lang), laid_out(blocks, years, look.columns, look.years))
    else:
        top.append(line(from_base))
    unmoved = _unmoved(variant, pairs, lang)
    return [*top, *unmoved, *what_moved(found.compared, variant, look, at), *held(variant, lang, look.columns)]


def _pairs(variant: Results) -> Iterator[tuple[str, str]]:
    for group in SCHEMES:
        if group != "long_term_care" or variant.long_term_care:
            known = [measure for measure in MEASURES if np.isfinite(variant.funds[group][measure][1:]).any()]
            yield from ((group, measure) for measure in known or ["cumulative_surplus"])


def _block(spread: Spread, pair: tuple[str, str], alone: Array, scale: Scale, lang: Language) -> Block:
    """Quantiles, the difference of the plain runs, and how likely the variant is to have less."""

    def signed(value: float) -> str:
        return numbers.months(value, True) if isinstance(UNITS[pair[1]], Months) else scale.show(value, True)

    quantiles = spread.quantiles(*pair)
    rows: list[Row] = [
        row(quantile_name(percent, lang), spread.years, map(signed, quantiles[PERCENTS.index(percent)].tolist()))
        for percent in SHOWN
    ]
    rows.append(row(label("run_without_chance", lang), spread.years, map(signed, alone[1:].tolist())))
    worse = map(numbers.share, spread.share_below(*pair).tolist())
    rows.append(row(label("chance_worse", lang), spread.years, worse))
    return Block(heading(*pair, lang), rows)


def _chances(found: Differences, i: int, group: str, measure: str, lang: Language) -> Iterator[Row]:
    """How likely the fund is to come to grief, in the base and with the variant; nothing where it is in neither."""
    for name, pair in found.chances(i, group).items():
        if GRIEF[name] == measure and np.nan_to_num(pair).any():
            low = numbers.short(found.compared.base.bands["low"].value)
            what = sentence("chance_below", lang, level=low) if measure == "reserve_months" else label(name, lang)
            for side, chances in zip(("in_base", "with_variant"), pair, strict=True):
                yield row(sentence(side, lang, what=what), found.spreads[i].years, map(numbers.share, chances.tolist()))


def _from_first_difference(spread: Spread, pairs: Pairs) -> tuple[int, ...]:
    """The years from the last one without a difference on: columns of noughts tell nothing."""
    moves = [np.nan_to_num(spread.quantiles(*pair)).any(axis=0) for pair in pairs]
    first = int(np.argmax(np.any(moves, axis=0)))
    return spread.years[max(first - 1, 0) :]


def _unmoved(variant: Results, pairs: Pairs, lang: Language) -> Page:
    """The funds that stay as they are in every draw, one line each."""
    moved = {group for group, _ in pairs}
    still = [
        headed(group, lang) for group in dict.fromkeys(group for group, _ in _pairs(variant)) if group not in moved
    ]
    broad = max(map(width, still), default=0) + 2
    return [(Span(to_left(name, broad), "head"), Span(label("no_difference", lang), "faint")) for name in still]
