"""`actuary check`: every mistake of every file, in one reading."""

from __future__ import annotations

import click

from actuary.cli import shape


@click.command(
    cls=shape.Command,
    help="Find every mistake in scenario files, say where it stands and what would be right; run nothing.",
    examples=("check my_plan.yaml", "check plans/a.yaml plans/b.yaml meishan"),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@shape.changes
@shape.quiet
@shape.debug
def command(files: tuple[str, ...], settings: tuple[str, ...], to: str | None, quiet: bool) -> None:
    from actuary.beyond import figures_beyond
    from actuary.enactment import law_of
    from actuary.errors import Mistake, Mistakes
    from actuary.reports.foot import beyond

    mistakes: list[Mistake] = []
    for name in files:
        try:
            scenario = shape.loaded(name, settings, to)
            areas = [one for one in scenario.members or (scenario,) if one.area]
            for one in areas:
                law_of(one)
        except Mistakes as found:
            mistakes += found.mistakes
            continue
        if not quiet:
            click.echo(f"{name}: {scenario.title}; nothing is wrong")
            for told in dict.fromkeys(beyond(far, "en") for one in areas for far in figures_beyond(one)):
                click.echo(f"{name}: {told}")
    if mistakes:
        raise Mistakes(dict.fromkeys(mistakes))
