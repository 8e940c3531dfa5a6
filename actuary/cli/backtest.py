"""`actuary backtest`: forecasts from past year-ends against what happened."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.analysis.past.backtest import Backtest
    from actuary.analysis.past.coverage import Coverage
    from actuary.analysis.past.history_file import Books
    from actuary.labels import Language

FEWEST, MOST = 100, 100_000
"""Draws from one year-end: fewer tell no interval of 95 %, more nothing new."""


@click.command(
    cls=shape.Command,
    help="Forecast from the end of every past year, knowing nothing later, and hold that against what happened and against "
    "forecasts that need no model. BOOKS is china, or a CSV file of a fund's own history (--template prints its form).",
    examples=(
        "backtest china --origins 2015-2024 --draws 1000 -o out/backtest",
        "backtest books.csv --area meishan --pool resident",
    ),
)
@click.argument("books", default="china", metavar="[BOOKS]")
@click.option("--area", metavar="PLACE", help="Whose wages, mortality and law apply; else the file's own place.")
@click.option(
    "--origins", metavar="YEARS", help="The year-ends to forecast from, as 2015-2024 or 2019; else the last ten."
)
@click.option(
    "--pool", "pools", multiple=True, type=click.Choice(["all", "employee", "employee_pool", "resident"]),
    help="Only this pool; repeatable. employee is pool and accounts together.",
)  # fmt: skip
@click.option(
    "--draws", type=click.IntRange(FEWEST, MOST), metavar="N",
    help="Also draw so many futures from each year-end, and say how many outcomes lay within their intervals.",
)  # fmt: skip
@click.option("--template", is_flag=True, help="Print the form of BOOKS, filled with the nation's own, and end.")
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    books: str,
    area: str | None,
    origins: str | None,
    pools: tuple[str, ...],
    draws: int | None,
    template: bool,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    if template:
        from actuary.reports.backtest import history_form

        shape.raw(history_form(lang))
        return
    from actuary.analysis.past.history_file import books_of

    read = books_of(books, area)
    _tell(read, quiet)
    found = _scored(read, _chosen(origins), pools, quiet)
    held = _drawn(found, draws, pools, quiet) if draws else None
    if folder:
        shape.about_letters(lang, quiet)
        with shape.working("Drawing", quiet):
            files = _files(found, held, read, lang)
        shape.written(folder, files, quiet)
    if not quiet:
        _print(found, held, read, form, lang)


def _chosen(origins: str | None) -> range | None:
    if origins is None:
        return None
    written = re.fullmatch(r"\s*([0-9]{4})(?:-([0-9]{4}))?\s*", origins)
    if written is None or int(written[2] or written[1]) < int(written[1]):
        raise click.UsageError(f"--origins {origins}: years such as 2015-2024, or one as 2019")
    return range(int(written[1]), int(written[2] or written[1]) + 1)


def _scored(read: Books, chosen: range | None, pools: tuple[str, ...], quiet: bool) -> Backtest:
    from actuary.analysis.past.backtest import LATEST, look_back, origins_of

    possible = origins_of(read.history)
    if chosen is not None and not set(chosen) <= set(possible):
        those = f"{possible[0]} to {possible[-1]}" if possible else "none"
        raise click.UsageError(f"--origins {chosen[0]}-{chosen[-1]}: these books allow {those}")
    origins = chosen or possible[-LATEST:]
    with shape.stages(len(origins), f"Forecasting from {len(origins)} year-ends", quiet) as done:
        found = look_back(read.history, origins, done)
    return found.only(pools) if pools else found


def _drawn(found: Backtest, draws: int, pools: tuple[str, ...], quiet: bool) -> Coverage:
    """Draws from the year-ends that were forecast from."""
    from actuary.analysis.past.coverage import coverage_of

    origins = sorted({one.origin for one in found.forecasts})
    with shape.stages(len(origins), f"Drawing from {len(origins)} year-ends", quiet) as done:
        held = coverage_of(found.history, origins, draws, heard=done)
    return held.only(pools) if pools else held


def _tell(read: Books, quiet: bool) -> None:
    """What is odd in somebody's own books, before anything is made of it."""
    told = [one for one in read.remarks if one.place]
    if not quiet:
        for one in told:
            click.echo(f"{one.place}  {one.what}\n  {one.done}", err=True)


def _print(found: Backtest, held: Coverage | None, read: Books, form: str, lang: Language) -> None:
    from actuary.reports.backtest import table
    from actuary.reports.backtest_coverage import coverage_table

    if form == "table":
        shown = table(found, lang, shape.columns(), len(read.remarks))
        shape.show(shown + coverage_table(held, lang, shape.columns()) if held else shown)
        return
    shape.raw(_tables(found, held, read, lang)[f"backtest.{form}"])


def _tables(found: Backtest, held: Coverage | None, read: Books, lang: Language) -> dict[str, bytes]:
    from actuary.reports.backtest import backtest_dict, rows_csv
    from actuary.reports.backtest_coverage import COLUMNS, cells_of, coverage_dict
    from actuary.reports.files import json_text

    everything = backtest_dict(found, read.remarks)
    if held is None:
        return {"backtest.csv": rows_csv(found, lang), "backtest.json": json_text(everything)}
    return {
        "backtest.csv": rows_csv(found, lang, COLUMNS, cells_of(held)),
        "backtest.json": json_text({**everything, "coverage": coverage_dict(held)}),
    }


def _files(found: Backtest, held: Coverage | None, read: Books, lang: Language) -> dict[str, bytes]:
    from actuary.reports.backtest_plots import pictures
    from actuary.reports.plots import png

    drawn = {f"{name}.png": png(figure) for name, figure in pictures(found, lang).items()}
    return {**_tables(found, held, read, lang), **drawn}
