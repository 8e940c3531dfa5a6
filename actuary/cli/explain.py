"""`actuary explain`: the way from a number back to who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.labels import Language
    from actuary.reports.origin import Asker
    from actuary.reports.page import Page
    from actuary.scenario.model import Scenario
    from actuary.units import Date


@click.command(
    cls=shape.Command,
    help="Say where a rule or figure of a scenario comes from; without one, list every figure the scenario uses.",
    examples=("explain meishan resident_premium 2024", "explain meishan --assumed"),
)
@click.argument("scenario")
@click.argument("name", metavar="[RULE|FIGURE", required=False)
@click.argument("date", metavar="[DATE]]", required=False)
@click.option("--assumed", is_flag=True, help="Only figures that nobody published, with the reasons for them.")
@shape.changes
@shape.lang
@shape.debug
def command(
    scenario: str,
    name: str | None,
    date: str | None,
    assumed: bool,
    settings: tuple[str, ...],
    to: str | None,
    lang: Language,
) -> None:
    if assumed and name:
        raise click.UsageError("--assumed lists figures: leave out the name, or --assumed")
    from actuary.reports.origin import Asker

    checked = shape.loaded(scenario, settings, to)
    asker = Asker(lang, shape.file_and_line)
    shape.show(_used(checked, assumed, asker) if name is None else _one(checked, name, _date(date), asker))


def _used(scenario: Scenario, assumed: bool, asker: Asker) -> Page:
    from actuary.reports.origin import figures_used

    with shape.working(f"Projecting {scenario.name}", False):
        from actuary.simulation import run

        results = run(scenario)
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


def _date(written: str | None) -> Date | None:
    if written is None:
        return None
    from actuary.errors import Mistake, Mistakes
    from actuary.units import Date

    try:
        return Date.read(written)
    except ValueError as right:
        raise Mistakes([Mistake(None, written, str(right))]) from None
