"""`actuary cascade`: who pays when a pool has no money of its own left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.axes import PAYERS
from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.analysis.cascade import Cascade
    from actuary.labels import Language


@click.command(
    cls=shape.Command,
    help="Project a scenario and follow each pool down the deficit cascade: its own balance, the adjustment fund, what the "
    "treasury advances, bills that wait, bills that nobody pays; how much of each, from when, until when.",
    examples=(
        "cascade jiangxi --pool resident",
        "cascade zibo --set levers.deficit_cascade.advance.resident.2027='6 months' -o out/cascade",
    ),
)
@click.argument("scenario")
@shape.changes
@click.option("--pool", type=click.Choice(PAYERS), help="This pool alone, instead of both.")
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    settings: tuple[str, ...],
    to: str | None,
    pool: str | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    checked = shape.loaded(scenario, settings, to)
    with shape.working(f"Projecting {checked.name} to {checked.last}", quiet):
        from actuary.analysis.cascade import cascade_of

        found = cascade_of(checked, pool)
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, {**_files(found, lang), **_beside(found, lang)}, quiet)
    if not quiet:
        _print(found, form, lang)


def _print(found: Cascade, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.cascade import table

        shape.show(table(found, lang, shape.columns()))
        return
    shape.raw(_files(found, lang)[f"cascade.{form}"])


def _files(found: Cascade, lang: Language) -> dict[str, bytes]:
    from actuary.reports.cascade import cascade_csv, cascade_dict
    from actuary.reports.files import json_text

    return {"cascade.csv": cascade_csv(found, lang), "cascade.json": json_text(cascade_dict(found))}


def _beside(found: Cascade, lang: Language) -> dict[str, bytes]:
    """The accounts month by month, and the picture."""
    from actuary.reports.cascade import bars, months_csv
    from actuary.reports.plots import png

    return {"cascade_months.csv": months_csv(found), "cascade.png": png(bars(found, lang))}
