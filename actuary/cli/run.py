"""`actuary run`: project a scenario and show what becomes of its funds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import MISSED, shape

if TYPE_CHECKING:
    from actuary.labels import Language
    from actuary.reports.projection import Look
    from actuary.results import Results
    from actuary.scenario.model import Scenario


@click.command(
    cls=shape.Command,
    help="Project the funds of a scenario (a bundled name or a file) and show income, spending, balance and reserve. "
    "Where the scenario expects something that is missed, exit with status 4.",
    examples=(
        "run meishan",
        "run meishan --lines --to 2045 --set levers.contribution_rate.employer.2027='7 %' -o out/cut",
    ),
)
@click.argument("scenario")
@shape.changes
@shape.output
@shape.indicators
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    settings: tuple[str, ...],
    to: str | None,
    form: str,
    folder: Path | None,
    lines: bool,
    wanted: str | None,
    indicators: bool,
    lang: Language,
    quiet: bool,
) -> None:
    checked = shape.loaded(scenario, settings, to)
    years = shape.chosen_years(wanted, tuple(range(checked.base, checked.last + 1)))
    if checked.members:
        shape.of_one_area({"--lines": lines, "--indicators": indicators})
        _run_areas(checked, form, folder, years, lang, quiet)
        return
    with shape.working(f"Projecting {checked.name} to {checked.last}", quiet):
        from actuary.reports.projection import Look
        from actuary.simulation import run

        results = run(checked)
        files = _files(results, lang) if folder else {}
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, files, quiet)
    if not quiet:
        _print(results, form, Look(lang, shape.columns(), years, lines, indicators))
    _end(results, quiet or form != "table", lang)


def _run_areas(
    checked: Scenario, form: str, folder: Path | None, years: list[int] | None, lang: Language, quiet: bool
) -> None:
    """The same for a scenario of several areas."""
    with shape.working(f"Projecting {checked.name} to {checked.last}", quiet):
        from actuary.pooling.projection import run_areas
        from actuary.reports.areas import areas_csv, table
        from actuary.reports.files import json_text
        from actuary.reports.projection import Look

        results = run_areas(checked)
    if folder:
        from actuary.reports.areas_plots import gains
        from actuary.reports.plots import png

        shape.about_letters(lang, quiet)
        files = {
            "areas.csv": areas_csv(results, lang),
            "gains.png": png(gains(results, lang)),
            "run.json": json_text(results.to_dict()),
        }
        shape.written(folder, files, quiet)
    if quiet:
        return
    if form == "table":
        shape.show(table(results, Look(lang, shape.columns(), years)))
    else:
        shape.raw(json_text(results.to_dict()) if form == "json" else areas_csv(results, lang))


def _end(results: Results, untold: bool, lang: Language) -> None:
    """End with a status of its own where something expected is missed; say what where no table has said it."""
    missed = [outcome for outcome in results.expectations if not outcome.met]
    if not missed:
        return
    from actuary.reports.expected import told

    for outcome in missed if untold else ():
        click.echo(told(outcome, lang), err=True)
    sys.stdout.flush()
    click.get_current_context().exit(MISSED)


def _print(results: Results, form: str, look: Look) -> None:
    from actuary.reports.exports import funds_csv
    from actuary.reports.files import json_text
    from actuary.reports.projection import table

    if form == "table":
        shape.show(table(results, look))
    else:
        shape.raw(json_text(results.to_dict()) if form == "json" else funds_csv(results, look.lang))


def _files(results: Results, lang: Language) -> dict[str, bytes]:
    from actuary.reports.exports import funds_csv
    from actuary.reports.files import json_text
    from actuary.reports.plots import Plots, png

    return {
        "funds.csv": funds_csv(results, lang),
        "reserve_months.png": png(Plots(results, lang).reserve_months()),
        "run.json": json_text(results.to_dict()),
    }
