"""`actuary run`: project a scenario and show what becomes of its funds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import MISSED, futures, shape

if TYPE_CHECKING:
    from actuary.futures.ensemble import Ensemble
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
        "run meishan --draws 10000 --years 2030,2035",
        "run meishan --lines --to 2045 --set levers.contribution_rate.employer.2027='7 %' -o out/cut",
    ),
)
@click.argument("scenario")
@shape.changes
@shape.output
@shape.indicators
@futures.draws("Also draw so many futures, and show below each fund how far apart they lie.", None)
@futures.seed
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
    count: int | None,
    seed: int,
    lang: Language,
    quiet: bool,
) -> None:
    checked = shape.loaded(scenario, settings, to)
    years = shape.chosen_years(wanted, tuple(range(checked.base, checked.last + 1)))
    if count:
        from actuary.futures.ensemble import one_area

        one_area(checked)
        futures.not_too_many(checked, count)
    if checked.members:
        shape.of_one_area({"--lines": lines, "--indicators": indicators})
        _run_areas(checked, form, folder, years, lang, quiet)
        return
    with shape.working(f"Projecting {checked.name} to {checked.last}", quiet):
        from actuary.reports.projection import Look
        from actuary.simulation import run

        results = run(checked)
    found = futures.drawn(checked, count, seed, quiet=quiet) if count else None
    if folder:
        shape.about_letters(lang, quiet)
        with shape.working("Drawing", quiet):
            files = _files(results, lang, found)
        shape.written(folder, files, quiet)
    if not quiet:
        _print(results, form, Look(lang, shape.columns(), years, lines, indicators), found)
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


def _print(results: Results, form: str, look: Look, found: Ensemble | None) -> None:
    from actuary.reports.projection import table

    if form != "table":
        shape.raw(_tables(results, look.lang, found)["run.json" if form == "json" else "funds.csv"])
    elif found is None:
        shape.show(table(results, look))
    else:
        from actuary.reports.ensemble import run_table

        shape.show(run_table(found, look))


def _tables(results: Results, lang: Language, found: Ensemble | None) -> dict[str, bytes]:
    from actuary.reports.exports import funds_csv
    from actuary.reports.files import json_text

    if found is None:
        return {"funds.csv": funds_csv(results, lang), "run.json": json_text(results.to_dict())}
    from actuary.reports.ensemble_files import columns

    return {
        "funds.csv": funds_csv(results, lang, columns(found, lang)),
        "run.json": json_text({**results.to_dict(), "ensemble": found.spread_dict()}),
    }


def _files(results: Results, lang: Language, found: Ensemble | None) -> dict[str, bytes]:
    from actuary.reports.plots import Plots, png

    pictures = {"reserve_months": Plots(results, lang).reserve_months()}
    files = _tables(results, lang, found)
    if found is not None:
        from actuary.reports.ensemble import told
        from actuary.reports.ensemble_files import ensemble_csv
        from actuary.reports.fan import fans

        pictures |= fans(found, told(found, ()), lang)
        files["ensemble.csv"] = ensemble_csv(found, lang)
    return {**files, **{f"{name}.png": png(figure) for name, figure in pictures.items()}}
