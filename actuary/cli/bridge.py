"""`actuary bridge`: from last year's forecast to this year's, and what changed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actuary.cli import answers, shape

if TYPE_CHECKING:
    from actuary.analysis.attribution.bridge import Bridge


@click.command(
    cls=shape.Command,
    help="From what was forecast of a year to what is forecast of it now: new data, experience, assumptions, law, levers, and "
    "what the program itself makes otherwise. The steps add up. OLD and NEW are each a forecast on record or a scenario; what "
    "--set and --to say holds for NEW.",
    examples=(
        "bridge china_2019 china --year 2030",
        "bridge meishan meishan_plan --set figures.wage_growth='3 %' --measure resident.balance -o out/bridge",
    ),
)
@click.argument("old")
@click.argument("new")
@answers.year("the last one that both foresee")
@answers.measure("; repeatable, else balance and months of both schemes", multiple=True)
@answers.options
def command(asked: answers.Asked, old: str, new: str, year: int | None, measures: tuple[str, ...]) -> None:
    from actuary.analysis.attribution.bridge import NoSuchYear, bridge_of
    from actuary.analysis.attribution.bridge_ends import both
    from actuary.analysis.measured import NoSuchMeasure

    with shape.working(f"Computing {old} and {new} again", asked.quiet):
        with shape.to_as_written(asked.to):
            ends = both(old, new, *asked.changes)
        with answers.in_use_of("--measure", NoSuchMeasure), answers.in_use_of("--year", NoSuchYear):
            found = bridge_of(*ends, measures, year)
    _tell(found, asked)


def _tell(bridge: Bridge, asked: answers.Asked) -> None:
    from actuary.reports.bridge import bridge_csv, bridge_dict, table, waterfall

    answers.tell(
        asked, "bridge", lambda: table(bridge, asked.lang, shape.columns()), lambda: bridge_csv(bridge, asked.lang),
        lambda: bridge_dict(bridge),
        lambda: {
            f"bridge_{span.measure}.png": waterfall(bridge, span.measure, asked.lang) for span in bridge.spans
        },
    )  # fmt: skip
