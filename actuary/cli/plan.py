"""`actuary plan`: the assessment of a year and the plan of the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.analysis.plans import Plan
    from actuary.labels import Language


@click.command(
    cls=shape.Command,
    help="Hold a year of a scenario against what the scenario expects of it, and write the plan of the next year: whom to "
    "insure, by four bases, and the budget by the lines of the accounts.",
    examples=("plan kaizhou_plan --year 2024", "plan jiangxi_plan --year 2024 --lang zh --format csv > plan.csv"),
)
@click.argument("scenario")
@shape.changes
@click.option("--year", type=int, required=True, help="The year that is assessed; the next one is planned.")
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
    if not checked.base <= year < checked.last:
        raise click.UsageError(
            f"--year {year}: one of the years of this run that have a next one: {checked.base} to {checked.last - 1}"
        )
    with shape.working(f"Projecting {checked.name} to {checked.last}", quiet):
        from actuary.analysis.plans import plan_of
        from actuary.simulation import run

        plan = plan_of(run(checked), year)
    if folder:
        shape.written(folder, _files(plan, lang), quiet)
    if not quiet:
        _print(plan, form, lang)


def _print(plan: Plan, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.plan import table

        shape.show(table(plan, lang, shape.columns()))
        return
    shape.raw(_files(plan, lang)[f"plan.{form}"])


def _files(plan: Plan, lang: Language) -> dict[str, bytes]:
    from actuary.reports.files import json_text
    from actuary.reports.plan import plan_csv, plan_dict

    return {"plan.csv": plan_csv(plan, lang), "plan.json": json_text(plan_dict(plan))}
