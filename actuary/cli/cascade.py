"""`actuary cascade`: who pays when a pool has no money of its own left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.axes import PAYERS
from actuary.cli import answers, shape

if TYPE_CHECKING:
    from actuary.analysis.cascade import Cascade


@click.command(
    cls=shape.Command,
    help="Project a scenario and follow each pool down the deficit cascade: its own balance, the adjustment fund, what the "
    "treasury advances, bills that wait, bills that nobody pays; how much of each, from when, until when.",
    examples=(
        "cascade jiangxi --pool resident",
        "cascade zibo --set levers.deficit_cascade.advance.resident.2027='6 months' -o out/cascade",
    ),
)
@click.argument("scenario")
@answers.pool(*PAYERS)
@answers.options
def command(asked: answers.Asked, scenario: str, pool: str | None) -> None:
    checked = asked.loaded(scenario)
    with shape.working(f"Projecting {checked.name} to {checked.last}", asked.quiet):
        from actuary.analysis.cascade import cascade_of

        found = cascade_of(checked, pool)
    _tell(found, asked)


def _tell(found: Cascade, asked: answers.Asked) -> None:
    from actuary.reports.cascade import bars, cascade_csv, cascade_dict, months_csv, table

    answers.tell(
        asked, "cascade", lambda: table(found, asked.lang, shape.columns()), lambda: cascade_csv(found, asked.lang),
        lambda: cascade_dict(found),
        lambda: {"cascade_months.csv": months_csv(found, asked.lang), "cascade.png": bars(found, asked.lang)},
    )  # fmt: skip
