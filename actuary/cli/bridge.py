"""`actuary bridge`: from last year's forecast to this year's, and what changed on the way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary.cli import shape

if TYPE_CHECKING:
    from actuary.analysis.attribution.bridge import Bridge
    from actuary.labels import Language


@click.command(
    cls=shape.Command,
    help="From what was forecast of a year to what is forecast of it now: new data, experience, assumptions, law, levers, and "
    "what the program itself makes otherwise. The steps add up. OLD and NEW are each a forecast on record or a scenario.",
    examples=(
        "bridge china_2019 china --year 2030",
        "bridge forecasts/meishan-2026-11-22-0123abcd.yaml meishan --set figures.wage_growth='3 %' -o out/bridge",
    ),
)
@click.argument("old")
@click.argument("new")
@click.option(
    "--set", "settings", metavar="PATH=VALUE", multiple=True,
    help="One more line of NEW, a scenario, as levers.contribution_rate.employer.2027='7 %'; repeatable.",
)  # fmt: skip
@click.option("--year", type=int, help="The year that is looked at, instead of the last one that both foresee.")
@click.option(
    "--measure", "measures", multiple=True,
    help="What is looked at, as employee.reserve_months; repeatable. Without it balance and months of both schemes.",
)  # fmt: skip
@shape.form
@shape.folder
@shape.lang
@shape.quiet
@shape.debug
def command(
    old: str,
    new: str,
    settings: tuple[str, ...],
    year: int | None,
    measures: tuple[str, ...],
    form: str,
    folder: Path | None,
    lang: Language,
    quiet: bool,
) -> None:
    bridge = _bridge(old, new, settings, measures, year, quiet)
    if folder:
        shape.about_letters(lang, quiet)
        shape.written(folder, {**_files(bridge, lang), **_pictures(bridge, lang)}, quiet)
    if not quiet:
        _print(bridge, form, lang)


def _bridge(
    old: str, new: str, settings: tuple[str, ...], measures: tuple[str, ...], year: int | None, quiet: bool
) -> Bridge:
    from actuary.analysis.attribution.bridge import NoSuchYear, bridge_of
    from actuary.analysis.attribution.bridge_ends import both
    from actuary.analysis.attribution.why import NoSuchMeasure

    with shape.working(f"Computing {old} and {new} again", quiet):
        ends = both(old, new, *settings)
        try:
            return bridge_of(*ends, measures, year)
        except NoSuchMeasure as found:
            raise click.UsageError(f"--measure {found.mistakes[0].wrong}: {found.mistakes[0].right}") from None
        except NoSuchYear as found:
            raise click.UsageError(f"--year {year}: {found.mistakes[0].right}") from None


def _print(bridge: Bridge, form: str, lang: Language) -> None:
    if form == "table":
        from actuary.reports.bridge import table

        shape.show(table(bridge, lang, shape.columns()))
        return
    shape.raw(_files(bridge, lang)[f"bridge.{form}"])


def _files(bridge: Bridge, lang: Language) -> dict[str, bytes]:
    from actuary.reports.bridge import bridge_csv, bridge_dict
    from actuary.reports.files import json_text

    return {"bridge.csv": bridge_csv(bridge, lang), "bridge.json": json_text(bridge_dict(bridge))}


def _pictures(bridge: Bridge, lang: Language) -> dict[str, bytes]:
    from actuary.reports.bridge import waterfall
    from actuary.reports.plots import png

    return {f"bridge_{span.measure}.png": png(waterfall(bridge, span.measure, lang)) for span in bridge.spans}
