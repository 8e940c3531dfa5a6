"""`actuary drivers`: what drives a fund from one year of a projection to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import answers, shape

if TYPE_CHECKING:
    from actuary.analysis.attribution.drivers import Drivers


@click.command(
    cls=shape.Command,
    help="Show what drives income and spending of a fund from one year to another: people, their ages, use, price "
    "and ratio of care; wages and rates, premiums and subsidies. It adds up, and beside it stands what would have changed "
    "with the people of the first year.",
    examples=("drivers meishan --from 2025 --until 2030", "drivers meishan --pool employee_scheme --lang zh -o out"),
)
@click.argument("scenario")
@answers.pool("employee_scheme", "resident", default="resident")
@answers.span("the first that is projected", "that of the run")
@answers.options
def command(asked: answers.Asked, scenario: str, pool: str, first: int | None, last: int | None) -> None:
    checked = asked.loaded(scenario)
    first = checked.base + 1 if first is None else first
    last = checked.last if last is None else last
    for option, year in (("--from", first), ("--until", last)):
        if not checked.base <= year <= checked.last:
            raise click.UsageError(f"{option} {year}: this run has the years {checked.base} to {checked.last}")
    if first >= last:
        raise click.UsageError(f"--from {first} --until {last}: the first year before the last")
    with shape.working(f"Projecting {checked.name} to {checked.last}", asked.quiet):
        from actuary.analysis.attribution.drivers import drivers_of
        from actuary.simulation import run

        found = drivers_of(run(checked), pool, first, last)
    _tell(found, asked)


def _tell(found: Drivers, asked: answers.Asked) -> None:
    from actuary.reports.drivers import drivers_csv, drivers_dict, table, waterfall

    answers.tell(
        asked, "drivers", lambda: table(found, asked.lang, shape.columns()), lambda: drivers_csv(found, asked.lang),
        lambda: drivers_dict(found),
        lambda: {f"drivers_{name}.png": waterfall(found, name, asked.lang) for name in ("income", "spending")},
    )  # fmt: skip
