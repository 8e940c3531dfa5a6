"""What there is: scenarios, levers, rules, figures, sources, each with a line about it and a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from actuary.axes import PARTS, PROCESSES
from actuary.basis.otherwise import PARAMETERS
from actuary.basis.uncertainty import ANSWERS
from actuary.errors import Mistake, Mistakes, nearest
from actuary.figures.dated import written
from actuary.figures.places import spots
from actuary.figures.single import Figure, figures
from actuary.figures.sources import Source, all_sources
from actuary.futures.spread import LANGUAGES
from actuary.home import scenarios_folder
from actuary.labels import Language, label
from actuary.law import RULES
from actuary.levers import field_of, lever, lever_names, owner
from actuary.reports.exports import csv_bytes
from actuary.reports.fields import lever_named
from actuary.reports.foot import interval
from actuary.reports.page import Page, Span, line, to_left, width
from actuary.reports.words import dated, sentence
from actuary.scenario.bundled import bundled_names
from actuary.text import plain, read


class Item(NamedTuple):
    """Something with a name, a line about it in both languages, and more for who asks."""

    name: str
    about: dict[str, str]
    more: Callable[[Language], Page]


def listed(items: list[Item], lang: Language) -> Page:
    """All of them, one line each."""
    broad = max(width(item.name) for item in items) + 2
    return [(Span(to_left(item.name, broad), "head"), Span(item.about[lang])) for item in items]


def listed_csv(items: list[Item], lang: Language) -> bytes:
    """All of them for a spreadsheet: the name, and the line about it."""
    return csv_bytes([item.name, item.about[lang]] for item in items)


def one(kind: str, items: list[Item], name: str, lang: Language) -> Page:
    """One of them in full. Raises Mistakes where there is none of that name."""
    for item in items:
        if item.name == name:
            return [(Span(item.name, "head"), Span(f"  {item.about[lang]}")), *item.more(lang)]
    near = nearest(name, [item.name for item in items])
    hint = f"did you mean {near}?" if near else "one of the names that are listed"
    raise Mistakes([Mistake(None, f"{kind}: no {name}", f"{hint}   (actuary list {kind})")])


def scenarios() -> list[Item]:
    """The scenarios that come with the program."""
    return [_scenario(name) for name in bundled_names()]


def _scenario(name: str) -> Item:
    content = plain(read(scenarios_folder() / f"{name}.yaml"))
    assert isinstance(content, dict)
    title, why = str(content["title"]), str(content.get("why", "")).strip()
    return Item(name, {"en": title, "zh": title}, lambda _: [line(f"  {why}")])


def levers() -> list[Item]:
    """The policy levers; their fields and an example on their own page."""
    return [_lever(name) for name in lever_names()]


def _lever(name: str) -> Item:
    module = lever(name)
    about = module.doc.splitlines()[0].partition(": ")[2]
    return Item(name, {"en": about, "zh": lever_named(name, "zh")}, lambda lang: _lever_page(name, lang))


def _lever_page(name: str, lang: Language) -> Page:
    module = lever(name)
    fields = []
    for field, info in module.fields.model_fields.items():
        extra = module.fields.extra(field)
        rule = RULES[extra["rule"]]
        when = f"by {rule.by} and {rule.period}" if rule.by else f"by {rule.period}"
        other = extra.get("only_with")
        alone = f"; moves nothing without {owner(other)}.{field_of(other)}" if other else ""
        meaning = written(extra["rule"]).title["zh"] if lang == "zh" else str(info.description)
        fields.append((field, meaning, f"{rule.unit.describe()}, {when}{alone}", _in_force(extra["rule"], lang)))
    broad = max(len(field) for field, *_ in fields) + 2
    page: Page = [line(f"  {text}" if text else "") for text in module.doc.strip().splitlines()[1:]]
    for field, meaning, *below in fields:
        page += [(Span(f"  {field:<{broad}}", "head"), Span(meaning))]
        page += [line(f"  {'':<{broad}}{text}", "faint") for text in below]
    for by in dict.fromkeys(RULES[rule].by for rule in module.moves if RULES[rule].by):
        parts = (sentence("lever_typed", lang, key=part, called=label(part, lang)) for part in PARTS[by])
        told = label("comma", lang).join(parts)
        page.append(line(f"  {sentence('lever_parts', lang, by=f'{by.capitalize()}s', parts=told)}", "faint"))
    return [*page, line(f"  {sentence('for_example', lang, example=f'{name}: {module.example.written}')}")]


def _in_force(rule: str, lang: Language) -> str:
    """The nation's last dated value of a rule, with its date; those of other places stand on the rule's own page."""
    nation = next(iter(spots()))
    last = written(rule).values[nation][-1]
    return f"{rule}: {_place(nation, lang)}, {dated(last.date, lang)}: {last.text}"


def rules() -> list[Item]:
    """The rules of the law; their dated values on their own page."""
    return [_rule(name) for name in RULES]


def _rule(name: str) -> Item:
    return Item(name, written(name).title, lambda lang: _rule_page(name, lang))


def _rule_page(name: str, lang: Language) -> Page:
    rule = RULES[name]
    page: Page = [line(f"  {rule.unit.describe()}, by {rule.period}; moved by {owner(name)}", "faint")]
    for place, values in written(name).values.items():
        page.append(line(f"  {_place(place, lang)}", "head"))
        page += [
            (
                Span(f"    {dated(one.date, lang)}  {one.text}  "),
                Span(f"{one.source} ({label(one.status, lang)})", "faint"),
            )
            for one in values
        ]
    return page


def all_figures() -> list[Item]:
    """The names of the single figures; every place and year on their own page."""
    named: dict[str, list[Figure]] = {}
    for figure in figures():
        named.setdefault(figure.name, []).append(figure)
    return [_figure(name, found) for name, found in sorted(named.items())]


def _figure(name: str, found: list[Figure]) -> Item:
    about = {lang: ", ".join(dict.fromkeys(_place(one.place, lang) for one in found)) for lang in ("en", "zh")}
    return Item(name, about, lambda lang: _figure_page(found, lang))


def _figure_page(found: list[Figure], lang: Language) -> Page:
    rows = [
        (_place(one.place, lang), str(one.year or ""), one.text, label(one.status, lang), one.source) for one in found
    ]
    broad = [max(width(row[i]) for row in rows) + 2 for i in range(5)]
    return [line("  " + "".join(to_left(text, broad[i]) for i, text in enumerate(row))) for row in rows]


def uncertain() -> list[Item]:
    """What draws vary: the figures behind yearly shocks, trends and answers, each as the nation or its nearest place has it."""
    epidemics = (f"epidemic_{what}" for what in ("chance", "use", "mortality"))
    shaken = ("uncertainty_width", *(f"shock_{process}" for process in PROCESSES), *epidemics)
    estimated = (*(one.figure for one in PARAMETERS), *(one.figure for one in ANSWERS.values()))
    layers = dict.fromkeys(shaken, "process") | dict.fromkeys(estimated, "parameter")
    named: dict[str, list[Figure]] = {}
    for figure in figures():
        if figure.name in layers:
            named.setdefault(figure.name, []).append(figure)
    return [_uncertain(name, named[name], layer) for name, layer in layers.items() if name in named]


def _uncertain(name: str, found: list[Figure], layer: str) -> Item:
    wide = [one for one in found if one.low is not None] or found
    told = wide[-1]
    about: dict[str, str] = {
        lang: label("comma", lang).join(
            (
                f"{told.text}{interval(told).replace(',', '')}",
                label(told.status, lang),
                told.source,
                label(f"uncertain_{layer}", lang),
            )
        )
        for lang in LANGUAGES
    }
    return Item(name, about, lambda lang: _figure_page(found, lang))


def sources() -> list[Item]:
    """Who says so; what was read of it on its own page."""
    return [_source(source) for source in all_sources().values()]


def _source(source: Source) -> Item:
    about = f"{source.title} ({source.issuer}, {source.date})"
    more: Page = [line(f"  {text}") for text in (source.quality, source.address) if text]
    return Item(source.name, {"en": about, "zh": about}, lambda _: more)


def _place(place: str, lang: Language | str) -> str:
    return spots()[place].zh if lang == "zh" else spots()[place].en
