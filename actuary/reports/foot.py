"""What stands below a table: what is wrong and when, what the words mean, how much of it nobody published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from actuary.axes import LAYER_NAMES
from actuary.beyond import SEEN, Beyond, figures_beyond, limit
from actuary.figures.single import Figure, figure
from actuary.figures.sources import STATUSES, all_sources
from actuary.labels import Language, label
from actuary.manifest import instead
from actuary.reports import numbers
from actuary.reports.page import EMPTY, Page, Style, line, paragraphs, width, wrapped
from actuary.reports.words import dated, named, note, sentence
from actuary.units import Date, of_columns

if TYPE_CHECKING:
    from actuary.results import Alert, Results
    from actuary.scenario.model import Scenario

MARKS: dict[str, tuple[str, Style]] = {
    "below": ("!", "warning"),
    "empty": ("!!", "alarm"),
    "ratio": ("!", "warning"),
    "premium": ("!", "warning"),
    "leaving": ("!", "warning"),
    "above": ("", "faint"),
}
"""The mark and style of each kind of alert; the mark says it too where there is no colour."""


BROADEST = 120
"""Longer lines of words are hard to read."""


def alerts(results: Results, lang: Language, columns: int, known: tuple[Alert, ...] = ()) -> Page:
    """What must be known, in words, with the month or year it begins; what is `known` already is left out."""
    page: Page = []
    for alert in results.alerts:
        if alert in known:
            continue
        mark, style = MARKS[alert.kind]
        page += [
            line(text, style)
            for text in wrapped(f"{mark:<3}{in_words(alert, lang, results.scenario.area)}", columns, " " * 3)
        ]
    return page


def strange(scenario: Scenario, lang: Language, columns: int, known: tuple[Beyond, ...] = ()) -> Page:
    """Every figure that a scenario sets outside of what is known of it; what is `known` already is left out."""
    told = [beyond(one, lang) for one in figures_beyond(scenario) if one not in known]
    return [line(text, "warning") for one in told for text in wrapped(f"!  {one}", columns, " " * 3)]


def beyond(one: Beyond, lang: Language) -> str:
    """A figure outside of what is known of it, in one sentence: the value, and the interval it leaves."""
    low, high = one.ends
    return sentence("figure_beyond", lang, figure=one.figure.name, value=one.text, low=low, high=high)


def told_as(group: str, kind: str) -> str:
    """How the sentences of an alert end their names: a layer's fund, whose balance counts from 0, has one of its own."""
    return f"{kind}_layer" if group in LAYER_NAMES else kind


def headline(results: Results, lang: Language) -> str:
    """The gravest alert of the reserves, for the head of a picture of them; empty where nothing is wrong."""
    reserves = [one for one in results.alerts if one.kind in ("empty", "below") and one.group not in LAYER_NAMES]
    gravest = sorted(reserves, key=lambda alert: (alert.kind != "empty", alert.year, alert.month or 0))
    return in_words(gravest[0], lang, results.scenario.area) if gravest else ""


def definitions(results: Results, lang: Language, measures: tuple[str, ...]) -> list[str]:
    """What each measure means, and the band it is held against."""
    meant = [named(measure, results.definitions[measure][lang], lang) for measure in measures]
    return [*meant, band(results, lang)] if "reserve_months" in measures else meant


def meant(results: Results, measure: str, lang: Language) -> list[str]:
    """What one measure is, named with its fund or without, where a definition is on file."""
    name = measure.rpartition(".")[2]
    return definitions(results, lang, (name,)) if name in results.definitions else []


def band(results: Results, lang: Language, by: str = "") -> str:
    """The band of reserve months, who says so, and how well that is known."""
    return band_between(results.bands["low"], results.bands["high"], lang, by)


def band_between(low: Figure, high: Figure, lang: Language, by: str = "") -> str:
    """The same, of the figures of its ends."""
    return sentence(
        "band_from",
        lang,
        low=numbers.short(low.value),
        high=numbers.short(high.value),
        source=by or all_sources()[low.source].title,
        status=label(low.status, lang),
    )


