"""`actuary explain`: the way from a number back to who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import shape

POOLS = ("employee", "resident", "long_term_care")

if TYPE_CHECKING:
    from actuary.labels import Language
    from actuary.reports.origin import Asker
    from actuary.reports.page import Page
    from actuary.scenario.model import Scenario
    from actuary.units import Date


@click.command(
    cls=shape.Command,
    help="Say where a rule or figure of a scenario comes from; without one, list every figure the scenario uses; or show "
    "a year as it is recomputed on paper.",
    examples=("explain meishan resident_premium 2024", "explain meishan --year 2021 --pool resident"),
)
@click.argument("scenario")
@click.argument("name", metavar="[RULE|FIGURE", required=False)
@click.argument("date", metavar="[DATE]]", required=False)
@click.option("--assumed", is_flag=True, help="Only figures that nobody published, with the reasons for them.")
@click.option("--uncertain", is_flag=True, help="With the figures from which futures are drawn.")
@click.option("--year", metavar="YEAR", help="Every step of a projected year, with formulas and sources.")
@click.option(
    "--pool",
    type=click.Choice(POOLS),
    help="Whose year: residents, employees with accounts and maternity, or the fund of long-term care.",
)
@shape.changes
@shape.form
@shape.lang
@shape.debug
def command(
    scenario: str,
    name: str | None,
    date: str | None,
    assumed: bool,
    uncertain: bool,
    year: str | None,
    pool: str | None,
    form: str,
    settings: tuple[str, ...],
    to: str | None,
    lang: Language,
) -> None:
    listing = " and ".join(["--assumed"] * assumed + ["--uncertain"] * uncertain)
    if listing and name:
        raise click.UsageError(f"{listing}: figures are listed; leave out the name, or {listing}")
    if year and (listing or name):
        raise click.UsageError(f"--year shows a whole year: leave out the name and {listing or '--assumed'}, or --year")
    if year is None and (pool or form != "table"):
        raise click.UsageError("--pool and --format belong to --year")
    from actuary.reports.origin import Asker

    checked = shape.loaded(scenario, settings, to)
    if year:
        _work(checked, year, pool or "resident", form, lang)
        return
    asker = Asker(lang, shape.file_and_line)
    shape.show(_used(checked, assumed, uncertain, asker) if name is None else _one(checked, name, _date(date), asker))


def _used(scenario: Scenario, assumed: bool, uncertain: bool, asker: Asker) -> Page:
    from actuary.reports.origin import figures_used

    with shape.working(f"Projecting {scenario.name}", False):
        from actuary.simulation import run

        results = run(scenario)
        if uncertain:
            from actuary.draws import beside, draws_of

            results = beside(results, draws_of(scenario))
    return figures_used(results, assumed, asker)


def _one(scenario: Scenario, name: str, date: Date | None, asker: Asker) -> Page:
    from actuary.law import RULES
    from actuary.reports.origin import figure_origin, known, rule_at, rule_history
    from actuary.reports.solved import solved_amount

    if solved := solved_amount(scenario, name, date, asker.lang):
        return solved
    known(name)
    if name not in RULES:
        return figure_origin(scenario, name, date, asker)
    from actuary.enactment import law_of

    law, calendar = law_of(scenario)
    if date is None:
        return rule_history(scenario, law, calendar, name, asker)
    return rule_at(scenario, law, calendar, name, date, asker)


def _work(scenario: Scenario, written: str, payer: str, form: str, lang: Language) -> None:
    """Show a projected year on paper."""
    from actuary.errors import Mistake, Mistakes

    if not written.isdecimal():
        right = f"a projected year, {scenario.base + 1} to {scenario.last}"
        raise Mistakes([Mistake(None, f"--year {written}", right)])
    with shape.working(f"Projecting {scenario.name}", False):
        from actuary.analysis.worked.year import worked_year
        from actuary.reports.worked import table, worked_csv, worked_dict
        from actuary.simulation import run

        worked = worked_year(run(scenario), int(written), payer)
    if form == "table":
        shape.show(table(worked, lang, shape.columns()))
        return
    from actuary.reports.files import json_text

    shape.raw(worked_csv(worked) if form == "csv" else json_text(worked_dict(worked)))


def _date(written: str | None) -> Date | None:
    if written is None:
        return None
    from actuary.errors import Mistake, Mistakes
    from actuary.units import Date

    try:
        return Date.read(written)
    except ValueError as right:
        raise Mistakes([Mistake(None, written, str(right))]) from None
