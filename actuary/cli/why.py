"""`actuary why`: what makes the difference between a variant and its base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import answers, futures, shape

if TYPE_CHECKING:
    from actuary.analysis.attribution.why import Split
    from actuary.analysis.attribution.why_draws import SplitOfDraws
    from actuary.scenario.model import Scenario


@click.command(
    cls=shape.Command,
    help="Share the difference between a variant and its base out among the variant's levers, without an order between them; "
    "the parts add up to the difference. With --draws, of the median and of the bad tail of many futures. What --set and --to "
    "say holds for both alike. With more than 12 changes the orders in which they are made are drawn from --seed.",
    examples=(
        "why meishan meishan_plan --measure resident.reserve_months --year 2030",
        "why meishan meishan_rate_cut --draws 1000 --seed 7",
        "why jiangxi jiangxi_plan --measure employee_scheme.balance -o out/why",
    ),
)
@click.argument("base")
@click.argument("variant")
@answers.year()
@answers.measure(
    "; else the reserve months of the scheme, employee_scheme or resident, whose months the variant moves most"
)
@futures.draws("How many futures every set of changes meets, the same ones: for median and tail.", None, 200, 100_000)
@futures.seed
@answers.options
def command(
    asked: answers.Asked, base: str, variant: str, year: int | None, measure: str | None, count: int | None, seed: int
) -> None:
    before, after = asked.all_loaded(base, variant)
    answers.projected(year, before)
    if count:
        _tell_of_draws(_split_of_draws(before, after, measure, year, count, seed, asked.quiet), asked)
    else:
        _tell(_split(before, after, measure, year, seed, asked.quiet), asked)


def _split(before: Scenario, after: Scenario, measure: str | None, year: int | None, seed: int, quiet: bool) -> Split:
    from actuary.analysis.attribution.shapley import runs_at_most
    from actuary.analysis.attribution.why import changes, split_of
    from actuary.analysis.measured import NoSuchMeasure

    count, message = runs_at_most(len(changes(before, after))), f"Running {after.name} change by change"
    with shape.stages(count, message, quiet) as done, answers.in_use_of("--measure", NoSuchMeasure):
        return split_of(before, after, measure, year, seed=seed, done=done)


def _split_of_draws(
    before: Scenario, after: Scenario, measure: str | None, year: int | None, count: int, seed: int, quiet: bool
) -> SplitOfDraws:
    from actuary.futures.ensemble import one_area

    one_area(before, after)
    from actuary.analysis.attribution.why_draws import sets_at_most, split_of_draws
    from actuary.analysis.measured import NoSuchMeasure

    futures.about_compiling(quiet)
    sets, message = sets_at_most(before, after, count), f"Drawing futures of {after.name} change by change"
    with shape.stages(sets, message, quiet) as done, answers.in_use_of("--measure", NoSuchMeasure):
        return split_of_draws(before, after, measure, year, draws=count, seed=seed, done=done)


def _tell(split: Split, asked: answers.Asked) -> None:
    from actuary.reports.why import table, waterfall, why_csv, why_dict

    answers.tell(
        asked, "why", lambda: table(split, asked.lang, shape.columns(), shape.file_and_line),
        lambda: why_csv(split, asked.lang), lambda: why_dict(split), lambda: {"why.png": waterfall(split, asked.lang)},
    )  # fmt: skip


def _tell_of_draws(found: SplitOfDraws, asked: answers.Asked) -> None:
    from actuary.reports.why_draws import table, waterfalls, why_draws_csv, why_draws_dict

    answers.tell(
        asked, "why_draws", lambda: table(found, asked.lang, shape.columns(), shape.file_and_line),
        lambda: why_draws_csv(found, asked.lang), lambda: why_draws_dict(found),
        lambda: dict(zip(("why_median.png", "why_tail.png"), waterfalls(found, asked.lang), strict=True)),
    )  # fmt: skip
