"""`actuary sweep`: every combination of the values of one to three fields, on one page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from actuary.cli import answers, shape

if TYPE_CHECKING:
    from actuary.analysis.choices.sweep import Sweep


@click.command(
    cls=shape.Command,
    help="Project every combination of the values of one to three fields of levers or figures, and show the first year of "
    "deficit, the year without money and the months of reserve of each.",
    examples=(
        "sweep meishan --vary 'resident_financing.premium.2027=380..500:20 元' --vary 'figures.wage_growth=3..6:1 %'",
        "sweep zibo --vary 'contribution_rate.employer.2027=6..8:0.5 %' --year 2030 --measure employee.surplus --lang zh",
    ),
)
@click.argument("scenario")
@click.option(
    "--vary", metavar="FIELD=VALUES", multiple=True, required=True,
    help="LEVER.FIELD or figures.NAME, its date behind it, and its values: 'resident_financing.premium.2027=380..500:20 元', "
    "or one by one: '380,400,450 元'. Up to three times: rows, columns, pages.",
)  # fmt: skip
@answers.since
@answers.year()
@answers.measure("; told beside years and months")
@click.option(
    "--break-even", "rates", is_flag=True,
    help="Every cell also tells the level rate, and the residents' premium, that leaves a balance of 0 in the last year; it "
    "takes some tenths of a second a cell.",
)  # fmt: skip
@answers.options
def command(
    asked: answers.Asked,
    scenario: str,
    vary: tuple[str, ...],
    since: str | None,
    year: int | None,
    measure: str | None,
    rates: bool,
) -> None:
    checked = asked.loaded(scenario)
    from actuary.analysis.choices.grid import read_axes
    from actuary.analysis.choices.sweep import cells_in, sweep_of

    axes, _ = read_axes(vary, since, checked)
    _about_compiling(cells_in(axes), asked.quiet)
    with shape.stages(cells_in(axes), f"Projecting {cells_in(axes):,} cells", asked.quiet) as done:
        sweep = sweep_of(scenario, asked.changes, vary, year, measure, since, done)
    if rates:
        with shape.stages(len(sweep.cells), "Looking for the rates that pay", asked.quiet) as done:
            from actuary.analysis.choices.sweep_rates import with_rates

            sweep = with_rates(sweep, scenario, asked.changes, done)
    _tell(sweep, asked)


def _about_compiling(cells: int, silent: bool) -> None:
    """Say on a terminal why the first large grid takes long."""
    from actuary.analysis.choices.sweep import to_be_compiled

    if not silent and sys.stderr.isatty() and to_be_compiled(cells):
        click.echo(
            "The first large grid on this machine: compiling takes half a minute, once for each version.", err=True
        )


def _tell(sweep: Sweep, asked: answers.Asked) -> None:
    from actuary.reports.sweep import sweep_csv, sweep_dict, table
    from actuary.reports.sweep_plots import heat_maps

    answers.tell(
        asked, "sweep", lambda: table(sweep, asked.lang, shape.columns()), lambda: sweep_csv(sweep, asked.lang),
        lambda: sweep_dict(sweep),
        lambda: {f"{name}.png": figure for name, figure in heat_maps(sweep, asked.lang).items()},
    )  # fmt: skip
