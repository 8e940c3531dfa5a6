"""`actuary warn`: traffic lights for every pool and year, and how far their rules can be believed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import futures, shape

if TYPE_CHECKING:
    from actuary.analysis.alerts.lights import Warned
    from actuary.labels import Language
    from actuary.scenario.model import Scenario

FEWEST, MOST = 100, 100_000
"""Draws that can be asked for."""


@click.command(
    cls=shape.Command,
    help="Hold early-warning rules against every pool and year of a scenario: green, yellow or red, how long before a deficit "
    "or an empty fund each light came on, and how often the rules were wrong on published books and in past forecasts.",
    examples=(
        "warn zibo",
        "warn zibo --draws 2000",
        "warn meishan --rules my_warnings.yaml --lang zh -o out/warn",
    ),
)
@click.argument("scenario")
@click.option(
    "--rules", metavar="FILE", type=click.Path(path_type=Path),
    help="Rules of your own, in the form of data/warnings.yaml, instead of those.",
)  # fmt: skip
@click.option(
    "--books",
    metavar="FILE",
    help="A CSV file of the fund's own history, as in actuary backtest: the rules are held against it too.",
)
@click.option(
    "--draws", type=click.IntRange(FEWEST, MOST), metavar="N",
    help="Also draw so many futures: how likely each light is, and how often the rules are wrong in them.",
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
    rules: Path | None,
    books: str | None,
    draws: int | None,
    seed: int,
    settings: tuple[str, ...],
    to: str | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    found = _found(shape.loaded(scenario, settings, to), rules, books, (draws or 0, seed), quiet)
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, {**_files(found, lang), **_pictures(found, lang)}, quiet)
    if not quiet:
        _print(found, form, lang)


def _found(checked: Scenario, rules: Path | None, books: str | None, drawn: tuple[int, int], quiet: bool) -> Warned:
    from actuary.analysis.alerts.lights import stages_of, warned_of

    count = stages_of(checked, books, drawn[0])
    with shape.stages(count, f"Looking for warnings of {checked.name}", quiet) as done:
        return warned_of(checked, rules, books, *drawn, done=done)


def _print(found: Warned, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.alerts import table

        shape.show(table(found, lang, shape.columns()))
        return
    shape.raw(_files(found, lang)[f"warn.{form}"])


def _files(found: Warned, lang: Language) -> dict[str, bytes]:
    from actuary.reports.alerts import lights_csv, warn_dict
    from actuary.reports.files import json_text

    return {"warn.csv": lights_csv(found, lang), "warn.json": json_text(warn_dict(found))}


def _pictures(found: Warned, lang: Language) -> dict[str, bytes]:
    from actuary.reports.alerts_plots import lights
    from actuary.reports.plots import png

    return {"warn.png": png(lights(found, lang))}
