"""`actuary frontier`: the least costly packages of levers that keep every scheme in its band."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import MISSED, futures, shape

if TYPE_CHECKING:
    from actuary.analysis.choices.frontier import Frontier
    from actuary.labels import Language

USUAL = 60
"""Packages that are tried for each field, more or less: for the bar that shows how far it is."""
DRAWS, MOST_DRAWS = 500, 20_000
"""Futures of each package, and how many it can have at most."""


@click.command(
    cls=shape.Command,
    help="Find the least costly packages of levers that keep every scheme in its band of reserve months, for a ladder of "
    "chances, and what each costs whom. Ends with status 4 where nothing in the ranges has the chance asked for.",
    examples=(
        "frontier meishan --vary 'resident_financing.premium.2027=400..800 元' --in-band '75 %' --years 2028..2035",
        "frontier meishan --vary 'resident_financing.premium.2027=400..800 元' "
        "--vary 'resident_financing.subsidy.2027=700..1100 元' --weight members=2 --lang zh",
    ),
)
@click.argument("scenario")
@click.option(
    "--vary", metavar="FIELD=RANGE", multiple=True, required=True,
    help="LEVER.FIELD, its date behind it, and its two ends: 'resident_financing.premium.2027=400..600 元'. Up to six times.",
)  # fmt: skip
@click.option(
    "--in-band", "in_band", metavar="CHANCE", default="90 %", show_default=True,
    help="How likely every scheme is to have no fewer months than its band begins with, at the end of every year.",
)  # fmt: skip
@click.option("--years", metavar="A..B", help="The first and the last of these years; else every projected one.")
@click.option(
    "--weight", metavar="WHO=NUMBER", multiple=True,
    help="What a yuan of employers, members, government, patients or hospitals counts, as members=2; else 1.",
)  # fmt: skip
@click.option(
    "--from", "since", metavar="DATE",
    help="Since when values without a date hold; else since the scenario first writes them, or from the first year possible.",
)  # fmt: skip
@click.option(
    "--draws", "count", metavar="N", type=futures.Count(most=MOST_DRAWS), default=DRAWS, show_default=True,
    help=f"How many futures befall every package, the same ones each; {MOST_DRAWS:,} at most.",
)  # fmt: skip
@futures.seed
@shape.changes
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    vary: tuple[str, ...],
    in_band: str,
    years: str | None,
    weight: tuple[str, ...],
    since: str | None,
    count: int,
    seed: int,
    settings: tuple[str, ...],
    to: str | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    shape.loaded(scenario, settings, to)
    with shape.stages(USUAL * len(vary), "Trying packages", quiet) as done:
        from actuary.analysis.choices.frontier import frontier_of

        with_end = (*settings, f"to={to}") if to else settings
        found = frontier_of(scenario, with_end, vary, in_band, years, weight, count, seed, since, done)
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, {**_files(found, lang), **_pictures(found, lang)}, quiet)
    if not quiet:
        _print(found, form, lang)
    if not found.met:
        _say_none(found, lang, quiet or form != "table")


def _print(found: Frontier, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.frontier import table

        shape.show(table(found, lang, shape.columns()))
        return
    shape.raw(_files(found, lang)[f"frontier.{form}"])


def _say_none(found: Frontier, lang: Language, untold: bool) -> None:
    """End with a status of its own; say why where no table has said it."""
    import sys

    from actuary.reports.frontier import answer

    if untold:
        click.echo(answer(found, lang), err=True)
    sys.stdout.flush()
    click.get_current_context().exit(MISSED)


def _files(found: Frontier, lang: Language) -> dict[str, bytes]:
    from actuary.reports.files import json_text
    from actuary.reports.frontier import frontier_csv, frontier_dict

    return {"frontier.csv": frontier_csv(found, lang), "frontier.json": json_text(frontier_dict(found))}


def _pictures(found: Frontier, lang: Language) -> dict[str, bytes]:
    from actuary.reports.frontier import cost_by_chance
    from actuary.reports.plots import png

    return {"frontier.png": png(cost_by_chance(found, lang))}
