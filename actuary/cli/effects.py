"""`actuary effects`: every lever alone on one scenario."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actuary.analysis.effects import Effect
    from actuary.labels import Language
    from actuary.results import Results


@click.command(
    cls=shape.Command,
    help="Pull every lever alone, as its worked example in `actuary list levers` pulls it, and show what that moves in one "
    "year: the flow it is documented to move, and the months of reserve.",
    examples=("effects meishan --year 2030", "effects zibo --lang zh --format csv > effects.csv"),
)
@click.argument("scenario")
@shape.changes
@click.option("--year", type=int, default=2030, show_default=True, help="The year that is looked at.")
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    settings: tuple[str, ...],
    to: str | None,
    year: int,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    checked = shape.loaded(scenario, settings, to)
    if not checked.base < year <= checked.last:
        raise click.UsageError(f"--year {year}: this run projects the years {checked.base + 1} to {checked.last}")
    from actuary.analysis.effects import alone
    from actuary.levers import lever_names
    from actuary.simulation import run

    effects = []
    with shape.stages(len(lever_names()), f"Pulling every lever on {checked.name}", quiet) as done:
        base = run(checked)
        until = (*settings, f"to={to}") if to else settings
        for one in alone(base, scenario, until, year):
            effects.append(one)
            done(one)
    if folder:
        shape.written(folder, _files(effects, year, lang), quiet)
    if not quiet:
        _print(base, effects, year, form, lang)


def _print(base: Results, effects: Sequence[Effect], year: int, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.effects import table

        shape.show(table(base, effects, year, lang, shape.columns()))
        return
    shape.raw(_files(effects, year, lang)[f"effects.{form}"])


def _files(effects: Sequence[Effect], year: int, lang: Language) -> dict[str, bytes]:
    from actuary.reports.effects import effects_csv, effects_dict
    from actuary.reports.files import json_text

    return {"effects.csv": effects_csv(effects, year, lang), "effects.json": json_text(effects_dict(effects, year))}
