"""`actuary new`: a first file of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import click

from actuary.cli import shape


@click.command(
    cls=shape.Command,
    help="Write NAME.yaml into this folder: a scenario that changes nothing yet, on top of BASE.",
    examples=("new my_plan --from meishan", "new slower_prices --from plans/wages.yaml"),
)
@click.argument("name")
@click.option("--from", "base", metavar="BASE", required=True, help="The scenario to change: a bundled name or a file.")
@shape.quiet
@shape.debug
def command(name: str, base: str, quiet: bool) -> None:
    from actuary.errors import Mistake, Mistakes
    from actuary.reports.files import write_new
    from actuary.reports.template import scenario_text

    stem = name.removesuffix(".yaml")
    if not re.fullmatch(r"\w[\w-]*", stem):
        raise click.UsageError(f"{name}: a name of letters, digits and _, without a folder")
    text = scenario_text(stem, base, shape.loaded(base, (), None))
    path = Path(f"{stem}.yaml")
    try:
        write_new(path, text)
    except FileExistsError:
        raise Mistakes([Mistake(None, str(path), "another name: this file is there already")]) from None
    if not quiet:
        click.echo(f"{path}: change it, then   actuary compare {base} {path}")
