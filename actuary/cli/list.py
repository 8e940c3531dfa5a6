"""`actuary list`: what there is, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.labels import Language
    from actuary.reports.page import Page

KINDS = ("scenarios", "levers", "rules", "figures", "sources")


@click.command(
    cls=shape.Command,
    help="List scenarios, levers, rules, figures or sources, one line each; NAME shows one of them in full.",
    examples=("list levers", "list figures resident_insured"),
)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", required=False)
@shape.lang
@shape.debug
def command(kind: str, name: str | None, lang: Language) -> None:
    shape.show(_page(kind, name, lang))


def _page(kind: str, name: str | None, lang: Language) -> Page:
    from actuary.reports import register

    everything = {
        "scenarios": register.scenarios,
        "levers": register.levers,
        "rules": register.rules,
        "figures": register.all_figures,
        "sources": register.sources,
    }[kind]()
    if name is None:
        return register.listed(everything, lang)
    return register.one(kind, everything, name, lang)
