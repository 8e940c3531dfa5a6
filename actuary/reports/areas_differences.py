"""The table of a comparison of several areas: what each variant changes for all of them, and for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from actuary.labels import Language, label
from actuary.law import Array
from actuary.measures import GROUPS
from actuary.reports import numbers
from actuary.reports.areas import SHOWN, TEN_THOUSAND, area, pool_label
from actuary.reports.columns import Block, Row, head, laid_out, row
from actuary.reports.exports import csv_bytes
from actuary.reports.numbers import Scale, money_scale
from actuary.reports.page import EMPTY, Page, line
from actuary.reports.projection import MONEY, Look
from actuary.reports.words import headed, sentence
from actuary.scenario.pooling import MERGEABLE

if TYPE_CHECKING:
    from actuary.pooling.comparison import AreasComparison
    from actuary.pooling.results import AreasResults

BY_AREA = {"balance": "balance_of_areas", "received_net": "received_of_areas"}
BETWEEN = ("adjustment_fund", "merged_fund", "interest_between")


def table(compared: AreasComparison, look: Look, at: Callable[[object], str]) -> Page:
    """One table for each variant; `at` writes the place of what moved as the reader finds it."""
    page: Page = []
    for variant in compared.variants:
        page += [*([EMPTY] if page else []), *_one(compared, variant, look, at)]
    return page


def _one(compared: AreasComparison, variant: AreasResults, look: Look, at: Callable[[object], str]) -> Page:
    lang = look.lang
    moved = {key: values for key, values in compared.difference(variant).items() if np.nan_to_num(values).any()}
    of_money = (value for (_, _, measure), values in moved.items() if measure != "reserve_months" for value in values)
    scale = money_scale(map(float, of_money))
    blocks = [block for block in _blocks(variant, moved, scale, lang) if block.rows]
    from_base = sentence("difference_from_base", lang, base=compared.base.scenario.title)
    page: Page = [line(variant.scenario.title, "head")]
    if blocks:
        unit = sentence("unit_in_head", lang, unit=label(scale.unit, lang))
        years = look.years or _from_first(moved.values(), variant.years)
        page += head(from_base, unit, laid_out(blocks, years, look.columns, look.years))
    else:
        page += [line(from_base), line(label("no_difference_at_all", lang))]
    told = [f"  {one.what}" + (f"   ({at(one.place)})" if one.place else "") for one in compared.moved(variant)]
    return [*page, *([EMPTY] if told else []), *(line(text, "faint") for text in told)]


def _from_first(moved: Iterable[Array], years: tuple[int, ...]) -> tuple[int, ...]:
    """The projected years from the last one without a difference on: columns of noughts tell nothing."""
    first = min(int(np.flatnonzero(np.nan_to_num(values))[0]) for values in moved)
    return years[max(first - 1, 1) :]


def _blocks(
    variant: AreasResults, moved: dict[tuple[str, str, str], Array], scale: Scale, lang: Language
) -> list[Block]:
    names = {"": label("all_areas", lang)} | {name: area(one, lang) for name, one in variant.members.items()}

    def rows(keys: Iterable[tuple[str, tuple[str, str, str]]]) -> list[Row]:
        return [_row(text, variant.years, key[2], moved[key], scale) for text, key in keys if key in moved]

    found = []
    for group in SHOWN:
        of_all = [(label(measure, lang), ("", group, measure)) for measure in (*MONEY, *BETWEEN, "reserve_months")]
        heading = label("comma", lang).join(
            [names[""], headed("employee_pool" if group == "employee" else group, lang)]
        )
        found.append(Block(heading, rows(of_all)))
    of_assistance = [(label(measure, lang), ("", "assistance", measure)) for measure in BETWEEN]
    heading = sentence("areas_in", lang, group=pool_label("assistance", lang), what=label("between_areas", lang))
    found.append(Block(heading, rows(of_assistance)))
    for measure, what in BY_AREA.items():
        for pool in MERGEABLE:
            heading = sentence("areas_in", lang, group=pool_label(pool, lang), what=label(what, lang))
            found.append(Block(heading, rows((names[name], (name, pool, measure)) for name in variant.members)))
    return found


def _row(text: str, years: tuple[int, ...], measure: str, values: Array, scale: Scale) -> Row:
    show = numbers.months if measure == "reserve_months" else scale.show
    return row(text, years, [show(value, signed=True) for value in values.tolist()])


def differences_csv(compared: AreasComparison, lang: Language) -> bytes:
    """One row a variant, area and measure, the years in columns, differences from the base."""
    heads = [label(name, lang) for name in ("variant", "area", "scheme", "measure", "unit")]
    rows: list[Iterable[str]] = [[*heads, *map(str, compared.base.years)]]
    for variant in compared.variants:
        names = {"": label("all_areas", lang)} | {name: area(one, lang) for name, one in variant.members.items()}
        for (name, group, measure), values in compared.difference(variant).items():
            of_months = measure == "reserve_months"
            unit = label("unit_months" if of_months else "unit_10k_yuan", lang)
            cells = [numbers.plain(value, 1.0 if of_months else TEN_THOUSAND) for value in values.tolist()]
            of = label(group, lang) if group in GROUPS else pool_label(group, lang)
            rows.append([variant.scenario.name, names[name], of, label(measure, lang), unit, *cells])
    return csv_bytes(rows)


def differences_dict(compared: AreasComparison) -> dict[str, Any]:
    """A comparison for another program: yuan and months, null where nothing is defined; all areas under an empty name."""
    variants = []
    for variant in compared.variants:
        nested: dict[str, dict[str, dict[str, list[float | None]]]] = {}
        for (name, group, measure), values in compared.difference(variant).items():
            plain = [value if np.isfinite(value) else None for value in values.tolist()]
            nested.setdefault(name, {}).setdefault(group, {})[measure] = plain
        told = [one.what for one in compared.moved(variant)]
        variants.append({**_named(variant), "moved": told, "differences": nested})
    return {"base": _named(compared.base), "years": list(compared.base.years), "variants": variants}


def _named(results: AreasResults) -> dict[str, str]:
    return {"name": results.scenario.name, "title": results.scenario.title, "hash": results.scenario.hash}
