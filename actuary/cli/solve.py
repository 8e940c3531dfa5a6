"""`actuary solve`: how much of a lever it takes to meet a target."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import MISSED, shape

if TYPE_CHECKING:
    from actuary.analysis.solve import Solution
    from actuary.labels import Language

USUAL = 20
"""Projections that an answer takes, more or less: for the bar that shows how far it is."""


@click.command(
    cls=shape.Command,
    help="Find the value of one lever at which a measure meets a target, apply it, and show what it costs whom. "
    "Ends with status 4 where nothing in the range meets it.",
    examples=(
        "solve meishan --vary resident_financing.premium --from 2027 --until 'resident.reserve_months[2035] >= 24'",
        "solve meishan --vary contribution_rate.employer --from 2027 --until 'employee.surplus[2028] = 0'",
        "solve zibo --vary resident_financing.subsidy --from 2026 --until 'resident.reserve_months[2026..2035] >= 6' --lang zh",
    ),
)
@click.argument("scenario")
@click.option("--vary", metavar="LEVER.FIELD", required=True, help="What is varied: resident_financing.premium.")
@click.option(
    "--until", metavar="TARGET", required=True,
    help="A measure, its year or years, >=, <= or =, and a level: 'resident.reserve_months[2030] >= 6'; of several years, "
    "as [2026..2030], the worst one counts.",
)  # fmt: skip
@click.option(
    "--between", metavar="LOW,HIGH", help="The range to search, as '300 元,600 元'; else the rule's own bounds."
)
@click.option(
    "--from", "since", metavar="DATE",
    help="Since when the value holds; else since the scenario first writes it, or from the first year possible.",
)  # fmt: skip
@shape.changes
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    vary: str,
    until: str,
    between: str | None,
    since: str | None,
    settings: tuple[str, ...],
    to: str | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    shape.loaded(scenario, settings, to)
    with shape.stages(USUAL, f"Looking for {vary}", quiet) as done:
        from actuary.analysis.solve import solution_of

        with_end = (*settings, f"to={to}") if to else settings
        solution = solution_of(scenario, with_end, vary, until, between, since, done)
    if folder:
        shape.written(folder, _files(solution, lang), quiet)
    if not quiet:
        _print(solution, form, lang)
    if not solution.met:
        _say_none(solution, lang, quiet or form != "table")


def _print(solution: Solution, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.solve import table

        shape.show(table(solution, lang, shape.columns()))
        return
    shape.raw(_files(solution, lang)[f"solve.{form}"])


def _say_none(solution: Solution, lang: Language, untold: bool) -> None:
    """End with a status of its own; say why where no table has said it."""
    import sys

    from actuary.reports.solve import answer

    if untold:
        click.echo(answer(solution, lang), err=True)
    sys.stdout.flush()
    click.get_current_context().exit(MISSED)


def _files(solution: Solution, lang: Language) -> dict[str, bytes]:
    from actuary.reports.files import json_text
    from actuary.reports.solve import solution_csv, solution_dict

    return {"solve.csv": solution_csv(solution, lang), "solve.json": json_text(solution_dict(solution))}
