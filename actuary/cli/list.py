"""`actuary list`: what there is, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.labels import Language
    from actuary.reports.page import Page
    from actuary.reports.register import Item

KINDS = ("scenarios", "levers", "rules", "figures", "sources", "mechanisms", "uncertainty")


@click.command(
    cls=shape.Command,
    help="List scenarios, levers, rules, figures, sources, the mechanisms that plans name with what answers each, or what "
    "draws vary (uncertainty): how wide it is and who says so; NAME shows one of them in full.",
    examples=(
        "list levers",
        "list figures resident_insured",
        "list uncertainty",
        "list mechanisms --format csv > coverage.csv",
    ),
)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", required=False)
@click.option(
    "--format", "form", type=click.Choice(["table", "csv"]), default="table", show_default=True, help="What is printed."
)
@shape.lang
@shape.debug
def command(kind: str, name: str | None, form: str, lang: Language) -> None:
    if form == "table":
        shape.show(_page(kind, name, lang))
    elif name is not None:
        raise click.UsageError("--format csv: the whole list; leave out the name")
    else:
        shape.raw(_csv(kind, lang))


def _page(kind: str, name: str | None, lang: Language) -> Page:
    from actuary.reports import coverage, register

    if name is not None:
        return register.one(kind, _items(kind), name, lang)
    if kind == "mechanisms":
        return coverage.table(lang, shape.columns())
    return register.listed(_items(kind), lang)


def _csv(kind: str, lang: Language) -> bytes:
    from actuary.reports import coverage, register

    return coverage.as_csv(lang) if kind == "mechanisms" else register.listed_csv(_items(kind), lang)


def _items(kind: str) -> list[Item]:
    from actuary.reports import coverage, register

    return {
        "scenarios": register.scenarios,
        "levers": register.levers,
        "rules": register.rules,
        "figures": register.all_figures,
        "sources": register.sources,
        "mechanisms": coverage.items,
        "uncertainty": register.uncertain,
    }[kind]()
