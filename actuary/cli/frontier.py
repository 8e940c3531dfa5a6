"""`actuary frontier`: the least costly packages of levers that keep the schemes in their band."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import answers, futures, shape

if TYPE_CHECKING:
    from actuary.analysis.choices.frontier import Frontier

FUNDS = ("employee_scheme", "resident")
USUAL = 60
"""Packages that are tried for each field, more or less: for the bar that shows how far it is."""
DRAWS, MOST_DRAWS = 500, 20_000
"""Futures of each package, and how many it can have at most."""


@click.command(
    cls=shape.Command,
    help="Find the least costly packages of levers that keep every scheme (--fund: one alone) in its band of reserve months, "
    "for a ladder of chances, and what each costs whom. Ends with status 4 where nothing in the ranges has the chance asked "
    "for.",
    examples=(
        "frontier meishan --vary 'resident_financing.premium.2027=400..800 元' --in-band '75 %' --years 2028..2035",
        "frontier meishan --vary 'resident_financing.premium.2027=400..800 元' "
        "--vary 'resident_financing.subsidy.2027=700..1100 元' --weight members=2 --lang zh",
        "frontier meishan --vary 'contribution_rate.employer.2027=3..8 %' --fund employee_scheme --years 2027..2030",
    ),
)
@click.argument("scenario")
@click.option(
    "--vary", metavar="FIELD=RANGE", multiple=True, required=True,
    help="LEVER.FIELD, its date behind it, and its two ends: 'resident_financing.premium.2027=400..600 元'. Up to six times.",
)  # fmt: skip
@answers.since
@click.option(
    "--in-band", "in_band", metavar="CHANCE", default="90 %", show_default=True,
    help="How likely every scheme asked for is to have no fewer months than its band begins with, at the end of every year.",
)  # fmt: skip
@click.option(
    "--fund", "fund", type=click.Choice(FUNDS), multiple=True,
    help="Which scheme is to be in its band: " + " or ".join(answers.FUNDS[name] for name in FUNDS) + "; else every one.",
)  # fmt: skip
@click.option("--years", metavar="A..B", help="The first and the last of these years; else every projected one.")
@click.option(
    "--weight", metavar="WHO=NUMBER", multiple=True,
    help="What a yuan of employers, members, government, patients or hospitals counts, as members=2; else 1.",
)  # fmt: skip
@futures.draws(
    f"How many futures befall every package, the same ones each; {MOST_DRAWS:,} at most.", DRAWS, 1, MOST_DRAWS
)
@futures.seed
@answers.options
def command(
    asked: answers.Asked,
    scenario: str,
    vary: tuple[str, ...],
    since: str | None,
    in_band: str,
    fund: tuple[str, ...],
    years: str | None,
    weight: tuple[str, ...],
    count: int,
    seed: int,
) -> None:
    asked.loaded(scenario)
    with shape.stages(USUAL * len(vary), "Trying packages", asked.quiet) as done:
        from actuary.analysis.choices.frontier import frontier_of

        found = frontier_of(scenario, asked.changes, vary, in_band, years, weight, count, seed, since, fund, done)
    _tell(found, asked)


def _tell(found: Frontier, asked: answers.Asked) -> None:
    from actuary.reports.frontier import answer, cost_by_chance, frontier_csv, frontier_dict, table

    answers.tell(
        asked, "frontier", lambda: table(found, asked.lang, shape.columns()), lambda: frontier_csv(found, asked.lang),
        lambda: frontier_dict(found), lambda: {"frontier.png": cost_by_chance(found, asked.lang)},
    )  # fmt: skip
    if not found.met:
        answers.missed(asked, answer(found, asked.lang))
