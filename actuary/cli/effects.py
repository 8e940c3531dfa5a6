"""`actuary effects`: every lever alone on one scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import answers, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actuary.analysis.effects import Effect
    from actuary.results import Results


@click.command(
    cls=shape.Command,
    help="Pull every lever alone, as its worked example in `actuary list levers` pulls it, and show what that moves in one "
    "year: the flow it is documented to move, and the months of reserve.",
    examples=("effects meishan --year 2030", "effects zibo --lang zh --format csv > effects.csv"),
)
@click.argument("scenario")
@click.option("--year", type=int, metavar="YEAR", default=2030, show_default=True, help="The year that is looked at.")
@answers.options
def command(asked: answers.Asked, scenario: str, year: int) -> None:
    checked = asked.loaded(scenario)
    answers.projected(year, checked)
    from actuary.analysis.effects import alone
    from actuary.levers import lever_names
    from actuary.simulation import run

    effects = []
    with shape.stages(len(lever_names()), f"Pulling every lever on {checked.name}", asked.quiet) as done:
        base = run(checked)
        for one in alone(base, scenario, asked.changes, year):
            effects.append(one)
            done(one)
    _tell(base, effects, year, asked)


def _tell(base: Results, effects: Sequence[Effect], year: int, asked: answers.Asked) -> None:
    from actuary.reports.effects import effects_csv, effects_dict, table

    answers.tell(
        asked, "effects", lambda: table(base, effects, year, asked.lang, shape.columns()),
        lambda: effects_csv(effects, year, asked.lang), lambda: effects_dict(effects, year),
    )  # fmt: skip
