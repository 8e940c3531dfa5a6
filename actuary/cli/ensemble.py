"""`actuary ensemble`: many futures of a scenario, and how they are spread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from actuary.cli import futures, shape

if TYPE_CHECKING:
    from actuary.futures.ensemble import Ensemble
    from actuary.futures.spread import Pair
    from actuary.labels import Language
    from actuary.scenario.model import Scenario


@click.command(
    cls=shape.Command,
    help="Draw many futures of a scenario and show between which bounds its funds lie in each year, and how likely they "
    "are to have too few months of reserve, to run dry, or to spend more than comes in.",
    examples=(
        "ensemble meishan --draws 100000",
        "ensemble zibo --draws 1e6 -o out/zibo --measure resident.balance --years 2026-2030",
        "ensemble zibo --draws 1e6 -o out/zibo --resume",
    ),
)
@click.argument("scenario")
@futures.draws()
@futures.seed
@click.option(
    "--exact",
    is_flag=True,
    help="Quantiles to the last digit, however many futures: where not all are kept, they are drawn a second time.",
)
@click.option(
    "--resume", is_flag=True, help="Go on with what the folder of -o holds, after an interruption or with more draws."
)
@futures.threads
@futures.scheduler
@click.option(
    "--measure", "measures", metavar="NAME", multiple=True,
    help="What the table and pictures show, as balance (of every fund), resident.balance or wage; repeatable. Else "
    "reserve_months.",
)  # fmt: skip
@click.option("--years", "wanted", metavar="YEARS", help="The years of the table, as 2026,2028-2030.")
@shape.changes
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    scenario: str,
    count: int,
    seed: int,
    exact: bool,
    resume: bool,
    threads: int | None,
    scheduler: str | None,
    measures: tuple[str, ...],
    wanted: str | None,
    settings: tuple[str, ...],
    to: str | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    futures.with_folder(resume, folder)
    checked = shape.loaded(scenario, settings, to)
    from actuary.futures.ensemble import one_area

    one_area(checked)
    years = shape.chosen_years(wanted, tuple(range(checked.base + 1, checked.last + 1)))
    asked = _asked(measures)
    _of_this(checked, measures, asked)
    futures.not_too_many(checked, count)
    how = futures.How(threads, scheduler, folder, resume, exact)
    found = futures.drawn(checked, count, seed, how, quiet)
    if folder:
        shape.about_letters(lang, quiet)
        with shape.working("Drawing", quiet):
            files = _files(found, asked, lang)
        shape.written(folder, files, quiet)
    if not quiet:
        _print(found, asked, form, years, lang)


def _asked(measures: tuple[str, ...]) -> list[Pair]:
    """The funds and measures asked for; a usage error says which there are."""
    from actuary.futures.asked import pairs_named

    try:
        return list(dict.fromkeys(pairs_named(measures)))
    except ValueError as unknown:
        raise click.UsageError(f"--measure {unknown}") from None


def _of_this(checked: Scenario, measures: tuple[str, ...], asked: list[Pair]) -> None:
    """A usage error where a scenario has nothing of all that is asked for: before anything is drawn."""
    from actuary.futures.asked import known
    from actuary.simulation import run

    if not asked:
        return
    results = run(checked)
    if not any(known(results, *pair) for pair in asked):
        raise click.UsageError(f"--measure {' '.join(measures)}: nothing is known of it in {checked.name}")


def _print(found: Ensemble, asked: list[Pair], form: str, years: list[int] | None, lang: Language) -> None:
    from actuary.reports.ensemble import table
    from actuary.reports.projection import Look

    if form == "table":
        shape.show(table(found, Look(lang, shape.columns(), years), asked))
        return
    shape.raw(_tables(found, lang)[f"ensemble.{form}"])


def _tables(found: Ensemble, lang: Language) -> dict[str, bytes]:
    from actuary.reports.ensemble_files import ensemble_csv
    from actuary.reports.files import json_text

    return {"ensemble.csv": ensemble_csv(found, lang), "ensemble.json": json_text(found.to_dict())}


def _files(found: Ensemble, asked: list[Pair], lang: Language) -> dict[str, bytes]:
    from actuary.reports.ensemble import told
    from actuary.reports.fan import fans
    from actuary.reports.plots import png

    pictures: dict[str, Any] = fans(found, told(found, asked), lang)
    return {**_tables(found, lang), **{f"{name}.png": png(figure) for name, figure in pictures.items()}}
