"""`actuary portfolio`: many scenarios or areas at once, one table."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import FAILED, INVALID, KEPT, futures, shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actuary.labels import Language
    from actuary.reports.projection import Look
    from actuary.sampling.portfolio import Portfolio

TICKS = 100
"""Steps of the bar for one scenario."""


@click.command(
    cls=shape.Command,
    help="Draw the futures of many scenarios (all files of a folder, or names), or of every area of one by itself, and "
    "show their months of reserve in one table. What fails does not stop the others; it is told at the end, with exit "
    "status 3 where a scenario is wrong.",
    examples=(
        "portfolio plans/ --draws 10000 -o out/plans --resume",
        "portfolio meishan jingzhou my_areas.yaml --draws 0 --years 2026,2030,2035",
    ),
)
@click.argument("names", nargs=-1, required=True, metavar="DIR|SCENARIO...")
@click.option(
    "--draws", metavar="N", type=futures.Count(0, futures.MOST), default=futures.DEFAULT, show_default=True,
    help="How many futures of each scenario are drawn, as 10000 or 1e6; 0 for one run each without chance.",
)  # fmt: skip
@futures.seed
@click.option("--resume", is_flag=True, help="Go on with what the folder of -o holds, scenario by scenario.")
@futures.threads
@futures.scheduler
@shape.changes
@shape.form
@shape.folder
@click.option("--years", "wanted", metavar="YEARS", help="The years of the table, as 2026,2028-2030.")
@shape.lang
@shape.quiet
@shape.debug
def command(
    names: tuple[str, ...],
    draws: int,
    seed: int,
    resume: bool,
    threads: int | None,
    scheduler: str | None,
    settings: tuple[str, ...],
    to: str | None,
    form: str,
    folder: Path | None,
    wanted: str | None,
    lang: Language,
    quiet: bool,
) -> None:
    if resume and not folder:
        raise click.UsageError("--resume: -o DIR says what is to be gone on with")
    if folder:
        click.get_current_context().meta[KEPT] = folder
    with _progress(quiet) as begun:
        from actuary.reports.projection import Look
        from actuary.sampling.portfolio import Asked, answer_all, opened

        scenarios, failures = opened(names, (*settings, *([f"to={to}"] if to else ())))
        asked = Asked(draws, seed, threads, scheduler, folder, resume)
        found = answer_all(scenarios, asked, begun(len(scenarios)))
        told = found._replace(failures=(*failures, *found.failures))
    present = sorted({year for answer in told.answers for year in answer.years})
    look = Look(lang, shape.columns(), shape.chosen_years(wanted, tuple(present)) if present else None)
    if folder and told.answers:
        shape.written(folder, _files(told, lang), quiet)
    if not quiet and (told.answers or form != "csv"):
        _print(told, form, look)
    _end(told, quiet or form != "table", look)


@contextmanager
def _progress(silent: bool) -> Iterator[Callable[[int], Callable[[str, int, int], None]]]:
    """A bar on a terminal, over the draws of all scenarios."""
    if silent or not sys.stderr.isatty():
        yield lambda _: lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        before: dict[str, int] = {}

        def begun(count: int) -> Callable[[str, int, int], None]:
            bar.update(task, total=TICKS * count)
            return heard

        def heard(name: str, done: int, count: int) -> None:
            ticks = TICKS * done // count
            bar.update(task, advance=ticks - before.get(name, 0), description=name)
            before[name] = ticks

        yield begun


def _print(told: Portfolio, form: str, look: Look) -> None:
    from actuary.reports.files import json_text
    from actuary.reports.portfolio import portfolio_csv, portfolio_dict, table

    if form == "table":
        shape.show(table(told, look))
    else:
        shape.raw(json_text(portfolio_dict(told)) if form == "json" else portfolio_csv(told, look.lang))


def _files(told: Portfolio, lang: Language) -> dict[str, bytes]:
    from actuary.reports.files import json_text
    from actuary.reports.portfolio import portfolio_csv, portfolio_dict

    return {"portfolio.csv": portfolio_csv(told, lang), "portfolio.json": json_text(portfolio_dict(told))}


def _end(told: Portfolio, untold: bool, look: Look) -> None:
    """End with a status of its own where a scenario failed; say which where no table has said it."""
    if not told.failures:
        return
    from actuary.errors import Mistakes
    from actuary.reports.page import plain_text
    from actuary.reports.portfolio import failed

    if untold:
        click.echo(plain_text(failed(told, look.lang, look.columns)).lstrip(), err=True)
    sys.stdout.flush()
    wrong = any(isinstance(failure.why, Mistakes) for failure in told.failures)
    click.get_current_context().exit(INVALID if wrong else FAILED)
