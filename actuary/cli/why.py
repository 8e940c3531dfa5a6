"""`actuary why`: what makes the difference between a variant and its base."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import futures, shape

if TYPE_CHECKING:
    from actuary.analysis.attribution.why import Split
    from actuary.analysis.attribution.why_draws import SplitOfDraws
    from actuary.labels import Language
    from actuary.scenario.model import Scenario


@click.command(
    cls=shape.Command,
    help="Share the difference between a variant and its base out among the variant's levers, without an order between them; "
    "the parts add up to the difference. With --draws, of the median and of the bad tail of many futures. What --set and --to "
    "say holds for both alike.",
    examples=(
        "why meishan meishan_plan --measure resident.reserve_months --year 2030",
        "why meishan meishan_rate_cut --draws 1000 --seed 7",
        "why jiangxi jiangxi_plan --measure employee_scheme.balance -o out/why",
    ),
)
@click.argument("base")
@click.argument("variant")
@shape.changes
@click.option("--year", type=int, help="The year that is looked at, instead of the last.")
@click.option(
    "--measure", default="employee_scheme.reserve_months", show_default=True,
    help="What is looked at: a fund and its measure or line of the accounts, or what there is once a year, as take_up.",
)  # fmt: skip
@click.option(
    "--seed", metavar="S", type=futures.Seed(), default=1, show_default=True,
    help="From which number futures are drawn, and with more than 12 changes the orders in which they are made.",
)  # fmt: skip
@click.option(
    "--draws", "count", metavar="N", type=futures.Count(200, 100_000),
    help="Of so many futures of every set of changes, the same ones: what makes the difference of median and tail.",
)  # fmt: skip
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    base: str,
    variant: str,
    settings: tuple[str, ...],
    to: str | None,
    year: int | None,
    measure: str,
    seed: int,
    count: int | None,
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    before, after = shape.all_loaded((base, variant), settings, to)
    if year is not None and not before.base < year <= before.last:
        raise click.UsageError(f"--year {year}: this run projects the years {before.base + 1} to {before.last}")
    if count:
        _of_futures(before, after, measure, year, count, seed, form, folder, lang, quiet)
        return
    split = _split(before, after, measure, year, seed, quiet)
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, {**_files(split, lang), **_pictures(split, lang)}, quiet)
    if not quiet:
        _print(split, form, lang)


def _of_futures(
    before: Scenario, after: Scenario, measure: str, year: int | None, count: int, seed: int, form: str,
    folder: Path | None, lang: Language, quiet: bool,
) -> None:  # fmt: skip
    """The same of the median and the tail of many futures."""
    from actuary.futures.ensemble import one_area

    one_area(before, after)
    found = _split_of_draws(before, after, measure, year, count, seed, quiet)
    from actuary.reports.files import json_text
    from actuary.reports.why_draws import table, why_draws_csv, why_draws_dict

    files = {"why_draws.csv": why_draws_csv(found, lang), "why_draws.json": json_text(why_draws_dict(found))}
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, {**files, **_pictures_of_draws(found, lang)}, quiet)
    if quiet:
        return
    if form == "table":
        shape.show(table(found, lang, shape.columns(), shape.file_and_line))
    else:
        shape.raw(files[f"why_draws.{form}"])


def _split_of_draws(
    before: Scenario, after: Scenario, measure: str, year: int | None, count: int, seed: int, quiet: bool
) -> SplitOfDraws:
    from actuary.analysis.attribution.why import NoSuchMeasure
    from actuary.analysis.attribution.why_draws import sets_at_most, split_of_draws

    futures.about_compiling(quiet)
    sets, message = sets_at_most(before, after, count), f"Drawing futures of {after.name} change by change"
    with shape.stages(sets, message, quiet) as done:
        try:
            return split_of_draws(before, after, measure, year, draws=count, seed=seed, done=done)
        except NoSuchMeasure as found:
            raise click.UsageError(f"--measure {measure}: {found.mistakes[0].right}") from None


def _split(before: Scenario, after: Scenario, measure: str, year: int | None, seed: int, quiet: bool) -> Split:
    from actuary.analysis.attribution.shapley import runs_at_most
    from actuary.analysis.attribution.why import NoSuchMeasure, changes, split_of

    count = runs_at_most(len(changes(before, after)))
    with shape.stages(count, f"Running {after.name} change by change", quiet) as done:
        try:
            return split_of(before, after, measure, year, seed=seed, done=done)
        except NoSuchMeasure as found:
            raise click.UsageError(f"--measure {measure}: {found.mistakes[0].right}") from None


def _print(split: Split, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.why import table

        shape.show(table(split, lang, shape.columns(), shape.file_and_line))
        return
    shape.raw(_files(split, lang)[f"why.{form}"])


def _files(split: Split, lang: Language) -> dict[str, bytes]:
    from actuary.reports.files import json_text
    from actuary.reports.why import why_csv, why_dict

    return {"why.csv": why_csv(split, lang), "why.json": json_text(why_dict(split))}


def _pictures(split: Split, lang: Language) -> dict[str, bytes]:
    from actuary.reports.plots import png
    from actuary.reports.why import waterfall

    return {"why.png": png(waterfall(split, lang))}


def _pictures_of_draws(found: SplitOfDraws, lang: Language) -> dict[str, bytes]:
    from actuary.reports.plots import png
    from actuary.reports.why_draws import waterfalls

    middle, tail = waterfalls(found, lang)
    return {"why_median.png": png(middle), "why_tail.png": png(tail)}
