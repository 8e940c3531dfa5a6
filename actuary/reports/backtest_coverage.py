"""Whether intervals of past forecasts held: the table below the scores, and the same for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actuary.analysis.past.backtest import HORIZONS
from actuary.analysis.past.coverage import INTERVALS, POOLS
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.backtest import GAP, pool_name
from actuary.reports.foot import BROADEST
from actuary.reports.page import EMPTY, Page, Span, line, to_left, to_right, width, wrapped
from actuary.reports.words import headed, sentence

if TYPE_CHECKING:
    from actuary.analysis.past.coverage import Case, Coverage, Held

HEADS = ("years_ahead", "cases", "within_80", "within_95", "within_80_published", "within_95_published")
COLUMNS = ("alike", "low_80", "high_80", "low_95", "high_95")
"""What a row of a forecast holds besides where it was drawn."""


def coverage_table(found: Coverage, lang: Language, columns: int) -> Page:
    """Shares of outcomes within their intervals by pool, measure and horizon, and what the words mean."""
    held = found.held()
    room = min(columns, BROADEST)
    if not held:
        return [line(label("no_case", lang))]
    top = wrapped(sentence("held_of", lang, draws=f"{found.draws:,}", seed=found.seed), room)
    page: Page = [EMPTY, *(line(text, "head") for text in top)]
    for pool in POOLS:
        if rows := [one for one in held if one.pool == pool]:
            page += _block(pool_name(pool, lang, headed), rows, held, lang)
    widths = found.widths.values()
    feet = [
        label("define_within", lang),
        sentence(
            "define_width", lang, width=numbers.shown(found.width, 2), low=numbers.shown(min(widths), 2),
            high=numbers.shown(max(widths), 2),
        ),
        label("not_drawn", lang),
    ]  # fmt: skip
    return page + [line(text, "faint") for foot in feet for text in wrapped(foot, room, "  ")]


def coverage_dict(found: Coverage) -> dict[str, Any]:
    """Everything for another program: shares, widths, and every case in yuan."""
    return {
        "draws": found.draws,
        "seed": found.seed,
        "intervals": list(INTERVALS),
        "width": found.width,
        "widths": {str(origin): width for origin, width in found.widths.items()},
        "known": {name: label(name, "en") for name in ("define_within", "not_drawn")},
        "held": [one._asdict() for one in found.held()],
        "cases": [{**one._asdict(), "horizon": one.horizon} for one in found.cases],
    }


def cells_of(found: Coverage) -> dict[tuple[str, str, int, int], list[str]]:
    """(pool, measure, origin, year) -> the cells of COLUMNS, 万元."""
    return {(one.pool, one.measure, one.origin, one.year): _cells_of(one) for one in found.cases}


def _cells_of(one: Case) -> list[str]:
    ends = [end for pair in zip(one.low, one.high, strict=True) for end in pair]
    return [numbers.plain(amount, 1e4) for amount in (one.alike, *ends)]


def _block(name: str, rows: list[Held], everything: tuple[Held, ...], lang: Language) -> Page:
    """One pool, a row for each horizon and one for all, under a line of what stands in the columns."""
    heads = [label(of, lang) for of in HEADS]
    cells = [_cells(one) for one in everything]
    widths = [GAP + max(width(heads[i]), *(width(row[i]) for row in cells)) for i in range(len(HEADS))]
    broad = 2 + max(width(label(one.measure, lang)) for one in everything)
    heading = "".join(to_right(text, of) for text, of in zip(heads, widths, strict=True))
    page: Page = [line(name, "head"), line(" " * broad + heading, "faint")]
    before = ""
    for one in rows:
        told = "" if one.measure == before else f"  {label(one.measure, lang)}"
        shown = "".join(to_right(text, of) for text, of in zip(_cells(one), widths, strict=True))
        page.append((Span(to_left(told, broad)), Span(shown, "head" if one.horizon is None else "")))
        before = one.measure
    return [*page, EMPTY]


def _cells(one: Held) -> list[str]:
    ahead = f"{HORIZONS[0]}-{HORIZONS[-1]}" if one.horizon is None else str(one.horizon)
    return [ahead, str(one.cases), *(numbers.shown(100 * share, 0) for share in (*one.alike, *one.published))]
