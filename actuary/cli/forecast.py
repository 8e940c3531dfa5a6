"""`actuary forecast`: put projections on record, and see later how they fared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.labels import Language
    from actuary.text import Plain


class Commands(shape.Command, click.Group):
    """A command with commands of its own."""


@click.group(
    cls=Commands,
    no_args_is_help=True,
    help="Put projections on record before the outcome is known, and hold them against what is published since.",
    examples=("forecast freeze china", "forecast score"),
)
def command() -> None:
    """The register of forecasts."""


@command.command(
    cls=shape.Command,
    short_help="Freeze what a scenario projects.",
    help="Freeze what a scenario projects beyond the years already published, with the hash of all it says.",
    examples=("forecast freeze china", "forecast freeze plans/wages.yaml -o register --note 'before the budget'"),
)
@click.argument("scenario")
@shape.changes
@click.option("-o", "target", metavar="PATH", default="forecasts", show_default=True, help="A folder, or a .yaml file.")
@click.option("--note", default="", help="What a reader should know.")
@shape.quiet
@shape.debug
def freeze(scenario: str, settings: tuple[str, ...], to: str | None, target: str, note: str, quiet: bool) -> None:
    from datetime import date

    from actuary.analysis.past.forecasts import frozen
    from actuary.analysis.past.frozen_inputs import inputs_of, written
    from actuary.errors import Mistake, Mistakes
    from actuary.simulation import run

    checked = shape.loaded(scenario, settings, to)
    with shape.working(f"Projecting {checked.name} to {checked.last}", quiet):
        results = run(checked)
    try:
        kept = written(inputs_of(checked))
        content = frozen(results, date.today(), note, kept)  # noqa: DTZ011 - the day it is where the person sits
    except ValueError as right:
        raise Mistakes([Mistake(checked.place("to"), f"to: {checked.last}", str(right))]) from None
    path, new = _stored(content, Path(target))
    if not quiet:
        click.echo(f"{path}: {'frozen' if new else 'frozen already'}, hash {str(content['hash'])[:8]}")


@command.command(
    cls=shape.Command,
    short_help="Hold forecasts against what was published since.",
    help="Hold forecasts against what was published since. Without PATH: the bundled ones and those in ./forecasts.",
    examples=("forecast score", "forecast score forecasts/china-2026-11-22-0123abcd.yaml --format csv"),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="What is printed: csv and json hold every number.",
)  # fmt: skip
@shape.lang
@shape.debug
def score(paths: tuple[Path, ...], form: str, lang: Language) -> None:
    from actuary.analysis.past.forecast_files import forecast_paths, read_forecasts
    from actuary.analysis.past.published import accounts_of
    from actuary.analysis.past.scores import score as scored
    from actuary.reports.files import json_text
    from actuary.reports.forecasts import rows_csv, scores_dict, table

    forecasts = read_forecasts(forecast_paths(paths))
    scores = [scored(forecast, accounts_of(forecast.area)) for forecast in forecasts]
    if form == "table":
        shape.show(table(scores, lang, shape.columns()))
    else:
        shape.raw(json_text(scores_dict(scores)) if form == "json" else rows_csv(scores, lang))


@command.command(
    "list",
    cls=shape.Command,
    short_help="List the forecasts on record.",
    help="List the forecasts on record: the bundled ones and those in ./forecasts, or those of PATH.",
    examples=("forecast list", "forecast list register --lang zh"),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@shape.lang
@shape.debug
def listed(paths: tuple[Path, ...], lang: Language) -> None:
    from actuary.analysis.past.forecast_files import forecast_paths, read_forecasts
    from actuary.reports.forecasts import listing

    shape.show(listing(read_forecasts(forecast_paths(paths)), lang))


def _stored(content: dict[str, Plain], target: Path) -> tuple[Path, bool]:
    """The file of a frozen forecast, and whether it is new: what is frozen already is left as it is."""
    from actuary.analysis.past.forecasts import as_yaml, file_name
    from actuary.errors import Mistake, Mistakes
    from actuary.reports.files import write_new

    one_file = target.suffix == ".yaml"
    path = target if one_file else target / file_name(content)
    for there in [target] if one_file else sorted(target.glob(f"*-{path.stem.rpartition('-')[2]}.yaml")):
        if there.exists():
            if _hash_of(there) == content["hash"]:
                return there, False
            raise Mistakes([Mistake(None, str(there), "another name: a file that is there is never written over")])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_new(path, as_yaml(content))
    return path, True


def _hash_of(path: Path) -> str:
    """The hash of a forecast on record; empty where the file is none, or was changed since."""
    from actuary.analysis.past.forecast_files import read_forecast
    from actuary.errors import Mistakes

    try:
        return read_forecast(path).hash
    except Mistakes:
        return ""
