"""`actuary warn`: traffic lights for every pool and year, and how far their rules can be believed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import answers, futures, shape

if TYPE_CHECKING:
    from actuary.analysis.alerts.lights import Warned
    from actuary.scenario.model import Scenario

FEWEST, MOST = 100, 100_000
"""Draws that can be asked for."""


@click.command(
    cls=shape.Command,
    help="Hold early-warning rules against every pool and year of a scenario: green, yellow or red, how long before a deficit "
    "or an empty fund each light came on, and how often the rules were wrong on published books and in past forecasts.",
    examples=(
        "warn zibo",
        "warn zibo --draws 2000",
        "warn meishan --rules data/warnings.yaml --lang zh -o out/warn",
    ),
)
@click.argument("scenario")
@click.option(
    "--rules", metavar="FILE", type=click.Path(path_type=Path),
    help="Rules of your own, in the form of data/warnings.yaml, instead of those.",
)  # fmt: skip
@click.option(
    "--books",
    metavar="FILE",
    help="A CSV file of the fund's own history, as in actuary backtest: the rules are held against it too.",
)
@futures.draws(
    "How many futures are drawn too: for how likely each light is, and how often it is wrong.", None, FEWEST, MOST
)
@futures.seed
@answers.options
def command(
    asked: answers.Asked, scenario: str, rules: Path | None, books: str | None, count: int | None, seed: int
) -> None:
    _tell(_found(asked.loaded(scenario), rules, books, (count or 0, seed), asked.quiet), asked)


def _found(checked: Scenario, rules: Path | None, books: str | None, drawn: tuple[int, int], quiet: bool) -> Warned:
    from actuary.analysis.alerts.lights import stages_of, warned_of

    count = stages_of(checked, books, drawn[0])
    with shape.stages(count, f"Looking for warnings of {checked.name}", quiet) as done:
        return warned_of(checked, rules, books, *drawn, done=done)


def _tell(found: Warned, asked: answers.Asked) -> None:
    from actuary.reports.alerts import lights_csv, table, warn_dict
    from actuary.reports.alerts_plots import lights

    answers.tell(
        asked, "warn", lambda: table(found, asked.lang, shape.columns()), lambda: lights_csv(found, asked.lang),
        lambda: warn_dict(found), lambda: {"warn.png": lights(found, asked.lang)},
    )  # fmt: skip
