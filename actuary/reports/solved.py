"""Where an amount of the base year comes from that nobody published: the identities that fix it, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actuary.basis.accounts import MEASURES, accounts_of
from actuary.basis.known import Known
from actuary.figures.places import spots
from actuary.figures.single import own
from actuary.labels import Language, label
from actuary.reports.foot import BROADEST
from actuary.reports.page import Page, line, wrapped
from actuary.reports.words import sentence
from actuary.units import Date, Money

if TYPE_CHECKING:
    from actuary.scenario.model import Scenario


def solved_amount(scenario: Scenario, name: str, date: Date | None, lang: Language) -> Page:
    """An amount of the area's base year with the published facts it follows from; nothing where it is none of these."""
    group, _, measure = name.rpartition("_")
    asked_for_base = date is None or date.year == scenario.base
    if measure not in MEASURES or not asked_for_base or own(name, scenario.area, scenario.base):
        return []
    known = Known(scenario.area, scenario.figures)
    amount = accounts_of(known, scenario.base).amounts.get((group, measure))
    if amount is None:
        return []
    place = spots()[scenario.area]
    where = place.zh if lang == "zh" else place.en
    facts = [
        f"  {one.name} {one.text} ({label(one.status, lang)}, data/figures.csv:{one.line})"
        for one in known.used.values()
    ]
    return [
        line(f"{Money(-1e15).show(amount)}   {name}, {where}, {scenario.base}", "head"),
        *(line(text) for text in wrapped(f"  <- {sentence('solved_from', lang)}", BROADEST, "     ")),
        *map(line, facts),
    ]
