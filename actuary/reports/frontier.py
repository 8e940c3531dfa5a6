"""The least costly packages of levers, what each costs whom, and the picture of cost against chance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING

from actuary.analysis.choices.frontier import LADDER, uncertain
from actuary.analysis.choices.payers import BEARERS
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.amounts import column
from actuary.reports.columns import ranged
from actuary.reports.ensemble import Z_95, layers_told
from actuary.reports.exports import csv_bytes
from actuary.reports.fields import axis_in_full, axis_named
from actuary.reports.foot import BROADEST, answers, counted, definitions, in_words
from actuary.reports.letters import drawable
from actuary.reports.page import EMPTY, Page, line, paragraphs, plain_text, width, wrapped
from actuary.reports.plots import HEADING, SHADE, STYLES, picture, scenario_name, write_below
from actuary.reports.words import capital, going_on, sentence, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from actuary.analysis.choices.frontier import Frontier, Package

DIGITS = 9
"""Decimals of a value in files: enough to write it again."""
TOLD = ("chance", "again", "months", "insured", "cost")
"""What a row says behind the values, by the names of its labels; then what each bears."""
WHICH = ("binding", "fewest")
"""Schemes that a row of a file names behind the amounts: that with the lower chance, that with the fewest months."""


def table(found: Frontier, lang: Language, columns: int) -> Page:
    """The answer first, then a row for each package, the scenario as it stands above; below what the words mean."""
    whole, columns = columns, min(columns, BROADEST)
    heading = sentence(
        "frontier_title", lang, title=title(found.base.scenario, lang), when=_when(found, lang), **_whom(found, lang)
    )
    page: Page = paragraphs([heading], columns, "head")
    page += [
        EMPTY,
        *(line(one, "" if found.met else "warning") for one in wrapped(answer(found, lang), columns)),
        EMPTY,
    ]
    for letter, axis in zip(ascii_uppercase, found.wanted.axes, strict=False):
        low, high = (axis.shown(end) for end in axis.values)
        slots = {"letter": letter, "field": axis_in_full(axis, lang), "low": low, "high": high}
        page += [line(one) for one in wrapped(f"  {sentence('frontier_field', lang, **slots)}", columns, " " * 5)]
    unit = label(_scale(found).unit, lang)
    page += [EMPTY, line(f"  {sentence('frontier_unit', lang, when=_summed(found, lang), unit=unit)}", "faint")]
    page += _rows(found, lang, whole)
    texts = [text for text in _foot(found, lang) if text]
    texts += [*definitions(found.base, lang, ("reserve_months",)), *answers(found.base, lang)]
    texts += counted(found.base, lang, columns)
    return [*page, EMPTY, *paragraphs(texts, columns, "faint")]


def answer(found: Frontier, lang: Language) -> str:
    """The package for the chance that is asked for, or that there is none, and the nearest; and each scheme by itself."""
    package, scale = found.chosen or found.likeliest, _scale(found)
    name = "frontier_answer" if found.chosen else "frontier_stuck" if found.stuck else "frontier_none"
    told = sentence(
        name, lang, **_whom(found, lang), fails=_fails(found, lang),
        when=_when(found, lang), values=_values(found, package, lang), chance=numbers.share(package.chance),
        again=numbers.share(package.again), share=_percent(found.wanted.share), stands=numbers.share(found.stands.chance),
        cost=scale.show(package.cost), unit=label(scale.unit, lang),
    )  # fmt: skip
    return capital(told) + _alone(found, package, lang)


def frontier_csv(found: Frontier, lang: Language) -> bytes:
    """The scenario as it stands, then a package a row: values, chances, months, persons, then yuan; units in the head."""
    head = ["", *(column(axis.name, axis.varied.unit.name, lang) for axis in found.wanted.axes)]
    units = {"chance": "share", "again": "share", "months": "months", "insured": "people"}
    units |= dict.fromkeys((*BEARERS, "rest", "funds", "cost"), "money")
    head += [column(label(f"frontier_{name}", lang), unit, lang) for name, unit in units.items()]
    names = {scheme: label(scheme, lang) for scheme in found.schemes}
    told = [sentence("frontier_chance_of", lang, scheme=scheme) for scheme in names.values()]
    head += [*(column(one, "share", lang) for one in told), *(label(f"frontier_column_{one}", lang) for one in WHICH)]
    rows = [
        [name, *map(_plain, found.row(one)), names.get(found.binding(one) or "", ""), names[one.fewest]]
        for name, one, _ in _named(found, lang)
    ]
    return csv_bytes([head, *rows])


def frontier_dict(found: Frontier) -> dict[str, object]:
    """Everything as plain numbers, yuan, persons, months and shares of one; None where there is no such package or value."""
    wanted, chosen = found.wanted, found.chosen
    return {
        "scenario": found.base.scenario.name,
        "in_band": wanted.share,
        "first": wanted.first,
        "last": wanted.last,
        "band_low_months": found.low,
        "funds": list(found.schemes),
        "first_summed": found.begins,
        "draws": found.draws,
        "seed": found.seed,
        "uncertain": uncertain(found.base.scenario),
        "weights": dict(zip(BEARERS, wanted.weights, strict=True)),
        "fields": [
            {"name": axis.name, "unit": axis.varied.unit.name, "low": axis.values[0], "high": axis.values[1]}
            for axis in wanted.axes
        ],
        "met": found.met,
        "as_it_stands": _dict(found, found.stands),
        "packages": [_dict(found, one) for one in found.packages],
        "chosen": _dict(found, chosen) if chosen else None,
        "likeliest": _dict(found, found.likeliest),
        "missing": list(found.missing),
        "ceiling": found.ceiling,
        "unmoved": list(found.unmoved),
        "tried": [{"chance": chance, "cost": cost} for chance, cost in found.tried],
        "unbeaten": [{"chance": chance, "cost": cost} for chance, cost in found.unbeaten],
    }


def cost_by_chance(found: Frontier, lang: Language = "en") -> Figure:
    """What a chance of the reserves costs: all packages that were tried, their lower edge, and those of the table."""
    with picture(lang) as (figure, axes, lang):
        scale = _scale(found)
        _dots(axes, found, scale.factor)
        when, unit = _when(found, lang), label(scale.unit, lang)
        axes.set_xlabel(drawable(sentence("frontier_picture_chance", lang, when=when, **_whom(found, lang))))
        axes.set_ylabel(drawable(sentence("frontier_picture_cost", lang, unit=unit)))
        heading = sentence("frontier_picture", lang, title=scenario_name(found.base, lang), **_whom(found, lang))
        figure.suptitle(drawable(heading), x=0.02, ha="left", **HEADING)
        counts = {"tried": len(found.tried), "unbeaten": len(found.unbeaten)}
        dots = sentence(
            "frontier_picture_dots", lang, **{name: numbers.shown(count, 0) for name, count in counts.items()}
        )
        write_below(figure, [answer(found, lang), dots, _define_chance(found, lang), _counted(found, lang)])
        figure.subplots_adjust(left=0.09, right=0.96, top=0.9, bottom=figure.subplotpars.bottom + 0.03)
    return figure


def _dots(axes: Axes, found: Frontier, factor: float) -> None:
    chances, costs = zip(*((100 * chance, cost / factor) for chance, cost in found.tried), strict=True)
    axes.plot(chances, costs, ".", color="#b5b5b5", markersize=5)
    axes.axvspan(100 * found.wanted.share, 100, color=SHADE, zorder=0)
    places = [(100 * one.chance, one.cost / factor) for one in found.packages]
    if places:
        axes.plot(*zip(*places, strict=True), color=STYLES[0][0], marker="o", linestyle="none")
    edge = [(100 * chance, cost / factor) for chance, cost in found.unbeaten]
    axes.step(*zip(*edge, strict=True), where="pre", color=STYLES[0][0], linewidth=1.2)
    middle = sum(axes.get_xlim()) / 2
    for package, place in zip(found.packages, places, strict=True):
        pairs = zip(found.wanted.axes, package.values, strict=True)
        text = "; ".join(axis.shown(value) for axis, value in pairs)
        way, side, up = ((8, -5), "left", "top") if place[0] < middle else ((-8, 6), "right", "bottom")
        axes.annotate(drawable(text), place, way, textcoords="offset points", ha=side, va=up, fontsize=8)
    axes.margins(x=0.06, y=0.14)


def _rows(found: Frontier, lang: Language, columns: int) -> Page:
    """A table of packages; where the page is too narrow who bears them stands in a second one."""
    scale = _scale(found)
    heads = [label(f"frontier_{name}", lang) for name in (*TOLD, *BEARERS)]
    rows = [["", *ascii_uppercase[: len(found.wanted.axes)], *heads]]
    for name, one, mark in _named(found, lang):
        values = [axis.shown(value) for axis, value in zip(found.wanted.axes, one.values, strict=True)]
        told = [
            numbers.share(one.chance),
            numbers.share(one.again),
            numbers.months(one.months),
            numbers.people(one.insured, signed=True),
            scale.show(one.cost, True),
        ]
        amounts = [scale.show(float(getattr(one.borne, bearer)), True) for bearer in BEARERS]
        rows.append([f"{name}{mark}", *values, *told, *amounts])
    whole = ranged(rows)
    if max(width(plain_text([row])) for row in whole) <= columns:
        return whole
    first = len(rows[0]) - len(BEARERS)
    return [*ranged([row[:first] for row in rows]), EMPTY, *ranged([[row[0], *row[first:]] for row in rows])]


def _named(found: Frontier, lang: Language) -> list[tuple[str, Package, str]]:
    """Every row by its name, the package that is asked for marked."""
    rows = [(label("frontier_stands", lang), found.stands, _mark(found, found.stands))]
    others = [one for one in found.packages if one.values != found.stands.values]
    rows += [(str(i), one, _mark(found, one)) for i, one in enumerate(others, 1)]
    return rows


def _mark(found: Frontier, package: Package) -> str:
    return " *" if found.chosen and package.values == found.chosen.values else ""


def _foot(found: Frontier, lang: Language) -> list[str]:
    wanted, package = found.wanted, found.chosen or found.likeliest
    shares = label("comma", lang).join(_percent(share) for share in sorted({*LADDER, wanted.share}))
    return [
        sentence("frontier_mark", lang, share=_percent(wanted.share)) if found.chosen else "",
        _missing(found, lang),
        _ceiling(found, lang),
        *_ends(found, package, lang),
        *(f"! {in_words(one, lang, found.base.scenario.area)}" for one in package.warned),
        "" if _leads_nowhere(found) else going_on(found.base.scenario, package.settings, lang),
        sentence(
            "frontier_method", lang, tried=numbers.shown(len(found.tried), 0), draws=numbers.shown(found.draws, 0),
            seed=found.seed, shares=shares, unbeaten=numbers.shown(len(found.unbeaten), 0),
        ),
        _define_chance(found, lang),
        *_months(found, lang),
        sentence("frontier_define_insured", lang, year=wanted.last),
        label("bearers_defined", lang),
        label("frontier_define_cost", lang),
        _weights(found, lang),
        _counted(found, lang),
    ]  # fmt: skip


def _ends(found: Frontier, package: Package, lang: Language) -> list[str]:
    """Fields that stand at an end of their ranges; where a chance was not reached, what may be tried."""
    stuck = sentence("frontier_unmoved", lang, fails=_fails(found, lang)) if found.stuck else ""
    if _leads_nowhere(found):
        return [stuck or sentence("frontier_level", lang, chance=numbers.share(package.chance))]
    pairs = [pair for pair in zip(found.wanted.axes, package.values, strict=True) if pair[1] in pair[0].values]
    told = [
        sentence("frontier_value", lang, field=axis_named(axis, lang), value=axis.shown(value)) for axis, value in pairs
    ]
    name = "frontier_end" if found.chosen else "frontier_end_likelier"
    ends = [sentence(name, lang, values=label("comma", lang).join(told))] if told else []
    return [*ends, stuck or label("frontier_widen", lang)] if found.missing else ends


def _leads_nowhere(found: Frontier) -> bool:
    """Whether the nearest package is no nearer than any other."""
    return found.level or bool(found.stuck and not found.chosen)


def _alone(found: Frontier, package: Package, lang: Language) -> str:
    """The chance of each scheme by itself, and which is lower; nothing where there is one alone."""
    if len(found.schemes) < 2:
        return ""
    told, lower = label("comma", lang).join(_each(found, package, found.schemes, lang)), found.binding(package)
    name, space = "frontier_alone" if lower else "frontier_alone_even", " " if lang == "en" else ""
    return space + sentence(name, lang, told=told, scheme=label(lower, lang) if lower else "")


def _each(found: Frontier, package: Package, schemes: Sequence[str], lang: Language) -> list[str]:
    chances = dict(zip(found.schemes, package.chances, strict=True))
    return [
        sentence("frontier_by_itself", lang, scheme=label(one, lang), chance=numbers.share(chances[one]))
        for one in schemes
    ]


def _fails(found: Frontier, lang: Language) -> str:
    """The schemes that nothing moves, with their chance."""
    return label("comma", lang).join(_each(found, found.likeliest, found.stuck, lang))


def _months(found: Frontier, lang: Language) -> list[str]:
    """What the months are; of several schemes in which rows which one has the lower chance, and which the fewest months."""
    if len(found.schemes) < 2:
        return [sentence("frontier_define_months_alone", lang, **_whom(found, lang))]
    rows = [(name, one) for name, one, _ in _named(found, lang)]
    lower = _by_scheme({name: found.binding(one) or "" for name, one in rows}, found, lang)
    fewest = _by_scheme({name: one.fewest for name, one in rows}, found, lang)
    binding = sentence("frontier_binding", lang, told=lower) if lower else ""
    return [binding, label("frontier_define_months", lang), sentence("frontier_fewest", lang, told=fewest)]


def _by_scheme(schemes: Mapping[str, str], found: Frontier, lang: Language) -> str:
    """Each scheme with the rows that it is told of: Residents (as it stands, 1)."""
    comma, told = label("comma", lang), []
    for scheme in found.schemes:
        rows = comma.join(row for row, one in schemes.items() if one == scheme)
        told += [sentence("frontier_rows", lang, scheme=label(scheme, lang), rows=rows)] if rows else []
    return comma.join(told)


def _missing(found: Frontier, lang: Language) -> str:
    if not found.missing:
        return ""
    return sentence("frontier_missing", lang, shares=label("comma", lang).join(map(_percent, found.missing)))


def _ceiling(found: Frontier, lang: Language) -> str:
    """What was lost before anything of a package holds."""
    if found.ceiling >= 1:
        return ""
    year = min(axis.varied.since.year for axis in found.wanted.axes if axis.varied.since)
    return sentence("frontier_ceiling", lang, share=numbers.share(found.ceiling), year=year)


def _define_chance(found: Frontier, lang: Language) -> str:
    schemes = label("comma", lang).join(label(scheme, lang) for scheme in found.schemes)
    return sentence(
        "frontier_define_chance", lang, schemes=schemes, low=numbers.short(found.low), when=_when(found, lang),
        draws=numbers.shown(found.draws, 0),
    )  # fmt: skip


def _weights(found: Frontier, lang: Language) -> str:
    if not found.wanted.weighted:
        return label("frontier_equal", lang)
    told = [
        sentence("frontier_weight", lang, who=label(f"frontier_{name}", lang), weight=numbers.short(weight))
        for name, weight in zip(BEARERS, found.wanted.weights, strict=True)
    ]
    return sentence("frontier_weights", lang, weights=label("comma", lang).join(told))


def _counted(found: Frontier, lang: Language) -> str:
    """What is uncertain, and how well a chance is known from so many draws."""
    points = numbers.significant(100 * Z_95 * 0.5 / found.draws**0.5, 2)
    within = sentence("chances_within", lang, error=points, count=numbers.shown(found.draws, 0)).lstrip(";； ")
    return (
        layers_told(uncertain(found.base.scenario), lang)
        + (" " if lang == "en" else "")
        + within[:1].upper()
        + within[1:]
    )


def _scale(found: Frontier) -> numbers.Scale:
    told = (found.likeliest, *found.packages)
    return numbers.money_scale(float(amount) for one in told for amount in (*one.borne, one.cost))


def _values(found: Frontier, package: Package, lang: Language) -> str:
    pairs = zip(found.wanted.axes, package.values, strict=True)
    told = [
        sentence("frontier_value", lang, field=axis_named(axis, lang), value=axis.shown(value)) for axis, value in pairs
    ]
    return label("comma", lang).join(told)


def _whom(found: Frontier, lang: Language) -> dict[str, str]:
    """Which schemes are to be in their band, and from how many months on."""
    alone = found.wanted.funds if len(found.wanted.funds) == 1 else ()
    return {"who": label(f"frontier_{alone[0] if alone else 'every'}", lang), "low": numbers.short(found.low)}


def _when(found: Frontier, lang: Language) -> str:
    return sentence("years_from_to", lang, first=found.wanted.first, last=found.wanted.last)


def _summed(found: Frontier, lang: Language) -> str:
    return sentence("years_from_to", lang, first=found.begins, last=found.wanted.last)


def _percent(share: float) -> str:
    return f"{numbers.short(100 * share)} %"


def _dict(found: Frontier, package: Package) -> dict[str, object]:
    told = zip(found.columns(), found.row(package), strict=True)
    numbers_of = {name: value if math.isfinite(value) else None for name, value in told}
    return {
        **numbers_of,
        "binding": found.binding(package),
        "fewest": package.fewest,
        "settings": list(package.settings),
    }


def _plain(value: float) -> str:
    return numbers.plain(value, decimals=DIGITS if abs(value) < 1 else 4)
