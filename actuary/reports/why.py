"""The table and the picture of why a variant comes out otherwise: what each of its changes makes of the difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from actuary.analysis.attribution.mixes import TOGETHER
from actuary.analysis.attribution.shapley import SAMPLED_PAIRS
from actuary.analysis.attribution.why import PEOPLE, UNCERTAINTY, Part, Split
from actuary.analysis.measured import MONTHS
from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.amounts import Told, file_unit, measure_named, plain_amount, told_in
from actuary.reports.differences import what_moved
from actuary.reports.exports import csv_bytes
from actuary.reports.fields import lever_named
from actuary.reports.foot import BROADEST, answers, counted, meant
from actuary.reports.letters import drawable
from actuary.reports.page import EMPTY, Page, Span, line, paragraphs, to_left, to_right, width, wrapped
from actuary.reports.plots import HEADING, picture, scenario_name, write_below
from actuary.reports.projection import Look
from actuary.reports.stairs import beside_stairs, draw_stairs
from actuary.reports.words import sentence, title
from actuary.simulation import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

LONGEST = 24
"""Signs of the longest bar."""
LONG_HEADING = 72
"""Columns of a heading from which on it is written smaller, so that it fits."""
MOST_TOLD = 12
"""So many lines of what moved are told below the table; of more only their number."""
DRAWN = 10
"""Parts that have a bar of their own in the picture; the narrowest share one."""


def told(split: Split, lang: Language) -> Told:
    """The unit in which all amounts of a split are written, and so many decimals that its change is that of its ends."""
    return told_alike((split,), lang)


def told_alike(splits: Sequence[Split], lang: Language) -> Told:
    """The same for splits of one measure that stand side by side."""
    amounts = [part.amount for split in splits for part in split.parts]
    return told_between(splits[0].unit, [(split.before, split.after) for split in splits], amounts, lang)


def told_between(unit: str, ends: Sequence[tuple[float, float]], amounts: Sequence[float], lang: Language) -> Told:
    """The unit of changes and of the levels between which they lie, with so many decimals that these agree."""
    told = told_in(unit, [*amounts, *(one for pair in ends for one in pair)], lang)
    pairs = [(before / told.factor, after / told.factor) for before, after in ends]
    return told._replace(decimals=numbers.agreeing(told.decimals, *pairs))


def change_named(what: str, lang: Language) -> str:
    """A part in words: contribution rate; figure wage_growth; of changes that go only together, all of them."""
    return TOGETHER.join(_one_named(one, lang) for one in what.split(TOGETHER))


def _one_named(what: str, lang: Language) -> str:
    group, _, name = what.rpartition(".")
    if group == "figures":
        return sentence("change_figure", lang, figure=name)
    return label(f"change_{name}", lang) if group or name in (PEOPLE, UNCERTAINTY) else lever_named(name, lang)


def table(split: Split, lang: Language, columns: int, at: Callable[[object], str]) -> Page:
    """The difference, a line for each part with its bar, their sum; below, what was written and what the words mean.

    `at` writes the place of what moved as the reader finds it.
    """
    names = {"variant": title(split.variant.scenario, lang), "base": title(split.base.scenario, lang)}
    page: Page = [line(sentence("why_title", lang, **names), "head"), line(headline(split, lang)), EMPTY]
    if split.parts:
        page += _rows(split, lang)
    else:
        page.append(line(f"  {label('why_nothing', lang)}"))
    columns = min(columns, BROADEST)
    page += moved(split, lang, columns, at)
    texts = [*method(split, lang), *rounded((split,), told(split, lang), lang)]
    return [*page, *below(split, texts, lang, columns)]


def below(split: Split, texts: Sequence[str], lang: Language, columns: int) -> Page:
    """How it was found, what the words mean, what the variant rests on."""
    texts = [
        *texts,
        *other_measures(split, lang),
        *meant(split.variant, split.measure, lang),
        *answers(split.variant, lang),
        *counted(split.variant, lang, columns),
    ]
    return [EMPTY, *paragraphs(texts, columns, "faint")]


def other_measures(split: Split, lang: Language) -> list[str]:
    """That this measure was chosen, and how to ask for another one."""
    other = next(one for one in MONTHS if one != split.measure)
    return [sentence("why_chosen", lang, other=other)] if split.chosen else []


def moved(split: Split, lang: Language, columns: int, at: Callable[[object], str]) -> Page:
    """What the variant has otherwise and where that is written; of very much, only how much it is."""
    compared = compare(split.base, split.variant)
    count = len(compared.moved(split.variant))
    if count > MOST_TOLD:
        of = {"base": split.base.scenario.reference, "variant": split.variant.scenario.reference}
        return [EMPTY, *(line(one) for one in wrapped(sentence("why_many", lang, count=count, **of), columns, "  "))]
    return [EMPTY, *what_moved(compared, split.variant, Look(lang, columns), at)] if count else []


def headline(split: Split, lang: Language, quantile: str = "", shown: Told | None = None) -> str:
    """Employee scheme, reserve months, 2030: +3.4, from 4.1 to 7.5 months; of which `quantile` of many futures, if any."""
    shown = shown or told(split, lang)
    amount = whole(split, shown, lang) if split.unit == "share" else shown.change(split.total)
    ends = {"before": shown.level(split.before), "after": shown.level(split.after)}
    measure = measure_named(split.measure, lang)
    if quantile:
        measure = sentence("why_of_quantile", lang, measure=measure, quantile=quantile)
    of = {"measure": measure, "year": split.year, "unit": shown.unit}
    return sentence("why_moved", lang, amount=amount, **ends, **of).rstrip()


def quantile_named(share: float, lang: Language) -> str:
    """The median, or 5 % quantile."""
    return label("median", lang) if share == 0.5 else sentence("quantile_of", lang, number=numbers.short(100 * share))


def why_csv(split: Split, lang: Language) -> bytes:
    """One part a row, then their sum; amounts in yuan, persons, months or shares."""
    names = ("measure", "year", "what_moved", "moved", "why_error", "unit")
    of = [split.measure, str(split.year)]
    unit = file_unit(split.unit, lang)
    rows = [
        [*of, part.what, plain_amount(part.amount, split.unit), plain_amount(part.error, split.unit), unit]
        for part in split.parts
    ]
    return csv_bytes(
        [
            [label(name, lang) for name in names],
            *rows,
            [*of, label("why_sum", lang), plain_amount(split.total, split.unit), "0", unit],
        ]
    )


def why_dict(split: Split) -> dict[str, object]:
    """Everything as plain numbers, with both scenarios, definition, and what the variant rests on."""
    plain = split._asdict()
    base, variant = plain.pop("base"), plain.pop("variant")
    return {
        **plain,
        "total": split.total,
        "parts": [part._asdict() for part in split.parts],
        "scenarios": {
            side: {"name": one.scenario.name, "title": one.scenario.title, "hash": one.scenario.hash}
            for side, one in (("base", base), ("variant", variant))
        },
        "definition": variant.definitions.get(split.measure.rpartition(".")[2]),
        "counts": variant.manifest["counts"],
    }


def waterfall(
    split: Split,
    lang: Language = "en",
    quantile: float | None = None,
    foot: Callable[[Language], list[str]] | None = None,
) -> Figure:
    """From the base to the variant, a step for each part, the widest first; of many futures one `quantile`, and its foot."""
    with picture(lang) as (figure, axes, lang):
        ends = (Part(label("why_before", lang), split.before, 0.0), Part(label("why_after", lang), split.after, 0.0))
        parts = [part._replace(what=change_named(part.what, lang)) for part in split.parts]
        heading = headline(split, lang, "" if quantile is None else quantile_named(quantile, lang))
        names = {"variant": scenario_name(split.variant, lang), "base": scenario_name(split.base, lang)}
        ways = foot(lang) if foot else [sentence("why_title", lang, **names), *method(split, lang)]
        step(
            figure,
            axes,
            ends,
            few(parts, lang),
            told(split, lang),
            heading,
            [*ways, *meant(split.variant, split.measure, lang)[:1]],
        )
    return figure


def step(
    figure: Figure,
    axes: Any,
    ends: tuple[Part, Part],
    parts: Sequence[Part],
    shown: Told,
    heading: str,
    foot: list[str],
) -> None:
    """Draw the first of the ends, a step for each part, and the other; every `what` as it is to be read."""
    before, after = (one.amount / shown.factor for one in ends)
    texts = [shown.level(ends[0].amount), *(shown.change(one.amount) for one in parts), shown.level(ends[1].amount)]
    whats = [part.what for part in (ends[0], *parts, ends[1])]
    draw_stairs(axes, (before, after), [part.amount / shown.factor for part in parts], texts, whats)
    axes.set_xlabel(drawable(shown.unit))
    size = {"fontsize": 11 if width(heading) <= LONG_HEADING else 9}
    axes.set_title(drawable(heading), loc="left", pad=10, **HEADING | size)
    write_below(figure, foot)
    beside_stairs(figure, whats)


def _rows(split: Split, lang: Language) -> Page:
    """A line for each part, its bar in the sign of its amount, and the sum."""
    shown = told(split, lang)
    widest = max(abs(part.amount) for part in split.parts)
    total = label("why_sum", lang)
    whats = [change_named(part.what, lang) for part in split.parts]
    names = max(width(one) for one in (total, *whats))
    amounts = [shown.change(one) for one in (*(part.amount for part in split.parts), split.total)]
    broad = max(map(width, amounts))
    page: Page = []
    for part, what, amount in zip(split.parts, whats, amounts, strict=False):
        bar = ("#" if part.amount > 0 else "-") * round(LONGEST * abs(part.amount) / (widest or 1))
        error = "" if split.exact else f"  ± {shown.level(part.error)}"
        row = f"  {to_left(what, names)}  {to_right(amount, broad)}"
        page.append((Span(row), Span(error, "faint"), Span(f"   {bar}" if bar else "")))
    margin = " " * (broad - width(amounts[-1]))
    return [*page, line(f"  {to_left(total, names)}  {margin}{whole(split, shown, lang)}", "head")]


def whole(split: Split, shown: Told, lang: Language) -> str:
    """The whole difference with its unit, of shares in percentage points."""
    amount = shown.change(split.total)
    return sentence("points", lang, number=amount) if split.unit == "share" else f"{amount} {shown.unit}".rstrip()


def method(split: Split, lang: Language, pairs: int = SAMPLED_PAIRS) -> list[str]:
    """How the difference was shared out, and what of it is one part or rounded."""
    if not split.parts:
        return []
    runs = numbers.shown(split.runs, 0)
    name, slots = ("why_exact", {}) if split.exact else ("why_sampled", {"pairs": pairs, "seed": split.seed})
    together = [change_named(part.what, lang) for part in split.parts if TOGETHER in part.what]
    return [
        sentence(name, lang, runs=runs, **slots),
        *([sentence("why_joined", lang, names=label("comma", lang).join(together))] if together else []),
    ]


def rounded(splits: Sequence[Split], shown: Told, lang: Language) -> list[str]:
    """That what is printed does not quite add up, where that is so."""
    for split in splits:
        parts = sum(round(part.amount / shown.factor, shown.decimals) for part in split.parts)
        if round(parts - round(split.total / shown.factor, shown.decimals), shown.decimals):
            return [label("why_rounded", lang)]
    return []


def few(parts: Sequence[Part], lang: Language) -> list[Part]:
    """The widest parts, and the rest as one."""
    if len(parts) <= DRAWN + 1:
        return list(parts)
    rest = parts[DRAWN:]
    together = Part(sentence("why_others", lang, count=len(rest)), sum(part.amount for part in rest), 0.0)
    return [*parts[:DRAWN], together]
