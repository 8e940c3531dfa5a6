"""Forecasts from past year-ends against what happened: the table, the files, and the form for books of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from actuary.analysis.past.backtest import NAIVE
from actuary.basis.books import OTHER_SCOPE, breaks_of
from actuary.figures.history import nation
from actuary.figures.places import spots
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.columns import head
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST
from actuary.reports.page import EMPTY, Page, Span, line, to_left, to_right, width, wrapped
from actuary.reports.words import headed, sentence

if TYPE_CHECKING:
    from actuary.analysis.past.backtest import Backtest, Forecast, Score
    from actuary.analysis.past.history_remarks import Remark

SCHEMA_VERSION = 1
GAP = 2
LABELS = {"employee": "employee_scheme"}
"""Pools whose label is not their own name: pool and accounts together are a scheme."""
HEADS = ("years_ahead", "cases", "bias", "mape", "rms_error", *NAIVE, "skill")
FEET = ("define_ahead", "define_scores", "define_naive", "define_skill", "backtest_knew")
FORM_LINES = 5
BYTE_ORDER_MARK = "\ufeff".encode()
"""By which a spreadsheet knows UTF-8."""


def table(found: Backtest, lang: Language, columns: int, remarks: int = 0) -> Page:
    """Scores by pool, measure and horizon, again without what crosses a change of scope, and what the words mean."""
    scores, alike = found.scores(), found.scores(alike=True)
    if not scores:
        return [line(label("no_case", lang))]
    page: Page = []
    for pool in dict.fromkeys(one.pool for one in scores):
        page += _block(pool_name(pool, lang, headed), [one for one in scores if one.pool == pool], scores, lang)
        if other := [one for one in alike if one.pool == pool and one not in scores]:
            name = sentence("without_scope_changes", lang, pool=pool_name(pool, lang))
            page += _block(name, other, scores, lang)
    feet = [
        *_losses(scores, found.scores(alike=True), lang),
        *(label(foot, lang) for foot in FEET),
        *_breaks(found, lang),
    ]
    if remarks:
        feet.append(sentence("backtest_remarks", lang, count=remarks))
    room = min(columns, BROADEST)
    below = [line(text, "faint") for foot in feet for text in wrapped(foot, room, "  ")]
    top = wrapped(_title(found, lang), columns - width(label("errors_in_per_cent", lang)) - GAP)
    return [
        *head(top[0], label("errors_in_per_cent", lang), [*(line(text, "head") for text in top[1:]), *page]),
        *below,
    ]


def pool_name(pool: str, lang: Language, written: Any = label) -> str:
    """What a pool of a back-test is called."""
    return str(written(LABELS.get(pool, pool), lang))


def rows_csv(
    found: Backtest,
    lang: Language,
    more: tuple[str, ...] = (),
    cells: dict[tuple[str, str, int, int], list[str]] | None = None,
) -> bytes:
    """One row for each forecast whose outcome is known: 万元 or months, what the series alone said, the errors.

    `more` columns stand behind, with the cells of (pool, measure, origin, year), empty where there are none.
    """
    names = (
        "pool", "measure", "origin", "year", "horizon", "unit", "actual", "model", *NAIVE, "error_in_per_cent", "crosses_scope",
    )  # fmt: skip
    beside = {} if cells is None else cells
    rows = (
        [*_csv_row(one, lang), *beside.get((one.pool, one.measure, one.origin, one.year), [""] * len(more))]
        for one in found.forecasts
    )
    return csv_bytes([[label(name, lang) for name in (*names, *more)], *rows])


def backtest_dict(found: Backtest, remarks: Sequence[Remark] = ()) -> dict[str, Any]:
    """Everything for another program: yuan, months, errors as shares."""
    history = found.history
    return {
        "schema_version": SCHEMA_VERSION,
        "history": {"title": history.title, "area": history.area, "last": history.last},
        "origins": sorted({one.origin for one in found.forecasts}),
        "known": {name: label(name, "en") for name in FEET},
        "breaks": _all_breaks(found),
        "remarks": [{"place": str(one.place or ""), "what": one.what, "done": one.done} for one in remarks],
        "scores": [_plain(one) for one in found.scores()],
        "scores_without_scope_changes": [_plain(one) for one in found.scores(alike=True)],
        "forecasts": [{**one._asdict(), "horizon": one.horizon, "error": one.error()} for one in found.forecasts],
    }


def history_form(lang: Language) -> bytes:
    """The nation's own books in the form in which a fund's own are read, headed by what is meant."""
    remarks = "".join(f"{label(f'history_form_{number}', lang)}\r\n" for number in range(1, FORM_LINES + 1))
    rows = [
        (str(year), pool, measure, *one.text.split(" "), one.status, one.source)
        for (pool, measure), years in sorted(nation().final.items())
        for year, one in sorted(years.items())
    ]
    written = csv_bytes([("year", "pool", "measure", "value", "unit", "status", "source"), *rows])
    return BYTE_ORDER_MARK + remarks.encode() + written.removeprefix(BYTE_ORDER_MARK)


def _title(found: Backtest, lang: Language) -> str:
    origins = sorted({one.origin for one in found.forecasts})
    place = place_name(found.history.area, lang)
    name = "backtest_one" if len(origins) == 1 else "backtest_of"
    return sentence(name, lang, place=place, first=origins[0], last=origins[-1])


def place_name(area: str, lang: Language) -> str:
    """The area whose books are scored."""
    return spots()[area].zh if lang == "zh" else spots()[area].en


def _block(name: str, scores: list[Score], everything: Sequence[Score], lang: Language) -> Page:
    """The scores of one pool, a row for each horizon, under a line of what stands in the columns."""
    rows = [(one, _cells(one)) for one in everything]
    heads = [label(of, lang) for of in HEADS]
    widths = [GAP + max(width(heads[i]), *(width(cells[i]) for _, cells in rows)) for i in range(len(HEADS))]
    broad = 2 + max(width(label(one.measure, lang)) for one, _ in rows)
    heading = "".join(to_right(text, of) for text, of in zip(heads, widths, strict=True))
    page: Page = [line(name, "head"), line(" " * broad + heading, "faint")]
    before = ""
    for one in scores:
        told = "" if one.measure == before else f"  {label(one.measure, lang)}"
        *cells, skill = (to_right(text, of) for text, of in zip(_cells(one), widths, strict=True))
        page.append((Span(to_left(told, broad)), Span("".join(cells)), Span(skill, "warning" if one.skill < 0 else "")))
        before = one.measure
    return [*page, EMPTY]


def _cells(one: Score) -> list[str]:
    return [
        str(one.horizon),
        str(one.cases),
        numbers.shown(100 * one.bias, 1, signed=True),
        *(numbers.shown(100 * error, 1) for error in (one.mape, one.rmse, *(one.naive[name] for name in NAIVE))),
        numbers.shown(one.skill, 2),
    ]


def _losses(scores: Sequence[Score], alike: Sequence[Score], lang: Language) -> Iterator[str]:
    """Where no model would have been better, in words; then where so only among forecasts that cross no change of scope."""
    lost = [one for one in scores if one.skill < 0]
    yield sentence("backtest_loses", lang, where=_where(lost, lang)) if lost else label("backtest_wins", lang)
    said = {(one.pool, one.measure, one.horizon) for one in lost}
    more = [one for one in alike if one.skill < 0 and (one.pool, one.measure, one.horizon) not in said]
    if more:
        yield sentence("backtest_loses_alike", lang, where=_where(more, lang))


def _where(lost: Sequence[Score], lang: Language) -> str:
    told = []
    for (pool, measure), group in groupby(lost, key=lambda one: (one.pool, one.measure)):
        horizons = label("comma", lang).join(_spans(one.horizon for one in group))
        told.append(f"{pool_name(pool, lang)} {label(measure, lang)} {horizons}")
    return ("；" if lang == "zh" else "; ").join(told)


def _spans(counts: Iterable[int]) -> Iterator[str]:
    """1, 2, 3, 5 as 1-3, 5."""
    for _, group in groupby(enumerate(sorted(counts)), key=lambda pair: pair[1] - pair[0]):
        values = [value for _, value in group]
        yield str(values[0]) if len(values) == 1 else f"{values[0]}-{values[-1]}"


def _all_breaks(found: Backtest) -> dict[str, dict[int, int]]:
    """Pool -> years that tell no trend, with how many years make a step; those of every pool under all."""
    pools = dict.fromkeys(one.pool for one in found.forecasts)
    everywhere = breaks_of(found.history.area, "all")
    own = {pool: breaks_of(found.history.area, pool) for pool in pools if pool != "all"}
    return {
        "all": everywhere,
        **{
            pool: alone
            for pool, years in own.items()
            if (alone := {year: step for year, step in years.items() if year not in everywhere})
        },
    }


def _breaks(found: Backtest, lang: Language) -> Iterator[str]:
    """The years that tell no trend, by kind."""
    steps: list[str] = []
    scopes: list[str] = []
    for pool, years in _all_breaks(found).items():
        for year, step in years.items():
            if step == OTHER_SCOPE:
                scopes.append(f"{pool_name(pool, lang)} {year}")
            else:
                steps.append(f"{year}-{year + step - 1}")
    for name, told in (("backtest_steps", steps), ("backtest_scope", scopes)):
        if told:
            yield sentence(name, lang, years=label("comma", lang).join(told))


def _csv_row(one: Forecast, lang: Language) -> list[str]:
    months = one.measure == "reserve_months"
    amounts = (one.actual, one.model, *(one.naive[name] for name in NAIVE))
    return [
        pool_name(one.pool, lang), label(one.measure, lang), str(one.origin), str(one.year), str(one.horizon),
        label("unit_months" if months else "unit_10k_yuan", lang),
        *(numbers.plain(amount, 1 if months else 1e4) for amount in amounts),
        numbers.plain(100 * one.error()), str(int(one.crosses)),
    ]  # fmt: skip


def _plain(one: Score) -> dict[str, Any]:
    return {**one._asdict(), "best": one.best, "skill": one.skill}
