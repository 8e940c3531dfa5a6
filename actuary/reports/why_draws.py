"""The table, the files and the pictures of why the median and the bad tail of many futures come out otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actuary.analysis.attribution.why import Part
from actuary.analysis.attribution.why_draws import BATCHES, HIGH, SplitOfDraws
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.amounts import file_unit
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST
from actuary.reports.page import EMPTY, Page, Span, line, to_left, to_right, width
from actuary.reports.why import (
    below,
    change_named,
    headline,
    method,
    moved,
    quantile_named,
    rounded,
    told_alike,
    waterfall,
    whole,
    why_dict,
)  # fmt: skip
from actuary.reports.words import sentence, title

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure


def table(found: SplitOfDraws, lang: Language, columns: int, at: Callable[[object], str]) -> Page:
    """What makes the difference of the median and of the tail, side by side; below, what that means.

    `at` writes the place of what moved as the reader finds it.
    """
    shown, splits = told_alike((found.middle, found.tail), lang), (found.middle, found.tail)
    page: Page = [line(_heading(found, lang), "head")]
    page += [line(headline(one, lang, quantile_named(share, lang), shown)) for share, one in found.quantiles]
    page.append(EMPTY)
    page += _rows(found, lang) if found.middle.parts else [line(f"  {label('why_nothing', lang)}")]
    columns = min(columns, BROADEST)
    page += moved(found.middle, lang, columns, at)
    return [*page, *below(found.middle, [*foot(found, lang), *rounded(splits, shown, lang)], lang, columns)]


def foot(found: SplitOfDraws, lang: Language) -> list[str]:
    """What is split, from which draws, how, and how well it is known."""
    tail = quantile_named(found.at, lang)
    base, variant = (one.scenario.reference for one in (found.middle.base, found.middle.variant))
    slots = {"draws": numbers.shown(found.draws, 0), "plain": found.draws, "seed": found.middle.seed}
    texts = [
        sentence("why_draws_high" if found.at == HIGH else "why_draws_low", lang, tail=tail),
        sentence("why_draws_is", lang, base=base, variant=variant, **slots),
    ]
    if not found.middle.parts:
        return texts
    orders = "" if found.middle.exact else label("why_draws_orders", lang)
    error = sentence("why_draws_error", lang, batches=BATCHES, orders=orders)
    return [*texts, *method(found.middle, lang, found.pairs), error]


def why_draws_csv(found: SplitOfDraws, lang: Language) -> bytes:
    """One part of one quantile a row, then their sum; amounts in yuan, persons, months or shares."""
    names = ("why_quantile", "measure", "year", "what_moved", "moved", "why_error", "unit")
    rows = []
    for share, split in found.quantiles:
        unit = file_unit(split.unit, lang)
        for part in (*split.parts, Part(label("why_sum", lang), split.total, 0.0)):
            amounts = [numbers.plain(one, decimals=10) for one in (part.amount, part.error)]
            rows.append([numbers.plain(share), split.measure, str(split.year), part.what, *amounts, unit])
    return csv_bytes([[label(name, lang) for name in names], *rows])


def why_draws_dict(found: SplitOfDraws) -> dict[str, object]:
    """Everything as plain numbers, with both scenarios, definition, draws, seed, and what the variant rests on."""
    plain = why_dict(found.middle)
    of_quantile = ("before", "after", "total", "parts")
    quantiles = [
        {"quantile": share, **{name: told for name, told in why_dict(split).items() if name in of_quantile}}
        for share, split in found.quantiles
    ]
    rest = {name: told for name, told in plain.items() if name not in of_quantile}
    return {**rest, "draws": found.draws, "quantiles": quantiles}


def waterfalls(found: SplitOfDraws, lang: Language = "en") -> tuple[Figure, Figure]:
    """From the base to the variant, a step for each part: of the median, and of the tail."""

    def below_it(lang: Language) -> list[str]:
        return [_heading(found, lang), *foot(found, lang)]

    middle, tail = (waterfall(split, lang, share, below_it) for share, split in found.quantiles)
    return middle, tail


def _heading(found: SplitOfDraws, lang: Language) -> str:
    names = {"variant": title(found.middle.variant.scenario, lang), "base": title(found.middle.base.scenario, lang)}
    return sentence("why_draws_title", lang, draws=numbers.shown(found.draws, 0), **names)


def _rows(found: SplitOfDraws, lang: Language) -> Page:
    """A line for each part with both amounts and their errors, and the sums."""
    shown = told_alike((found.middle, found.tail), lang)
    whats = [change_named(part.what, lang) for part in found.middle.parts]
    columns = [
        [
            quantile_named(share, lang),
            *(f"{shown.change(part.amount)} ± {shown.level(part.error)}" for part in split.parts),
            whole(split, shown, lang),
        ]
        for share, split in found.quantiles
    ]
    firsts = ["", *whats, label("why_sum", lang)]
    names = max(map(width, firsts))
    broad = [max(map(width, column)) for column in columns]
    texts = [
        "  ".join([f"  {to_left(first, names)}", *(to_right(c, size) for c, size in zip(cells, broad, strict=True))])
        for first, *cells in zip(firsts, *columns, strict=True)
    ]
    return [line(texts[0], "faint"), *((Span(text),) for text in texts[1:-1]), line(texts[-1], "head")]
