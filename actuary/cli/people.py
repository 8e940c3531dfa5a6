"""`actuary people`: project the people of a scenario and show how many there are, and how old."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.headcount import Headcount
    from actuary.labels import Language


@click.command(
    cls=shape.Command,
    help="Project the people of a scenario: those of its fund, or of its own tables (section people).",
    examples=("people china_people --to 2060", "people meishan --format csv > people.csv"),
)
@click.argument("scenario")
@shape.changes
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="What is printed: csv and json hold every date, sex and age.",
)  # fmt: skip
@click.option("--years", "wanted", metavar="YEARS", help="The years of the table, as 2025,2030-2035.")
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str, settings: tuple[str, ...], to: str | None, form: str, wanted: str | None, lang: Language, quiet: bool
) -> None:
    checked = shape.loaded(scenario, settings, to)
    years = shape.chosen_years(wanted, tuple(range(checked.base, checked.last + 1, checked.step)))
    with shape.working(f"Projecting the people of {checked.name} to {checked.last}", quiet):
        from actuary.headcount import people_of

        counted = people_of(checked)
    if not quiet:
        _print(counted, form, years, lang)


def _print(counted: Headcount, form: str, years: list[int] | None, lang: Language) -> None:
    from actuary.reports.files import json_text
    from actuary.reports.people import people_csv, table

    if form == "table":
        shape.show(table(counted, lang, shape.columns(), years))
    else:
        shape.raw(json_text(counted.to_dict()) if form == "json" else people_csv(counted, lang))
