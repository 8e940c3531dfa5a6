"""`actuary balance`: what rate pays for a fund, by year and over a span of years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.analysis.choices.balance import Balance
    from actuary.labels import Language


@click.command(
    cls=shape.Command,
    help="Show a fund's cost rate, income rate and break-even rate by year, and its actuarial balance over a span of years "
    "with the rate that balances it, held against the projection itself.",
    examples=(
        "balance meishan --from 2027",
        "balance jingzhou --pool resident --from 2027 --reserve 6 --lang zh",
        "balance meishan --to 2094",
    ),
)
@click.argument("scenario")
@click.option(
    "--pool", "group", metavar="FUND", default="employee", show_default=True,
    help="employee (the pool), employee_scheme (with the accounts) or resident (the premium of the residents).",
)  # fmt: skip
@click.option(
    "--from", "since", type=int, metavar="YEAR", help="The first year whose rate moves; else the first possible."
)
@click.option("--until", type=int, metavar="YEAR", help="The last year of the span; else that of the run.")
@click.option(
    "--reserve", type=click.FloatRange(0, 1200), metavar="MONTHS", default=0.0, show_default=True,
    help="Months of reserve that are wanted at the end of the span.",
)  # fmt: skip
@shape.changes
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    group: str,
    since: int | None,
    until: int | None,
    reserve: float,
    settings: tuple[str, ...],
    to: str | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    checked = shape.loaded(scenario, settings, to)
    with shape.working(f"Balancing {checked.name}", quiet):
        from actuary.analysis.choices.balance import balance_of

        found = balance_of(checked, group, since, until, reserve)
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, {**_files(found, lang), **_picture(found, lang)}, quiet)
    if not quiet:
        _print(found, form, lang)


def _print(found: Balance, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.balance import table

        shape.show(table(found, lang, shape.columns()))
        return
    shape.raw(_files(found, lang)[f"balance.{form}"])


def _files(found: Balance, lang: Language) -> dict[str, bytes]:
    from actuary.reports.balance import balance_csv, balance_dict
    from actuary.reports.files import json_text

    return {"balance.csv": balance_csv(found, lang), "balance.json": json_text(balance_dict(found))}


def _picture(found: Balance, lang: Language) -> dict[str, bytes]:
    from actuary.reports.balance import rates_drawn
    from actuary.reports.plots import png

    return {"balance.png": png(rates_drawn(found, lang))}
