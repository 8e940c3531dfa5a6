"""`actuary sensitivity`: which of the figures behind a projection matter, and where the first deficit moves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.analysis.sensitivity import Sensitivity
    from actuary.labels import Language
    from actuary.scenario.model import Scenario


@click.command(
    cls=shape.Command,
    help="Run a scenario with every figure at the low and at the high end of its interval, all else unchanged: what that makes "
    "of a measure and of the first year of deficit, at which value of the figure that year moves, and what all do together.",
    examples=(
        "sensitivity meishan --measure resident.reserve_months --year 2030",
        "sensitivity jiangxi --only wage_growth,cost_growth_employee -o out/sensitivity",
    ),
)
@click.argument("scenario")
@shape.changes
@click.option("--year", type=int, help="The year that is looked at, instead of the last.")
@click.option(
    "--measure", default="employee_scheme.reserve_months", show_default=True,
    help="What is looked at: a fund and its measure or line of the accounts, or what there is once a year, as take_up.",
)  # fmt: skip
@click.option("--only", metavar="NAMES", help="Only these figures, as wage_growth,inflation.")
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    settings: tuple[str, ...],
    to: str | None,
    year: int | None,
    measure: str,
    only: str | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    checked = shape.loaded(scenario, settings, to)
    if year is not None and not checked.base < year <= checked.last:
        raise click.UsageError(f"--year {year}: this run projects the years {checked.base + 1} to {checked.last}")
    names = tuple(name.strip() for name in only.split(",") if name.strip()) if only is not None else ()
    if only is not None and not names:
        raise click.UsageError("--only: names of figures, as wage_growth,inflation")
    found = _found(checked, measure, year, names, quiet)
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, {**_files(found, lang), **_pictures(found, lang)}, quiet)
    if not quiet:
        _print(found, form, lang)


def _found(checked: Scenario, measure: str, year: int | None, only: tuple[str, ...], quiet: bool) -> Sensitivity:
    from actuary.analysis.attribution.why import NoSuchMeasure
    from actuary.analysis.sensitivity import NoSuchFigure, runs_at_most, sensitivity_of
    from actuary.simulation import run

    try:
        count = runs_at_most(run(checked), only)
        with shape.stages(count, f"Moving every figure of {checked.name}", quiet) as done:
            return sensitivity_of(checked, measure, year, only, done=done)
    except NoSuchMeasure as found:
        raise click.UsageError(f"--measure {measure}: {found.mistakes[0].right}") from None
    except NoSuchFigure as found:
        raise click.UsageError(
            "\n".join(f"--only {mistake.wrong}: {mistake.right}" for mistake in found.mistakes)
        ) from None


def _print(found: Sensitivity, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.sensitivity import table

        shape.show(table(found, lang, shape.columns()))
        return
    shape.raw(_files(found, lang)[f"sensitivity.{form}"])


def _files(found: Sensitivity, lang: Language) -> dict[str, bytes]:
    from actuary.reports.files import json_text
    from actuary.reports.sensitivity import sensitivity_csv, sensitivity_dict

    return {"sensitivity.csv": sensitivity_csv(found, lang), "sensitivity.json": json_text(sensitivity_dict(found))}


def _pictures(found: Sensitivity, lang: Language) -> dict[str, bytes]:
    from actuary.reports.plots import png
    from actuary.reports.sensitivity import tornado

    return {"sensitivity.png": png(tornado(found, lang))}
