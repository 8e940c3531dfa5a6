"""`actuary sensitivity`: which of the figures behind a projection matter, and where the first deficit moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import answers, shape

if TYPE_CHECKING:
    from actuary.analysis.sensitivity import Sensitivity
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
@answers.year()
@answers.measure("", default="employee_scheme.reserve_months")
@click.option("--only", metavar="NAMES", help="Only these figures, as wage_growth,inflation.")
@answers.options
def command(asked: answers.Asked, scenario: str, year: int | None, measure: str, only: str | None) -> None:
    checked = asked.loaded(scenario)
    answers.projected(year, checked)
    names = tuple(name.strip() for name in only.split(",") if name.strip()) if only is not None else ()
    if only is not None and not names:
        raise click.UsageError("--only: names of figures, as wage_growth,inflation")
    _tell(_found(checked, measure, year, names, asked.quiet), asked)


def _found(checked: Scenario, measure: str, year: int | None, only: tuple[str, ...], quiet: bool) -> Sensitivity:
    from actuary.analysis.measured import NoSuchMeasure
    from actuary.analysis.sensitivity import NoSuchFigure, runs_at_most, sensitivity_of
    from actuary.simulation import run

    with answers.in_use_of("--measure", NoSuchMeasure), answers.in_use_of("--only", NoSuchFigure):
        count = runs_at_most(run(checked), only)
        with shape.stages(count, f"Moving every figure of {checked.name}", quiet) as done:
            return sensitivity_of(checked, measure, year, only, done=done)


def _tell(found: Sensitivity, asked: answers.Asked) -> None:
    from actuary.reports.sensitivity import sensitivity_csv, sensitivity_dict, table, tornado

    answers.tell(
        asked, "sensitivity", lambda: table(found, asked.lang, shape.columns()),
        lambda: sensitivity_csv(found, asked.lang), lambda: sensitivity_dict(found),
        lambda: {"sensitivity.png": tornado(found, asked.lang)},
    )  # fmt: skip
