"""`actuary compare`: the same question asked of several scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import futures, shape

if TYPE_CHECKING:
    from actuary.futures.differences import Differences
    from actuary.labels import Language
    from actuary.reports.projection import Look
    from actuary.scenario.model import Scenario
    from actuary.simulation import Comparison


@click.command(
    cls=shape.Command,
    help="Show what each variant changes against a base scenario, and which lines of it did that. Where variants are named, "
    "--set holds for the base and for them alike; without a variant the base as it stands is compared with what --set makes "
    "of it. --to holds for all.",
    examples=(
        "compare meishan meishan_rate_cut",
        "compare meishan --set levers.resident_financing.premium.2027='420 元'",
        "compare meishan meishan_rate_cut --draws 10000 --years 2030,2035",
        "compare meishan my_plan.yaml --lines --years 2026-2030 --lang zh",
    ),
)
@click.argument("base")
@click.argument("variants", nargs=-1, metavar="[VARIANT...]")
@shape.changes
@shape.output
@shape.indicators
@futures.draws("Draw so many futures of base and variants alike, and show the difference, draw by draw.", None)
@futures.seed
@shape.lang
@shape.quiet
@shape.debug
def command(
    base: str,
    variants: tuple[str, ...],
    settings: tuple[str, ...],
    to: str | None,
    form: str,
    folder: Path | None,
    lines: bool,
    wanted: str | None,
    indicators: bool,
    count: int | None,
    seed: int,
    lang: Language,
    quiet: bool,
) -> None:
    scenarios = _asked(base, variants, settings, to, lang)
    years = shape.chosen_years(wanted, tuple(range(scenarios[0].base + 1, scenarios[0].last + 1)))
    if count:
        if lines or indicators:
            raise click.UsageError("--lines and --indicators say something of plain runs: not with --draws")
        from actuary.futures.ensemble import one_area

        one_area(*scenarios)
        futures.not_too_many(scenarios[0], count)
        _compare_futures(scenarios, count, seed, form, folder, years, lang, quiet)
    elif any(scenario.members for scenario in scenarios):
        shape.of_one_area({"--lines": lines, "--indicators": indicators})
        _compare_areas(scenarios, form, folder, years, lang, quiet)
    else:
        _compare_runs(scenarios, form, folder, lang, quiet, years, lines, indicators)
    if variants and settings and form == "table" and not quiet:
        _say_alike(base, lang)


def _asked(
    base: str, variants: tuple[str, ...], settings: tuple[str, ...], to: str | None, lang: Language
) -> list[Scenario]:
    """The base and its variants; without any, the base as it stands and what the settings make of it."""
    if variants:
        return shape.all_loaded((base, *variants), settings, to)
    if not settings:
        raise click.UsageError(f"also a VARIANT, or --set: what {base} is compared with")
    from actuary.reports.words import sentence, within_area

    stands, changed = shape.loaded(base, (), to), shape.loaded(base, settings, to)
    title = sentence("compared_with_settings", lang, title=within_area(stands, lang), settings="; ".join(settings))
    return [stands, changed._replace(name=f"{changed.name} --set", title=title)]


def _say_alike(base: str, lang: Language) -> None:
    """What --set says holds for every scenario here, so that none of it is a difference."""
    from actuary.reports.page import EMPTY, paragraphs
    from actuary.reports.words import sentence

    text = sentence("compared_alike", lang, base=base)
    shape.show([EMPTY, *paragraphs([text], shape.columns(), "faint")])


def _compare_runs(
    scenarios: list[Scenario], form: str, folder: Path | None, lang: Language, quiet: bool, years: list[int] | None,
    lines: bool, indicators: bool,
) -> None:  # fmt: skip
    """One run of each."""
    with shape.working(f"Projecting {len(scenarios)} scenarios", quiet):
        from actuary.reports.projection import Look
        from actuary.simulation import compare, run

        compared = compare(*(run(scenario) for scenario in scenarios))
        files = _files(compared, lang) if folder else {}
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, files, quiet)
    if not quiet:
        _print(compared, form, Look(lang, shape.columns(), years, lines, indicators))


def _compare_futures(
    scenarios: list[Scenario], count: int, seed: int, form: str, folder: Path | None, years: list[int] | None,
    lang: Language, quiet: bool,
) -> None:  # fmt: skip
    """The same in many futures, draw by draw."""
    found = futures.compared(scenarios, count, seed, quiet)
    if folder:
        shape.about_letters(lang, quiet)
        with shape.working("Drawing", quiet):
            files = {**_files(found.compared, lang), **_files_of_futures(found, lang)}
        shape.written(folder, files, quiet)
    if quiet:
        return
    if form == "table":
        from actuary.reports.ensemble_differences import table
        from actuary.reports.projection import Look

        shape.show(table(found, Look(lang, shape.columns(), years), shape.file_and_line))
    else:
        shape.raw(_files_of_futures(found, lang)[f"futures.{form}"])


def _files_of_futures(found: Differences, lang: Language) -> dict[str, bytes]:
    from actuary.reports.ensemble_files import differences_csv
    from actuary.reports.exports import differences_dict
    from actuary.reports.files import json_text

    content = {**differences_dict(found.compared), "futures": found.to_dict()}
    return {"futures.csv": differences_csv(found, lang), "futures.json": json_text(content)}


def _compare_areas(
    scenarios: list[Scenario], form: str, folder: Path | None, years: list[int] | None, lang: Language, quiet: bool
) -> None:
    """The same for scenarios of several areas."""
    from actuary.pooling.comparison import alike, compare_areas

    alike(scenarios)
    with shape.working(f"Projecting {len(scenarios)} scenarios", quiet):
        from actuary.pooling.projection import run_areas
        from actuary.reports.areas_differences import differences_csv, differences_dict, table
        from actuary.reports.files import json_text
        from actuary.reports.projection import Look

        compared = compare_areas(*map(run_areas, scenarios))
    if folder:
        files = {
            "differences.csv": differences_csv(compared, lang),
            "differences.json": json_text(differences_dict(compared)),
        }
        shape.written(folder, files, quiet)
    if quiet:
        return
    if form == "table":
        shape.show(table(compared, Look(lang, shape.columns(), years), shape.file_and_line))
    else:
        shape.raw(json_text(differences_dict(compared)) if form == "json" else differences_csv(compared, lang))


def _print(compared: Comparison, form: str, look: Look) -> None:
    from actuary.reports.differences import table
    from actuary.reports.exports import differences_csv, differences_dict
    from actuary.reports.files import json_text

    if form == "table":
        shape.show(table(compared, look, shape.file_and_line))
    else:
        shape.raw(json_text(differences_dict(compared)) if form == "json" else differences_csv(compared, look.lang))


def _files(compared: Comparison, lang: Language) -> dict[str, bytes]:
    from actuary.reports.exports import differences_csv, differences_dict
    from actuary.reports.files import json_text
    from actuary.reports.plots import compared_reserves, png

    return {
        "differences.csv": differences_csv(compared, lang),
        "reserve_months.png": png(compared_reserves(compared, lang)),
        "differences.json": json_text(differences_dict(compared)),
    }