def kinds(counts: Mapping[str, int], lang: Language) -> str:
    """How many of each status, the best known first: 61 published, 34 derived."""
    told = [
        sentence("figures_of_kind", lang, count=counts[kind], kind=label(kind, lang))
        for kind in STATUSES
        if counts.get(kind)
    ]
    return label("comma", lang).join(told)


def counted(results: Results, lang: Language, columns: int) -> list[str]:
    """How many figures are used, by how well they are known, and the command that says which; beside draws, theirs too."""
    told = sentence("figures_counted", lang, kinds=kinds(results.manifest["counts"], lang))
    if results.manifest["idle"]:
        told += sentence("figures_idle", lang, count=results.manifest["idle"])
    hint = sentence(
        "figures_hint_of_draws" if results.uncertain else "figures_hint", lang, scenario=results.scenario.reference
    )
    return [f"{told}   {hint}"] if width(f"{told}   {hint}") <= columns else [told, f"  {hint}"]


def answers(results: Results, lang: Language) -> list[str]:
    """Which answers of people and hospitals are on, each with the figures behind it and their intervals."""
    area = results.scenario.area
    told = []
    for name, figures in results.scenario.behaviour.answers.items():
        values = [instead(results.scenario, one) or known(one, area) for one in figures]
        named = [f"{one} {value}" for one, value in zip(figures, values, strict=True)]
        slots = {"values": label("comma", lang).join(values), "figures": label("comma", lang).join(named)}
        told.append(sentence("answer_on", lang, answer=label(f"answers_{name}", lang), **slots))
    return [sentence("answers_on", lang, answers=label("comma", lang).join(told))] if told else []


def known(name: str, area: str) -> str:
    """A figure with its interval, in the unit of its publisher."""
    found = figure(name, area)
    return f"{found.text.removesuffix(' number').removesuffix(' ratio')}{interval(found)}"


def interval(one: Figure) -> str:
    """The interval of a figure in its own unit; nothing where it has none."""
    if one.low is None or one.high is None:
        return ""
    size = of_columns("1", one.unit)
    return f" ({numbers.short(one.low / size)}..{numbers.short(one.high / size)})"


def below(results: Results, lang: Language, columns: int, measures: tuple[str, ...]) -> Page:
    """Alerts, definitions, remarks and counts, in lines that fit."""
    columns = min(columns, BROADEST)
    texts = [
        *definitions(results, lang, measures),
        *(note(text, lang) for text in results.notes),
        *answers(results, lang),
        *counted(results, lang, columns),
    ]
    told = [*strange(results.scenario, lang, columns), *alerts(results, lang, columns)]
    if results.pools_without_money:
        told.append(line(f"   {sentence('cascade_see', lang, scenario=results.scenario.reference)}", "faint"))
    below = paragraphs(texts, columns, "faint")
    return [EMPTY, *told, *([EMPTY] if told else []), *below]


def unseen(results: Results | None, lang: Language, columns: int) -> Page:
    """Alerts of premiums and losses of people that nobody has seen, of a run that is put forward."""
    area = results.scenario.area if results else ""
    told = [in_words(alert, lang, area) for alert in (results.alerts if results else ()) if alert.kind in SEEN]
    return [line(one, "warning") for text in told for one in wrapped(f"! {text}", columns, "  ")]


def in_words(alert: Alert, lang: Language, area: str) -> str:
    """The sentence of a kind of alert (`alert_below`), with its group, date and level, and the most that was seen."""
    when = dated(Date(alert.year, alert.month), lang)
    return sentence(
        f"alert_{told_as(alert.group, alert.kind)}",
        lang,
        group=label(alert.group, lang),
        when=when,
        level=numbers.short(alert.level),
        seen=numbers.short(100 * limit(alert.kind, area)) if alert.kind in SEEN else "",
    )
