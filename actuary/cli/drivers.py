"""`actuary drivers`: what drives a fund from one year of a projection to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.analysis.attribution.drivers import Drivers
    from actuary.labels import Language


@click.command(
    cls=shape.Command,
    help="Show what drives income and spending of a fund from one year to another: people, their ages, use, price "
    "and ratio of care; wages and rates, premiums and subsidies. It adds up, and beside it stands what would have changed "
    "with the people of the first year.",
    examples=("drivers meishan --from 2025 --until 2030", "drivers meishan --pool employee_scheme --lang zh -o out"),
)
@click.argument("scenario")
@shape.changes
@click.option(
    "--pool", "fund", type=click.Choice(["employee_scheme", "resident"]), default="resident", show_default=True,
    help="The fund that is looked at; the employee scheme is pool and accounts.",
)  # fmt: skip
@click.option(
    "--from", "first", type=int, help="The first year, from the base year on; without it, the first that is projected."
)
@click.option("--until", "last", type=int, help="The last year; without it, the scenario's.")
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    settings: tuple[str, ...],
    to: str | None,
    fund: str,
    first: int | None,
    last: int | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    checked = shape.loaded(scenario, settings, to)
    first = checked.base + 1 if first is None else first
    last = checked.last if last is None else last
    for option, year in (("--from", first), ("--until", last)):
        if not checked.base <= year <= checked.last:
            raise click.UsageError(f"{option} {year}: this run has the years {checked.base} to {checked.last}")
    if first >= last:
        raise click.UsageError(f"--from {first} --until {last}: the first year before the last")
    if checked.members:
        raise click.UsageError(f"{checked.name}: of one area, or of one of its members by itself")
    with shape.working(f"Projecting {checked.name} to {checked.last}", quiet):
        from actuary.analysis.attribution.drivers import drivers_of
        from actuary.simulation import run

        found = drivers_of(run(checked), fund, first, last)
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, {**_files(found, lang), **_pictures(found, lang)}, quiet)
    if not quiet:
        _print(found, form, lang)


def _print(found: Drivers, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.drivers import table

        shape.show(table(found, lang, shape.columns()))
        return
    shape.raw(_files(found, lang)[f"drivers.{form}"])


def _files(found: Drivers, lang: Language) -> dict[str, bytes]:
    from actuary.reports.drivers import drivers_csv, drivers_dict
    from actuary.reports.files import json_text

    return {"drivers.csv": drivers_csv(found, lang), "drivers.json": json_text(drivers_dict(found))}


def _pictures(found: Drivers, lang: Language) -> dict[str, bytes]:
    from actuary.reports.drivers import waterfall
    from actuary.reports.plots import png

    return {f"drivers_{name}.png": png(waterfall(found, name, lang)) for name in ("income", "spending")}
