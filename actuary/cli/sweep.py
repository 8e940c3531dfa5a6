"""`actuary sweep`: every combination of the values of one to three fields, on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.analysis.choices.sweep import Sweep
    from actuary.labels import Language


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
@click.option(
    "--from", "since", metavar="DATE",
    help="Since when values of levers without a date hold; else since the scenario first writes them, or from the first "
    "year possible.",
)  # fmt: skip
@click.option("--year", type=int, help="The year of the months and of the measure; else the last one.")
@click.option("--measure", metavar="FUND.MEASURE", help="One thing more that every cell tells: resident.balance.")
@click.option(
    "--break-even", "rates", is_flag=True,
    help="Every cell also tells the level rate, and the residents' premium, that leaves a balance of 0 in the last year; it "
    "takes some tenths of a second a cell.",
)  # fmt: skip
@shape.changes
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    vary: tuple[str, ...],
    since: str | None,
    year: int | None,
    measure: str | None,
    rates: bool,
    settings: tuple[str, ...],
    to: str | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    checked = shape.loaded(scenario, settings, to)
    from actuary.analysis.choices.grid import read_axes
    from actuary.analysis.choices.sweep import cells_in, sweep_of

    axes, _ = read_axes(vary, since, checked)
    with shape.stages(cells_in(axes), f"Projecting {cells_in(axes):,} cells", quiet) as done:
        with_end = (*settings, f"to={to}") if to else settings
        sweep = sweep_of(scenario, with_end, vary, year, measure, since, done)
    if rates:
        with shape.stages(len(sweep.cells), "Looking for the rates that pay", quiet) as done:
            from actuary.analysis.choices.sweep_rates import with_rates

            sweep = with_rates(sweep, scenario, with_end, done)
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, {**_files(sweep, lang), **_pictures(sweep, lang)}, quiet)
    if not quiet:
        _print(sweep, form, lang)


def _print(sweep: Sweep, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.sweep import table

        shape.show(table(sweep, lang, shape.columns()))
        return
    shape.raw(_files(sweep, lang)[f"sweep.{form}"])


def _files(sweep: Sweep, lang: Language) -> dict[str, bytes]:
    from actuary.reports.files import json_text
    from actuary.reports.sweep import sweep_csv, sweep_dict

    return {"sweep.csv": sweep_csv(sweep, lang), "sweep.json": json_text(sweep_dict(sweep))}


def _pictures(sweep: Sweep, lang: Language) -> dict[str, bytes]:
    from actuary.reports.plots import png
    from actuary.reports.sweep_plots import heat_maps

    return {f"{name}.png": png(figure) for name, figure in heat_maps(sweep, lang).items()}
