"""`actuary solve`: how much of a lever it takes to meet a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from actuary.cli import answers, futures, shape

if TYPE_CHECKING:
    from actuary.analysis.choices.likely import Likely
    from actuary.analysis.choices.solve import Solution

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
@answers.since
@futures.draws("Of a chance: how many futures each value meets, as 10000 or 1e5; else 10,000.", None)
@futures.seed
@answers.options
def command(
    asked: answers.Asked,
    scenario: str,
    vary: str,
    until: str,
    between: str | None,
    since: str | None,
    count: int | None,
    seed: int,
) -> None:
    checked = asked.loaded(scenario)
    found: Solution | Likely
    if _of_chance(until, count):
        futures.not_too_many(checked, count or futures.DEFAULT)
        futures.about_compiling(asked.quiet)
        with shape.stages(USUAL, f"Drawing futures for {vary}", asked.quiet) as done:
            from actuary.analysis.choices.likely import likely_of

            draws = count or futures.DEFAULT
            found = likely_of(scenario, asked.changes, vary, until, between, since, draws, seed, done)
    else:
        with shape.stages(USUAL, f"Looking for {vary}", asked.quiet) as done:
            from actuary.analysis.choices.solve import solution_of

            found = solution_of(scenario, asked.changes, vary, until, between, since, done)
    _tell(found, asked)


def _of_chance(until: str, count: int | None) -> bool:
    """Whether a chance is asked for; a usage error where draws are, and no chance."""
    from actuary.analysis.choices.target import EXAMPLE_OF_CHANCE, is_chance

    asked = is_chance(until)
    if count and not asked:
        raise click.UsageError(f"--draws {count:,}: for a target that is a chance, as --until '{EXAMPLE_OF_CHANCE}'")
    return asked


def _tell(found: Solution | Likely, asked: answers.Asked) -> None:
    report = _reported(found)
    answers.tell(
        asked, "solve", lambda: report.table(found, asked.lang, shape.columns()),
        lambda: report.as_csv(found, asked.lang), lambda: report.as_dict(found),
    )  # fmt: skip
    if not found.met:
        answers.missed(asked, report.answer(found, asked.lang))


def _reported(found: Solution | Likely) -> Any:
    """The report of a plain target, or of a chance."""
    from actuary.analysis.choices.solve import Solution
    from actuary.reports import likely, solve

    return solve if isinstance(found, Solution) else likely
