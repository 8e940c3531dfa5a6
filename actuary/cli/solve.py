"""`actuary solve`: how much of a lever it takes to meet a target."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from actuary.cli import MISSED, futures, shape

if TYPE_CHECKING:
    from actuary.analysis.choices.likely import Likely
    from actuary.analysis.choices.solve import Solution
    from actuary.labels import Language

USUAL = 20
"""Projections that an answer takes, more or less: for the bar that shows how far it is."""


@click.command(
    cls=shape.Command,
    help="Find the value of one lever at which a measure meets a target, or is likely enough to, apply it, and show what it "
    "costs whom. Ends with status 4 where nothing in the range meets it.",
    examples=(
        "solve meishan --vary resident_financing.premium --from 2027 --until 'resident.reserve_months[2035] >= 24'",
        "solve meishan --vary contribution_rate.employer --from 2027 --until 'employee.surplus[2028] = 0'",
        "solve zibo --vary resident_financing.subsidy --from 2026 --until 'resident.reserve_months[2026..2035] >= 6' --lang zh",
        "solve meishan --vary resident_financing.subsidy --from 2027 --until 'P(resident.reserve_months >= 6, 2035) >= 80 %'",
    ),
)
@click.argument("scenario")
@click.option("--vary", metavar="LEVER.FIELD", required=True, help="What is varied: resident_financing.premium.")
@click.option(
    "--until", metavar="TARGET", required=True,
    help="A measure, its year or years, >=, <= or =, and a level: 'resident.reserve_months[2030] >= 6'; of several years, "
    "as [2026..2030], the worst one counts. Or how likely it is to be, in every year: 'P(resident.reserve_months >= 6, "
    "2026..2030) >= 90 %'.",
)  # fmt: skip
@click.option(
    "--between", metavar="LOW,HIGH", help="The range to search, as '300 元,600 元'; else the rule's own bounds."
)
@click.option(
    "--from", "since", metavar="DATE",
    help="Since when the value holds; else since the scenario first writes it, or from the first year possible.",
)  # fmt: skip
@futures.draws("Of a chance: how many futures each value meets, as 10000 or 1e5; else 10,000.", None)
@futures.seed
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
    count: int | None,
    seed: int,
    settings: tuple[str, ...],
    to: str | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    checked = shape.loaded(scenario, settings, to)
    with_end = (*settings, f"to={to}") if to else settings
    found: Solution | Likely
    if _of_chance(until, count):
        futures.not_too_many(checked, count or futures.DEFAULT)
        futures.about_compiling(quiet)
        with shape.stages(USUAL, f"Drawing futures for {vary}", quiet) as done:
            from actuary.analysis.choices.likely import likely_of

            draws = count or futures.DEFAULT
            found = likely_of(scenario, with_end, vary, until, between, since, draws, seed, done)
    else:
        with shape.stages(USUAL, f"Looking for {vary}", quiet) as done:
            from actuary.analysis.choices.solve import solution_of

            found = solution_of(scenario, with_end, vary, until, between, since, done)
    if folder:
        shape.written(folder, _files(found, lang), quiet)
    if not quiet:
        _print(found, form, lang)
    if not found.met:
        _say_none(found, lang, quiet or form != "table")


def _of_chance(until: str, count: int | None) -> bool:
    """Whether a chance is asked for; a usage error where draws are, and no chance."""
    from actuary.analysis.choices.target import EXAMPLE_OF_CHANCE, is_chance

    asked = is_chance(until)
    if count and not asked:
        raise click.UsageError(f"--draws {count:,}: for a target that is a chance, as --until '{EXAMPLE_OF_CHANCE}'")
    return asked


def _print(found: Solution | Likely, form: str, lang: Language) -> None:
    if form == "table":
        shape.show(_reported(found).table(found, lang, shape.columns()))
        return
    shape.raw(_files(found, lang)[f"solve.{form}"])


def _say_none(found: Solution | Likely, lang: Language, untold: bool) -> None:
    """End with a status of its own; say why where no table has said it."""
    import sys

    if untold:
        click.echo(_reported(found).answer(found, lang), err=True)
    sys.stdout.flush()
    click.get_current_context().exit(MISSED)


def _reported(found: Solution | Likely) -> Any:
    """The report of a plain target, or of a chance."""
    from actuary.analysis.choices.solve import Solution
    from actuary.reports import likely, solve

    return solve if isinstance(found, Solution) else likely


def _files(found: Solution | Likely, lang: Language) -> dict[str, bytes]:
    from actuary.reports.files import json_text

    report = _reported(found)
    return {"solve.csv": report.as_csv(found, lang), "solve.json": json_text(report.as_dict(found))}
