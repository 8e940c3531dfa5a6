"""`actuary plot`: a projection as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.labels import Language


@click.command(
    cls=shape.Command,
    help="Draw a projection as a picture: months of reserve with the band they should lie in, money, or people.",
    examples=("plot meishan", "plot zibo --measure people --lang zh -o pictures"),
)
@click.argument("scenario")
@click.option(
    "--measure", type=click.Choice(["reserve_months", "balance", "surplus", "people"]), default="reserve_months",
    show_default=True, help="What is drawn.",
)  # fmt: skip
@click.option(
    "-o", "folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="Where the picture goes; out/ and the scenario's name, if nothing else is said.",
)  # fmt: skip
@shape.changes
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    measure: str,
    folder: Path | None,
    settings: tuple[str, ...],
    to: str | None,
    lang: Language,
    quiet: bool,
) -> None:
    checked = shape.loaded(scenario, settings, to)
    with shape.working(f"Drawing {checked.name}", quiet):
        from actuary.reports.plots import Plots, png
        from actuary.simulation import run

        picture = png(getattr(Plots(run(checked), lang), measure)())
    shape.about_letters(lang, quiet)
    shape.written(folder or Path("out", checked.name), {f"{measure}.png": picture}, quiet)
